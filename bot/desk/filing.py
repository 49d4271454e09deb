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
from bot.store.opening import RejectedError, Store, StoreError, insert_new, insert_new_one
from bot.store.tables import ASKINGS, CONTENTS, DELIVERIES, FILED, QUESTIONS, REPLIES, WATCHES
from knowledge.matching import Matcher

LOG = logging.getLogger("factbot")
# How long to wait before the store is tried again, and how often the log says that it is away.
AGAIN_SECONDS, COMPLAIN_SECONDS = 1.0, 60.0
GATHER_SECONDS, SOON_SECONDS = 0.25, 0.3
# So many records are filed in one transaction, which others wait for.
BATCH = 200
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
            # What is in the journal is safe; a transaction for each record would slow down the replies.
            await asyncio.sleep(GATHER_SECONDS)
            try:
                await self.settle()
            except StoreError as error:
                self._complain(error)
                await asyncio.sleep(AGAIN_SECONDS)
            except Exception:
                # Whatever it is, it must not end the filing for good.
                LOG.exception("filing failed and is tried again")
                await asyncio.sleep(COMPLAIN_SECONDS)

    async def settle(self) -> None:
        """File everything that has been written down so far.

        Raises:
            StoreError: the store is away, or the journal can't be read; what is not filed stays in the journal.
        """
        async with self._filing:
            try:
                while True:
                    records, end = self._journal.next(BATCH)
                    if records:
                        await self._file(records)
                    if self._journal.filed(end):
                        break
            except OSError as error:
                raise StoreError(f"the journal: {error.strerror}") from error
            if self._complained_at > float("-inf"):
                LOG.info("the store is back; what was asked meanwhile has been filed")
                self._complained_at = float("-inf")

    async def settle_soon(self) -> None:
        """File what can be filed while somebody waits: who looks at the queue need not see the last second of it.

        Raises:
            StoreError: as for ``settle``.
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
            await self._file_one_by_one(records)
        except StoreError:
            raise
        except Exception:
            LOG.exception("filing failed; the records are tried one by one")
            await self._file_one_by_one(records)

    async def _file_one_by_one(self, records: list[AnyRecord]) -> None:
        """File records of which one can never be filed: it must not hold up the others."""
        for record in records:
            try:
                await self._file_together([record])
            except RejectedError as error:
                LOG.error("a record cannot be filed (%s): %s", record.kind, error)  # noqa: TRY400
            except StoreError:
                raise
            except Exception:
                LOG.exception("a record cannot be filed (%s)", record.kind)

    async def _file_together(self, records: list[AnyRecord]) -> None:
        asked = [one for one in records if isinstance(one, Asked)]
        groups = await self._groups_of_now() if asked else None
        try:
            async with self._store.write() as connection:
                contents = [_row(one, "fact", "version", "answer", "status", "corrections") for one in records
                            if isinstance(one, Content)]  # fmt: skip
                await insert_new(connection, CONTENTS, contents)
                replies = [one.model_dump(exclude={"kind"}) for one in records if isinstance(one, Replied)]
                await insert_new(connection, REPLIES, replies)
                if groups is not None:
                    await _file_asked(connection, groups, asked)
                for one in records:
                    if isinstance(one, Watched):
                        await _file_watched(connection, one)
        except BaseException:
            # What was put into groups on the way has not been stored.
            self._groups = None
            raise

    async def _groups_of_now(self) -> Groups:
        """Return the wordings that wait, read anew where the base has changed; no transaction is open meanwhile."""
        matcher = self._matcher()
        if self._groups is None or self._groups.matcher is not matcher:
            newest = (
                select(ASKINGS.c.question, ASKINGS.c.text)
                .join(QUESTIONS, QUESTIONS.c.id == ASKINGS.c.question)
                .where(QUESTIONS.c.state.in_(WAITING))
                .order_by(ASKINGS.c.id.desc())
                .limit(REMEMBERED)
            )
            async with self._store.read() as connection:
                rows = [(question, text) for question, text in (await connection.execute(newest)).all()]
            # Reading many takes seconds; replies go on meanwhile.
            self._groups = await asyncio.to_thread(Groups, matcher, dict.fromkeys(reversed(rows)))
        return self._groups

    def _complain(self, error: Exception) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._complained_at >= COMPLAIN_SECONDS:
            self._complained_at = now
            LOG.warning("the store is away (%s); questions are answered, and filed when it is back", error)


async def _file_asked(connection: AsyncConnection, groups: Groups, asked: list[Asked]) -> None:
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
        again = {"asked": QUESTIONS.c.asked + 1, "last_at": one.at, "reason": one.reason}
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


async def _file_watched(connection: AsyncConnection, one: Watched) -> None:
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


def _row(record: AnyRecord, *names: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}
