"""The key of people's marks: a store goes on with its own alone, and says how to go on without it."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.desk.desk import KEY, Desk, Settings
from bot.store.keys import Key, KeyFileError, WrongKeyError, read_key
from bot.store.opening import Store
from bot.store.tables import ASKINGS
from knowledge.service.live import LiveBase
from tests.bot.desk.conftest import ANN, Room

HIDDEN = "who owns the sequestered zeppelin"


def test_the_key_lasts_and_is_for_nobody_else_to_read(tmp_path: Path) -> None:
    path = tmp_path / "state" / KEY
    first = read_key(path)
    assert first.is_new
    assert read_key(path) == first  # as long as no store has taken it

    first.keep()
    assert read_key(path) == Key(first.value, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert first.value.hex() not in first.fingerprint


def test_without_a_place_for_the_key_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(KeyFileError, match=r"people\.key can neither be read nor made .*; let the bot read and write"):
        read_key(tmp_path / "file" / KEY)


@pytest.mark.parametrize("content", [b"", b"half", b"x" * 33])
def test_a_damaged_key_is_refused_with_the_way_on(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / KEY
    path.write_bytes(content)

    with pytest.raises(KeyFileError, match=rf"damaged: {len(content)} bytes, not 32; bring .* --new-key"):
        read_key(path)
    assert path.read_bytes() == content

    replaced = read_key(path, may_replace=True)
    assert path.read_bytes() == content
    replaced.keep()
    assert path.read_bytes() == replaced.value


@pytest.fixture
async def asked(room: Room) -> Settings:
    """Return the settings of a desk at which somebody has asked, and which is closed again."""
    room.ask(HIDDEN)
    await room.desk.clerk.settle()
    await room.desk.watch.end()
    return room.settings


async def opened(settings: Settings, live: LiveBase) -> None:
    async with Desk(settings, lambda: live.served.matcher).open():
        pass


@pytest.mark.parametrize("key", [None, b"o" * 32], ids=["lost", "another's"])
async def test_a_store_is_kept_from_every_key_but_its_own(asked: Settings, live: LiveBase, key: bytes | None) -> None:
    path = asked.folder / KEY
    own = path.read_bytes()
    path.unlink() if key is None else path.write_bytes(key)

    with pytest.raises(WrongKeyError, match=r"people\.key is not the key of this store; bring the right file back"):
        await opened(asked, live)

    path.write_bytes(own)
    await opened(asked, live)


async def test_a_store_from_before_fingerprints_takes_no_key_that_has_just_been_made(
    asked: Settings, live: LiveBase
) -> None:
    store = Store(asked.store)
    async with store.write() as connection:
        await connection.exec_driver_sql("DELETE FROM notes")
    await store.close()
    await opened(asked, live)  # with its own key it goes on

    async with store.write() as connection:
        await connection.exec_driver_sql("DELETE FROM notes")
    await store.close()
    (asked.folder / KEY).unlink()
    # A service is started again and again, and the second start is no surer than the first.
    for _ in range(2):
        with pytest.raises(WrongKeyError):
            await opened(asked, live)


async def test_told_to_go_on_with_a_new_key_what_was_asked_is_nobody_s(asked: Settings, live: LiveBase) -> None:
    (asked.folder / KEY).unlink()

    await opened(replace(asked, new_key=True), live)
    desk = Desk(asked, lambda: live.served.matcher)
    async with desk.open():
        assert not await desk.privacy.show(ANN)
    store = Store(asked.store)
    async with store.read() as connection:
        assert (await connection.execute(select(ASKINGS.c.text, ASKINGS.c.asker))).all() == [(HIDDEN, None)]
    await store.close()
