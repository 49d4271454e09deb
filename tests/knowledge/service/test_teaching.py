"""Teaching: refused where it would do harm, written whole, served at once, taken back."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer
from knowledge.loading.files import Overlay
from knowledge.loading.loader import load
from knowledge.model import Fact, Lesson
from knowledge.service.live import LiveBase
from knowledge.service.opening import Opened, open_matcher
from knowledge.service.teaching import ObjectionError, TeachingError, rehearse, unteach
from knowledge.service.teaching import teach as teach_rehearsed
from tests.knowledge.service.at_work import AtWork, Say

NOON = datetime(2024, 3, 2, 12, tzinfo=UTC)
TOLL, FERRY, LIND, NAMES = "north-bridge-toll", "ferry-first-trip", "mayor-dismissed-lind", "lind-identity"
# Its answer and one of its wordings name somebody whom it is not about.
IDENTITY = """
facts:
  - id: lind-identity
    question: Who is Tom Lind?
    phrasings:
      - what was Lind's job under Anna Berg
    answer: Tom Lind was the harbour master until Anna Berg dismissed him.
    citations:
      - source: gazette-2024-03-01
"""
SLANG = "whats the damage for the bridge up north"


@pytest.fixture
def live(base_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> LiveBase:
    (base_folder / "names.yaml").write_text(IDENTITY, "utf-8")
    cache = tmp_path_factory.getbasetemp() / "matchers"

    def opener(folder: Path, overlay: Overlay, _: Opened | None) -> Matcher:
        return open_matcher(folder, cache, overlay=overlay)

    return LiveBase(base_folder, NOON, "start", opener)


def teach(live: LiveBase, value: Fact, phrasing: str, by: str, now: datetime) -> Lesson:
    return teach_rehearsed(live, rehearse(live, value, phrasing, by, now), by, now)


def fact(live: LiveBase, name: str) -> Fact:
    found = live.served.matcher.fact(name)
    assert found is not None
    return found


def answer_to(live: LiveBase, question: str) -> str | None:
    outcome = live.served.matcher.decide(question)
    return outcome.fact.id if isinstance(outcome, Answer) else None


def test_what_is_taught_is_answered_at_once_and_after_a_restart(live: LiveBase, base_folder: Path) -> None:
    assert answer_to(live, SLANG) is None

    lesson = teach(live, fact(live, TOLL), SLANG, "ed", NOON)

    assert answer_to(live, SLANG) == TOLL
    assert (lesson.by, lesson.on) == ("ed", NOON.date())
    assert LiveBase(base_folder, NOON, "restart").served.matcher.base.version == live.served.matcher.base.version
    assert live.served.by == "ed"


def test_curated_files_are_left_as_they_are(live: LiveBase, base_folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in base_folder.iterdir()}

    teach(live, fact(live, TOLL), SLANG, "ed", NOON)

    after = {path.name: path.read_bytes() for path in base_folder.iterdir()}
    assert after.pop("learned.yaml")
    assert after == before


def test_what_was_taught_can_be_taken_back(live: LiveBase) -> None:
    version = live.served.matcher.base.version
    teach(live, fact(live, TOLL), SLANG, "ed", NOON)
    teach(live, fact(live, FERRY), "ferry birthday", "ann", NOON)

    unteach(live, TOLL, SLANG, "ed", NOON)

    assert answer_to(live, SLANG) is None
    assert [one.phrasing for one in load(live.folder).lessons] == ["ferry birthday"]
    assert live.served.matcher.base.version != version
    with pytest.raises(TeachingError, match="no longer among what was taught"):
        unteach(live, TOLL, SLANG, "ed", NOON)


@pytest.mark.parametrize(
    ("name", "phrasing", "why"),
    [
        pytest.param(TOLL, "north bridge TOLL?", "already a phrasing of that fact", id="its-own"),
        pytest.param(TOLL, "ferry maiden voyage date", "is already asked at", id="another-fact-s"),
        pytest.param(TOLL, "Which bank collects the toll on North Bridge?", "near miss", id="its-near-miss"),
        pytest.param(TOLL, "which bank takes the toll of the northern bridge", "near miss", id="like-a-near-miss"),
        pytest.param(TOLL, "how much is the toll on South Bridge", "name: South Bridge", id="another-name"),
        pytest.param(LIND, "why did Tom Lind dismiss Anna Berg", "roles", id="turned-round"),
        pytest.param(FERRY, "did the ferry first sail in 2019", "date: 2019", id="another-year"),
        pytest.param(TOLL, "?!", "there is no question in it", id="no-words"),
        pytest.param(TOLL, "x" * 501, "has 501 characters, the limit is 500", id="too-long"),
        pytest.param(TOLL, "thanks", "there is no question in it", id="small-talk"),
        pytest.param(TOLL, "is this true?", "there is no question in it", id="remark"),
        pytest.param(TOLL, "why is that?", "there is no question in it", id="no-subject"),
        pytest.param(LIND, "who is Anna Berg", "it says nothing but Anna Berg", id="who-somebody-is"),
        pytest.param(TOLL, "who is Tom Lind", "name: Tom Lind", id="who-somebody-else-is"),
        pytest.param(NAMES, "who is Anna Berg", "name: Anna Berg", id="who-another-is-that-the-answer-names"),
        pytest.param(NAMES, "who else is harbour master", "question word: else", id="who-else"),
    ],
)
def test_what_would_do_harm_is_refused_and_nothing_changes(live: LiveBase, name: str, phrasing: str, why: str) -> None:
    served = live.served

    with pytest.raises(TeachingError, match=why):
        teach(live, fact(live, name), phrasing, "ed", NOON)

    assert live.served is served
    assert not (live.folder / "learned.yaml").exists()


def test_a_phrasing_that_draws_another_fact_s_question_is_refused(live: LiveBase) -> None:
    """It is worded as the other fact's questions are, so what is asked like them would come here."""
    with pytest.raises(TeachingError, match=r"it would draw '.*' away from its own fact"):
        teach(live, fact(live, TOLL), "since when does the boat service begin running", "ed", NOON)


