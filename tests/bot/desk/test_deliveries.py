"""One message at a time: each at most once, whatever comes between."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.desk.deliveries import NONCE_HOLDS, TRIES
from bot.desk.outgoing import LaterError, Result
from bot.desk.purging import TOLD_KEPT
from bot.store.tables import DELIVERIES, REPLIES, RUNS
from tests.bot.desk.conftest import ANN, BOB, NOON, Room
from tests.bot.desk.senders import Sender, done, later, pause
from tests.bot.desk.test_corrections import NEW, OLD, TOLL, outdated

EDITOR = 77


async def begin(room: Room, *messages: tuple[int, int], watcher: int | None = None) -> None:
    for message, channel in messages:
        room.show(TOLL, message, channel)
    if watcher:
        room.desk.watch_fact(watcher, room.fact(TOLL), NOON)
    room.rewrite(OLD, NEW)
    (one,) = await outdated(room)
    await room.desk.corrections.begin(one, EDITOR, (), NOON)


async def states(room: Room) -> list[str]:
    async with room.store.read() as connection:
        return list((await connection.scalars(select(DELIVERIES.c.state).order_by(DELIVERIES.c.id))).all())


async def until_idle(room: Room, sender: Sender) -> None:
    while await room.desk.deliverer.step(sender):
        pass


async def test_every_reply_is_edited_once_and_then_says_what_the_fact_says(room: Room) -> None:
    await begin(room, (70, 5), (71, 6))
    sender = Sender(edit=done)

    await until_idle(room, sender)

    assert [one for one in sender.sent if one[0] == "edit"] == [("edit", 5, 70), ("edit", 6, 71)]
    assert await states(room) == ["done", "done"]
    room.rewrite(NEW, "Cars pay 6 dollars")
    assert [one.replies for one in await outdated(room)] == [2]


async def test_whoever_watched_is_told_what_was_said_then_and_is_forgotten_after_a_week(room: Room) -> None:
    await begin(room, watcher=ANN)
    sender = Sender(tell=done)

    await until_idle(room, sender)

    assert sender.sent[-1][:2] == ("tell", ANN)
    assert "4 dollars" in sender.sent[-1][2]
    async with room.store.read() as connection:
        assert (await connection.scalars(select(DELIVERIES.c.user))).one() == ANN
    async with room.store.write() as connection:
        await connection.execute(update(DELIVERIES).values(begun_at=datetime.now(UTC) - TOLD_KEPT * 2))
    await room.desk.daily.purge(NOON - timedelta(days=9000))
    async with room.store.read() as connection:
        assert (await connection.execute(select(DELIVERIES.c.user, DELIVERIES.c.asking))).one() == (None, None)


async def test_a_lost_channel_is_asked_once_and_the_rest_of_it_left(room: Room) -> None:
    await begin(room, (70, 5), (71, 5), (72, 5), (73, 6))
    results = iter(["forbidden", "done"])
    sender = Sender(edit=lambda: next(results))  # type: ignore[arg-type]

    await until_idle(room, sender)

    assert [one for one in sender.sent if one[0] == "edit"] == [("edit", 5, 70), ("edit", 6, 73)]
    assert await states(room) == ["forbidden", "forbidden", "forbidden", "done"]
    # The places are kept: once the bot is let in again, another click puts them right.
    (one,) = await outdated(room)
    assert (one.replies, one.missed) == (3, {"forbidden": 3})
    await room.desk.corrections.begin(one, EDITOR, (), NOON)
    await until_idle(room, Sender(edit=done))
    assert await outdated(room) == ()


async def test_what_failed_is_offered_again(room: Room) -> None:
    await begin(room, (70, 5))

    await until_idle(room, Sender(edit=lambda: "failed"))

    assert await states(room) == ["failed"]
    assert [one.replies for one in await outdated(room)] == [1]


async def test_a_fault_of_our_own_fails_one_message_and_no_other(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> Result:
        raise KeyError("no such thing")

    await begin(room, (70, 5), (71, 5))
    ends = iter([broken, done])

    await until_idle(room, Sender(edit=lambda: next(ends)()))

    assert await states(room) == ["failed", "done"]
    assert "no such thing" in caplog.text


async def test_a_reload_while_an_edit_is_under_way_leaves_it_to_be_put_right_again(room: Room) -> None:
    await begin(room, (70, 5))

    def reload() -> Result:
        room.rewrite(NEW, "Cars pay 6 dollars")
        return "done"

    await until_idle(room, Sender(edit=reload))

    assert [one.replies for one in await outdated(room)] == [1]


async def test_one_refused_person_keeps_nobody_else_from_being_told(room: Room) -> None:
    record = room.ask("who painted the lighthouse")
    for user in (ANN, BOB):
        room.desk.watch_answer(user, record, NOON)
    await room.desk.queue.answer(lambda _: TOLL)
    ends = iter(["forbidden", "done"])

    await until_idle(room, Sender(answer=lambda: next(ends)))  # type: ignore[arg-type]

    # Whom Discord kept it from gets it later; whoever takes no messages would end as "closed".
    assert await states(room) == ["waiting", "done"]
    async with room.store.write() as connection:
        await connection.execute(update(DELIVERIES).values(due_at=NOON))
    await until_idle(room, Sender(answer=done))
    assert await states(room) == ["done", "done"]


async def test_a_run_that_begins_while_others_end_is_not_reported_as_done(room: Room) -> None:
    await begin(room, (70, 5))
    sender = Sender(edit=done)

    await room.desk.deliverer._end_runs(sender)

    assert sender.sent == []
    assert len(await room.desk.corrections.running()) == 1


async def test_what_cannot_be_reached_is_counted_and_not_offered_again(room: Room) -> None:
    await begin(room, (70, 5))

    await until_idle(room, Sender(edit=lambda: "deleted"))

    assert await states(room) == ["deleted"]
    assert await outdated(room) == ()
    async with room.store.read() as connection:
        assert (await connection.execute(select(REPLIES.c.channel, REPLIES.c.message))).one() == (None, None)


async def test_what_discord_may_have_taken_is_sent_again_only_while_its_nonce_holds(room: Room) -> None:
    def lost() -> Result:
        raise LaterError(0.0, was_taken=True)

    await begin(room, watcher=ANN)
    sender = Sender(tell=lost)
    with pytest.raises(LaterError):
        await room.desk.deliverer.step(sender)
    async with room.store.write() as connection:
        await connection.execute(update(DELIVERIES).values(begun_at=datetime.now(UTC) - NONCE_HOLDS * 2))

    await until_idle(room, sender)

    assert len([one for one in sender.sent if one[0] == "tell"]) == 1
    assert await states(room) == ["unsure"]


async def test_an_edit_in_doubt_is_looked_at_though_the_fact_was_changed_back(room: Room) -> None:
    await begin(room, (70, 5))
    async with room.store.write() as connection:
        await connection.execute(update(DELIVERIES).values(state="sending", begun_at=NOON))
    room.rewrite(NEW, OLD)
    sender = Sender(edit=done)

    await until_idle(room, sender)

    assert ("edit", 5, 70) in sender.sent


async def test_what_a_correction_said_can_itself_be_corrected(room: Room) -> None:
    """The fact changed once more between the click and the edit, to what no other reply has said."""
    await begin(room, (70, 5))
    room.rewrite(NEW, "Cars pay 6 dollars")
    await until_idle(room, Sender(edit=done))
    room.rewrite("Cars pay 6 dollars", "Cars pay 7 dollars")

    assert [one.replies for one in await outdated(room)] == [1]


async def test_after_a_pause_the_same_message_is_sent_again(room: Room) -> None:
    await begin(room, (70, 5))
    tries = iter([pause] * (TRIES + 2) + [done])
    sender = Sender(edit=lambda: next(tries)())

    for _ in range(TRIES + 2):
        with pytest.raises(LaterError):
            await room.desk.deliverer.step(sender)
        assert await states(room) == ["waiting"]
    await until_idle(room, sender)

    assert await states(room) == ["done"]


async def test_a_message_that_fails_again_and_again_holds_up_the_others_no_longer(room: Room) -> None:
    await begin(room, (70, 5), (71, 5))
    tries = iter([later] * TRIES + [done])
    sender = Sender(edit=lambda: next(tries)())

    for _ in range(TRIES - 1):
        with pytest.raises(LaterError):
            await room.desk.deliverer.step(sender)
    await until_idle(room, sender)

    assert await states(room) == ["failed", "done"]


@pytest.mark.parametrize(("ago", "state"), [(timedelta(0), "done"), (NONCE_HOLDS * 2, "unsure")])
async def test_a_message_under_way_at_a_crash_is_sent_again_only_while_its_nonce_holds(
    room: Room, ago: timedelta, state: str
) -> None:
    await begin(room, watcher=ANN)
    async with room.store.write() as connection:
        begun = {"state": "sending", "begun_at": datetime.now(UTC) - ago}
        await connection.execute(update(DELIVERIES).values(begun))

    await until_idle(room, Sender(tell=done))

    assert await states(room) == [state]


async def test_an_edit_under_way_at_a_crash_is_looked_at_again_however_late(room: Room) -> None:
    await begin(room, (70, 5))
    async with room.store.write() as connection:
        await connection.execute(update(DELIVERIES).values(state="sending", begun_at=NOON))

    await until_idle(room, Sender(edit=done))

    assert await states(room) == ["done"]


async def test_with_the_fact_changed_back_or_gone_nothing_is_sent(room: Room) -> None:
    await begin(room, (70, 5), watcher=BOB)
    room.rewrite(NEW, OLD)
    await until_idle(room, Sender())

    assert await states(room) == ["unneeded", "unneeded"]


async def test_answers_go_before_corrections(room: Room) -> None:
    await begin(room, (70, 5))
    record = room.ask("who painted the lighthouse")
    room.desk.watch_answer(BOB, record, NOON)
    await room.desk.queue.answer(lambda _: TOLL)
    sender = Sender(edit=done, answer=done)

    await until_idle(room, sender)

    sent = [one for one in sender.sent if one[0] != "progress"]
    assert sent == [("answer", BOB, "who painted the lighthouse", TOLL), ("edit", 5, 70)]


async def test_a_run_shows_its_progress_ends_with_a_report_and_forgets_who_began_it(room: Room) -> None:
    await begin(room, (70, 5))
    sender = Sender(edit=done)
    task = asyncio.create_task(room.desk.deliverer.run(sender))
    async with asyncio.timeout(90):
        while await room.desk.corrections.running():
            await asyncio.sleep(0.01)
    task.cancel()

    assert sender.sent[0] == ("progress", 1)
    assert sender.sent[-1] == ("report", {"edit done": 1})
    async with room.store.read() as connection:
        row = (await connection.execute(select(RUNS.c.state, RUNS.c.editor, RUNS.c.channel, RUNS.c.message))).one()
    assert row == ("done", None, 8, 80)
