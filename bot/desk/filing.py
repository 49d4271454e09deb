"""From the journal into the store, in the background: whoever asks never waits for it."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.grouping import REMEMBERED, Groups
from bot.desk.journal import AnyRecord, Journal
from bot.desk.records import Asked, Content, Replied, Watched
from bot.store.opening import RejectedError, Store, StoreError, insert_new
from bot.store.tables import ASKINGS, CONTENTS, DELIVERIES, QUESTIONS, REPLIES, WATCHES
from knowledge.matching import Matcher

LOG = logging.getLogger("factbot")
# How long to wait before the store is tried again, and how often the log says that it is away.
AGAIN_SECONDS, COMPLAIN_SECONDS = 1.0, 60.0
SOON_SECONDS = 0.3
WAITING = ("open", "dismissed")


class Clerk:
    """Files records; ``matcher`` is asked for the matcher that is being served, to tell which questions are one."""

    def __init__(self, journal: Journal, store: Store, matcher: Callable[[], Matcher]) -> None:
        self._journal = journal
        self._store = store
        self._matcher = matcher
        self._groups: Groups | None = None
        self._filing = asyncio.Lock()
        self._under_way: set[asyncio.Task[None]] = set()
        self._complained_at = float("-inf")

    async def run(self) -> None:
        """File what comes, for ever; while the store is away try again and again, and say so once a minute."""
        while True:
            await self._journal.wait()
            try:
                await self.settle()
            except (StoreError, OSError) as error:
                self._complain(error)
                await asyncio.sleep(AGAIN_SECONDS)

    async def settle(self) -> None:
        """File everything that has been written down so far.

        Raises:
            StoreError: the store is away; what is not filed stays in the journal.
            OSError: the journal cannot be read.
        """
        async with self._filing:
            while True:
                records, end = self._journal.next()
                if records:
                    await self._file(records)
                self._journal.filed(end)
                if not records:
                    break
            if self._complained_at > float("-inf"):
                LOG.info("the store is back; what was asked meanwhile has been filed")
                self._complained_at = float("-inf")

    async def settle_soon(self) -> None:
        """File what can be filed while somebody waits: who looks at the queue need not see the last second of it.

        Raises:
            StoreError, OSError: as for ``settle``.
        """
        task = asyncio.create_task(self.settle())
        done, _ = await asyncio.wait({task}, timeout=SOON_SECONDS)
        if done:
            await task
        else:
            # It goes on; what becomes of it, the next attempt will see.
            self._under_way.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            task.exception()

    def forget_groups(self) -> None:
        """Look at the store anew before the next question is put to others."""
        self._groups = None

    async def _file(self, records: list[AnyRecord]) -> None:
        try:
            await self._file_together(records)
        except RejectedError:
            # One that the database will never take must not hold up the others.
            for record in records:
                try:
                    await self._file_together([record])
                except RejectedError as error:
                    LOG.error("a record cannot be filed (%s): %s", record.kind, error)  # noqa: TRY400
        except StoreError:
            self._groups = None
            raise

    async def _file_together(self, records: list[AnyRecord]) -> None:
        try:
            async with self._store.write() as connection:
                contents = [_row(one, "fact", "version", "answer", "status", "corrections") for one in records
                            if isinstance(one, Content)]  # fmt: skip
                await insert_new(connection, CONTENTS, contents)
                replies = [one.model_dump(exclude={"kind"}) for one in records if isinstance(one, Replied)]
                await insert_new(connection, REPLIES, replies)
                await self._file_asked(connection, [one for one in records if isinstance(one, Asked)])
                for one in records:
                    if isinstance(one, Watched):
                        await _file_watched(connection, one)
        except BaseException:
            # What was put into groups on the way has not been stored.
            self._groups = None
            raise

    async def _file_asked(self, connection: AsyncConnection, asked: list[Asked]) -> None:
        if not asked:
            return
        known = select(ASKINGS.c.record).where(ASKINGS.c.record.in_([one.record for one in asked]))
        filed = set((await connection.scalars(known)).all())
        groups = await self._groups_of_now(connection)
        for one in asked:
            if one.record in filed:
                continue
            question = await _question_of(connection, groups, one)
            row = {"record": one.record, "question": question, "text": one.text, "asker": one.asker, "at": one.at}
            await connection.execute(insert(ASKINGS).values(row))
            groups.add(question, one.text)
            if one.message is not None:
                feedback = update(REPLIES).where(REPLIES.c.message == one.message).values(feedback=_feedback(one))
                await connection.execute(feedback)

    async def _groups_of_now(self, connection: AsyncConnection) -> Groups:
        matcher = self._matcher()
        if self._groups is None or self._groups.matcher is not matcher:
            newest = (
                select(ASKINGS.c.question, ASKINGS.c.text)
                .join(QUESTIONS, QUESTIONS.c.id == ASKINGS.c.question)
                .where(QUESTIONS.c.state.in_(WAITING))
                .order_by(ASKINGS.c.id.desc())
                .limit(REMEMBERED)
            )
            rows = [(question, text) for question, text in (await connection.execute(newest)).all()]
            # Reading many takes seconds; replies go on meanwhile.
            self._groups = await asyncio.to_thread(Groups, matcher, dict.fromkeys(reversed(rows)))
        return self._groups

    def _complain(self, error: Exception) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._complained_at >= COMPLAIN_SECONDS:
            self._complained_at = now
            LOG.warning("the store is away (%s); questions are answered, and filed when it is back", error)


async def _question_of(connection: AsyncConnection, groups: Groups, one: Asked) -> int:
    """Return the number of the question that is asked, counted once more, or entered as a new one."""
    found = groups.find(one.text)
    if found is not None:
        again = {"asked": QUESTIONS.c.asked + 1, "last_at": one.at, "reason": one.reason}
        again |= {"fact": one.fact} if one.fact else {}
        is_waiting = (QUESTIONS.c.id == found) & QUESTIONS.c.state.in_(WAITING)
        if (await connection.execute(update(QUESTIONS).where(is_waiting).values(again))).rowcount:
            return found
    row = {"text": one.text, "state": "open", "asked": 1, "reason": one.reason, "fact": one.fact}
    row |= {"first_at": one.at, "last_at": one.at}
    entered = await connection.execute(insert(QUESTIONS).values(row).returning(QUESTIONS.c.id))
    return int(entered.scalar_one())


async def _file_watched(connection: AsyncConnection, one: Watched) -> None:
    row: dict[str, Any] = {"user": one.user, "at": one.at, "fact": one.fact, "content": one.content}
    if one.asked is not None:
        sought = select(QUESTIONS, ASKINGS.c.text.label("wording")).join(ASKINGS).where(ASKINGS.c.record == one.asked)
        question = (await connection.execute(sought)).one_or_none()
        if question is None:
            return  # taken back by its asker, or too old
        if question.state not in WAITING:
            told = {"kind": "answer", "state": "waiting", "fact": question.fact, "text": question.wording}
            await connection.execute(insert(DELIVERIES).values(user=one.user, **told))
            return
        row["question"] = question.id
    # Who asks again wants to hear of what changes from now on.
    same = (WATCHES.c.user == one.user) & (WATCHES.c.fact == one.fact) & WATCHES.c.fact.is_not(None)
    await connection.execute(delete(WATCHES).where(same))
    await insert_new(connection, WATCHES, [row])


def _feedback(one: Asked) -> str:
    return "wrong" if one.fact else "none"


def _row(record: AnyRecord, *names: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}
