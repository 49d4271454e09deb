"""Spreadsheets over the wire: no file of a stranger is even fetched, and a preview outlives a restart."""

import signal
from pathlib import Path

from tests.discord_server.payloads import CHANNEL, Payload, click, command, member, upload
from tests.discord_server.process import ADMIN, running
from tests.discord_server.server import DiscordServer
from tests.knowledge.exchange.support import CITATIONS, FACTS, workbook

STRANGER, EDITOR, ROLE, ELSEWHERE = 555, 556, 9001, 300
NO_RIGHT = "Only the editors of this fact base may do that."
ASKED = "Who painted the lighthouse?"
SETTINGS = (f"editor_users: [{EDITOR}]", f"editor_roles: [{ROLE}]")


def sheet(server: DiscordServer, folder: Path) -> Payload:
    rows = [FACTS[0], ["painted", ASKED, "Nobody: it is bare stone."]]
    book = workbook(folder / "b.xlsx", facts=rows, citations=[CITATIONS[0], ["painted", "gazette"]])
    return server.file("b.xlsx", book.read_bytes())


def button(shown: Payload) -> str:
    return str(shown["components"][0]["components"][0]["custom_id"])


async def told(server: DiscordServer, interaction: Payload) -> str:
    return str((await server.interact(interaction, 60))["content"])


async def test_no_file_of_a_stranger_or_of_another_server_is_fetched(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    file = sheet(server, tmp_path)
    async with running(server, tmp_path, base_folder, *SETTINGS) as bot:
        # A role of that server, with all that it can give.
        other = upload("desk import", file, STRANGER, guild=ELSEWHERE) | {"member": member(STRANGER, roles=(ROLE + 1,))}
        for interaction in (upload("desk import", file, STRANGER), other):
            assert await told(server, interaction) == NO_RIGHT

        assert server.fetched.total() == 0
        assert not (base_folder / "imported.yaml").exists()
        assert "Published, it would do this" in await told(server, upload("desk import", file, EDITOR))
        assert server.fetched.total() == 1
        assert "Traceback" not in bot.log.read_text("utf-8")


async def test_a_preview_outlives_a_restart_and_no_former_editor_publishes_it(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder, *SETTINGS) as bot:
        shown = (await server.interact(upload("desk import", sheet(server, tmp_path), EDITOR), 60))["message"]
        bot.send(signal.SIGKILL)
        await bot.ended()
    fetched = server.fetched.total()

    async with running(server, tmp_path, base_folder):
        assert await told(server, click(shown, button(shown), EDITOR)) == NO_RIGHT
        assert server.fetched.total() == fetched
        assert not (base_folder / "imported.yaml").exists()

        assert "Published, and served" in await told(server, click(shown, button(shown), ADMIN))
        answer = await server.interact(command("ask", {"question": ASKED}, STRANGER, channel=CHANNEL))

    assert "Nobody: it is bare stone." in answer["content"].splitlines()
    assert shown["attachments"][0]["filename"] == "b.xlsx"
