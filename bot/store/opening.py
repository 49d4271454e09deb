"""Opening the store: from a URL to migrated tables, every fault of the database as one kind of error."""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config as Migrations
from alembic.util import CommandError
from sqlalchemy import Connection, Table, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DataError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

# Each driver has its own way to say that a value is impossible: asyncpg's are ValueErrors, sqlite3's an OverflowError.
_OF_VALUES = (DataError, IntegrityError, ValueError, OverflowError)
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
# How long a statement may wait for another process to let go of the file, and a transaction may take in all.
LOCK_SECONDS, PATIENCE_SECONDS = 2.0, 30.0
# So often, and with such pauses, the files are cleaned again while somebody reads them: a look at them takes less.
SCRUBS, SCRUB_SECONDS = 5, 0.2
LOG = logging.getLogger("factbot")
Check = Callable[[AsyncConnection], Awaitable[None]]
_MIGRATIONS = Path(__file__).parent / "migrations"


class StoreError(Exception):
    """The store can't be used at the moment; the text says why, in the database's words."""


class UncleanError(StoreError):
    """What was deleted is deleted, but something of it may still be read from the files."""


class RejectedError(StoreError):
    """The store is there and will never take what it was given."""


def store_url(text: str) -> URL:
    """Return the URL of a store with the driver that is used for it.

    Raises:
        ValueError: no URL, a database that is not supported, or one whose driver is not installed.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # A ValueError quotes what it took for the port, which may be half a password.
        raise ValueError("not a URL; write sqlite:///file or postgresql://user@host/database") from None
    if url.drivername not in (*DRIVERS, *DRIVERS.values()):
        raise ValueError("neither sqlite nor postgresql; write sqlite:///file or postgresql://user@host/database")
    name = url.drivername.partition("+")[0]
    if not url.database:
        raise ValueError("without a file or database; write sqlite:///file or postgresql://user@host/database")
    if name == "postgresql":
        try:
            import asyncpg  # noqa: F401  an extra that is there or not
        except ImportError:
            remedy = "pip install 'factbot[postgres]', or '.[postgres]' in a clone"
            raise ValueError(f"PostgreSQL without its driver; {remedy}") from None
    if "sslmode" in url.query:
        # What libpq and every host's own documentation call sslmode, asyncpg calls ssl.
        url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": str(url.query["sslmode"])})
    return url.set(drivername=DRIVERS[name])


class Store:
    """A database, opened when it is first needed and again after it was away."""

    def __init__(self, url: URL, check: Check | None = None) -> None:
        """Make a store that is not open; ``check`` looks at it in the transaction in which it is opened."""
        self._url = url
        self._check = check
        self._engine: AsyncEngine | None = None
        self._file = ""
        self._opening = asyncio.Lock()
        # SQLite takes one writer at a time; waiting here is fairer than being refused there.
        self._writing = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection to read with.

        Raises:
            StoreError: the store is down, full, locked, or was written by a newer factbot.
        """
        with translated():
            async with asyncio.timeout(PATIENCE_SECONDS):
                engine = await self._opened()
                async with engine.connect() as connection:
                    yield connection

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection in a transaction that is committed at the end of the block, or not at all.

        Raises:
            StoreError: as for ``read``; nothing has been written then.
        """
        with translated():
            async with asyncio.timeout(PATIENCE_SECONDS):
                engine = await self._opened()
                async with self._writing, engine.begin() as connection:
                    yield connection

    async def scrub(self) -> None:
        """Leave nothing of deleted rows in the files of SQLite; let PostgreSQL write over them.

        Raises:
            UncleanError: somebody keeps the files from being cleaned.
            StoreError: as for ``read``.
        """
        with translated():
            engine = await self._opened()
            for _ in range(SCRUBS):
                async with self._writing, engine.connect() as connection:
                    alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
                    if engine.dialect.name != "sqlite":
                        await alone.exec_driver_sql("VACUUM")
                        return
                    # Its first column says that a reader keeps it from being done.
                    if not (await alone.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).scalar_one():
                        return
                await asyncio.sleep(SCRUB_SECONDS)
            raise UncleanError("somebody else is reading the file, so that it can't be cleaned")

    async def close(self) -> None:
        """Close every connection."""
        if self._engine is not None:
            await self._engine.dispose()
            self._engine = None

    async def _opened(self) -> AsyncEngine:
        async with self._opening:
            if self._engine is not None and self._file != _file_of(self._url):
                LOG.error(
                    "the store's file %s was deleted or replaced while the bot ran: what stood in it is out of reach; "
                    "to have it back, stop the bot and put a backup there", self._url.database
                )  # fmt: skip
                await self.close()
            if self._engine is None:
                engine = _engine(self._url)
                try:
                    async with engine.begin() as connection:
                        await connection.run_sync(_migrate)
                        if self._check is not None:
                            await self._check(connection)
                except BaseException:
                    await engine.dispose()
                    raise
                self._engine, self._file = engine, _file_of(self._url)
            return self._engine


async def insert_new(connection: AsyncConnection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, leaving out those that are there already."""
    if rows:
        make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        await connection.execute(make(table).on_conflict_do_nothing(), rows)


async def insert_new_one(connection: AsyncConnection, table: Table, row: dict[str, Any]) -> bool:
    """Insert a row and return True, or False where it is there already."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return (await connection.execute(make(table).values(row).on_conflict_do_nothing())).rowcount > 0


def _engine(url: URL) -> AsyncEngine:
    if url.drivername != DRIVERS["sqlite"]:
        patience = {"timeout": LOCK_SECONDS * 2}
        return create_async_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=patience)
    if url.database:
        # Its files beside it take their permissions from it.
        Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        Path(url.database).touch(mode=0o600)
    engine = create_async_engine(url, hide_parameters=True, connect_args={"timeout": LOCK_SECONDS})
    event.listen(engine.sync_engine, "connect", _set_up)
    return engine


def _file_of(url: URL) -> str:
    """Return what tells the very file of a store from another one of the same name; "" where there is none."""
    if url.drivername != DRIVERS["sqlite"] or not url.database:
        return ""
    try:
        found = Path(url.database).stat()
    except OSError:
        return "none"
    return f"{found.st_dev}:{found.st_ino}"


def _set_up(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    # What is deleted is overwritten, so that nothing of it can be read from the file afterwards.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(connection: Connection) -> None:
    migrations = Migrations()
    migrations.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    migrations.attributes["connection"] = connection
    command.upgrade(migrations, "head")


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn every fault of a database into a ``StoreError``."""
    try:
        yield
    except CommandError as error:
        raise StoreError(f"written by a newer factbot, or not by factbot ({error})") from error
    except (SQLAlchemyError, sqlite3.Error, OSError, TimeoutError, OverflowError) as error:
        cause = getattr(error, "orig", None) or error
        # A disk that is full or a lock that is held passes; a value that fits no column never will.
        if any(isinstance(one, _OF_VALUES) for one in _causes(error)):
            # The driver's words may quote the value, and what somebody asked has no place in a log.
            raise RejectedError(type(cause).__name__) from None
        raise StoreError(str(cause).strip() or type(cause).__name__) from error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = getattr(error, "orig", None) or error.__cause__
