"""What is done once a day: the digest for the desk, and the purge of what is too old."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NoReturn
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.desk.filing import Clerk
from bot.desk.purging import purge, set_note
from bot.repeating import repeat
from bot.store.opening import Store, StoreError
from bot.store.tables import NOTES

LOG = logging.getLogger("factbot")
# Between two looks: a digest comes within half a minute of its hour.
LOOK_SECONDS = 30.0
# Before a digest that could not be sent is tried again: whoever mends the channel sees it the same morning.
AGAIN = timedelta(minutes=15)
DIGEST, PURGE = "digest", "purge"
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
            gone = await purge(connection, before)
        self._clerk.forget_groups()
        return gone

    async def _value(self, name: str) -> str | None:
        async with self._store.read() as connection:
            found = await connection.scalars(select(NOTES.c.value).where(NOTES.c.name == name))
            return found.one_or_none()

    async def _remember(self, name: str, value: str) -> None:
        async with self._store.write() as connection:
            await set_note(connection, name, value)
