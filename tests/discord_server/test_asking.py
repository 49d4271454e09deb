"""What people do, over the wire."""

from pathlib import Path

import pytest

from tests.discord_server.payloads import BOT, CHANNEL, DIRECT, GUILD, click, command, member, menu, user
from tests.discord_server.process import ADMIN, running
from tests.discord_server.server import COMMANDS, DiscordServer

TOLL = "how much is the toll on north bridge"
ALICE = 1_000_000_555


async def test_every_way_to_ask(discord_server: DiscordServer, tmp_path: Path, base_folder: Path) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder):
        answer = await server.ask(TOLL, ALICE)
        assert (
            "\n**How much is the toll on North Bridge?**\n🟢 Confirmed · last checked 1 March 2024\nCars pay"
            in answer["content"]
        )

        private = await server.ask(TOLL, ALICE, private=True)
        assert private["flags"] & 64

        completed = await server.interact(command("ask", {"question": "when did the fer"}, ALICE, kind=4))
        assert completed["choices"][0]["name"] == "When did the ferry make its first trip?"

        direct = await server.say(TOLL, ALICE, DIRECT)
        assert (await server.reply_to(direct))["content"].startswith(
            "**How much is the toll on North Bridge?**\n🟢 Confirmed · last checked 1 March 2024\nCars"
        )

        mention = {"guild_id": str(GUILD), "member": member(ALICE), "mentions": [user(BOT, "factbot", bot=True)]}
        said = await server.say(f"<@{BOT}> {TOLL}", ALICE, CHANNEL, **mention)
        assert (await server.reply_to(said))["content"] == answer["content"]

        for custom_id in ("fact:sources:north-bridge-toll", "fact:wrong:north-bridge-toll"):
            assert (await server.interact(click(answer["message"], custom_id, ALICE)))["content"]
        for name in ("sources", "about"):
            assert (await server.interact(command(name, {}, ALICE)))["content"]
        assert (await server.interact(command("help", {}, ALICE)))["content"]
        told = await server.interact(command("fact", {"question": "ferry-first-trip"}, ALICE))
        assert "5 May 2021" in told["content"]
        checked = await server.interact(menu("Check against the reporting", said, ALICE))
        assert "1. **How much is the toll on North Bridge?**" in checked["content"]
        assert checked["components"][0]["components"][0]["label"] == "1"

        unsure = await server.ask("how much is the toll on south bridge", ALICE)
        picked = await server.interact(click(unsure["message"], "fact:pick:north-bridge-toll", ALICE))
        assert picked["content"] == answer["content"].partition("\n")[2]


async def test_admin_commands(discord_server: DiscordServer, tmp_path: Path, base_folder: Path) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder):
        text = (base_folder / "facts.yaml").read_text("utf-8")
        (base_folder / "facts.yaml").write_text(text.replace("Cars pay 4 dollars", "Cars pay 5 dollars"), "utf-8")
        for name, found in (
            ("facts status", "3 facts from 1 source"),
            ("facts check", "A reload would do this."),
            ("facts reload", "Changed:\n- How much is the toll on North Bridge?"),
            ("facts rollback", "Back to the facts of before."),
        ):
            assert found in (await server.interact(command(name, {}, ADMIN)))["content"]
        why = await server.interact(command("facts why", {"question": "toll on south bridge"}, ADMIN))
        assert "blocked by name South Bridge" in why["content"]


@pytest.mark.parametrize("direct", [False, True], ids=["ordinary-member", "direct-message"])
async def test_admin_commands_are_refused(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path, *, direct: bool
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder) as bot:
        for name in ("reload", "check", "rollback", "status", "why"):
            options = {"question": "toll"} if name == "why" else {}
            refused = await server.interact(command(f"facts {name}", options, ALICE, direct=direct))
            assert refused["content"] == "Only the admins of this fact base may do that."
            await bot.said(f"audit: facts {name} refused, person ")
            # Whoever has no right here is told apart by a mark, not by name.
            assert str(ALICE) not in bot.log.read_text("utf-8")


@pytest.mark.usefixtures("own_cache")
async def test_commands_are_sent_once_and_not_again_at_the_next_start(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    for _ in range(2):
        async with running(discord_server, tmp_path, base_folder):
            assert discord_server.requests[COMMANDS] == 1
