"""What becomes of a question and of a wish to be told in the store; each within somebody else's transaction."""

import asyncio
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.grouping import Groups
from bot.desk.records import Asked, Watched
from bot.store.opening import insert_new, insert_new_one
from bot.store.tables import ASKINGS, DELIVERIES, FILED, QUESTIONS, REPLIES, WATCHES

# Questions of these states are counted up when they are asked again.
WAITING = ("open", "dismissed")


async def save_question(connection: AsyncConnection, groups: Groups, asked: list[Asked]) -> None:
    """Enter questions, each under the waiting one that it repeats; those that are there already are left out."""
    known = select(ASKINGS.c.record).where(ASKINGS.c.record.in_([one.record for one in asked]))
    filed = set((await connection.scalars(known)).all())
    for one in asked:
        if one.record in filed:
            continue
        question = await _question_of(connection, groups, one)
        row = {"record": one.record, "question": question, "text": one.text, "asker": one.asker, "at": one.at}
        await connection.execute(insert(ASKINGS).values(row))
        if one.message is not None:
            feedback = update(REPLIES).where(REPLIES.c.message == one.message).values(feedback=_feedback(one))
            await connection.execute(feedback)


async def _question_of(connection: AsyncConnection, groups: Groups, one: Asked) -> int:
    """Return the number of the question that is asked, counted once more, or entered as a new one."""
    # Comparing takes some milliseconds, in which others are answered.
    found = await asyncio.to_thread(groups.find, one.text)
    if found is not None:
        counts = 0 if await _is_pressed_again(connection, found, one) else 1
        again = {"asked": QUESTIONS.c.asked + counts, "last_at": one.at, "reason": one.reason}
        again |= {"fact": one.fact} if one.fact else {}
        is_waiting = (QUESTIONS.c.id == found) & QUESTIONS.c.state.in_(WAITING)
        if (await connection.execute(update(QUESTIONS).where(is_waiting).values(again))).rowcount:
            groups.add(found, one.text)
            return found
    row = {"text": one.text, "state": "open", "asked": 1, "reason": one.reason, "fact": one.fact}
    row |= {"first_at": one.at, "last_at": one.at}
    entered = await connection.execute(insert(QUESTIONS).values(row).returning(QUESTIONS.c.id))
    question = int(entered.scalar_one())
    if found is not None:
        # It has been answered and is asked in vain once more: its wordings are the new one's from now on.
        groups.rename(found, question)
    groups.add(question, one.text)
    return question


async def _is_pressed_again(connection: AsyncConnection, question: int, one: Asked) -> bool:
    """Whether a button was pressed by somebody who has asked this already: one person who presses on is one person."""
    if one.message is None:
        return False
    same = (ASKINGS.c.question == question) & (ASKINGS.c.asker == one.asker)
    return await connection.scalar(select(ASKINGS.c.id).where(same).limit(1)) is not None


async def save_watch(connection: AsyncConnection, one: Watched) -> None:
    """Enter a wish to be told, or owe the answer at once where there is one."""
    entered = insert_new_one(connection, FILED, {"record": one.record, "at": one.at})
    if not await entered:
        return  # the process died before the journal was cut; whoever it was may have been told already
    row: dict[str, Any] = {"user": one.user, "at": one.at, "fact": one.fact, "content": one.content}
    if one.asked is not None:
        sought = select(QUESTIONS).join(ASKINGS).where(ASKINGS.c.record == one.asked)
        question = (await connection.execute(sought)).one_or_none()
        if question is None:
            return  # taken back by its asker, or too old
        if question.state not in WAITING:
            told = {"kind": "answer", "state": "waiting", "fact": question.fact, "asking": one.asked}
            await connection.execute(insert(DELIVERIES).values(user=one.user, **told))
            return
        row |= {"question": question.id, "asking": one.asked}
    # Who asks again wants to hear of what changes from now on.
    same = (WATCHES.c.user == one.user) & (WATCHES.c.fact == one.fact) & WATCHES.c.fact.is_not(None)
    await connection.execute(delete(WATCHES).where(same))
    await insert_new(connection, WATCHES, [row])


def _feedback(one: Asked) -> str:
    return "wrong" if one.fact else "none"
