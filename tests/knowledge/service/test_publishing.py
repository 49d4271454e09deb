"""Publishing: tried over what is served, written whole, and refused where it would take along what nobody has seen."""

import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.errors import FactBaseError
from knowledge.loading.files import Overlay, bundled_folder
from knowledge.loading.loader import load
from knowledge.service.live import LiveBase
from knowledge.service.opening import Opened, open_matcher
from knowledge.service.publishing import Entry, Publication, publish, refuse_unserved, rehearse
from tests.bot.desk.test_full_disk import full_disk
from tests.knowledge.service.at_work import AtWork, Say
from tests.knowledge.service.test_teaching import LEAST

NOON, DAY = datetime(2024, 3, 2, 12, tzinfo=UTC), date(2024, 3, 2)
TOLL = "north-bridge-toll"
SOURCE = {"id": "herald", "publisher": "Herald", "title": "The bare lighthouse", "published": "2024-03-02"}
PAINTED = {
    "id": "painted",
    "question": "Who painted the lighthouse?",
    "answer": "Nobody: it is bare stone.",
    "citations": [{"source": "herald"}],
}
EDITED = {
    "id": TOLL,
    "question": "How much is the toll on North Bridge?",
    "answer": "Cars pay 5 dollars.",
    "citations": [{"source": "gazette-2024-03-01"}],
}


