"""Who is an editor or admin, read again from the configuration while the bot runs: who has lost a right is refused."""

import signal
from pathlib import Path

import pytest

from bot.wording.notices import NO_ADMIN, NO_EDITOR
from tests.discord_server.payloads import command
from tests.discord_server.process import ADMIN, running
from tests.discord_server.server import DiscordServer

EVA = 555


@pytest.mark.parametrize("by", ["SIGHUP", "/facts reload"])
@pytest.mark.parametrize(
    ("line", "person", "use", "refusal"),
    [
        pytest.param(f"editor_users: [{EVA}]", EVA, "desk drafts", NO_EDITOR, id="editor"),
        pytest.param(f"admin_users: [{ADMIN}]", ADMIN, "facts status", NO_ADMIN, id="admin"),
    ],
)
async def test_whoever_no_longer_stands_in_the_configuration_is_refused_from_the_reload_on(  # noqa: PLR0913  its table
    discord_server: DiscordServer,
    tmp_path: Path,
    base_folder: Path,
    line: str,
    person: int,
    use: str,
    refusal: str,
    by: str,
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder, f"editor_users: [{EVA}]") as bot:
        assert refusal not in (await server.interact(command(use, {}, person)))["content"]
        config = tmp_path / "config.yaml"
        text = config.read_text("utf-8")
        assert line in text
        config.write_text(text.replace(line, f"{line.partition(':')[0]}: []"), "utf-8")

        if by == "SIGHUP":
            bot.send(signal.SIGHUP)
        else:
            await server.interact(command("facts reload", {}, ADMIN))
        await bot.said("audit: who is an editor")

        assert (await server.interact(command(use, {}, person)))["content"] == refusal
