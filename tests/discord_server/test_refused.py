"""All that editors and admins have, in the hands of whoever is none: each is refused in words, and nothing changes.

What there is comes from the code's own lists, so that a new button, form, menu or command is tried without a line here.
"""

import asyncio
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import discord

from bot.client.buttons import FactButton
from bot.client.cogs.admin import Admin, AdminButton
from bot.client.cogs.desk.actions import ACTIONS, FORMS
from bot.client.cogs.desk.buttons import DeskButton, FactMenu
from bot.client.cogs.desk.commands import DeskCog
from bot.client.cogs.desk.wording import WordingMenu
from bot.client.cogs.strays import _ITEMS
from tests.discord_server.payloads import (
    CHANNEL,
    GUILD,
    Payload,
    buttons_of,
    choose,
    click,
    command,
    member,
    submit,
    submit_file,
    upload,
)
from tests.discord_server.process import ADMIN, running
from tests.discord_server.server import DiscordServer
from tests.discord_server.test_forged import below

READER, STRANGER, EDITOR, OTHER, ROLE = 555, 556, 557, 558, 9001
SETTINGS = (f"editor_users: [{EDITOR}]", f"editor_roles: [{ROLE}]")
NO_RIGHT = "Only the editors of this fact base may do that."
NO_ADMIN = "Only the admins of this fact base may do that."
TOLL, FERRY = "How much is the toll on North Bridge?", "When did the ferry make its first trip?"
ASKED = "Who painted the lighthouse?"
TYPED = {
    "question": ASKED,
    "answer": "Nobody: it is bare stone.",
    "status": "confirmed",
    "source": "Herald; The bare lighthouse; 2024-03-02; https://herald.example/bare",
}
# Whatever a form is about; of each form the first that it takes is tried.
SAMPLES = ("1", "1:1", "1:1:0", "0", "north-bridge-toll", "0123456789abcdef")
# What is chosen in each menu.
CHOSEN = {FactMenu: ("deskfact:1", "north-bridge-toll"), WordingMenu: ("deskwording:north-bridge-toll", "wording:toll")}
# The tables of what editors do.
DONE = tuple(f'INSERT INTO "{name}"' for name in ("drafts", "proposals", "signatures", "questions", "runs"))
LABELS = {"Teach it", "Never mind", "Correct", "Leave", "Withdraw", "Publish", "Who may know", "Look at"}


@dataclass(frozen=True)
class Person:
    """Somebody who has no right here, with their roles and the server that they write from."""

    number: int
    roles: tuple[int, ...]
    guild: int

    def sends(self, interaction: Payload) -> Payload:
        """Return an interaction as theirs."""
        return interaction | {"member": member(self.number, roles=self.roles), "guild_id": str(self.guild)}


PEOPLE = {
    "stranger": Person(STRANGER, (), GUILD),
    "former editor": Person(EDITOR, (), GUILD),
    "member of another server": Person(OTHER, (ROLE,), GUILD + 99),
}


def menu(custom_id: str, value: str) -> Payload:
    """Return a message of the bot that has a menu with one value."""
    shown = below(custom_id)
    shown["components"][0]["components"] = [
        {"type": 3, "custom_id": custom_id, "options": [{"label": value, "value": value}]}
    ]
    return shown


async def replies(server: DiscordServer, interaction: Payload, until: str) -> list[Payload]:
    """Return the replies to an interaction, once one of them has a button with a label."""
    await server.interact(interaction, 90)
    async with asyncio.timeout(40):
        while not any(label.startswith(until) for one in server.replies_to(interaction) for label in buttons_of(one)):
            await asyncio.sleep(0.01)
    return server.replies_to(interaction)


async def queue(server: DiscordServer, editor: Person) -> list[Payload]:
    """Return the queue once it has a question: whoever looks at it waits 0.3 s for what is being filed, no longer."""
    async with asyncio.timeout(90):
        while True:
            asked = editor.sends(command("desk queue", {}, EDITOR))
            await server.interact(asked, 90)
            if any("Teach 1" in buttons_of(one) for one in server.replies_to(asked)):
                return server.replies_to(asked)


