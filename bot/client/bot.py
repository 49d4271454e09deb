"""The bot as discord.py knows it: logged in as itself, with its commands, its owners and the newsroom it serves."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client.errors import tell_of
from bot.newsroom.newsroom import Newsroom
from bot.newsroom.staff import StaffRoom
from knowledge.loading.files import write_whole

# How discord.py names the tasks in which it handles messages, commands and buttons.
_EVENTS = ("discord.py:", "CommandTree", "discord-ui-dynamic-item")


class FactTree(app_commands.CommandTree["FactBot"]):
    """The one place where unexpected faults of commands end up."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Log a fault once and tell the user in one sentence; a refusal has already been told."""
        if not isinstance(error, app_commands.CheckFailure):
            await tell_of(getattr(error, "original", error), interaction)


class FactBot(commands.AutoShardedBot):
    """Serves one newsroom on Discord."""

    def __init__(self, newsroom: Newsroom, cogs: Iterable[str], state: Path | None = None) -> None:
        """Make a bot that has not logged in.

        Args:
            newsroom: what it serves.
            cogs: modules with its commands.
            state: where it keeps which commands Discord has; without it they are not sent at the start.
        """
        # It never speaks aloud, so what is missing for that is no warning.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            command_prefix=commands.when_mentioned,
            intents=discord.Intents.default(),
            help_command=None,
            tree_cls=FactTree,
            # Whatever a reader or an editor writes: no mention ever fires.
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.newsroom = newsroom
        self.staff = StaffRoom(newsroom)
        self.owners: frozenset[int] = frozenset()
        self.log = logging.getLogger("factbot")
        # What the buttons below replies do, and those of the desk; their cogs put it here.
        self.reply_actions: Mapping[str, Action] = {}
        self.desk_actions: Mapping[str, Action] = {}
        self._cogs = tuple(cogs)
        self._state = state

    async def setup_hook(self) -> None:
        """Load the cogs and sync the commands, if they have changed since the last start."""
        for cog in self._cogs:
            await self.load_extension(cog)
        # Logging in has asked for it already.
        application = self.application or await self.application_info()
        team = application.team.members if application.team else [application.owner]
        self.owners = frozenset(member.id for member in team)
        if self._state is not None:
            await self.sync_if_changed(self._state)

    async def sync_if_changed(self, state: Path) -> None:
        """Sync the global commands unless ``state`` says that Discord has them already.

        Discord allows 200 new commands a day, so a bot that syncs at every start runs dry.
        """
        wanted = self.command_version()
        seen = await asyncio.to_thread(_read, state)
        if seen == wanted:
            return
        await self.tree.sync()
        await asyncio.to_thread(write_whole, state, wanted.encode())
        self.log.info("commands synced")

    async def sync(self, guild: int | None) -> list[app_commands.AppCommand]:
        """Send the commands to one server, or to all of Discord."""
        if guild is None:
            return await self.tree.sync()
        server = discord.Object(guild)
        self.tree.copy_global_to(guild=server)
        return await self.tree.sync(guild=server)

    def replies_under_way(self) -> int:
        """Return how many events of discord.py are still being handled, clicks on buttons too."""
        return sum(task.get_name().startswith(_EVENTS) for task in asyncio.all_tasks())

    def command_version(self) -> str:
        """Return a hash of the commands as they would be sent."""
        payload: list[Any] = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        payload += [c.to_dict(self.tree) for c in self.tree.get_commands(type=discord.AppCommandType.message)]
        return hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the cog: there are no prefix commands."""


# discord.py declares callbacks for the interactions of any client; only those of this one come in.
Interaction = discord.Interaction[FactBot]
Action = Callable[[Interaction, str], Awaitable[None]]


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""
