"""Looking after the store: who may have it, and what becomes of it while the bot runs."""

import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.store.lock import InUseError, lock_of
from bot.store.opening import Store, StoreError, store_url
from bot.store.tables import NOTES
from bot.store.watching import LOOK_SECONDS, StoreWatch

# A bot that is killed gives its store back: nobody else could.
HOLDS = """
import asyncio, os, sys
from bot.store.lock import lock_of
from bot.store.opening import store_url
async def main():
    lock = lock_of(store_url(sys.argv[1]))
    await lock.hold()
    print("held", flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


def watch_of(url: str) -> tuple[Store, StoreWatch]:
    store = Store(store_url(url))
    return store, StoreWatch(store, lock_of(store_url(url)))


@pytest.fixture
async def watched(either_store: str) -> AsyncIterator[tuple[Store, StoreWatch]]:
    store, watch = watch_of(either_store)
    await watch.begin()
    yield store, watch
    await watch.end()
    await store.close()


@pytest.mark.usefixtures("watched")
async def test_a_second_one_is_told_so_and_changes_nothing(either_store: str) -> None:
    store, second = watch_of(either_store)

    with pytest.raises(InUseError, match="another factbot is at work on this store; stop it, or give this one"):
        await second.begin()

    await store.close()


async def test_whoever_leaves_leaves_it_to_the_next(watched: tuple[Store, StoreWatch], either_store: str) -> None:
    await watched[1].end()
    store, second = watch_of(either_store)

    await second.begin()

    assert second.fault is None
    await second.end()
    await store.close()


async def test_a_killed_process_holds_nothing(either_store: str) -> None:
    line = [sys.executable, "-c", HOLDS, either_store]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        store, watch = watch_of(either_store)
        with pytest.raises(InUseError):
            await watch.begin()
        process.kill()
        process.wait()

    await watch.begin()
    await watch.end()
    await store.close()


def file_of(url: str) -> Path:
    if not url.startswith("sqlite"):
        pytest.skip("PostgreSQL keeps its files to itself")
    return Path(url.removeprefix("sqlite:///"))


@pytest.mark.parametrize("how", ["deleted", "replaced"])
async def test_a_file_that_is_gone_is_noticed_within_a_minute(
    watched: tuple[Store, StoreWatch], either_store: str, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = file_of(either_store)
    if how == "replaced":
        sqlite3.connect(file.with_name("other")).close()
        file.with_name("other").touch()
        file.with_name("other").replace(file)
    else:
        for path in file.parent.glob(f"{file.name}*"):
            path.unlink()

    assert await watched[1].look() == LOOK_SECONDS <= 30

    assert "was deleted or replaced while the bot ran" in caplog.text
    assert watched[1].fault is None
    async with watched[0].read() as connection:
        assert (await connection.execute(select(NOTES.c.name))).all()


async def test_what_can_be_read_and_not_written_is_a_fault(
    watched: tuple[Store, StoreWatch], either_store: str, caplog: pytest.LogCaptureFixture
) -> None:
    holder = sqlite3.connect(file_of(either_store), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    for _ in range(2):
        await watched[1].look()
    assert "locked" in (watched[1].fault or "")
    assert caplog.text.count("the store can't be used") == 1

    holder.close()
    await watched[1].look()
    assert watched[1].fault is None


async def test_a_store_that_is_away_is_waited_for(unused_tcp_port: int) -> None:
    store, watch = watch_of(f"postgresql://factbot@127.0.0.1:{unused_tcp_port}/factbot")

    await watch.begin()

    assert watch.fault
    with pytest.raises(StoreError):
        async with store.read():
            pass
