"""A base of which something is hidden: what is opened and kept of it, and that it appears at its hour by itself."""

import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from knowledge.decision.outcomes import Answer
from knowledge.errors import FactBaseError
from knowledge.loading.files import fingerprint
from knowledge.service.live import Change, LiveBase, Opener
from knowledge.service.opening import Opened, open_base, open_matcher
from knowledge.service.teaching import rehearse, teach
from tests.conftest import WriteBase
from tests.knowledge.service.bases import FERRY, TOLL, base

NOW = datetime.now(UTC).replace(second=0, microsecond=0)
SOON, LATE = NOW + timedelta(days=1), NOW + timedelta(days=2)
SAILS = "When does the ferry sail?"
DRIVES = "Who drives the night bus?"
BUS = """\
  - id: bus
    question: Who drives the night bus?
    answer: Eva Holm drives the night bus.
    citations: [{source: gazette}]
"""


def until(fact: str, at: datetime) -> str:
    return f"{fact}    publish_at: {at:%Y-%m-%dT%H:%MZ}\n"


def drafted(fact: str) -> str:
    return f"{fact}    draft: yes\n"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def opening(cache: Path) -> Opener:
    return lambda folder, overlay, _: open_base(folder, cache, overlay=overlay)


def answers(opened: Opened, question: str) -> tuple[bool, bool]:
    """Return whether a question has its answer for everybody, and for the staff."""
    return isinstance(opened.matcher.decide(question), Answer), isinstance(opened.full.decide(question), Answer)


def test_what_is_hidden_is_answered_for_the_staff_alone(write_base: WriteBase, cache: Path) -> None:
    folder = write_base(base=base(TOLL, drafted(FERRY)))

    opened = open_base(folder, cache)

    assert answers(opened, SAILS) == (False, True)
    assert opened.base.version == fingerprint(folder) != opened.matcher.base.version
    assert open_matcher(folder, cache).base == opened.matcher.base


def test_where_nothing_is_hidden_there_is_one_matcher(write_base: WriteBase, cache: Path) -> None:
    opened = open_base(write_base(base=base(TOLL, until(FERRY, NOW - timedelta(days=1)))), cache)

    assert opened.matcher is opened.full
    assert opened.next_hour is None


def test_what_is_kept_for_everybody_holds_nothing_hidden_and_is_found_again(
    write_base: WriteBase, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_base(base=base(TOLL, drafted(FERRY)))
    shown = open_base(folder, cache).matcher.base.version
    kept = [path for path in cache.glob("*.pickle") if shown in path.name]
    # Another draft, and a line further up: what everybody may know is the same.
    write_base(base="# new\n" + base(TOLL, drafted(FERRY.replace("noon", "dusk"))))
    built: list[str] = []
    monkeypatch.setattr("knowledge.service.opening._keep", lambda matcher, _: built.append(matcher.base.version))

    opened = open_base(folder, cache)

    assert len(kept) == 1
    assert b"ferry" not in kept[0].read_bytes()
    assert built == [opened.base.version]
    assert opened.matcher.base.locations["toll"].line == opened.base.locations["toll"].line


def test_a_matcher_that_is_kept_does_not_outlast_its_hour(write_base: WriteBase, cache: Path) -> None:
    folder = write_base(base=base(TOLL, until(FERRY, SOON)))

    before = open_base(folder, cache)
    after = before.at_moment(SOON)

    assert answers(before, SAILS) == (False, True)
    assert answers(after, SAILS) == (True, True)
    assert answers(open_base(folder, cache), SAILS) == (False, True)


def test_a_base_of_which_nobody_may_know_anything_is_refused_with_its_hour(write_base: WriteBase, cache: Path) -> None:
    folder = write_base(base=base(until(TOLL, SOON), drafted(FERRY)))

    with pytest.raises(FactBaseError, match=f"nobody may know any of the facts before {SOON:%Y-%m-%d %H:%M} UTC"):
        open_base(folder, cache)


def test_what_is_hidden_is_checked_before_its_hour(write_base: WriteBase, cache: Path) -> None:
    leaning = drafted(FERRY) + "    not: [When does the ferry sail?]\n"

    with pytest.raises(FactBaseError, match="the near miss"):
        open_base(write_base(base=base(TOLL, leaning)), cache)


def test_a_fact_appears_at_its_hour_without_the_files(write_base: WriteBase, opening: Opener) -> None:
    folder = write_base(base=base(TOLL, until(FERRY, SOON), until(BUS, LATE)))
    live = LiveBase(folder, NOW, "start", opening)
    (folder / "base.yaml").write_text("facts: [\n", "utf-8")
    live.prepare()

    too_soon = live.strike(SOON - timedelta(seconds=1), "clock")
    first = live.strike(SOON, "clock")
    hour = live.served.next_hour
    last = live.strike(LATE, "clock")

    assert (too_soon, first, last) == (Change(), Change(added=(SAILS,)), Change(added=(DRIVES,)))
    assert hour == LATE
    assert not live.served.is_in_part
    assert live.served.next_hour is None


def test_what_was_prepared_is_served_without_being_built(
    write_base: WriteBase, opening: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveBase(write_base(base=base(TOLL, until(FERRY, SOON), drafted(BUS))), NOW, "start", opening)
    live.prepare()
    monkeypatch.setattr("knowledge.service.opening._kept_or_built", lambda *_: pytest.fail("it is built"))

    assert live.strike(SOON, "clock").added == (SAILS,)


def test_a_reload_tells_what_is_no_longer_hidden_and_what_is_again(write_base: WriteBase, opening: Opener) -> None:
    folder = write_base(base=base(TOLL, drafted(FERRY)))
    live = LiveBase(folder, NOW, "start", opening)

    write_base(base=base(TOLL, FERRY))
    out = live.reload(NOW, "eva")
    write_base(base=base(TOLL, drafted(FERRY)))
    back = live.reload(NOW, "eva")

    # The fact itself is another then: it says that it is a draft.
    assert (out.changed, back.changed) == ((SAILS,), (SAILS,))
    assert [fact.id for fact in live.served.matcher.base.facts] == ["toll"]


def test_a_lesson_loses_nothing_that_is_hidden(write_base: WriteBase, opening: Opener) -> None:
    live = LiveBase(write_base(base=base(TOLL, drafted(FERRY))), NOW, "start", opening)
    for name, phrasing in (("ferry", "ferry embarkation time"), ("toll", "what do drivers pay on the bridge")):
        fact = live.served.full.fact(name)
        assert fact is not None
        teach(live, rehearse(live, fact, phrasing, "eva", NOW), "eva", NOW)

    assert {lesson.fact for lesson in live.served.base_of_files.lessons} == {"ferry", "toll"}
    assert {lesson.fact for lesson in live.served.matcher.base.lessons} == {"toll"}
    assert b"embarkation" not in pickle.dumps(live.served.matcher)
