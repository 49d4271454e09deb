import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree
from threading import Event
from typing import assert_never

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Outcome, Suggestions
from knowledge.errors import FactBaseError
from knowledge.loading.files import Overlay
from knowledge.loading.loader import load
from knowledge.model import Fact
from knowledge.service.live import Change, LiveBase
from knowledge.service.opening import Opened, open_matcher
from tests.knowledge.service.bases import ASKED, BROKEN, BUS, FERRY, MARKERS, TOLL, base, marked_base

WriteBase = Callable[..., Path]


NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
EVEN_LATER = NOON + timedelta(hours=2)


def nearest(outcome: Outcome) -> Fact:
    match outcome:
        case Answer(fact):
            return fact
        case Suggestions(candidates):
            return candidates[0].fact
        case Abstention(reason):
            pytest.fail(reason)
        case _:
            assert_never(outcome)


def markers_of(live: LiveBase) -> frozenset[str]:
    served = live.served
    fact = nearest(served.matcher.decide(ASKED))
    source = served.matcher.base.sources[fact.citations[0].source]
    parts = (fact.id, fact.question, fact.answer, source.title, *(other.id for other in served.matcher.base.facts))
    return frozenset(next((marker for marker in MARKERS if marker in part), part) for part in parts)


def test_broken_base_is_not_brought_into_service(write_base: WriteBase) -> None:
    folder = write_base(base=BROKEN)

    with pytest.raises(FactBaseError):
        LiveBase(folder, NOON, "eva")


def test_served_base_knows_since_when_and_by_whom(write_base: WriteBase) -> None:
    live = LiveBase(write_base(base=base(TOLL)), NOON, "eva")

    served = live.served

    assert (served.since, served.by) == (NOON, "eva")


def test_reload_swaps_the_base(write_base: WriteBase) -> None:
    live = LiveBase(write_base(base=base(TOLL, FERRY)), NOON, "eva")
    write_base(base=base(TOLL.replace("4 dollars", "5 dollars"), FERRY))

    live.reload(LATER, "tom")

    assert [fact.answer for fact in live.served.matcher.base.facts] == [
        "Cars pay 5 dollars.",
        "The ferry sails at noon.",
    ]
    assert nearest(live.served.matcher.decide("bridge toll")).answer == "Cars pay 5 dollars."
    assert (live.served.since, live.served.by) == (LATER, "tom")


@pytest.mark.parametrize(
    ("after", "change"),
    [
        pytest.param((TOLL, FERRY), Change(), id="nothing"),
        pytest.param((FERRY, TOLL), Change(), id="order-alone"),
        pytest.param((TOLL, FERRY, BUS), Change(added=("Who drives the night bus?",)), id="added"),
        pytest.param((TOLL,), Change(removed=("When does the ferry sail?",)), id="removed"),
        pytest.param(
            (TOLL.replace("4 dollars", "5 dollars"), FERRY),
            Change(changed=("How much is the toll on the bridge?",)),
            id="answer-changed",
        ),
        pytest.param(
            (TOLL, FERRY.replace("When does", "At what time does")),
            Change(changed=("At what time does the ferry sail?",)),
            id="question-changed",
        ),
        pytest.param(
            (TOLL.replace("bridge toll", "the price of the bridge"), BUS),
            Change(
                added=("Who drives the night bus?",),
                changed=("How much is the toll on the bridge?",),
                removed=("When does the ferry sail?",),
            ),
            id="all-three",
        ),
    ],
)
def test_reload_says_what_changed(write_base: WriteBase, after: tuple[str, ...], change: Change) -> None:
    live = LiveBase(write_base(base=base(TOLL, FERRY)), NOON, "eva")
    write_base(base=base(*after))

    said = live.reload(LATER, "tom")

    assert said == change
    assert bool(said) == (change != Change())


def test_preview_says_what_would_change_and_changes_nothing(write_base: WriteBase) -> None:
    live = LiveBase(write_base(base=base(TOLL)), NOON, "eva")
    before = live.served
    write_base(base=base(TOLL, FERRY))

    change, found = live.preview()

    assert change == Change(added=("When does the ferry sail?",))
    assert [fact.id for fact in found.matcher.base.facts] == ["toll", "ferry"]
    assert live.served is before


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(BROKEN, id="broken-yaml"),
        pytest.param(base(TOLL, FERRY.replace("gazette", "herald")), id="unknown-source"),
        pytest.param("", id="empty"),
    ],
)
def test_reload_keeps_the_old_base_when_a_file_is_broken(write_base: WriteBase, content: str) -> None:
    live = LiveBase(write_base(base=base(TOLL)), NOON, "eva")
    before = live.served
    write_base(base=content)

    with pytest.raises(FactBaseError):
        live.reload(LATER, "tom")

    assert live.served is before
    assert live.rollback(LATER, "tom") is None


