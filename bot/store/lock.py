"""One factbot to a store: two would both answer, and send every correction twice."""

import contextlib
import fcntl
import os
from pathlib import Path
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.store.opening import DRIVERS, LOCK_SECONDS, StoreError, translated

# Any number will do as long as every factbot takes the same; this one spells "factbot" in ASCII.
_NUMBER = int.from_bytes(b"factbot")


class InUseError(StoreError):
    """Another factbot is at work on this store."""

    def __init__(self) -> None:
        remedy = "stop it, or give this one a state folder and a store of its own"
        super().__init__(f"another factbot is at work on this store; {remedy}")


class Lock(Protocol):
    """Ends with the process that has it, however that ends."""

    async def hold(self) -> None:
        """Take the lock, or make sure that it is still there.

        Raises:
            InUseError: another process has it.
            StoreError: the store is away.
        """

    async def release(self) -> None:
        """Give it back."""


def lock_of(url: URL) -> Lock:
    """Return the lock of a store."""
    return FileLock(f"{url.database}.lock") if url.drivername == DRIVERS["sqlite"] else ServerLock(url)


class FileLock:
    """A lock on a file beside that of the store: on the store's own it would get in the way of SQLite's locks."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: int | None = None

    async def hold(self) -> None:
        """See ``Lock``."""
        if self._file is not None:
            return
        try:
            Path(self._path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(f"{self._path}: {error.strerror}") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            raise InUseError from None
        self._file = file

    async def release(self) -> None:
        """See ``Lock``."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class ServerLock:
    """An advisory lock of PostgreSQL; it is lost with its connection and then taken anew."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._connection: AsyncConnection | None = None

    async def hold(self) -> None:
        """See ``Lock``."""
        with translated():
            try:
                if self._connection is not None:
                    await self._connection.execute(text("SELECT 1"))
                    return
                await self._take()
            except BaseException:
                await self.release()
                raise

    async def release(self) -> None:
        """See ``Lock``."""
        connection, self._connection = self._connection, None
        if connection is not None:
            # The pool keeps none, so closing it ends the session and the lock with it.
            with contextlib.suppress(SQLAlchemyError, OSError):
                await connection.close()

    async def _take(self) -> None:
        patience = {"timeout": LOCK_SECONDS * 2, "command_timeout": LOCK_SECONDS * 2}
        engine = create_async_engine(self._url, poolclass=NullPool, connect_args=patience)
        connection = await engine.connect()
        # Outside of a transaction, which would keep PostgreSQL from cleaning up for as long as the bot runs.
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        if not await connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": _NUMBER}):
            await connection.close()
            raise InUseError
        self._connection = connection
