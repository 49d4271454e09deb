"""The Discord client: wiring only."""

import asyncio
import contextlib
import hashlib
import json
import logging
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.desk_buttons import outdated_view
from bot.desk.corrections import Outdated
from bot.desk.words import digest_in_words, outdated_in_words
from bot.faults import tell_of
from bot.newsroom import Newsroom
from bot.posting import DiscordPost
from bot.pressing import fact_actions
from bot.views import Action, FactButton

COGS = ("bot.cogs.ask", "bot.cogs.admin", "bot.cogs.desk", "bot.cogs.privacy")

SHOWN_OUTDATED = 5
FOLLOW_UP_SECONDS = 15.0


class FactTree(app_commands.CommandTree["FactBot"]):
    """The one place where unexpected faults of commands end up."""

    async def on_error(self, interaction: discord.Interaction["FactBot"], error: app_commands.AppCommandError) -> None:
        """Log a fault once and tell the user in one sentence; a refusal has already been told."""
        if not isinstance(error, app_commands.CheckFailure):
            await tell_of(getattr(error, "original", error), interaction)


class FactBot(commands.AutoShardedBot):
    """Serves one newsroom on Discord."""

    def __init__(self, newsroom: Newsroom, state: Path | None = None) -> None:
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
        self.owners: frozenset[int] = frozenset()
        self.log = logging.getLogger("factbot")
        self.post = DiscordPost(self)
        self.fact_actions = fact_actions()
        # What the desk's buttons do; the cog of the desk puts it here.
        self.desk_actions: Mapping[str, Action] = {}
        self._state = state

    async def setup_hook(self) -> None:
        """Load the cogs and sync the commands, if they have changed since the last start."""
        for cog in COGS:
            await self.load_extension(cog)
        self.add_dynamic_items(FactButton)
        # Logging in has asked for it already.
        application = self.application or await self.application_info()
        team = application.team.members if application.team else [application.owner]
        self.owners = frozenset(member.id for member in team)
        if self._state is not None:
            await self.sync_if_changed(self._state)

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Do what the desk does by itself while the block runs: send what is owed, digest and purge."""
        desk = self.newsroom.desk
        chores = [
            asyncio.create_task(self.post.look_for_desk()),
            asyncio.create_task(desk.deliverer.run(self.post)),
            asyncio.create_task(desk.daily.run(self._send_digest)),
            asyncio.create_task(self._follow_ups()),
        ]
        try:
            yield
        finally:
            for task in chores:
                task.cancel()
            await asyncio.gather(*chores, return_exceptions=True)

    async def announce(self, outdated: tuple[Outdated, ...]) -> None:
        """Tell the desk which published answers have changed, if any."""
        if outdated:
            words = outdated_in_words(outdated[:SHOWN_OUTDATED])
            await self.post.to_desk(words, outdated_view(outdated), f"outdated-{self.newsroom.matcher.base.version}")

    async def _follow_ups(self) -> None:
        """Do at the start what is done after a reload, and what could not be done then, as soon as it can."""
        while True:
            if self.newsroom.owes_follow_up:
                try:
                    await self.announce(await self.newsroom.follow_up(datetime.now(UTC)))
                except Exception:
                    self.log.exception("looking at what a change means failed and is tried again")
            await asyncio.sleep(FOLLOW_UP_SECONDS)

    async def _send_digest(self) -> bool:
        desk, now = self.newsroom.desk, datetime.now(UTC)
        page = await desk.queue.page(1)
        outdated = await desk.corrections.outdated(self.newsroom.matcher.base, now)
        words = digest_in_words(page, len(outdated))
        return words is None or await self.post.to_desk(words, None, f"digest-{now:%Y-%m-%d}")

    async def sync_if_changed(self, state: Path) -> bool:
        """Sync the global commands unless ``state`` says that Discord has them already; return whether it did.

        Discord allows 200 new commands a day, so a bot that syncs at every start runs dry.
        """
        wanted = self.command_version()
        seen = await asyncio.to_thread(_read, state)
        if seen == wanted:
            return False
        await self.tree.sync()
        await asyncio.to_thread(state.write_text, wanted, "utf-8")
        self.log.info("commands synced")
        return True

    async def sync(self, guild: int | None) -> list[app_commands.AppCommand]:
        """Send the commands to one server, or to all of Discord."""
        if guild is None:
            return await self.tree.sync()
        server = discord.Object(guild)
        self.tree.copy_global_to(guild=server)
        return await self.tree.sync(guild=server)

    def replies_under_way(self) -> int:
        """Return how many events of discord.py are still being handled."""
        return sum(task.get_name().startswith(("discord.py:", "CommandTree")) for task in asyncio.all_tasks())

    def command_version(self) -> str:
        """Return a hash of the commands as they would be sent."""
        payload: list[Any] = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        payload += [c.to_dict(self.tree) for c in self.tree.get_commands(type=discord.AppCommandType.message)]
        return hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the cog: there are no prefix commands."""


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""
