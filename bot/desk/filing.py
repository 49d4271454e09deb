"""From the journal into the store, in the background: whoever asks never waits for it."""

import asyncio
import logging
from collections.abc import Callable
from typing import NoReturn

from sqlalchemy import select

from bot.desk.grouping import REMEMBERED, Groups
from bot.desk.journal import Journal
from bot.desk.records import AnyRecord, Asked, Content, Flagged, Picked, Replied, Watched
from bot.desk.saving import WAITING, save_pick, save_question, save_watch
from bot.repeating import repeat
from bot.store.opening import RejectedError, Store, StoreError, insert_new
from bot.store.tables import ASKINGS, CONTENTS, FLAGS, QUESTIONS, REPLIES
from knowledge.decision.matcher import Matcher

LOG = logging.getLogger("factbot")
# How long to wait before the store is tried again, and how often the log says that it is away.
AGAIN_SECONDS, COMPLAIN_SECONDS = 1.0, 60.0
# What comes within a quarter of a second is filed together. Whoever looks at the queue waits so long for what was asked
# just now, and no longer: Discord gives a reply three seconds.
GATHER_SECONDS, SOON_SECONDS = 0.25, 0.3
# So many records are filed in one transaction, which others wait for.
BATCH = 200


class Clerk:
    """Files records; ``matcher`` is asked for the matcher that is being served, to tell which questions are one."""

    def __init__(self, journal: Journal, store: Store, matcher: Callable[[], Matcher]) -> None:
        self._journal = journal
        self._store = store
        self._matcher = matcher
        self._groups: Groups | None = None
        self._change = 0
        self._filing = asyncio.Lock()
        self._under_way: asyncio.Task[None] | None = None
        self._complained_at = float("-inf")

    async def run(self) -> NoReturn:
        """File what comes, for ever; while the store is away try again and again, and say so once a minute."""
        await repeat(self._file_what_comes, "filing", again_seconds=COMPLAIN_SECONDS)

    async def _file_what_comes(self) -> float:
        await self._journal.wait()
        # What is in the journal is safe; a transaction for each record would slow down the replies.
        await asyncio.sleep(GATHER_SECONDS)
        try:
            await self.settle()
        except StoreError as error:
            self._complain(error)
            return AGAIN_SECONDS
        return 0.0

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
        if self._under_way is None or self._under_way.done():
            self._under_way = asyncio.create_task(self.settle())
            self._under_way.add_done_callback(_looked_at)
        # It goes on beyond that; what becomes of it, the next one who looks will see.
        done, _ = await asyncio.wait({self._under_way}, timeout=SOON_SECONDS)
        if done:
            await self._under_way

    def forget_groups(self) -> None:
        """Look at the store anew before the next question is put to others."""
        self._groups = None
        self._change += 1

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
        if groups is not None:
            # Before the transaction, which has only so long: reading is most of the work.
            await asyncio.to_thread(lambda: [groups.read(one.text) for one in asked])
        try:
            async with self._store.write() as connection:
                contents = [one.row() for one in records if isinstance(one, Content)]
                await insert_new(connection, CONTENTS, contents)
                replies = [one.model_dump(exclude={"kind"}) for one in records if isinstance(one, Replied)]
                await insert_new(connection, REPLIES, replies)
                await insert_new(connection, FLAGS, [one.row() for one in records if isinstance(one, Flagged)])
                if groups is not None:
                    await save_question(connection, groups, asked)
                for one in records:
                    if isinstance(one, Watched):
                        await save_watch(connection, one)
                    elif isinstance(one, Picked):
                        await save_pick(connection, one)
        except BaseException:
            # What was put into groups on the way has not been stored.
            self._groups = None
            raise

    async def _groups_of_now(self) -> Groups:
        """Return the wordings that wait, read anew where the base has changed; no transaction is open meanwhile."""
        matcher = self._matcher()
        while self._groups is None or self._groups.matcher is not matcher:
            change = self._change
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
            groups = await asyncio.to_thread(Groups, matcher, dict.fromkeys(reversed(rows)))
            # What has changed while it was read is read again.
            self._groups = groups if change == self._change else None
        return self._groups

    def _complain(self, error: Exception) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._complained_at >= COMPLAIN_SECONDS:
            self._complained_at = now
            LOG.warning("the store is away (%s); questions are answered, and filed when it is back", error)


def _looked_at(task: "asyncio.Task[None]") -> None:
    """Keep asyncio from complaining of a fault that nobody waited for."""
    if not task.cancelled():
        task.exception()