@pytest.fixture
def live(base_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> LiveBase:
    cache = tmp_path_factory.getbasetemp() / "matchers"

    def opener(folder: Path, overlay: Overlay, _: Opened | None) -> Matcher:
        return open_matcher(folder, cache, overlay=overlay)

    return LiveBase(base_folder, NOON, "start", opener)


def tried(live: LiveBase, entry: Entry, *by: str) -> Publication:
    return rehearse(live, entry, by or ("ed",), DAY)


def problems_of(live: LiveBase, entry: Entry) -> list[str]:
    with pytest.raises(FactBaseError) as caught:
        tried(live, entry)
    return [str(problem) for problem in caught.value.problems]


def test_what_is_tried_changes_nothing_and_is_served_once_published(live: LiveBase) -> None:
    before = live.served
    tried_out = tried(live, Entry(PAINTED, (SOURCE,)), "ed", "eva")

    assert live.served is before
    assert not (live.folder / "desk.yaml").exists()
    assert tried_out.change.added == ("Who painted the lighthouse?",)

    publish(live, tried_out, "ed", NOON)

    assert live.served.matcher.base.version == load(live.folder).version
    assert live.served.matcher.fact("painted") == tried_out.fact
    assert "by:\n      - ed\n      - eva\n" in (live.folder / "desk.yaml").read_text("utf-8")


def test_an_edited_fact_says_whose_place_it_takes_and_leaves_the_curated_file_alone(live: LiveBase) -> None:
    curated = (live.folder / "facts.yaml").read_bytes()

    first = tried(live, Entry(EDITED))
    publish(live, first, "ed", NOON)
    again = tried(live, Entry({**EDITED, "answer": "Cars pay 6 dollars."}))
    publish(live, again, "ed", NOON)

    assert first.place == again.place == "base/facts.yaml:3"
    assert (live.folder / "facts.yaml").read_bytes() == curated
    assert [fact.answer for fact in load(live.folder).facts if fact.id == TOLL] == ["Cars pay 6 dollars."]


def test_the_key_is_of_the_change_and_the_base_not_of_who_or_when(live: LiveBase) -> None:
    entry = Entry(PAINTED, (SOURCE,))
    key = tried(live, entry).key

    assert rehearse(live, entry, ("eva", "ed"), date(2024, 3, 3)).key == key
    assert tried(live, Entry({**PAINTED, "answer": "Lind."}, (SOURCE,))).key != key
    assert tried(live, Entry(PAINTED, ({**SOURCE, "title": "Other"},))).key != key
    publish(live, tried(live, Entry(EDITED)), "ed", NOON)
    assert tried(live, entry).key != key


def test_faults_are_named_by_what_they_concern(live: LiveBase) -> None:
    faulty = {**PAINTED, "as_of": "2024-02-30", "question": EDITED["question"]}

    assert problems_of(live, Entry(faulty, ({**SOURCE, "published": "then"},))) == [
        "as_of: as_of is '2024-02-30', which is no day; 2024-02 has the days from 01 to 29",
        "published: published is 'then', not a date; write a year, month or day such as 2026, 2026-03 or 2026-03-01",
    ]
    asked = problems_of(live, Entry({**PAINTED, "question": EDITED["question"]}, (SOURCE,)))
    assert any(one.startswith("base/facts.yaml:4: ") and "already asked at base/desk.yaml" in one for one in asked)


def test_of_two_at_once_the_second_is_refused_and_the_first_stands(live: LiveBase) -> None:
    one, other = tried(live, Entry(PAINTED, (SOURCE,))), tried(live, Entry(EDITED))
    publish(live, one, "ed", NOON)

    # Whoever publishes asks first whether the key still holds: that is how the second is found out.
    assert tried(live, Entry(EDITED)).key != other.key
    assert {fact.id for fact in load(live.folder).facts} >= {"painted", TOLL}


def test_files_that_nobody_has_served_are_not_served_along(live: LiveBase) -> None:
    tried_out = tried(live, Entry(PAINTED, (SOURCE,)))
    (live.folder / "more.yaml").write_text("synonyms: [[quay, pier]]", "utf-8")

    with pytest.raises(FactBaseError, match="have changed since they were loaded; have an admin use /facts reload"):
        publish(live, tried_out, "ed", NOON)
    with pytest.raises(FactBaseError, match="have changed since"):
        tried(live, Entry(PAINTED, (SOURCE,)))

    assert not (live.folder / "desk.yaml").exists()


@pytest.mark.parametrize("comment", ["# asked the council", "  # on a line of its own"])
def test_a_comment_that_somebody_added_is_not_written_over(live: LiveBase, comment: str) -> None:
    publish(live, tried(live, Entry({**PAINTED, "answer": 'It is "# no" comment'}, (SOURCE,))), "ed", NOON)
    publish(live, tried(live, Entry(EDITED)), "ed", NOON)
    file = live.folder / "desk.yaml"
    text = file.read_text("utf-8").replace("    question: How much", f"{comment}\n    question: How much")
    file.write_text(text.replace("on: 2024-03-02", f"on: 2024-03-02  {comment.strip()}"), "utf-8")
    live.reload(NOON, "test")

    (problem,) = problems_of(live, Entry({**EDITED, "answer": "Cars pay 6 dollars."}))

    assert problem.startswith("base/desk.yaml:")
    assert "a comment, which would be lost" in problem
    assert comment in file.read_text("utf-8")


def test_the_facts_of_the_package_are_not_changed() -> None:
    with pytest.raises(FactBaseError, match="the facts that come with the package are not changed"):
        refuse_unserved(bundled_folder(), "", "go on")


def test_on_a_full_disk_what_was_there_stays_and_goes_on_being_served(live: LiveBase) -> None:
    publish(live, tried(live, Entry(PAINTED, (SOURCE,))), "ed", NOON)
    before, served = (live.folder / "desk.yaml").read_bytes(), live.served
    edited = tried(live, Entry(EDITED))

    with full_disk(), pytest.raises(FactBaseError, match=r"desk.yaml: cannot be written \(.*\); let the bot write"):
        publish(live, edited, "ed", NOON)

    assert (live.folder / "desk.yaml").read_bytes() == before
    assert live.served is served
    assert [path.name for path in live.folder.iterdir() if "draft" in path.name] == []


KILLS = 50


def test_killed_at_any_moment_it_leaves_a_whole_file(write_base: Callable[..., Path], tmp_path: Path) -> None:
    """Two publishers, each with a folder of its own, take turns: one starts while the other is killed at work.

    What was said to be published stands in the file; of what was under way, all or nothing.
    """
    draw = random.Random(12)
    folder = write_base(facts=LEAST)
    curated = (folder / "facts.yaml").read_bytes()
    folders = [folder, Path(copytree(folder, tmp_path / "other"))]
    open_matcher(folder)  # loads, once for all of them, what takes longer than publishing does
    publishers = [AtWork(partial(publish_on, folder)) for folder in folders]
    for kill in range(KILLS):
        which = kill % 2
        said = last_said(publishers[which], draw.uniform(0.0, 1.0))
        (fact,) = load(folders[which]).facts
        assert fact.answer in (f"Cars pay dollars: #{said}", f"Cars pay dollars: #{said + 1}")
        assert (folders[which] / "facts.yaml").read_bytes() == curated
        publishers[which] = AtWork(partial(publish_on, folders[which]))
    for publisher in publishers:
        publisher.kill()


def publish_on(folder: Path, say: Say) -> None:
    """Publish another answer again and again, each with the number that follows the last one's."""
    live = LiveBase(folder, datetime.now(UTC), "start")
    fact = {"id": TOLL, "question": "How much is the toll on the bridge?", "citations": [{"source": "gazette"}]}
    (served,) = live.served.matcher.base.facts
    number = int(served.answer.rpartition("#")[2]) if "#" in served.answer else 0
    while True:
        number += 1
        entry, now = Entry({**fact, "answer": f"Cars pay dollars: #{number}"}), datetime.now(UTC)
        publish(live, rehearse(live, entry, ("ed",), now.date()), "ed", now)
        say(number)


def last_said(publisher: AtWork, moment: float) -> int:
    """Kill a publisher at a moment of its third turn, 0 to 1; return the last number that it said was published."""
    first = int(publisher.next_line())
    begun = time.perf_counter()
    second = int(publisher.next_line())
    assert second == first + 1
    time.sleep(moment * (time.perf_counter() - begun))  # picks the moment; what is asserted holds at any
    return int((publisher.kill() or [str(second)])[-1])
