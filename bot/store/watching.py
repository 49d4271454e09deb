"""Whether the store can be written: looked at again and again, so that a broken one is noticed before it is needed."""

import logging
from datetime import UTC, datetime
from typing import NoReturn

from sqlalchemy import delete, insert

from bot.repeating import repeat
from bot.store.keys import WrongKeyError
from bot.store.lock import InUseError, Lock
from bot.store.opening import Store, StoreError
from bot.store.tables import NOTES

LOG = logging.getLogger("factbot")
# With the patience of the store, 30 seconds, whatever is wrong is noticed within a minute.
LOOK_SECONDS = 20.0
LOOKED = "last looked at"


class StoreWatch:
    """Looks after a store; ``fault`` is what is wrong with it, in the database's words, None while it is well."""

    def __init__(self, store: Store, lock: Lock) -> None:
        self._store = store
        self._lock = lock
        self.fault: str | None = None

    async def begin(self) -> None:
        """Take the store for this process; one that is away is taken once it is there.

        Raises:
            InUseError: another process is at work on it.
            WrongKeyError: it was kept under another key.
        """
        try:
            await self._look()
        except (InUseError, WrongKeyError):
            await self.end()
            raise
        except StoreError as error:
            self.fault = str(error)

    async def run(self) -> NoReturn:
        """Look for ever."""
        await repeat(self.look, "looking after the store", again_seconds=LOOK_SECONDS)

    async def look(self) -> float:
        """Look once and return the seconds until the next time."""
        try:
            await self._look()
        except StoreError as error:
            if self.fault is None:
                LOG.warning("the store can't be used: %s", error)
            self.fault = str(error)
        else:
            if self.fault is not None:
                LOG.info("the store can be used again")
            self.fault = None
        return LOOK_SECONDS

    async def end(self) -> None:
        """Leave the store to others."""
        await self._lock.release()

    async def _look(self) -> None:
        # First of all: what another process works on is not even migrated.
        await self._lock.hold()
        async with self._store.write() as connection:
            # What can be read may still be full or read-only.
            await connection.execute(delete(NOTES).where(NOTES.c.name == LOOKED))
            await connection.execute(insert(NOTES).values(name=LOOKED, value=datetime.now(UTC).isoformat()))
