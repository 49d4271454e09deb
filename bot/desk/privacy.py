"""What is kept of a person, and how it is forgotten.

Who asked a question is kept as a mark, a hash of the user's id under a key that lies outside the store: with the store
alone nobody can be named, with the key a person's own questions are found when that person wants them shown or gone.
"""

import hashlib
import hmac
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.filing import Clerk
from bot.desk.outdated import OWED
from bot.store.opening import Store
from bot.store.tables import ASKINGS, DELIVERIES, DRAFTS, FLAGS, QUESTIONS, RUNS, SIGNATURES, WATCHES

# Hexadecimal digits of a mark, half of the hash: no two people have the same.
MARK_DIGITS = 32


class Marks:
    """Turns user ids into marks."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, user: int) -> str:
        """Return the mark of a user: 32 hexadecimal digits, always the same under the same key."""
        return hmac.new(self._key, str(user).encode(), hashlib.sha256).hexdigest()[:MARK_DIGITS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a person: the questions for the editors, and what the person asked to be told of.

    ``facts``, ``told`` and ``unreached`` are ids of facts: those awaited to change, those told of lately, and those
    that could not be told; ``flagged`` those that the person says are out of date. ``drafts`` are the questions of
    facts that the person is writing. ``corrected`` are ids of facts whose corrections the person began and has not
    heard the end of.
    """

    questions: tuple[str, ...]
    awaited: tuple[str, ...]
    facts: tuple[str, ...]
    told: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    unreached: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


class Privacy:
    """Shows and forgets; both look at what has been filed, so everything is filed first."""

    def __init__(self, store: Store, clerk: Clerk, marks: Marks) -> None:
        self._store = store
        self._clerk = clerk
        self._marks = marks

    async def show(self, user: int) -> Kept:
        """Return what is kept of a user.

        Raises:
            StoreError: the store is away.
        """
        await self._clerk.settle()
        async with self._store.read() as connection:
            asked = select(ASKINGS.c.text).where(ASKINGS.c.asker == self._marks.of(user)).order_by(ASKINGS.c.id)
            awaited = select(ASKINGS.c.text).join(WATCHES, WATCHES.c.asking == ASKINGS.c.record)
            awaited = awaited.where(WATCHES.c.user == user).order_by(WATCHES.c.id)
            owed = select(ASKINGS.c.text).join(DELIVERIES, DELIVERIES.c.asking == ASKINGS.c.record)
            owed = owed.where(DELIVERIES.c.user == user, DELIVERIES.c.state.in_(OWED), DELIVERIES.c.kind == "answer")
            sent = select(DELIVERIES.c.fact).where(DELIVERIES.c.user == user).distinct()
            told, unreached = (sent.where(DELIVERIES.c.state == end) for end in ("done", "closed"))
            facts = select(WATCHES.c.fact).where(WATCHES.c.user == user, WATCHES.c.fact.is_not(None))
            drafts = select(DRAFTS.c.content).where(DRAFTS.c.author == self._marks.of(user)).order_by(DRAFTS.c.id)
            flagged = select(FLAGS.c.fact).where(FLAGS.c.reader == self._marks.of(user)).distinct()
            corrected = select(RUNS.c.fact).where(RUNS.c.editor == user).distinct()
            return Kept(
                questions=tuple((await connection.scalars(asked)).all()),
                awaited=(*(await connection.scalars(awaited)).all(), *(await connection.scalars(owed)).all()),
                facts=tuple((await connection.scalars(facts)).all()),
                told=tuple((await connection.scalars(told)).all()),
                drafts=tuple(content["question"] for content in (await connection.scalars(drafts)).all()),
                unreached=tuple((await connection.scalars(unreached)).all()),
                flagged=tuple((await connection.scalars(flagged)).all()),
                corrected=tuple((await connection.scalars(corrected)).all()),
            )

    async def forget(self, user: int) -> None:
        """Erase all of it, from the files as well.

        A question that others asked too stays with their wording.

        Raises:
            StoreError: the store is away; nothing or not all has been erased.
        """
        await self._clerk.settle()
        try:
            await self._erase(user)
        finally:
            # Numbers of questions that are gone must not be counted up.
            self._clerk.forget_groups()
        await self._store.scrub()

    async def _erase(self, user: int) -> None:
        now = datetime.now(UTC)
        async with self._store.write() as connection:
            own = ASKINGS.c.asker == self._marks.of(user)
            concerned = (await connection.scalars(select(ASKINGS.c.question).where(own).distinct())).all()
            await connection.execute(delete(ASKINGS).where(own))
            for question in concerned:
                await _leave_to_others(connection, question)
            await connection.execute(delete(WATCHES).where(WATCHES.c.user == user))
            theirs = DELIVERIES.c.user == user
            forgotten = {"state": "forgotten", "user": None, "asking": None, "begun_at": now}
            owed = theirs & DELIVERIES.c.state.in_(OWED)
            await connection.execute(update(DELIVERIES).where(owed).values(**forgotten))
            await connection.execute(update(DELIVERIES).where(theirs).values(user=None, asking=None))
            mark = self._marks.of(user)
            await connection.execute(delete(FLAGS).where(FLAGS.c.reader == mark))
            await connection.execute(delete(DRAFTS).where(DRAFTS.c.author == mark))
            await connection.execute(delete(SIGNATURES).where(SIGNATURES.c.signer == mark))
            unsigned = {"key": None, "signer": None, "signed_by": None}
            await connection.execute(update(DRAFTS).where(DRAFTS.c.signer == mark).values(unsigned))
            await connection.execute(update(RUNS).where(RUNS.c.editor == user).values(editor=None))


async def _leave_to_others(connection: AsyncConnection, question: int) -> None:
    """Leave a question in the words of others who asked it, and what was said of it; without others, nothing."""
    here = QUESTIONS.c.id == question
    others = select(ASKINGS.c.text).where(ASKINGS.c.question == question).order_by(ASKINGS.c.id).limit(1)
    text = (await connection.scalars(others)).one_or_none()
    if text is None:
        await connection.execute(delete(QUESTIONS).where(here))
        return
    left = select(func.count()).select_from(ASKINGS).where(ASKINGS.c.question == question).scalar_subquery()
    values = {"text": text, "asked": left, "reason": "asked by several"}
    await connection.execute(update(QUESTIONS).where(here).values(**values))