async def worked(server: DiscordServer, folder: Path, config: Path) -> dict[str, str]:
    """Let an editor do some of all that there is to do, then lose the right; return every button that was shown."""
    editor = Person(EDITOR, (), GUILD)
    seen: dict[str, str] = {}
    for question in (TOLL, FERRY, "who owns the sequestered zeppelin"):
        await server.ask_in(CHANNEL, question, READER)
    taught = choose(menu("deskfact:1", "north-bridge-toll"), "deskfact:1", "north-bridge-toll", EDITOR)
    new = submit("deskform:new:0", TYPED, EDITOR)
    drafts = command("desk drafts", {}, EDITOR)
    for one in await queue(server, editor):
        seen |= buttons_of(one)
    for interaction, until in ((taught, "Teach it"), (new, "Publish"), (drafts, "Look at 1")):
        for one in await replies(server, editor.sends(interaction), until):
            seen |= buttons_of(one)
    facts = folder / "facts.yaml"
    text = re.sub(r"  - id: ferry.*?(?=  - id: mayor)", "", facts.read_text("utf-8"), flags=re.DOTALL)
    facts.write_text(text.replace("Cars pay 4", "Cars pay 5"), "utf-8")
    config.write_text(config.read_text("utf-8").replace(SETTINGS[0], "editor_users: []"), "utf-8")
    for one in await replies(server, command("facts reload", {}, ADMIN), "Withdraw"):
        seen |= buttons_of(one)
    return seen


def clicks(seen: Iterable[str]) -> Iterator[tuple[Payload, str]]:
    """Yield a click on each button that there is, those that were shown among them, and what refuses it."""
    desk = [one for one in seen if one.startswith("desk:")] + [f"desk:{action}:1" for action in ACTIONS]
    for custom_id in desk:
        yield click(below(custom_id), custom_id, STRANGER), NO_RIGHT
    for action in ("reload", "rollback"):
        yield click(below(f"facts:{action}"), f"facts:{action}", STRANGER), NO_ADMIN


def choices() -> Iterator[tuple[Payload, str]]:
    """Yield a choice in each menu."""
    for custom_id, value in CHOSEN.values():
        yield choose(menu(custom_id, value), custom_id, value, STRANGER), NO_RIGHT


def forms(file: Payload) -> Iterator[tuple[Payload, str]]:
    """Yield each form sent off, with a file and without."""
    for name, pattern in FORMS.items():
        value = next(one for one in SAMPLES if re.fullmatch(pattern, one))
        yield submit(f"deskform:{name}:{value}", TYPED | {"note": "x"}, STRANGER), NO_RIGHT
        yield submit_file(f"deskform:{name}:{value}", TYPED, file, STRANGER), NO_RIGHT


def commands(file: Payload) -> Iterator[tuple[Payload, str]]:
    """Yield each command of editors and of admins, with all that it wants."""
    for cog, refusal in ((DeskCog, NO_RIGHT), (Admin, NO_ADMIN)):
        for one in cog.__cog_app_commands__:
            name = f"{cog.__cog_group_name__} {one.name}"
            assert isinstance(one, discord.app_commands.Command)
            wanted = [parameter for parameter in one.parameters if parameter.required]
            if any(parameter.type is discord.AppCommandOptionType.attachment for parameter in wanted):
                yield upload(name, file, STRANGER), refusal
            else:
                yield command(name, {each.name: "north-bridge-toll" for each in wanted}, STRANGER), refusal


def kept(folder: Path, store: Path) -> tuple[dict[str, bytes], list[str]]:
    """Return the files of the facts, and what editors have done as the store has it; what is filed comes by itself."""
    with closing(sqlite3.connect(store)) as connection:
        rows = [line for line in connection.iterdump() if line.startswith(DONE)]
    return {path.name: path.read_bytes() for path in folder.iterdir()}, rows


async def test_whoever_is_no_editor_is_refused_all_that_editors_have_and_nothing_changes(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server, store = discord_server, tmp_path / "state" / "factbot.sqlite"
    file = server.file("b.xlsx", b"whatever a stranger hands in")
    assert set(_ITEMS) == {FactButton, AdminButton, DeskButton, *CHOSEN}
    async with running(server, tmp_path, base_folder, *SETTINGS) as bot:
        seen = await worked(server, base_folder, tmp_path / "config.yaml")
        before, audited = kept(base_folder, store), len(bot.lines())
        for name, person in PEOPLE.items():
            for made in (clicks(seen.values()), choices(), forms(file), commands(file)):
                for interaction, refusal in made:
                    sent = person.sends(interaction)
                    told = (await server.interact(sent))["content"]
                    assert told == refusal, (name, interaction["data"])
                    assert len(server.replies_to(sent)) == 1

        assert kept(base_folder, store) == before
        assert server.fetched.total() == 0
        assert {label.rstrip(" 0123456789") for label in seen} >= LABELS
        said = bot.lines()[audited:]
        assert [line for line in said if "refused" not in line] == []
        # What was refused was there to be had.
        asked = click(below(seen["Teach it"]), seen["Teach it"], ADMIN)
        assert (await server.interact(asked, 90))["content"] != NO_RIGHT
        assert "Traceback" not in bot.log.read_text("utf-8")
