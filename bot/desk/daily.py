"""What is done once a day: the digest for the desk, and the purge of what is too old."""

import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NoReturn
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, CompoundSelect, Table, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.filing import Clerk
from bot.desk.outdated import OWED, PURGED_BEFORE
from bot.repeating import repeat
from bot.store.opening import Store, StoreError, insert_new
from bot.store.tables import (
    ASKINGS,
    CONTENTS,
    DELIVERIES,
    DRAFTS,
    FILED,
    FLAGS,
    NOTES,
    PROPOSALS,
    QUESTIONS,
    REPLIES,
    RUNS,
    WATCHES,
)

LOG = logging.getLogger("factbot")
# Between two looks: a digest comes within half a minute of its hour.
LOOK_SECONDS = 30.0
# Before a digest that could not be sent is tried again: whoever mends the channel sees it the same morning.
AGAIN = timedelta(minutes=15)
DIGEST, PURGE = "digest", "purge"
# Whoever was told something hears of it if that is taken back within this time: a mistake is seen within days, and a
# week is the shortest time that has a weekend and both days beside it.
TOLD_KEPT = timedelta(days=7)

Send = Callable[[], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Timetable:
    """The hour of the digest (None: never) in its time zone, and for how long things are kept."""

    digest_hour: int | None
    zone: ZoneInfo
    retention: timedelta

    def digest_day(self, now: datetime) -> str | None:
        """Return the day whose digest may be sent by now, None where it is too early or there is to be none."""
        local = now.astimezone(self.zone)
        is_due = self.digest_hour is not None and local.hour >= self.digest_hour
        return local.date().isoformat() if is_due else None


class Daily:
    """Remembers in the store what has been done today, so that a restart does nothing twice."""

    def __init__(self, store: Store, clerk: Clerk, timetable: Timetable) -> None:
        self._store = store
        self._clerk = clerk
        self._timetable = timetable
        self._again_at = datetime.min.replace(tzinfo=UTC)

    async def run(self, send_digest: Send) -> NoReturn:
        """Look every half minute whether something is due, for ever."""

        async def step() -> float:
            try:
                await self.look(send_digest, datetime.now(UTC))
            except StoreError as error:
                LOG.warning("digest and purge wait for the store: %s", error)
            return LOOK_SECONDS

        await repeat(step, "digest or purge", again_seconds=LOOK_SECONDS)

    async def look(self, send_digest: Send, now: datetime) -> None:
        """Send the digest and purge, where that is due and has not been done.

        ``send_digest`` returns whether the digest has been dealt with, sent or found empty.

        Raises:
            StoreError: the store is away.
        """
        day = self._timetable.digest_day(now)
        if day and now >= self._again_at and await self._value(DIGEST) != day:
            # What is not filed yet would be missing, and a digest that was found empty is done for the day.
            await self._clerk.settle()
            # Asking on and on for what is refused gets a bot banned.
            self._again_at = now + AGAIN
            if await send_digest():
                await self._remember(DIGEST, day)
        today = now.date().isoformat()
        if await self._value(PURGE) != today:
            purged = await self.purge(now - self._timetable.retention)
            await self._remember(PURGE, today)
            if purged:
                LOG.info("purged %d rows from before %s", purged, (now - self._timetable.retention).date())

    async def purge(self, before: datetime) -> int:
        """Delete everything from before a moment and return how many rows that were.

        A question that has been asked since stays, with a wording that is newer.

        Raises:
            StoreError: the store is away; nothing has been deleted.
        """
        async with self._store.write() as connection:
            await _renew_wordings(connection, before)
            await _note_unwatched(connection, before)
            await _forget_told(connection, datetime.now(UTC) - TOLD_KEPT)
            # One after the other: what is told is looked up in what the earlier tables still have.
            gone = [(await connection.execute(delete(table).where(old))).rowcount for table, old in _too_old(before)]
        self._clerk.forget_groups()
        return sum(gone)

    async def _value(self, name: str) -> str | None:
        async with self._store.read() as connection:
            found = await connection.scalars(select(NOTES.c.value).where(NOTES.c.name == name))
            return found.one_or_none()

    async def _remember(self, name: str, value: str) -> None:
        async with self._store.write() as connection:
            await _set(connection, name, value)


async def _set(connection: AsyncConnection, name: str, value: str) -> None:
    await insert_new(connection, NOTES, [{"name": name, "value": value}])
    await connection.execute(update(NOTES).where(NOTES.c.name == name).values(value=value))


async def _renew_wordings(connection: AsyncConnection, before: datetime) -> None:
    """Give each question that stays, and whose first wording goes, its newest one."""
    newer = select(ASKINGS.c.text).where(ASKINGS.c.question == QUESTIONS.c.id, ASKINGS.c.at >= before)
    newest = newer.order_by(ASKINGS.c.id.desc()).limit(1).scalar_subquery()
    old = select(ASKINGS.c.question).where(ASKINGS.c.at < before)
    stays = (QUESTIONS.c.last_at >= before) & QUESTIONS.c.id.in_(old)
    await connection.execute(update(QUESTIONS).where(stays).values(text=func.coalesce(newest, QUESTIONS.c.text)))


async def _note_unwatched(connection: AsyncConnection, before: datetime) -> None:
    """Note that public replies go: what they say can't be looked after any more, and nobody may be told it is right."""
    public = REPLIES.c.message.is_not(None) & (REPLIES.c.at < before)
    if (await connection.execute(select(func.count()).select_from(REPLIES).where(public))).scalar_one():
        await _set(connection, PURGED_BEFORE, before.date().isoformat())


def _too_old(before: datetime) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Yield the tables with what is true of their rows from before a moment, in the order in which they are purged."""
    yield REPLIES, REPLIES.c.at < before
    yield QUESTIONS, QUESTIONS.c.last_at < before
    yield ASKINGS, ASKINGS.c.at < before
    yield WATCHES, WATCHES.c.at < before
    yield FLAGS, FLAGS.c.at < before
    yield RUNS, (RUNS.c.at < before) & (RUNS.c.state == "done")
    yield DELIVERIES, (DELIVERIES.c.begun_at < before) & DELIVERIES.c.state.not_in(OWED)
    yield FILED, FILED.c.at < before
    yield PROPOSALS, PROPOSALS.c.at < before
    yield DRAFTS, DRAFTS.c.at < before
    shown = select(REPLIES.c.content).where(REPLIES.c.fact == CONTENTS.c.fact, REPLIES.c.content.is_not(None))
    yield CONTENTS, CONTENTS.c.version.not_in(shown) & CONTENTS.c.version.not_in(_awaited())


async def _forget_told(connection: AsyncConnection, before: datetime) -> None:
    """Forget who was told of something, unless it is being taken back."""
    told = DELIVERIES.c.user.is_not(None) & DELIVERIES.c.state.not_in(OWED) & (DELIVERIES.c.begun_at < before)
    await connection.execute(update(DELIVERIES).where(told).values(user=None, asking=None))


def _awaited() -> CompoundSelect[str | None]:
    watched = select(WATCHES.c.content).where(WATCHES.c.content.is_not(None))
    owed = select(DELIVERIES.c.content).where(DELIVERIES.c.content.is_not(None))
    told = select(DELIVERIES.c.told).where(DELIVERIES.c.told.is_not(None))
    said = select(RUNS.c.content).where(RUNS.c.state == "running")
    return watched.union(owed, told, said)
