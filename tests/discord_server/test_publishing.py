"""Facts drafted over the wire: nothing typed is lost when the bot is killed, and no former editor publishes it."""

import asyncio
import signal
from pathlib import Path

from tests.discord_server.payloads import CHANNEL, GUILD, Payload, click, command, member, submit, submit_file
from tests.discord_server.process import ADMIN, running
from tests.discord_server.server import DiscordServer
from tests.discord_server.test_forged import below

STRANGER, EDITOR = 555, 556
NO_RIGHT = "Only the editors of this fact base may do that."
TYPED = {
    "question": "Who painted the lighthouse?",
    "answer": "Nobody: it is # bare | “stone” 🌉.",
    "status": "confirmed",
    "source": "Herald; The bare lighthouse; 2024-03-02; https://herald.example/bare",
}


async def told(server: DiscordServer, interaction: Payload) -> str:
    return str((await server.interact(interaction, 90))["content"])


async def last(server: DiscordServer, interaction: Payload, count: int) -> Payload:
    """Return the reply that comes as the one with a number."""
    await server.interact(interaction, 90)
    async with asyncio.timeout(90):
        while len(server.replies_to(interaction)) < count:
            await asyncio.sleep(0.05)
    return server.replies_to(interaction)[count - 1]


def id_of(shown: Payload, label: str) -> str:
    return next(str(one["custom_id"]) for row in shown["components"] for one in row["components"]
                if one["label"] == label)  # fmt: skip


async def test_a_draft_outlives_a_kill_and_no_former_editor_publishes_it(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder, f"editor_users: [{EDITOR}]") as bot:
        # Discord's own description of its API judges each form.
        for options in (command("desk new", {}, EDITOR), command("desk edit", {"fact": "north-bridge-toll"}, EDITOR)):
            assert len((await server.interact(options, 60))["components"]) == 5
        typed = submit("deskform:new:0", TYPED, EDITOR)
        shown = await last(server, typed, 3)
        release = id_of(shown, "Publish")
        for label in ("Change the text", "Wordings and days", "Names and sides", "Add a source", "Change source 1"):
            opened = click(below(id_of(shown, label)), id_of(shown, label), EDITOR)
            assert len((await server.interact(opened, 60))["components"]) >= 4
        bot.send(signal.SIGKILL)
        await bot.ended()

    async with running(server, tmp_path, base_folder) as bot:
        assert await told(server, click(below(release), release, EDITOR)) == NO_RIGHT
        assert await told(server, click(below("desk:look:1"), "desk:look:1", EDITOR)) == NO_RIGHT
        assert TYPED["question"] in await told(server, command("desk drafts", {}, ADMIN))
        assert TYPED["answer"] in await told(server, click(below("desk:look:1"), "desk:look:1", ADMIN))
        assert not (base_folder / "desk.yaml").exists()

        assert "Published, and served" in await told(server, click(below(release), release, ADMIN))
        asked = command("ask", {"question": TYPED["question"]}, STRANGER, channel=CHANNEL)
        assert TYPED["answer"] in await told(server, asked)
        assert "Traceback" not in bot.log.read_text("utf-8")


async def test_a_file_comes_in_with_its_form_and_none_of_a_stranger_is_fetched(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server, sides = discord_server, "deskform:sides:1:1"
    wordings = server.file("more.txt", b"lighthouse paint\nwhose paint is on the lighthouse\n")
    async with running(server, tmp_path, base_folder, f"editor_users: [{EDITOR}]") as bot:
        await last(server, submit("deskform:new:0", TYPED, EDITOR), 3)
        here = submit_file(sides, {}, wordings, STRANGER)
        # Whoever runs another server, with a role of that one.
        elsewhere = submit_file(sides, {}, wordings, STRANGER) | {"guild_id": str(GUILD + 99)}
        for interaction in (here, elsewhere | {"member": member(STRANGER, roles=(9001,))}):
            assert await told(server, interaction) == NO_RIGHT
        forged = submit_file(sides, {}, wordings, EDITOR)
        forged["data"]["resolved"] = {"attachments": {}}
        assert (await told(server, forged)).startswith("I don't have that button or form any more.")
        large = submit_file(sides, {"entities": "tom-lind"}, wordings | {"size": 10**12}, EDITOR)
        assert "was not taken: it is larger than 128 KiB" in (await last(server, large, 3))["content"]
        assert server.fetched.total() == 0

        shown = await last(server, submit_file("deskform:sides:1:2", {}, wordings, EDITOR), 3)
        assert shown["content"].startswith("**more.txt** adds 2 wordings.")
        assert server.fetched.total() == 1
        handed_out = shown["message"]["attachments"][0]["url"].removeprefix(server.address)
        draft = server.file("draft.yaml", server.files[handed_out])
        filled = await last(server, submit_file("deskform:sides:1:4", {}, draft, EDITOR), 4)
        assert filled["content"].startswith("The draft says now what **draft.yaml** says")
        assert "Traceback" not in bot.log.read_text("utf-8")
