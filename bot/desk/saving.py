"""What becomes of a question and of a wish to be told in the store; each within somebody else's transaction."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, case, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.grouping import Groups
from bot.desk.records import Asked, Picked, Watched
from bot.store.opening import insert_new, insert_new_one
from bot.store.tables import ASKINGS, DELIVERIES, FILED, QUESTIONS, REPLIES, WATCHES

# A reply shows so many characters of its question at the least.
CUT = 200
# Questions of these states are counted up when they are asked again.
WAITING = ("open", "suggested", "dismissed")
# Editors may answer these: somebody asked in vain, or got only suggestions of which none was picked.
UNANSWERED = ("open", "suggested")
# An answer that comes of a lesson is sent so long after the lesson: time enough to see a slip, and to take it back.
UNDO = timedelta(minutes=1)


async def save_question(connection: AsyncConnection, groups: Groups, asked: list[Asked]) -> None:
    """Enter questions, each under the waiting one that it repeats; those that are there already are left out."""
    known = select(ASKINGS.c.record).where(ASKINGS.c.record.in_([one.record for one in asked]))
    filed = set((await connection.scalars(known)).all())
    # Whoever presses at once may be written down before the suggestions are that the button stood below.
    for one in sorted(asked, key=lambda one: one.at):
        if one.record in filed or await _is_said_of_suggestions(connection, one) or await _is_said(connection, one):
            continue
        question = await _question_of(connection, groups, one)
        row = {"record": one.record, "question": question, "text": one.text, "asker": one.asker, "at": one.at}
        is_said = one.message is not None and not one.offered
        row |= {"message": one.message, "offered": " ".join(one.offered) or None, "channel": one.channel}
        row |= {"feedback": _feedback(one) if is_said else None}
        await connection.execute(insert(ASKINGS).values(row))
        if is_said:
            await _note_feedback(connection, one)


async def save_pick(connection: AsyncConnection, one: Picked) -> None:
    """Let go of a question of which one of the suggested facts has been picked."""
    for asking in await _suggested(connection, one.message):
        if one.fact in asking.offered.split():
            await connection.execute(delete(ASKINGS).where(ASKINGS.c.id == asking.id))
            await _leave_to_others(connection, asking.question)


async def _is_said_of_suggestions(connection: AsyncConnection, one: Asked) -> bool:
    """Take in that none of the suggestions was meant: the question is there already, and waits from now on."""
    asked = [] if one.message is None or one.offered else await _suggested(connection, one.message)
    if not asked:
        return False
    # A message may have suggested something to each of several questions; what it shows of one may be cut.
    same = next((asking for asking in asked if asking.text.startswith(one.text[:CUT])), asked[0])
    said = {"record": one.record, "offered": None, "feedback": _feedback(one)}
    await connection.execute(update(ASKINGS).where(ASKINGS.c.id == same.id).values(said))
    waits = {"state": _opened(), "reason": one.reason, "last_at": one.at}
    await connection.execute(update(QUESTIONS).where(QUESTIONS.c.id == same.question).values(waits))
    await _note_feedback(connection, one)
    return True


async def _is_said(connection: AsyncConnection, one: Asked) -> bool:
    """Whether somebody was so quick that what is to be thought of suggestions is filed before they are."""
    if one.message is None or not one.offered:
        return False
    said = (ASKINGS.c.message == one.message) & ASKINGS.c.offered.is_(None)
    texts = (await connection.scalars(select(ASKINGS.c.text).where(said))).all()
    return any(one.text.startswith(text[:CUT]) for text in texts)


async def _suggested(connection: AsyncConnection, message: int | None) -> Sequence[Row[Any]]:
    """Return the askings to which a message suggested facts, and of which nothing has been said yet."""
    sought = (ASKINGS.c.message == message) & ASKINGS.c.offered.is_not(None)
    return (await connection.execute(select(ASKINGS).where(sought).order_by(ASKINGS.c.id))).all()


def _opened() -> ColumnElement[str]:
    """Return the state of a question that has been asked in vain: of one that only got suggestions it is open."""
    return case((QUESTIONS.c.state == "suggested", "open"), else_=QUESTIONS.c.state)


async def _note_feedback(connection: AsyncConnection, one: Asked) -> None:
    feedback = update(REPLIES).where(REPLIES.c.message == one.message).values(feedback=_feedback(one))
    await connection.execute(feedback)


async def _leave_to_others(connection: AsyncConnection, question: int) -> None:
    """Count a question anew, in the words of others who asked it; without others it is gone."""
    left = select(ASKINGS.c.text).where(ASKINGS.c.question == question).order_by(ASKINGS.c.id)
    texts = (await connection.scalars(left)).all()
    here = QUESTIONS.c.id == question
    if texts:
        await connection.execute(update(QUESTIONS).where(here).values(asked=len(texts), text=texts[0]))
    else:
        await connection.execute(delete(QUESTIONS).where(here))


async def _question_of(connection: AsyncConnection, groups: Groups, one: Asked) -> int:
    """Return the number of the question that is asked, counted once more, or entered as a new one."""
    # Comparing takes some milliseconds, in which others are answered.
    found = await asyncio.to_thread(groups.find, one.text)
    if found is not None:
        counts = 0 if await _is_pressed_again(connection, found, one) else 1
        again: dict[str, Any] = {"asked": QUESTIONS.c.asked + counts, "last_at": one.at}
        # Suggestions once more say nothing against what somebody has said of it.
        again |= {} if one.offered else {"reason": one.reason, "state": _opened()}
        again |= {"fact": one.fact} if one.fact else {}
        is_waiting = (QUESTIONS.c.id == found) & QUESTIONS.c.state.in_(WAITING)
        if (await connection.execute(update(QUESTIONS).where(is_waiting).values(again))).rowcount:
            groups.add(found, one.text)
            return found
    state = "suggested" if one.offered else "open"
    row = {"text": one.text, "state": state, "asked": 1, "reason": one.reason, "fact": one.fact}
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
    # Suggestions are noted with their message too, and nobody has pressed anything then.
    if one.message is None or one.offered:
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
            # Of what was taught this very moment the editor may still think better.
            due_at = one.at + UNDO if question.state == "taught" else None
            await connection.execute(insert(DELIVERIES).values(user=one.user, due_at=due_at, **told))
            return
        row |= {"question": question.id, "asking": one.asked}
    # Who asks again wants to hear of what changes from now on.
    same = (WATCHES.c.user == one.user) & (WATCHES.c.fact == one.fact) & WATCHES.c.fact.is_not(None)
    await connection.execute(delete(WATCHES).where(same))
    await insert_new(connection, WATCHES, [row])


def _feedback(one: Asked) -> str:
    return "wrong" if one.fact else "none"
