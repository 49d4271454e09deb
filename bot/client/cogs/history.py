"""``/history``: what a fact has said, and its corrections, to whoever asks alone."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client.autocomplete import Choices, Question, facts_near
from bot.client.bot import FactBot, Interaction
from bot.client.checks import holds, must_wait
from bot.client.rendering.replies import render_candidates
from bot.client.responses import respond, send_pages
from bot.newsroom.permissions import may_edit
from bot.store.opening import StoreError
from bot.wording.history import PICK_ONE, history_in_words
from knowledge.decision.outcomes import SUGGESTED


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class History(commands.Cog):
    """For everybody; who had what served is told to editors."""

    def __init__(self, bot: FactBot) -> None:
        self.newsroom = bot.newsroom

    @app_commands.command()
    @app_commands.describe(question="Which fact?")
    async def history(self, interaction: Interaction, question: Question) -> None:
        """See what a fact has said, from when until when, and what was corrected."""
        if await must_wait(interaction):
            return
        newsroom = self.newsroom
        fact = newsroom.fact(question)
        if fact is None:
            near = newsroom.matcher.near(question, SUGGESTED)
            await respond(interaction, render_candidates(PICK_ONE, near), private=True)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            past = await newsroom.past(fact)
        except StoreError:
            past = None
        names = holds(interaction, may_edit)
        await send_pages(interaction, history_in_words(fact, past, newsroom.config.time_zone, names=names))

    @history.autocomplete("question")
    async def complete_question(self, interaction: Interaction, current: str) -> Choices:
        """Offer facts by their questions; the id is what comes back."""
        return facts_near(self.newsroom.matcher, current)


async def setup(bot: FactBot) -> None:
    """Add the cog."""
    await bot.add_cog(History(bot))
