"""Once a day: the digest, and the purge."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bot.desk import filing
from bot.desk.daily import Timetable
from bot.store.tables import ASKINGS, CONTENTS, QUESTIONS, REPLIES, WATCHES
from tests.bot.desk.conftest import ANN, BOB, NOON, Room

TOLL = "north-bridge-toll"
LONG_AGO = NOON - timedelta(days=31)


@pytest.mark.parametrize(
    ("zone", "hour", "day"),
    [
        ("UTC", 12, "2024-03-02"),
        ("UTC", 13, None),
        ("America/New_York", 8, None),
        ("America/New_York", 7, "2024-03-02"),
        ("Pacific/Auckland", 0, "2024-03-03"),
        ("UTC", None, None),
    ],
)
def test_the_digest_is_due_from_its_hour_on_where_the_desk_is(zone: str, hour: int | None, day: str | None) -> None:
    assert Timetable(hour, ZoneInfo(zone), timedelta(days=1)).digest_day(NOON) == day


async def test_the_digest_goes_out_once_a_day_and_again_after_a_failure(room: Room) -> None:
    sent: list[int] = []
    goes_out = iter([False, True, True])

    async def send() -> bool:
        sent.append(1)
        return next(goes_out)

    for hours in (-6, 0, 0.1, 0.5, 1, 6, 24):
        await room.desk.daily.look(send, NOON + timedelta(hours=hours))

    assert len(sent) == 3


async def test_the_digest_has_what_the_store_is_slow_to_take(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filing, "SOON_SECONDS", 0.0)
    waiting: list[int] = []

    async def send() -> bool:
        waiting.append((await room.desk.queue.page(1)).total)
        return True

    room.ask("who owns the zeppelin")
    await room.desk.daily.look(send, NOON)

    assert waiting == [1]


async def test_the_purge_takes_what_is_old_and_leaves_what_is_asked_still(room: Room) -> None:
    room.show(TOLL, message=70, at=LONG_AGO)
    room.show(TOLL, message=71)
    room.ask("who painted the lighthouse", at=LONG_AGO)
    room.ask("who was the lighthouse painted by", BOB)
    room.ask("who owns the zeppelin", at=LONG_AGO)
    room.desk.watch_fact(ANN, room.fact(TOLL), LONG_AGO)
    await room.desk.clerk.settle()

    await room.desk.daily.purge(NOON - timedelta(days=30))

    async with room.store.read() as connection:
        assert (await connection.scalars(select(REPLIES.c.message))).all() == [71]
        assert (await connection.execute(select(QUESTIONS.c.text, QUESTIONS.c.asked))).all() == [
            ("who was the lighthouse painted by", 2)
        ]
        assert (await connection.scalars(select(ASKINGS.c.text))).all() == ["who was the lighthouse painted by"]
        assert (await connection.execute(select(WATCHES))).all() == []
        assert (await connection.execute(select(func.count()).select_from(CONTENTS))).scalar_one() == 1


async def test_what_a_fact_said_goes_with_the_last_reply_that_said_it(room: Room) -> None:
    room.show(TOLL, message=70, at=LONG_AGO)
    await room.desk.clerk.settle()

    await room.desk.daily.purge(NOON)

    async with room.store.read() as connection:
        assert (await connection.execute(select(CONTENTS))).all() == []
    room.show(TOLL, message=71, at=datetime.now(UTC))
    await room.desk.clerk.settle()
    async with room.store.read() as connection:
        assert len((await connection.execute(select(CONTENTS))).all()) == 1


async def test_the_purge_is_done_once_a_day(room: Room) -> None:
    async def never() -> bool:
        raise AssertionError

    room.ask("who owns the zeppelin", at=LONG_AGO)
    await room.desk.clerk.settle()
    morning = NOON.replace(hour=1)
    await room.desk.daily.look(never, morning)
    assert (await room.desk.queue.page(1)).total == 0
    room.ask("who owns the zeppelin", at=LONG_AGO)
    await room.desk.daily.look(never, morning)

    assert (await room.desk.queue.page(1)).total == 1
