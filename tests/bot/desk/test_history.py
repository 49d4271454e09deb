"""What was said is recorded once, by whoever looks and however often, and nothing of it is lost or purged."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk.history import History, Past
from bot.newsroom.recording import KEPT, Recorder
from bot.store.opening import Store, StoreError, store_url
from knowledge.decision.matcher import Matcher
from knowledge.model import FactBase
from knowledge.service.live import Served
from tests.bot.desk.conftest import NOON, Room

TOLL = "north-bridge-toll"
HOUR = timedelta(hours=1)
OLD, NEW = "Cars pay 4 dollars", "Cars pay 5 dollars"


@pytest.fixture
async def history(either_store: str) -> AsyncIterator[History]:
    store = Store(store_url(either_store))
    yield History(store)
    await store.close()


def changed(base: FactBase, old: str = OLD, new: str = NEW) -> FactBase:
    return replace(base, facts=tuple(replace(fact, answer=fact.answer.replace(old, new)) for fact in base.facts))


def spans(past: Past) -> list[tuple[str, datetime, datetime | None, str]]:
    return [(said.answer[:18], said.since, said.until, said.by) for said in past.said]


async def test_before_anything_is_recorded_nothing_is_known(history: History) -> None:
    assert await history.of(TOLL) == Past()


async def test_what_is_said_is_recorded_once(history: History, town: Matcher) -> None:
    assert await history.record(town.base, NOON, "start") == 3
    assert await history.record(town.base, NOON + HOUR, "start") == 0

    past = await history.of(TOLL)
    assert spans(past) == [(OLD, NOON, None, "start")]
    assert past.begun == NOON
    (said,) = past.said
    assert (said.question, said.status) == ("How much is the toll on North Bridge?", "confirmed")
    assert [(one.id, one.published) for one in said.sources] == [("gazette-2024-03-01", "2024-03-01")]


async def test_a_change_and_its_taking_back_are_three_spans(history: History, town: Matcher) -> None:
    for hours, base, by in ((0, town.base, "start"), (1, changed(town.base), "ed"), (2, town.base, "ada")):
        await history.record(base, NOON + hours * HOUR, by)

    assert spans(await history.of(TOLL)) == [
        (OLD, NOON, NOON + HOUR, "start"),
        (NEW, NOON + HOUR, NOON + 2 * HOUR, "ed"),
        (OLD, NOON + 2 * HOUR, None, "ada"),
    ]
    assert len((await history.of("ferry-first-trip")).said) == 1


async def test_a_fact_that_goes_and_comes_back_has_a_gap(history: History, town: Matcher) -> None:
    without = replace(town.base, facts=town.base.facts[1:])
    for hours, base in enumerate((town.base, without, town.base)):
        await history.record(base, NOON + hours * HOUR, "start")

    assert [(since, until) for _, since, until, _ in spans(await history.of(TOLL))] == [
        (NOON, NOON + HOUR),
        (NOON + 2 * HOUR, None),
    ]


async def test_two_who_record_the_same_change_at_once_record_it_once(either_store: str, town: Matcher) -> None:
    stores = [Store(store_url(either_store)) for _ in range(2)]
    both = [History(store) for store in stores]
    await both[0].record(town.base, NOON, "start")
    await asyncio.gather(*(one.record(changed(town.base), NOON + HOUR, "ed") for one in both * 3))

    assert len((await both[1].of(TOLL)).said) == 2
    for store in stores:
        await store.close()


async def test_what_was_said_outlasts_the_purge(room: Room) -> None:
    await room.desk.history.record(room.live.served.matcher.base, NOON, "start")

    await room.desk.daily.purge(datetime.now(UTC) + timedelta(days=4000))

    assert len((await room.desk.history.of(TOLL)).said) == 1


async def test_before_the_record_began_it_is_known_what_replies_gave(room: Room) -> None:
    for days, message in ((0, 1), (3, 2), (9, None)):
        room.show(TOLL, message, at=NOON + timedelta(days=days))
    await room.desk.clerk.settle()
    await room.desk.history.record(room.live.served.matcher.base, NOON + timedelta(days=10), "start")
    room.show(TOLL, 4, at=NOON + timedelta(days=11))
    await room.desk.clerk.settle()

    given, recorded = (await room.desk.history.of(TOLL)).said
    assert (given.answer, given.in_replies) == (recorded.answer, True)
    assert (given.since, given.until) == (NOON, NOON + timedelta(days=9))
    assert (recorded.since, recorded.until, recorded.in_replies) == (NOON + timedelta(days=10), None, False)


class Away(History):
    """A history whose store is away at first."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.is_away = True

    async def record(self, base: FactBase, at: datetime, by: str) -> int:
        if self.is_away:
            raise StoreError("away")
        return await super().record(base, at, by)


async def test_what_was_served_while_the_store_was_away_is_recorded_when_it_is_back(
    either_store: str, town: Matcher
) -> None:
    store = Store(store_url(either_store))
    history, serving = Away(store), [Served(town, NOON, "start")]
    recorder = Recorder(history, lambda: serving[-1])
    with pytest.raises(StoreError):
        await recorder.look()
    newer = Matcher(changed(town.base))
    serving.append(Served(newer, NOON + HOUR, "ed"))
    with pytest.raises(StoreError):
        await recorder.look()

    history.is_away = False
    await recorder.look()
    await recorder.look()

    assert spans(await history.of(TOLL)) == [(OLD, NOON, NOON + HOUR, "start"), (NEW, NOON + HOUR, None, "ed")]
    await store.close()


async def test_after_a_restart_what_changed_meanwhile_is_found(history: History, town: Matcher) -> None:
    await Recorder(history, lambda: Served(town, NOON, "start")).look()
    later = Served(Matcher(changed(town.base)), NOON + HOUR, "start")

    await Recorder(history, lambda: later).look()

    assert spans(await history.of(TOLL))[1] == (NEW, NOON + HOUR, None, "start")


async def test_what_is_owed_has_an_end(town: Matcher) -> None:
    store = Store(store_url("sqlite:////nonexistent/place/file"))
    serving = [Served(town, NOON, "start")]
    recorder = Recorder(Away(store), lambda: serving[-1])
    for hours in range(KEPT + 5):
        serving.append(Served(town, NOON + hours * HOUR, "ed"))
        with pytest.raises(StoreError):
            await recorder.look()

    assert len(recorder._owed) == KEPT
