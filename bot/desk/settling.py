"""What becomes of a delivery in the store once it has ended; each within one transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.outdated import DOUBT, NOT_SENT, OWED
from bot.desk.outgoing import Result
from bot.desk.records import Content
from bot.store.opening import insert_new
from bot.store.tables import ASKINGS, CONTENTS, DELIVERIES, QUESTIONS, REPLIES, WATCHES

# An answer that somebody waits for, and that can't be sent for no reason of theirs, is tried again after so long: four
# tries while an outage of an hour lasts would be no use, one an hour is far from what Discord minds (10,000 refusals
# in ten minutes).
TRY_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a delivery has ended, and what its message says now: None where it said nothing of a fact."""

    delivery: Row[Any]
    result: Result
    now: Content | None
    at: datetime


async def settle(connection: AsyncConnection, ended: Ended) -> None:
    """Take note of an end, and of all that follows from it."""
    kind, result = ended.delivery.kind, ended.result
    if kind in ("answer", "retract") and result in ("failed", "forbidden"):
        await _change(connection, ended.delivery.id, {"state": "waiting", "due_at": ended.at + TRY_AGAIN})
        return
    values: dict[str, Any] = {"state": result, "begun_at": ended.at, "told": ended.now.version if ended.now else None}
    if result not in ("done", "closed"):
        # Who was told is known for a while, in case it is taken back, and who could not be, to be told at a command;
        # everybody else is forgotten.
        values |= {"user": None, "asking": None}
    if not await _change(connection, ended.delivery.id, values):
        return
    if ended.now is not None and result in ("done", "unneeded"):
        # The next correction has to know what this one said.
        await insert_new(connection, CONTENTS, [ended.now.row()])
    if kind == "edit":
        await _settle_reply(connection, ended)
    if kind == "tell" and ended.delivery.about is None and result in NOT_SENT:
        await _watch_on(connection, ended.delivery, ended.at)
    if result == "forbidden" and ended.delivery.channel is not None:
        await _leave_channel(connection, ended)


async def wait_again(connection: AsyncConnection, answer: Row[Any], at: datetime) -> None:
    """Let somebody whom an answer has not reached, or who was told a wrong one, wait for the answer as before."""
    found = await connection.execute(select(ASKINGS.c.question).where(ASKINGS.c.record == answer.asking))
    question = found.scalar_one_or_none()
    if question is None or answer.user is None:
        return  # the question was taken back by its asker, or whoever it is wants to be forgotten
    await insert_new(
        connection, WATCHES, [{"user": answer.user, "question": question, "asking": answer.asking, "at": at}]
    )
    closed = (QUESTIONS.c.id == question) & QUESTIONS.c.state.in_(("taught", "answered"))
    await connection.execute(update(QUESTIONS).where(closed).values(state="open", fact=None, note=None))


async def take_back_answers(
    connection: AsyncConnection, questions: list[int], fact: str, at: datetime
) -> tuple[int, int]:
    """Recall the answers with a fact that are owed to those who asked ``questions``; they wait for another again.

    Return how many had not been sent and will not be, and how many people have been told and will be told so.
    """
    asked = select(ASKINGS.c.record).where(ASKINGS.c.question.in_(questions))
    own = (DELIVERIES.c.kind == "answer") & (DELIVERIES.c.fact == fact) & DELIVERIES.c.asking.in_(asked)
    back = select(DELIVERIES.c.about).where(DELIVERIES.c.kind == "retract", DELIVERIES.c.about.is_not(None))
    held = own & DELIVERIES.c.user.is_not(None) & DELIVERIES.c.id.not_in(back)
    answers = (await connection.execute(select(DELIVERIES).where(held))).all()
    # Whoever takes no messages has not heard it yet, and must not hear it at the next command.
    recalled = [one for one in answers if one.state in ("waiting", "closed")]
    told = [one for one in answers if one.state in ("sending", "done")]
    await connection.execute(DELIVERIES.delete().where(DELIVERIES.c.id.in_([one.id for one in recalled])))
    for one in [*recalled, *told]:
        await wait_again(connection, one, at)
    rows = [{"kind": "retract", "state": "waiting", "fact": fact, "about": one.id, "user": one.user,
             "asking": one.asking} for one in told]  # fmt: skip
    if rows:
        await connection.execute(insert(DELIVERIES), rows)
    return len(recalled), len(told)


async def _change(connection: AsyncConnection, number: int, values: dict[str, Any]) -> bool:
    """Change a delivery that is still owed; False where it no longer is."""
    owed = (DELIVERIES.c.id == number) & DELIVERIES.c.state.in_(OWED)
    return (await connection.execute(update(DELIVERIES).where(owed).values(values))).rowcount > 0


async def _settle_reply(connection: AsyncConnection, ended: Ended) -> None:
    """Note what a reply says now, that it is gone, or why it does not say what it should: it is offered again then."""
    # A message may hold the answers to several questions, each of which says what its own fact says.
    here = REPLIES.c.message == ended.delivery.message
    own = here & (REPLIES.c.fact == ended.delivery.fact)
    if ended.result == "deleted":
        await connection.execute(update(REPLIES).where(here).values(channel=None, message=None))
    elif ended.now is not None and ended.result in ("done", "unneeded"):
        await connection.execute(update(REPLIES).where(own).values(content=ended.now.version, missed=None))
    elif ended.now is not None or ended.result == "unsure":
        how = "failed" if ended.result == "unsure" else ended.result
        in_doubt = ended.result == "unsure" or ended.delivery.state == "sending"
        await connection.execute(update(REPLIES).where(own).values(missed=how + DOUBT if in_doubt else how))


async def _leave_channel(connection: AsyncConnection, ended: Ended) -> None:
    """Ask for nothing more in a channel in this run: it would be refused, and too many refusals get the bot banned."""
    same = (DELIVERIES.c.run == ended.delivery.run) & (DELIVERIES.c.channel == ended.delivery.channel)
    waiting = same & (DELIVERIES.c.state == "waiting")
    messages = select(DELIVERIES.c.message).where(waiting, DELIVERIES.c.kind == "edit")
    missed = REPLIES.c.message.in_(messages) & (REPLIES.c.fact == ended.delivery.fact)
    await connection.execute(update(REPLIES).where(missed).values(missed="forbidden"))
    await connection.execute(update(DELIVERIES).where(waiting).values(state="forbidden", begun_at=ended.at))


async def _watch_on(connection: AsyncConnection, tell: Row[Any], at: datetime) -> None:
    """Let somebody who could not be told go on waiting for a change of the fact."""
    if tell.user is not None:
        row = {"user": tell.user, "fact": tell.fact, "content": tell.content, "at": at}
        await insert_new(connection, WATCHES, [row])
