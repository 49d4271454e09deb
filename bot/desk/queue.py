"""The questions that wait for the editors: pages of them, and what becomes of each."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.filing import Clerk
from bot.desk.saving import UNANSWERED, UNDO, WAITING
from bot.desk.settling import take_back_answers
from bot.limits import ROWS
from bot.store.opening import Store
from bot.store.tables import ASKINGS, DELIVERIES, QUESTIONS, WATCHES
from knowledge.language.text import fold
from knowledge.model import Lesson

# Questions on a page: each has a row of buttons below it, and one row of the five turns the page.
PAGE = ROWS - 1
# Wordings of one question that a draft takes over: what readers ask again and again is among the first of them.
WORDINGS = 50
# When the facts change, so many waiting questions are put to them again, the most asked first.
ASKED_AGAIN = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A question that waits; ``fact`` is the one that was not meant, ``note`` why it was dismissed.

    Once it is answered or taught, ``fact`` is the one that answers it, and ``note`` the phrasing that was taught, also
    where another phrasing than its own has answered it. ``channel`` is the post of a forum that asked it last.
    """

    number: int
    text: str
    asked: int
    reason: str
    fact: str | None
    last_at: datetime
    state: str
    note: str | None
    channel: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What came of taking a lesson back: how many questions wait again, and whom it had been answered to.

    ``recalled`` answers had not been sent yet and will not be; ``told`` people had got one.
    """

    questions: int
    recalled: int
    told: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the questions that wait, most asked first, and how many there are in all.

    ``suggested`` counts those that only got suggestions, of which none was picked.
    """

    questions: tuple[Waiting, ...]
    number: int
    total: int
    suggested: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(-(-self.total // PAGE), 1)


class Queue:
    """Every method raises ``StoreError`` while the store is away."""

    def __init__(self, store: Store, clerk: Clerk) -> None:
        self._store = store
        self._clerk = clerk

    async def page(self, number: int, state: str = "open") -> Page:
        """Return a page, counted from 1; one past the end is the last one."""
        await self._clerk.settle_soon()
        async with self._store.read() as connection:
            counted = select(QUESTIONS.c.state, func.count()).group_by(QUESTIONS.c.state)
            counts: dict[str, int] = {row[0]: row[1] for row in (await connection.execute(counted)).all()}
            total = counts.get(state, 0)
            number = min(max(number, 1), Page((), 1, total).pages)
            rows = _ranked(state).limit(PAGE).offset((number - 1) * PAGE)
            found = (await connection.execute(rows)).all()
        return Page(tuple(map(_waiting, found)), number, total, counts.get("suggested", 0))

    async def get(self, number: int) -> Waiting | None:
        """Return a question whatever has become of it, None where it is gone."""
        await self._clerk.settle_soon()
        async with self._store.read() as connection:
            row = (await connection.execute(select(QUESTIONS).where(QUESTIONS.c.id == number))).one_or_none()
        return _waiting(row) if row else None

    async def search(self, text: str, most: int) -> tuple[Waiting, ...]:
        """Return waiting questions that contain ``text``, most asked first."""
        pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        await self._clerk.settle_soon()
        sought = _ranked(*UNANSWERED).limit(most)
        if text:
            sought = sought.where(QUESTIONS.c.text.ilike(pattern, escape="\\"))
        async with self._store.read() as connection:
            return tuple(map(_waiting, (await connection.execute(sought)).all()))

    async def wordings(self, number: int) -> tuple[str, ...]:
        """Return the ways in which a question has been asked, the first first."""
        sought = select(ASKINGS.c.text).where(ASKINGS.c.question == number).order_by(ASKINGS.c.id).limit(WORDINGS)
        async with self._store.read() as connection:
            return tuple(dict.fromkeys((await connection.scalars(sought)).all()))

    async def dismiss(self, number: int, note: str) -> Waiting | None:
        """Put a waiting question aside; None where it no longer waits."""
        there = (QUESTIONS.c.id == number) & QUESTIONS.c.state.in_(UNANSWERED)
        return await self._move(there, {"state": "dismissed", "note": note})

    async def reopen(self, number: int) -> Waiting | None:
        """Put a question back that was dismissed; None where it waits already or is gone."""
        there = (QUESTIONS.c.id == number) & (QUESTIONS.c.state == "dismissed")
        return await self._move(there, {"state": "open", "note": None})

    async def untaught(self, fact: str, phrasing: str) -> TakenBack:
        """Put back the questions that a lesson answered which has been taken back, and recall the answers to them."""
        now = datetime.now(UTC)
        closed = QUESTIONS.c.state.in_(("taught", "answered")) & (QUESTIONS.c.fact == fact)
        there = closed & (QUESTIONS.c.note == phrasing)
        async with self._store.write() as connection:
            numbers = list((await connection.scalars(select(QUESTIONS.c.id).where(there))).all())
            recalled, told = await take_back_answers(connection, numbers, fact, now)
            again = {"state": "open", "note": None, "fact": None, "answered_at": None}
            await connection.execute(update(QUESTIONS).where(QUESTIONS.c.id.in_(numbers)).values(again))
        self._clerk.forget_groups()
        return TakenBack(questions=len(numbers), recalled=recalled, told=told)

    async def taught(self, number: int, fact: str, phrasing: str) -> Waiting | None:
        """Take note that a question has become a phrasing of a fact; whoever waits for the answer will get it."""
        async with self._store.write() as connection:
            lesson = {"state": "taught", "note": phrasing}
            taught = await _answered(connection, number, fact, lesson, datetime.now(UTC) + UNDO)
        self._clerk.forget_groups()
        return taught

    async def watchers(self, numbers: Iterable[int]) -> int:
        """Return how many people wait for the answer to one of some questions."""
        waiting = select(func.count(WATCHES.c.user.distinct())).where(WATCHES.c.question.in_(list(numbers)))
        async with self._store.read() as connection:
            return int((await connection.execute(waiting)).scalar_one())

    async def answer(self, answering: Callable[[str], str | None], lessons: Sequence[Lesson] = ()) -> int:
        """Ask every waiting question again and return how many have an answer now.

        Args:
            answering: returns the id of the fact that answers a question, if one does; it is called in a thread.
            lessons: what has been taught, where that is why: taken back, they take these answers back too.
        """
        await self._clerk.settle()
        # Somebody may wait for what editors have dismissed.
        awaited = select(WATCHES.c.question).where(WATCHES.c.question.is_not(None))
        dismissed = _ranked("dismissed").where(QUESTIONS.c.id.in_(awaited))
        async with self._store.read() as connection:
            rows = list((await connection.execute(_ranked(*UNANSWERED).limit(ASKED_AGAIN))).all())
            rows += (await connection.execute(dismissed.limit(ASKED_AGAIN))).all()
        facts = await asyncio.to_thread(lambda: [answering(row.text) for row in rows])
        texts = {row.id: row.text for row in rows}
        # With the very fact that was not meant nobody is answered.
        found = [(row.id, fact) for row, fact in zip(rows, facts, strict=True) if fact and fact != row.fact]
        async with self._store.write() as connection:
            for number, fact in found:
                lesson = _lesson_behind([one for one in lessons if one.fact == fact], texts[number])
                note, due_at = (lesson.phrasing, datetime.now(UTC) + UNDO) if lesson else (None, None)
                await _answered(connection, number, fact, {"state": "answered", "note": note}, due_at)
        if found:
            self._clerk.forget_groups()
        return len(found)

    async def _move(self, there: ColumnElement[bool], values: dict[str, Any]) -> Waiting | None:
        async with self._store.write() as connection:
            moved = update(QUESTIONS).where(there).values(values).returning(*QUESTIONS.c)
            row = (await connection.execute(moved)).first()
        return _waiting(row) if row else None


def _lesson_behind(lessons: Sequence[Lesson], text: str) -> Lesson | None:
    """Return the lesson that has answered a question: the one in its words, else whichever was taught."""
    return next((one for one in lessons if fold(one.phrasing) == fold(text)), lessons[0] if lessons else None)


async def waiting_in(store: Store, most: int) -> tuple[Waiting, ...]:
    """Return what waits in a store that another process may be at work on, the most asked first.

    Raises:
        StoreError: the store is away.
    """
    async with store.read() as connection:
        return tuple(map(_waiting, (await connection.execute(_ranked(*UNANSWERED).limit(most))).all()))


async def _answered(
    connection: AsyncConnection, number: int, fact: str, values: dict[str, Any], due_at: datetime | None
) -> Waiting | None:
    """Close a question and owe an answer to everybody who waits for it, not before ``due_at``."""
    there = (QUESTIONS.c.id == number) & QUESTIONS.c.state.in_(WAITING)
    closed = values | {"fact": fact, "answered_at": datetime.now(UTC)}
    moved = update(QUESTIONS).where(there).values(closed).returning(*QUESTIONS.c)
    row = (await connection.execute(moved)).one_or_none()
    if row is None:
        return None
    watching = (await connection.execute(select(WATCHES).where(WATCHES.c.question == number))).all()
    owed = [{"kind": "answer", "state": "waiting", "fact": fact, "asking": watch.asking, "user": watch.user,
             "due_at": due_at}
            for watch in watching]  # fmt: skip
    if owed:
        await connection.execute(insert(DELIVERIES), owed)
    await connection.execute(delete(WATCHES).where(WATCHES.c.question == number))
    return _waiting(row)


def _ranked(*states: str) -> Any:
    posts = select(ASKINGS.c.channel).where(ASKINGS.c.question == QUESTIONS.c.id, ASKINGS.c.channel.is_not(None))
    newest = posts.order_by(ASKINGS.c.id.desc()).limit(1).scalar_subquery().label("channel")
    there = select(QUESTIONS, newest).where(QUESTIONS.c.state.in_(states))
    return there.order_by(QUESTIONS.c.asked.desc(), QUESTIONS.c.id.desc())


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        number=row.id,
        text=row.text,
        asked=row.asked,
        reason=row.reason,
        fact=row.fact,
        last_at=row.last_at,
        state=row.state,
        note=row.note,
        channel=getattr(row, "channel", None),
    )
