"""Tells people who take no direct messages what they were to be told, at their next command and to them alone."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client.bot import FactBot, Interaction
from bot.client.rendering.replies import render_candidates
from bot.client.responses import respond
from bot.desk.records import content_of
from bot.limits import BUTTONS
from bot.store.opening import StoreError
from bot.wording.desk import report_in_words
from bot.wording.unreached import ended_unseen, not_told


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
            there = [fact for name in missed.facts if (fact := self.newsroom.fact(name))]
            facts, left = there[:BUTTONS], {fact.id for fact in there[BUTTONS:]}
            words = not_told(missed.taken_back, is_gone=bool(missed.facts) and not facts, offers=bool(facts))
            reports = [report for number in missed.runs if (report := await self._report(number))]
            words = "\n".join(filter(None, [words, ended_unseen(reports)]))
            await respond(interaction, render_candidates(words, facts), private=True)
            base, now = self.newsroom.matcher.base, discord.utils.utcnow()
            await unreached.told(user, missed, [content_of(fact, base, now) for fact in facts], left)
        except (discord.HTTPException, StoreError) as error:
            unreached.add(user)
            self.log.warning("somebody who takes no direct messages could not be told at a command either: %s", error)

    async def _report(self, number: int) -> str | None:
        """Return how a correction ended, None where it has been purged."""
        run = await self.newsroom.desk.corrections.run(number)
        fact = self.newsroom.fact(run.fact) if run else None
        return report_in_words(run, fact.question if fact else run.fact) if run else None


async def setup(bot: FactBot) -> None:
    """Add the cog."""
    await bot.add_cog(UnreachedPeople(bot))
