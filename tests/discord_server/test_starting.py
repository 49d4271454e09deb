"""What comes while the bot starts, and what a second one is told."""

import asyncio
import contextlib
import signal
import sqlite3
from pathlib import Path

import aiohttp
import pytest

from tests.discord_server.process import BotProcess, running, start
from tests.discord_server.server import DiscordServer


async def held(bot: BotProcess) -> None:
    """Wait until the process holds SIGHUP back, as the kernel tells it."""
    status = Path(f"/proc/{bot.process.pid}/status")
    async with asyncio.timeout(90):
        while True:
            (line,) = [line for line in status.read_text("utf-8").splitlines() if line.startswith("SigBlk")]
            if int(line.split()[1], 16) & 1 << signal.SIGHUP - 1:
                return
            await asyncio.sleep(0.001)


@pytest.mark.usefixtures("own_cache")
async def test_a_hang_up_amid_the_start_is_a_reload_once_it_stands(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    bot = await start(discord_server, tmp_path, base_folder)
    try:
        await held(bot)
        bot.send(signal.SIGHUP)

        await bot.said("audit: reload by SIGHUP: 0 added", 60)
        bot.send(signal.SIGTERM)
        assert await bot.ended() == 0
    finally:
        if bot.process.returncode is None:
            bot.process.kill()


@pytest.mark.usefixtures("own_cache")
async def test_told_to_stop_at_any_moment_of_the_start_it_ends_in_good_order(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    for number in range(4):
        bot = await start(discord_server, tmp_path, base_folder)
        await held(bot)
        # Spread over the second or two that a start takes; whenever it comes, the end is the same.
        await asyncio.sleep(number * 0.5)
        bot.send(signal.SIGTERM)

        assert await bot.ended(10) == 0
        assert "Traceback" not in bot.log.read_text("utf-8")


async def test_a_second_one_on_the_same_store_says_so_and_stays_out(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    async with running(discord_server, tmp_path, base_folder) as first:
        second = await start(discord_server, tmp_path, base_folder)

        assert await second.ended(120) == 1
        assert "another factbot is at work on this store; stop it, or give this one" in second.lines()[-1]
        assert discord_server.gateway.identified == 1
        assert first.process.returncode is None


async def test_the_health_page_is_503_while_the_store_cannot_be_written(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path, unused_tcp_port: int
) -> None:
    """Noticed within a minute, and over as soon."""
    async with running(discord_server, tmp_path, base_folder, f"health_port: {unused_tcp_port}"):
        assert (await told(unused_tcp_port, 200))["store"]
        with contextlib.closing(sqlite3.connect(tmp_path / "state" / "factbot.sqlite", isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            assert await told(unused_tcp_port, 503) == {"connected": True, "store": False}
        assert await told(unused_tcp_port, 200) == {"connected": True, "store": True}


async def told(port: int, status: int) -> dict[str, object]:
    """Wait until the page has a status, and return what it says, the version apart."""
    async with asyncio.timeout(90), aiohttp.ClientSession() as session:
        while True:
            async with session.get(f"http://127.0.0.1:{port}/health") as page:
                if page.status == status:
                    said: dict[str, object] = await page.json()
                    return {key: value for key, value in said.items() if key != "version"}
            await asyncio.sleep(0.1)


async def test_with_another_s_key_it_does_not_start_and_says_what_to_do(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    async with running(discord_server, tmp_path, base_folder) as first:
        first.send(signal.SIGTERM)
        assert await first.ended() == 0
    key = tmp_path / "state" / "people.key"
    another = bytes(reversed(key.read_bytes()))
    key.write_bytes(another)
    before = len(first.lines())

    bot = await start(discord_server, tmp_path, base_folder)

    assert await bot.ended(120) == 1
    (line,) = bot.lines()[before:]
    assert line.startswith("people.key is not the key of this store; ")
    assert "`factbot run --new-key`" in line
    assert discord_server.gateway.identified == 1
    assert key.read_bytes() == another
