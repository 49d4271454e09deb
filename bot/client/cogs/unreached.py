"""Tells people who take no direct messages what they were to be told, at their next command and to them alone."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client.bot import FactBot, Interaction
from bot.client.rendering.replies import render_candidates
from bot.client.responses import respond
from bot.limits import BUTTONS
from bot.store.opening import StoreError
from bot.wording.unreached import not_told


class UnreachedPeople(commands.Cog):
    """Speaks after a command, never instead of it."""

    def __init__(self, bot: FactBot) -> None:
        self.newsroom = bot.newsroom
        self.log = bot.log

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
    ) -> None:
        """Tell whoever has used a command what could not be sent."""
        unreached, user = self.newsroom.desk.deliverer.unreached, interaction.user.id
        try:
            if (missed := await unreached.take(user)) is None:
                return
            facts = [fact for name in missed.facts if (fact := self.newsroom.fact(name))][:BUTTONS]
            words = not_told(missed.taken_back, is_gone=bool(missed.facts) and not facts, offers=bool(facts))
            await respond(interaction, render_candidates(words, facts), private=True)
            await unreached.told(user)
        except (discord.HTTPException, StoreError) as error:
            unreached.add(user)
            self.log.warning("somebody who takes no direct messages could not be told at a command either: %s", error)


async def setup(bot: FactBot) -> None:
    """Add the cog."""
    await bot.add_cog(UnreachedPeople(bot))
