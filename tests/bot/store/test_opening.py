"""Opening a store: made and migrated by itself, every fault in words."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, select, text

from bot.store.opening import Store, StoreError, insert_new, store_url
from bot.store.tables import METADATA, NOTES


async def test_it_is_made_on_first_use_as_the_tables_say(either_store: str) -> None:
    """The migrations, run one after the other, lead to what the code expects."""

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))

    store = Store(store_url(either_store))
    async with store.read() as connection:
        assert await connection.run_sync(differences) == []
    await store.close()


async def write_half(store: Store, name: str) -> None:
    async with store.write() as connection:
        await insert_new(connection, NOTES, [{"name": name, "value": "b"}])
        await connection.execute(text("SELECT no_such_column FROM notes"))


async def test_what_is_written_outlasts_the_process_and_a_failure_writes_nothing(either_store: str) -> None:
    for value in ("1", "2"):
        store = Store(store_url(either_store))
        async with store.write() as connection:
            await insert_new(connection, NOTES, [{"name": "a", "value": value}])
        with pytest.raises(StoreError):
            await write_half(store, value)
        await store.close()

    async with store.read() as connection:
        assert (await connection.execute(select(NOTES))).all() == [("a", "1")]
    await store.close()


async def test_a_store_of_a_newer_version_is_left_alone(either_store: str) -> None:
    store = Store(store_url(either_store))
    async with store.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await store.close()

    with pytest.raises(StoreError, match="written by a newer factbot"):
        async with Store(store_url(either_store)).read():
            pass


def test_sslmode_is_what_the_driver_calls_ssl() -> None:
    url = store_url("postgresql://factbot@db.example/factbot?sslmode=require")

    assert url.query == {"ssl": "require"}


async def test_sqlite_writes_ahead_and_overwrites_what_is_deleted(tmp_path: Path) -> None:
    store = Store(store_url(f"sqlite:///{tmp_path / 'new' / 'store.sqlite'}"))
    async with store.read() as connection:
        pragmas = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "secure_delete", "foreign_keys")
        }
    await store.close()

    assert pragmas == {"journal_mode": "wal", "secure_delete": 1, "foreign_keys": 1}


async def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").write_bytes(b"x" * 5000)

    with pytest.raises(StoreError, match="not a database"):
        async with Store(store_url(f"sqlite:///{tmp_path / 'store.sqlite'}")).read():
            pass


async def test_where_no_folder_can_be_made_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match=r"exists|Not a directory"):
        async with Store(store_url(f"sqlite:///{tmp_path / 'file' / 'store.sqlite'}")).read():
            pass


async def test_a_server_that_is_not_there_is_a_store_that_is_away(unused_tcp_port: int) -> None:
    store = Store(store_url(f"postgresql://factbot@127.0.0.1:{unused_tcp_port}/factbot"))

    with pytest.raises(StoreError, match=r"(?i)connect|refused"):
        async with store.read():
            pass


async def test_it_opens_again_once_what_was_wrong_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"x" * 5000)
    store = Store(store_url(f"sqlite:///{path}"))
    with pytest.raises(StoreError):
        async with store.read():
            pass
    path.unlink()

    async with store.read() as connection:
        assert (await connection.execute(select(NOTES))).all() == []
    await store.close()
    assert path.stat().st_mode & 0o77 == 0


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("factbot.sqlite", "not a URL"),
        ("sqlite://", "without a file or database"),
        ("postgresql://localhost", "without a file or database"),
        ("mysql://root@localhost/x", "neither sqlite nor postgresql"),
        ("postgresql+psycopg2://x@y/z", "neither sqlite nor postgresql"),
    ],
)
def test_other_urls_are_refused_with_what_to_write(url: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"{why}.*; write sqlite:///file or postgresql://user@host/database"):
        store_url(url)