def test_an_objection_says_what_stands_in_the_way(live: LiveBase) -> None:
    with pytest.raises(ObjectionError) as caught:
        teach(live, fact(live, TOLL), "how much is the toll on South Bridge", "ed", NOON)

    assert (caught.value.block.kind, caught.value.block.what) == ("name", "South Bridge")


def test_a_rehearsal_changes_nothing(live: LiveBase) -> None:
    served = live.served

    rehearsal = rehearse(live, fact(live, TOLL), SLANG, "ed", NOON)

    outcome = rehearsal.matcher.decide(SLANG)
    assert isinstance(outcome, Answer)
    assert live.served is served
    assert not (live.folder / "learned.yaml").exists()


def test_a_rehearsal_names_what_an_editor_should_know(live: LiveBase) -> None:
    """What the phrasing sounds more like, and a name that nobody has listed."""
    rival = rehearse(live, fact(live, FERRY), "when was the toll of the boat set", "ed", NOON)
    unknown = rehearse(live, fact(live, TOLL), "what does it cost to cross Big Zeppelin", "ed", NOON)

    assert rival.rival is None or rival.rival.fact.id != FERRY
    assert unknown.unknown is not None


def test_who_somebody_is_may_be_taught_to_the_fact_that_says_it(live: LiveBase) -> None:
    assert teach(live, fact(live, NAMES), "tell me about the harbour master", "ed", NOON).fact == NAMES


def test_with_files_changed_and_not_reloaded_nothing_is_taught(live: LiveBase) -> None:
    path = live.folder / "facts.yaml"
    path.write_text(path.read_text("utf-8").replace("4 dollars", "9 dollars"), "utf-8")

    with pytest.raises(TeachingError, match="reload the facts first"):
        teach(live, fact(live, TOLL), SLANG, "ed", NOON)

    assert "4 dollars" in fact(live, TOLL).answer


def test_where_nothing_can_be_written_it_says_so_and_serves_what_it_served(
    live: LiveBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fails at the last moment; which call fails is up to the disk, so one stands for all."""

    def fail(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("knowledge.loading.files.os.fsync", fail)
    served = live.served

    with pytest.raises(TeachingError, match=r"learned.yaml could not be written \(No space left on device\)"):
        teach(live, fact(live, TOLL), SLANG, "ed", NOON)

    assert live.served is served
    assert [path.name for path in live.folder.iterdir() if "learned" in path.name] == []


TURNS = [f"slang {letter * 3} for the damage at the bridge up north" for letter in "abcdefghij"]
KILLS = 50
# The least that can be taught: the more there is to rehearse, the fewer of the kills come while a file is written.
LEAST = """
sources:
  - {id: gazette, publisher: Gazette, title: The bridge, published: 2024-03-01}
facts:
  - id: north-bridge-toll
    question: How much is the toll on the bridge?
    answer: Cars pay 4 dollars.
    citations: [{source: gazette}]
"""


def test_killed_at_any_moment_it_leaves_a_whole_file(write_base: Callable[..., Path], tmp_path: Path) -> None:
    """Two teachers, each with a folder of its own, take turns: one starts while the other is killed at work.

    What was said to be done stands in the file; of what was under way, all or nothing.
    """
    draw = random.Random(6)
    folder = write_base(facts=LEAST)
    folders = [folder, Path(copytree(folder, tmp_path / "other"))]
    open_matcher(folder)  # loads, once for all of them, what takes longer than teaching does
    teachers = [AtWork(partial(take_turns, folder)) for folder in folders]
    taught: list[set[str]] = [set(), set()]
    for kill in range(KILLS):
        which = kill % 2
        done = turns_until_killed(teachers[which], draw.uniform(0.0, 1.0))
        certain, possible = after(taught[which], done), after(taught[which], done + 1)
        taught[which] = {lesson.phrasing for lesson in load(folders[which]).lessons}
        assert taught[which] in (certain, possible)
        teachers[which] = AtWork(partial(take_turns, folders[which]))
    for teacher in teachers:
        teacher.kill()


def take_turns(folder: Path, say: Say) -> None:
    """Teach each wording and take it back, turn by turn."""
    live = LiveBase(folder, datetime.now(UTC), "start")
    for wording in TURNS * 1_000:
        about, now = fact(live, TOLL), datetime.now(UTC)
        if any(lesson.phrasing == wording for lesson in live.served.matcher.base.lessons):
            unteach(live, about.id, wording, "ed", now)
        else:
            teach_rehearsed(live, rehearse(live, about, wording, "ed", now), "ed", now)
        say("done")


def turns_until_killed(teacher: AtWork, moment: float) -> int:
    """Kill a teacher at a moment of its second turn or later, 0 to 1; return how many turns it said to be done."""
    assert teacher.next_line() == "done"
    begun = time.perf_counter()
    assert teacher.next_line() == "done"
    time.sleep(moment * (time.perf_counter() - begun))  # picks the moment; what is asserted holds at any
    return 2 + len(teacher.kill())


def after(taught: set[str], turns: int) -> set[str]:
    """Return what is taught after so many turns, of which each teaches a wording or takes it back."""
    for turn in range(turns):
        taught = taught ^ {TURNS[turn % len(TURNS)]}
    return taught
