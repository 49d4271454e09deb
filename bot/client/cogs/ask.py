"""Asking by slash command; what is said to the bot is in ``messages``, the menu of a message in ``findings``."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client.as_of import answer_as_of
from bot.client.autocomplete import Choices, Day, Question, facts_near, questions_near
from bot.client.bot import FactBot, Interaction
from bot.client.buttons import FactButton
from bot.client.checks import must_wait
from bot.client.greeting import welcome_of
from bot.client.rendering.replies import render, render_candidates
from bot.client.reply_actions import reply_actions
from bot.client.responses import (
    asked_by,
    note,
    remember,
    respond,
    send_pages,
    show_fact,
    thread_of,
)
from bot.client.staff import asked_by_staff, hidden_fact, known_to, show_hidden
from bot.newsroom.welcome import small_talk
from bot.wording import notices
from bot.wording.facts import sources_of_base
from knowledge.decision.outcomes import SUGGESTED


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class Ask(commands.Cog):
    """Questions and their replies."""

    def __init__(self, bot: FactBot) -> None:
        self.bot = bot
        self.newsroom = bot.newsroom

    @app_commands.command()
    @app_commands.describe(
        question="What do you want to know?",
        private="Show the answer to you alone",
        as_of="What we said on a day of the past, such as 2026-03-01",
    )
    async def ask(
        self,
        interaction: Interaction,
        question: Question,
        private: bool = False,  # noqa: FBT001, FBT002  Discord passes options by name
        as_of: Day = "",
    ) -> None:
        """Ask about the reporting."""
        if await must_wait(interaction):
            return
        if as_of:
            await answer_as_of(interaction, question, as_of)
            return
        if await small_talk(self.newsroom, question):
            reply = await welcome_of(self.newsroom, thread_of(interaction), interaction.created_at)
            await respond(interaction, reply, private=True)
            return
        if await asked_by_staff(interaction, question):
            return
        decisions = await self.newsroom.decide(question, thread_of(interaction), interaction.created_at)
        is_public, config = not private and interaction.guild_id is not None, self.newsroom.config
        records = [note(self.newsroom, one, asked_by(interaction), is_public=is_public) for one in decisions]
        replies = [render(one, config, record=record) for one, record in zip(decisions, records, strict=True)]
        for decision, reply in zip(decisions, replies, strict=True):
            sent = await respond(interaction, reply, private=private)
            remember(self.newsroom, decision, sent, asked_by(interaction))

    @ask.autocomplete("question")
    async def complete_question(self, interaction: Interaction, current: str) -> Choices:
        """Offer the questions that come nearest to what has been typed."""
        return questions_near(known_to(interaction), current)

    @app_commands.command()
    @app_commands.describe(question="Which fact?", private="Show it to you alone")
    async def fact(
        self,
        interaction: Interaction,
        question: Question,
        private: bool = False,  # noqa: FBT001, FBT002  Discord passes options by name
    ) -> None:
        """Show one fact, picked from the list of questions."""
        if await must_wait(interaction):
            return
        if hidden := hidden_fact(interaction, question):
            await show_hidden(interaction, hidden)
            return
        fact = self.newsroom.fact(question)
        if fact is None:
            near = self.newsroom.matcher.near(question, SUGGESTED)
            self.newsroom.offered(near, thread_of(interaction), interaction.created_at)
            await respond(interaction, render_candidates(notices.PICK_ONE, near), private=True)
            return
        self.newsroom.answered(fact, thread_of(interaction), interaction.created_at)
        await show_fact(interaction, fact, private=private)

    @fact.autocomplete("question")
    async def complete_fact(self, interaction: Interaction, current: str) -> Choices:
        """Offer facts by their questions; the id is what comes back."""
        return facts_near(known_to(interaction), current)

    @app_commands.command()
    async def sources(self, interaction: Interaction) -> None:
        """See what the facts rest on."""
        if await must_wait(interaction):
            return
        await send_pages(interaction, sources_of_base(self.newsroom.matcher.base))


async def setup(bot: FactBot) -> None:
    """Add the cog and the buttons below replies."""
    bot.add_dynamic_items(FactButton)
    bot.reply_actions = {**bot.reply_actions, **reply_actions()}
    await bot.add_cog(Ask(bot))
