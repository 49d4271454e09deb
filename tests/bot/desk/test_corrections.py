"""What was told otherwise: found after a change, put into runs, left alone on request."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.config import Config
from bot.desk.outdated import Outdated, Standing
from bot.desk.records import content_of
from bot.newsroom.newsroom import Newsroom
from bot.store.tables import DELIVERIES, RUNS, WATCHES
from knowledge.model import FactBase
from tests.bot.desk.conftest import ANN, BOB, NOON, Room
from tests.conftest import FACTS

TOLL, FERRY = "north-bridge-toll", "ferry-first-trip"
OLD, NEW = "Cars pay 4 dollars", "Cars pay 5 dollars"
STATUS = ("    status: confirmed\n    as_of: 2024-03-01\n    happened: 2024-03\n",
          "    status: disputed\n    as_of: 2024-03-01\n    happened: 2024-03\n")  # fmt: skip
CORRECTED = (
    "    happened: 2024-03\n",
    '    happened: 2024-03\n    corrections:\n      - {on: 2024-03-02, note: "Five."}\n',
)
EDITOR = 77
REMOVED = FACTS.split("  - id: ferry-first-trip")[1].split("  - id: mayor")[0]


async def outdated(room: Room) -> tuple[Outdated, ...]:
    return await room.desk.corrections.outdated(room.live.served.matcher.base, NOON)


async def standing(room: Room) -> Standing:
    return await room.desk.corrections.standing(room.live.served.matcher.base, NOON)


async def deliveries(room: Room) -> list[tuple[object, ...]]:
    columns = (DELIVERIES.c.kind, DELIVERIES.c.channel, DELIVERIES.c.message, DELIVERIES.c.user)
    async with room.store.read() as connection:
        return [tuple(row) for row in (await connection.execute(select(*columns).order_by(DELIVERIES.c.id))).all()]


async def test_another_answer_another_status_and_a_new_correction_each_count(room: Room) -> None:
    for old, new in ((OLD, NEW), STATUS, CORRECTED):
        room.show(TOLL, message=len(old))
        room.rewrite(old, new)

        (one,) = await outdated(room)

        assert one.name == TOLL
        room.rewrite(new, old)


async def test_other_phrasings_and_a_correction_taken_out_do_not_count(room: Room) -> None:
    room.rewrite(*CORRECTED)
    room.show(TOLL, message=70)
    room.rewrite(*reversed(CORRECTED))
    room.rewrite("      - north bridge toll\n", "      - north bridge toll\n      - bridge toll in dollars\n")

    assert await outdated(room) == ()


async def test_replies_are_counted_by_fact_and_private_ones_are_not(room: Room) -> None:
    for message in (70, 71, None):
        room.show(TOLL, message)
    room.show(FERRY, message=72)
    room.rewrite(OLD, NEW)
    room.show(TOLL, message=73)

    (one,) = await outdated(room)

    assert (one.name, one.replies, one.watchers) == (TOLL, 2, 0)


async def test_what_was_told_twice_otherwise_is_one_correction(room: Room) -> None:
    room.show(TOLL, message=70)
    room.rewrite(OLD, NEW)
    room.show(TOLL, message=71)
    room.rewrite(NEW, "Cars pay 6 dollars")

    (one,) = await outdated(room)

    assert (one.replies, len(one.versions)) == (2, 2)


async def test_back_at_what_was_told_nothing_is_outdated(room: Room) -> None:
    room.show(TOLL, message=70)
    room.rewrite(OLD, NEW)
    room.rewrite(NEW, OLD)

    assert await outdated(room) == ()


async def test_a_run_owes_each_reply_an_edit_each_chosen_channel_a_note_and_each_watcher_a_message(room: Room) -> None:
    for message, channel in ((70, 5), (71, 5), (72, 6)):
        room.show(TOLL, message, channel)
    room.desk.watch_fact(ANN, room.fact(TOLL), NOON)
    room.desk.watch_fact(BOB, room.fact(FERRY), NOON)
    room.rewrite(OLD, NEW)
    (one,) = await outdated(room)

    number = await room.desk.corrections.begin(one, EDITOR, notes=(5, 9), now=NOON)

    assert await deliveries(room) == [
        ("edit", 5, 70, None),
        ("edit", 5, 71, None),
        ("edit", 6, 72, None),
        ("note", 5, 71, None),
        ("tell", None, None, ANN),
    ]
    (run,) = await room.desk.corrections.running()
    assert (run.number, run.fact, run.editor) == (number, TOLL, EDITOR)
    assert run.counts == {"edit waiting": 3, "note waiting": 1, "tell waiting": 1}
    async with room.store.read() as connection:
        assert (await connection.scalars(select(WATCHES.c.user))).all() == [BOB]


async def test_a_second_click_begins_nothing(room: Room) -> None:
    room.show(TOLL, message=70)
    room.rewrite(OLD, NEW)
    (one,) = await outdated(room)
    await room.desk.corrections.begin(one, EDITOR, (), NOON)

    assert await room.desk.corrections.begin(one, EDITOR, (), NOON) is None
    assert await outdated(room) == ()
    assert len(await deliveries(room)) == 1


async def test_with_nothing_to_send_no_run_begins(room: Room) -> None:
    old = content_of(room.fact(TOLL), room.base, NOON).model_copy(update={"version": "0" * 12})
    now = content_of(room.fact(TOLL), room.base, NOON)
    one = Outdated(name=TOLL, fact=room.fact(TOLL), now=now, olds=(old,), replies=0, watchers=0, retold=0, missed={})

    assert await room.desk.corrections.begin(one, EDITOR, (), NOON) is None
    async with room.store.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(RUNS))).scalar_one() == 0


async def test_what_is_left_standing_is_not_offered_again_until_it_changes_anew(room: Room) -> None:
    room.show(TOLL, message=70)
    room.rewrite(OLD, NEW)
    (one,) = await outdated(room)

    await room.desk.corrections.leave(one)

    assert await outdated(room) == ()
    room.rewrite(NEW, "Cars pay 6 dollars")
    assert [other.replies for other in await outdated(room)] == [1]


async def test_what_was_left_standing_keeps_all_from_being_right(room: Room) -> None:
    room.show(TOLL, message=70)
    room.rewrite(OLD, NEW)
    (one,) = await outdated(room)
    await room.desk.corrections.leave(one)

    assert ((await standing(room)).left, (await standing(room)).outdated) == (1, ())
    room.rewrite(NEW, OLD)
    assert (await standing(room)).left == 0


async def test_what_is_being_put_right_is_not_right_yet(room: Room) -> None:
    room.show(TOLL, message=70)
    room.rewrite(OLD, NEW)
    (one,) = await outdated(room)
    await room.desk.corrections.begin(one, EDITOR, (), NOON)

    assert ((await standing(room)).going, (await standing(room)).outdated) == (1, ())


async def test_replies_that_were_purged_are_not_said_to_be_right(room: Room) -> None:
    room.show(TOLL, message=70)
    await room.desk.clerk.settle()
    await room.desk.daily.purge(NOON + timedelta(days=1))

    assert (await standing(room)).since == date(2024, 3, 3)


async def test_an_offer_stands_for_one_change_and_for_no_other(room: Room) -> None:
    room.show(TOLL, message=70)
    room.rewrite(OLD, NEW)
    (first,) = await outdated(room)
    room.rewrite(NEW, "Cars pay 6 dollars")
    (second,) = await outdated(room)
    room.rewrite("Cars pay 6 dollars", NEW)
    (third,) = await outdated(room)

    assert first.offer == third.offer != second.offer


async def test_a_fact_that_is_gone_is_offered_to_be_withdrawn_once(room: Room) -> None:
    room.show(FERRY, message=70)
    room.desk.watch_fact(ANN, room.fact(FERRY), NOON)
    room.rewrite(f"  - id: {FERRY}{REMOVED}", "")
    (one,) = await outdated(room)
    assert (one.fact, one.replies, one.watchers) == (None, 1, 1)
    assert one.question == "When did the ferry make its first trip?"

    await room.desk.corrections.begin(one, EDITOR, (), NOON, "We mixed up two ferries.")

    assert await outdated(room) == ()
    assert await deliveries(room) == [("edit", 5, 70, None), ("tell", None, None, ANN)]


async def test_a_reload_while_the_store_is_read_is_not_overlooked(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom = Newsroom(room.live, Config(), room.desk)
    room.show(TOLL, message=70)
    read = room.desk.corrections.standing
    changes = iter([(OLD, NEW)])

    async def read_slowly(base: FactBase, now: datetime) -> Standing:
        found = await read(base, now)
        for change in changes:
            room.rewrite(*change)
        return found

    monkeypatch.setattr(room.desk.corrections, "standing", read_slowly)

    assert [one.name for one in (await newsroom.aftermath.standing(NOON)).outdated] == [TOLL]
