"""Forged buttons, menus and forms: each is refused in words, and the log has no trace of a fault."""

import asyncio
from pathlib import Path

from tests.discord_server.payloads import BOT, CHANNEL, Payload, choose, click, message, submit
from tests.discord_server.process import ADMIN, running
from tests.discord_server.server import DiscordServer

STRANGER = 555
REFUSED = "I don't have that button or form any more."
NO_RIGHT = "Only the editors of this fact base may do that."
FOR_EDITORS = [
    "desk:nothing:1",
    "desk:teach:north-bridge-toll",
    "desk:draft:--",
    "desk:dismiss:9999999999999999999999",
    "desk:undo:open:1",
    "desk:reopen:a",
    "desk:page:open:-1",
    "desk:page:nothing:1",
    "desk:publish:0a:0b:rows",
    "desk:publish:1",
    "desk:page:open",
    "desk:release:1",
    "desk:release:1:1:rows",
    "desk:rewrite:a",
    "desk:details:1:1",
    "desk:sides:a",
    "desk:source:1",
    "desk:look:open",
    "desk:discard:open",
]
FOR_ALL = [
    "fact:nothing:north-bridge-toll",
    "fact:await:not-a-record",
    "facts:erase",
    "fact:pick:UPPER CASE",
    "desk:teach:",
    "deskfact:abc",
    "deskwording:UPPER",
    "someone-elses-button",
]
FORMS = [
    "deskform:erase:1",
    "deskform:draft:",
    "deskform:dismiss:1234567890123456789",
    "deskform:new:1",
    "deskform:edit:",
    "deskform:text:1",
    "deskform:source:1:1",
    "another",
]
OPEN_FORMS = ["draft:1", "new:0", "edit:north-bridge-toll", "text:1:1", "details:1:1", "sides:1:1", "source:1:1:0"]
WHOLE = {"question": "q", "answer": "a", "status": "reported", "source": "s"}


def below(custom_id: str) -> Payload:
    """Return a message of the bot that has a forged button."""
    button = {"type": 2, "style": 2, "label": "press me", "custom_id": custom_id}
    return message({"components": [{"type": 1, "components": [button]}]}, BOT, CHANNEL, bot=True)


async def told(server: DiscordServer, interaction: Payload) -> str:
    return str((await server.interact(interaction)).get("content", ""))


async def test_forged_buttons_menus_and_forms_are_refused_in_words(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder) as bot:
        for custom_id in [*FOR_EDITORS, *FOR_ALL]:
            assert (await told(server, click(below(custom_id), custom_id, ADMIN))).startswith(REFUSED), custom_id
        for custom_id in FORMS:
            assert (await told(server, submit(custom_id, {"note": "x"}, ADMIN))).startswith(REFUSED), custom_id
        odd = [
            click(below("desk:teach:1"), "desk:teach:2", ADMIN),
            choose(below("deskfact:1"), "deskfact:1", "north-bridge-toll", ADMIN),
            choose(below("deskwording:toll"), "deskwording:toll", "wording:toll", ADMIN),
            submit("deskform:dismiss:1", {}, ADMIN),
            *(submit(f"deskform:{form}", {"question": "q"}, ADMIN) for form in OPEN_FORMS),
            submit("deskform:new:0", WHOLE | {"answer": "x" * 4001}, ADMIN),
            submit("deskform:dismiss:1", {}, ADMIN) | {"data": {"custom_id": "deskform:dismiss:1", "components": [{}]}},
        ]
        for interaction in odd:
            assert (await told(server, interaction)).startswith(REFUSED), interaction["data"]
        assert "Traceback" not in bot.log.read_text("utf-8")
        assert " ERROR " not in bot.log.read_text("utf-8")


async def test_whoever_has_no_right_hears_that_before_anything_is_read(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder) as bot:
        for custom_id in FOR_EDITORS:
            assert await told(server, click(below(custom_id), custom_id, STRANGER)) == NO_RIGHT, custom_id
        for form in OPEN_FORMS:
            for typed in ({}, {"question": "q"}, WHOLE):
                assert await told(server, submit(f"deskform:{form}", typed, STRANGER)) == NO_RIGHT
        broken = submit("deskform:dismiss:1", {}, STRANGER)
        broken["data"]["components"] = [{"type": 1}]
        assert await told(server, broken) == NO_RIGHT
        assert "Traceback" not in bot.log.read_text("utf-8")


async def test_what_is_there_is_taken_once(discord_server: DiscordServer, tmp_path: Path, base_folder: Path) -> None:
    """Whoever looks for strays keeps out of what the bot does have."""
    server = discord_server
    async with running(server, tmp_path, base_folder):
        shown = below("fact:sources:north-bridge-toll")
        pressed = click(shown, "fact:sources:north-bridge-toll", STRANGER)
        assert "relying on the city council" in await told(server, pressed)
        await asyncio.sleep(0)

        assert len(server.replies_to(pressed)) == 1
