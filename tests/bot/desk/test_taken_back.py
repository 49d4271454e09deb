"""What nobody may lose sight of: edits in doubt, people who were told what no longer holds, facts that are gone."""

import pytest
from sqlalchemy import select

from bot.desk.deliveries import TRIES
from bot.desk.outgoing import LaterError, Result
from bot.store.tables import DELIVERIES, REPLIES, WATCHES
from tests.bot.desk.conftest import ANN, BOB, NOON, Room
from tests.bot.desk.senders import Sender, done, later
from tests.bot.desk.test_corrections import EDITOR, FERRY, NEW, OLD, REMOVED, TOLL, outdated, standing
from tests.bot.desk.test_deliveries import begin, states, until_idle


async def correct(room: Room, sender: Sender, note: str = "") -> None:
    (one,) = await outdated(room)
    await room.desk.corrections.begin(one, EDITOR, (), NOON, note)
    await until_idle(room, sender)


async def persist(room: Room, sender: Sender) -> None:
    """Deliver on through every pause."""
    for _ in range(TRIES):
        try:
            await until_idle(room, sender)
        except LaterError:
            continue


def told(sender: Sender) -> int:
    return len([one for one in sender.sent if one[0] == "tell"])


async def test_after_a_rollback_whoever_was_told_hears_that_it_was_taken_back_once(room: Room) -> None:
    await begin(room, watcher=ANN)
    await until_idle(room, Sender(tell=done))
    room.rewrite(NEW, OLD)
    (one,) = await outdated(room)
    assert (one.replies, one.watchers, one.retold) == (0, 0, 1)
    sender = Sender(tell=done)

    await correct(room, sender)

    assert [one[:2] for one in sender.sent if one[0] != "progress"] == [("tell", ANN)]
    assert "5 dollars" in sender.sent[-1][2]
    assert await outdated(room) == ()


async def test_back_and_forth_everybody_is_told_of_each_turn_once(room: Room) -> None:
    await begin(room, watcher=ANN)
    await until_idle(room, Sender(tell=done))
    for old, new in ((NEW, OLD), (OLD, NEW), (NEW, OLD)):
        room.rewrite(old, new)
        sender = Sender(tell=done)
        await correct(room, sender)
        assert told(sender) == 1

    assert await outdated(room) == ()


async def test_whoever_was_told_and_asks_once_more_is_told_once_of_a_rollback(room: Room) -> None:
    await begin(room, watcher=ANN)
    await until_idle(room, Sender(tell=done))
    room.desk.watch_fact(ANN, room.fact(TOLL), NOON)
    room.rewrite(NEW, OLD)
    sender = Sender(tell=done)

    await correct(room, sender)

    assert told(sender) == 1
    assert await outdated(room) == ()


async def test_whoever_could_not_be_told_goes_on_waiting(room: Room) -> None:
    await begin(room, watcher=ANN)
    await until_idle(room, Sender(tell=lambda: "forbidden"))

    (one,) = await outdated(room)

    assert one.watchers == 1


async def test_an_edit_that_may_have_come_through_is_offered_though_the_fact_is_changed_back(room: Room) -> None:
    def broken() -> Result:
        raise LaterError(0.0, is_fault=True, was_taken=True)

    await begin(room, (70, 5))
    await persist(room, Sender(edit=broken))
    assert await states(room) == ["unsure"]
    room.rewrite(NEW, OLD)
    (one,) = await outdated(room)
    assert (one.replies, one.missed) == (1, {"failed": 1})
    sender = Sender(edit=done)

    await correct(room, sender)

    assert ("edit", 5, 70) in sender.sent
    assert await outdated(room) == ()


async def test_an_edit_refused_for_certain_is_right_where_the_fact_is_changed_back(room: Room) -> None:
    await begin(room, (70, 5))
    await persist(room, Sender(edit=later))
    room.rewrite(NEW, OLD)

    assert await states(room) == ["failed"]
    assert await outdated(room) == ()


async def test_a_reply_to_two_questions_is_remembered_by_each_of_its_facts(room: Room) -> None:
    room.show(TOLL, message=70)
    room.show(FERRY, message=70)
    room.rewrite(OLD, NEW)
    await correct(room, Sender(edit=done))
    room.rewrite("5 May 2021", "6 May 2021")

    (one,) = await outdated(room)

    assert (one.name, one.replies) == (FERRY, 1)


@pytest.mark.parametrize("returns", [False, True])
async def test_a_fact_that_is_gone_is_withdrawn_and_put_back_when_it_returns(room: Room, *, returns: bool) -> None:
    room.show(FERRY, message=70)
    room.desk.watch_fact(BOB, room.fact(FERRY), NOON)
    room.rewrite(f"  - id: {FERRY}{REMOVED}", "")
    sender = Sender(edit=done, tell=done)
    await correct(room, sender, "We mixed up two ferries.")
    assert ("edit", 5, 70) in sender.sent
    assert await outdated(room) == ()
    if returns:
        room.rewrite("  - id: mayor", f"  - id: {FERRY}{REMOVED}  - id: mayor")
        (one,) = await outdated(room)
        assert (one.replies, one.retold, one.olds[0].answer) == (1, 1, "We mixed up two ferries.")


async def test_gone_amid_its_correction_a_fact_leaves_its_replies_to_be_withdrawn(room: Room) -> None:
    room.show(FERRY, message=70)
    room.desk.watch_fact(BOB, room.fact(FERRY), NOON)
    room.rewrite("5 May 2021", "6 May 2021")
    (one,) = await outdated(room)
    await room.desk.corrections.begin(one, EDITOR, (), NOON)
    room.rewrite(f"  - id: {FERRY}{REMOVED.replace('5 May', '6 May')}", "")

    await until_idle(room, Sender())

    (gone,) = await outdated(room)
    assert (gone.fact, gone.replies, gone.watchers) == (None, 1, 1)
    assert gone.missed == {}
    assert [one.offer for one in (await standing(room)).outdated] == [gone.offer]


async def test_an_answer_whose_fact_is_gone_is_waited_for_again(room: Room) -> None:
    record = room.ask("who painted the lighthouse")
    room.desk.watch_answer(ANN, record, NOON)
    await room.desk.queue.answer(lambda _: FERRY)
    room.rewrite(f"  - id: {FERRY}{REMOVED}", "")

    await until_idle(room, Sender())

    async with room.store.read() as connection:
        assert (await connection.execute(select(WATCHES.c.user, WATCHES.c.asking))).one() == (ANN, record)
    assert [one.state for one in (await room.desk.queue.page(1)).questions] == ["open"]


async def test_a_place_that_is_gone_is_forgotten(room: Room) -> None:
    await begin(room, (70, 5))

    await until_idle(room, Sender(edit=lambda: "deleted"))

    async with room.store.read() as connection:
        assert (await connection.scalars(select(REPLIES.c.message))).one() is None
        assert (await connection.scalars(select(DELIVERIES.c.state))).one() == "deleted"