def test_reload_keeps_the_old_base_when_a_near_miss_is_answered(town_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "base"
    copytree(town_folder, folder)
    live = LiveBase(folder, NOON, "eva")
    before = live.served
    facts = (folder / "facts.yaml").read_text(encoding="utf-8")
    unsound = facts.replace("Which bank collects the toll on North Bridge?", "How much is the toll on North Bridge?")
    (folder / "facts.yaml").write_text(unsound, encoding="utf-8")

    with pytest.raises(FactBaseError):
        live.reload(LATER, "tom")

    assert live.served is before


def test_reload_after_the_repair_serves_the_new_base(write_base: WriteBase) -> None:
    live = LiveBase(write_base(base=base(TOLL)), NOON, "eva")
    write_base(base=BROKEN)
    with pytest.raises(FactBaseError):
        live.reload(LATER, "tom")
    write_base(base=base(TOLL, FERRY))

    change = live.reload(EVEN_LATER, "tom")

    assert change == Change(added=("When does the ferry sail?",))


def test_rollback_serves_the_base_of_before(write_base: WriteBase) -> None:
    live = LiveBase(write_base(base=base(TOLL)), NOON, "eva")
    before = live.served.matcher
    write_base(base=base(TOLL, FERRY))
    live.reload(LATER, "tom")

    change = live.rollback(EVEN_LATER, "anna")

    assert change == Change(removed=("When does the ferry sail?",))
    assert live.served.matcher is before
    assert (live.served.since, live.served.by) == (EVEN_LATER, "anna")


def test_rollback_of_a_rollback_serves_the_reloaded_base_again(write_base: WriteBase) -> None:
    live = LiveBase(write_base(base=base(TOLL)), NOON, "eva")
    write_base(base=base(TOLL, FERRY))
    live.reload(LATER, "tom")
    live.rollback(EVEN_LATER, "anna")

    change = live.rollback(EVEN_LATER, "anna")

    assert change == Change(added=("When does the ferry sail?",))
    assert [fact.id for fact in live.served.matcher.base.facts] == ["toll", "ferry"]


def test_reading_the_same_files_twice_leaves_the_way_back_open(write_base: WriteBase) -> None:
    folder = write_base(base=base(TOLL))
    live = LiveBase(folder, NOON, "start")
    first = live.served.matcher.base.version
    write_base(base=base(TOLL, FERRY))
    live.reload(LATER, "ed")

    assert not live.reload(EVEN_LATER, "ed")

    live.rollback(EVEN_LATER, "ed")
    assert live.served.matcher.base.version == first


def test_rollback_without_a_reload_has_nothing_to_serve(write_base: WriteBase) -> None:
    live = LiveBase(write_base(base=base(TOLL)), NOON, "eva")
    before = live.served

    change = live.rollback(LATER, "tom")

    assert change is None
    assert live.served is before


@pytest.fixture
def frequent_switches() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 20)
    yield
    sys.setswitchinterval(usual)


def reload_a_hundred_times(live: LiveBase, write_base: WriteBase) -> None:
    """Reload each base in turn, and before each a broken one, which is refused."""
    for number in range(100):
        write_base(base=BROKEN)
        with pytest.raises(FactBaseError):
            live.reload(LATER, "tom")
        write_base(base=marked_base(MARKERS[(number + 1) % 2]))
        live.reload(LATER, "tom")


@pytest.mark.usefixtures("frequent_switches")
def test_every_reply_comes_whole_from_one_base_while_reloads_go_on(write_base: WriteBase, tmp_path: Path) -> None:
    built = [open_matcher(write_base(base=marked_base(marker))) for marker in reversed(MARKERS)]
    matchers = {matcher.base.version: matcher for matcher in built}

    # Files are read and checked at each reload; only the two matchers are built once, not a hundred times.
    def opener(folder: Path, _: Overlay, __: Opened | None) -> Matcher:
        return matchers[load(folder).version]

    live = LiveBase(tmp_path / "base", NOON, "eva", opener)
    is_over = Event()

    def ask_without_pause() -> list[frozenset[str]]:
        replies = [markers_of(live)]
        while not is_over.is_set():
            replies.append(markers_of(live))
        return replies

    with ThreadPoolExecutor(8) as pool:
        query = [pool.submit(ask_without_pause) for _ in range(8)]
        try:
            reload_a_hundred_times(live, write_base)
        finally:
            is_over.set()
        replies = [reply for one in query for reply in one.result()]

    assert set(replies) == {frozenset({"amber"}), frozenset({"violet"})}
