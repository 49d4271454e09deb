"""Starting, sending commands, reloading under load: what the operator does."""

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.discord_server import payloads
from tests.discord_server.load import MARKS, write_base
from tests.discord_server.process import ADMIN, running, start
from tests.discord_server.server import COMMANDS, DiscordServer

ALICE = 555
RELOADS, ASKERS = 10, 20


async def test_every_reply_comes_whole_while_reloads_go_on(discord_server: DiscordServer, tmp_path: Path) -> None:
    server = discord_server
    folder = tmp_path / "base"
    folder.mkdir()
    write_base(folder, MARKS[0])
    async with running(server, tmp_path, folder):
        going = True
        told: list[str] = []

        async def ask_on_and_on(author: int) -> None:
            while going:
                told.append((await server.ask("What is the toll of the bridge?", author))["content"])

        askers = [asyncio.create_task(ask_on_and_on(ALICE + number)) for number in range(ASKERS)]
        for number in range(RELOADS):
            write_base(folder, "" if number % 2 else MARKS[number // 2 % 2])
            reply = await server.interact(payloads.command("facts reload", {}, ADMIN))
            assert ("Nothing was changed" in reply["content"]) is bool(number % 2)
        going = False
        await asyncio.gather(*askers)

        assert len(told) > RELOADS
        assert all((MARKS[0] in text) != (MARKS[1] in text) for text in told)
        assert {mark for mark in MARKS for text in told if mark in text} == set(MARKS)


@pytest.mark.parametrize(
    ("command", "route"),
    [
        pytest.param("launch sync", COMMANDS, id="everywhere"),
        pytest.param(
            "launch sync --guild 200", "PUT /applications/{application_id}/guilds/{guild_id}/commands", id="one-server"
        ),
    ],
)
async def test_commands_are_sent_on_demand(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path, command: str, route: str
) -> None:
    bot = await start(discord_server, tmp_path, base_folder, command=command)

    assert await bot.ended() == 0
    assert bot.lines()[-1].endswith("commands sent")
    assert discord_server.requests[route] == 1


async def test_the_health_page_says_whether_it_is_connected(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path, unused_tcp_port: int
) -> None:
    async with running(discord_server, tmp_path, base_folder, f"health_port: {unused_tcp_port}") as bot:
        await discord_server.ask("how much is the toll on north bridge", ALICE)
        await bot.said("has connected to Gateway")
        async with aiohttp.ClientSession() as session:
            async with asyncio.timeout(90):
                while not (told := await health(session, unused_tcp_port))["connected"]:
                    await asyncio.sleep(0.01)

    assert len(told["version"]) == 12


async def health(session: aiohttp.ClientSession, port: int) -> dict[str, Any]:
    async with session.get(f"http://127.0.0.1:{port}/health") as page:
        told: dict[str, Any] = await page.json()
        assert (page.status == 200) is told["connected"]
        return told


async def test_a_taken_health_port_is_one_line_and_exit_code_1(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    port = discord_server.address.rsplit(":", 1)[1]
    bot = await start(discord_server, tmp_path, base_folder, f"health_port: {port}")

    assert await bot.ended() == 1
    assert "Traceback" not in bot.log.read_text("utf-8")
    assert port in bot.lines()[-1]


async def test_a_broken_configuration_is_one_line_and_exit_code_1(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    bot = await start(discord_server, tmp_path, base_folder, "precision: 98")

    assert await bot.ended() == 1
    assert bot.lines()[-1].endswith("config.yaml:4: precision is 98, outside 0.5-1; write 0.98")


async def test_without_a_network_it_says_so(discord_server: DiscordServer, tmp_path: Path, base_folder: Path) -> None:
    address, discord_server.address = discord_server.address, "http://127.0.0.1:9"
    bot = await start(discord_server, tmp_path, base_folder)
    discord_server.address = address

    assert await bot.ended() == 1
    assert bot.lines()[-1].startswith("Discord could not be reached")
