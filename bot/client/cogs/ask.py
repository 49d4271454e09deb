"""Asking: slash command, direct message, mention and message menu."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.client.autocomplete import Choices, Question, facts_near, questions_near
from bot.client.bot import FactBot, Interaction
from bot.client.buttons import FactButton, view_of
from bot.client.checks import must_wait
from bot.client.greeting import acknowledge, welcome_of
from bot.client.rendering.replies import Reply, render, render_candidates, render_fact
from bot.client.rendering.several import buttons_of, embeds_of
from bot.client.reply_actions import reply_actions
from bot.client.responses import (
    Asked,
    Sent,
    asked_by,
    remember,
    remember_shown,
    respond,
    respond_all,
    send_pages,
    thread_of,
)
from bot.desk.desk import OpenQuestion, PublicMessage
from bot.newsroom.newsroom import Decision
from bot.newsroom.welcome import small_talk
from bot.wording import notices
from bot.wording.about import NOTHING_BEARS, wait_in_words
from bot.wording.facts import sources_of_base
from bot.wording.labels import MENU
from knowledge.decision.outcomes import SUGGESTED, Abstention, Answer


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class Ask(commands.Cog):
    """Questions and their replies."""

    def __init__(self, bot: FactBot) -> None:
        self.bot = bot
        self.newsroom = bot.newsroom
        self.menu = app_commands.ContextMenu(
            name=MENU,
            callback=self.check_message,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )

    async def cog_load(self) -> None:
        """Add the message menu, which a cog cannot declare by itself."""
        self.bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        """Take the message menu away again."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    @app_commands.command()
    @app_commands.describe(question="What do you want to know?", private="Show the answer to you alone")
    async def ask(
        self,
        interaction: Interaction,
        question: Question,
        private: bool = False,  # noqa: FBT001, FBT002  Discord passes options by name
    ) -> None:
        """Ask about the reporting."""
        if await must_wait(interaction):
            return
        if await small_talk(self.newsroom, question):
            reply = await welcome_of(self.newsroom, thread_of(interaction), interaction.created_at)
            await respond(interaction, reply, private=True)
            return
        decisions = await self.newsroom.decide(question, thread_of(interaction), interaction.created_at)
        records = [self._note(one, interaction, interaction.user.id, private=private) for one in decisions]
        replies = self._rendered(decisions, records)
        sent = await respond_all(interaction, replies, private=private)
        for decision, one in zip(decisions, sent, strict=True):
            remember(self.newsroom, decision, one, asked_by(interaction))

    @ask.autocomplete("question")
    async def complete_question(self, interaction: Interaction, current: str) -> Choices:
        """Offer the questions that come nearest to what has been typed."""
        return questions_near(self.newsroom.matcher, current)

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
        fact = self.newsroom.fact(question)
        if fact is None:
            near = self.newsroom.matcher.near(question, SUGGESTED)
            self.newsroom.offered(near, thread_of(interaction), interaction.created_at)
            await respond(interaction, render_candidates(notices.PICK_ONE, near), private=True)
            return
        self.newsroom.answered(fact, thread_of(interaction), interaction.created_at)
        sent = await respond(interaction, render_fact(fact, self.newsroom.matcher), private=private)
        remember_shown(self.newsroom, fact, sent, interaction.created_at)

    @fact.autocomplete("question")
    async def complete_fact(self, interaction: Interaction, current: str) -> Choices:
        """Offer facts by their questions; the id is what comes back."""
        return facts_near(self.newsroom.matcher, current)

    @app_commands.command()
    async def sources(self, interaction: Interaction) -> None:
        """See what the facts rest on."""
        if await must_wait(interaction):
            return
        await send_pages(interaction, sources_of_base(self.newsroom.matcher.base))

    async def check_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Show the facts that bear on a message, to the asker alone."""
        if await must_wait(interaction):
            return
        bearing = await self.newsroom.bearing(_text_of(message), SUGGESTED)
        if not bearing:
            await interaction.response.send_message(NOTHING_BEARS, ephemeral=True)
        else:
            self.newsroom.offered(bearing, thread_of(interaction), interaction.created_at)
            await respond(interaction, render_candidates(notices.BEARING, bearing), private=True)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer direct messages and mentions; leave every other talk alone."""
        me = self.bot.user
        if message.author.bot or me is None or (message.guild is not None and me not in message.mentions):
            return
        question = message.content.replace(f"<@{me.id}>", "").replace(f"<@!{me.id}>", "").strip()
        wait = self.newsroom.cooldown.wait(message.author.id, message.created_at)
        if wait is not None and not wait.is_news:
            # Others read it too: once a minute is enough.
            return
        if wait is not None:
            words = wait_in_words(wait.time)
            await self._send(message, [Reply(embed=discord.Embed(description=words), text=words)])
            return
        thread = f"{message.author.id}:{message.channel.id}"
        kind = await small_talk(self.newsroom, question)
        if kind == "thanks":
            await acknowledge(self.bot, message)
            return
        if kind == "greeting":
            await self._send(message, [await welcome_of(self.newsroom, thread, message.created_at)])
            return
        decisions = await self.newsroom.decide(question, thread, message.created_at, _replied_to(message))
        records = [self._note(one, message, message.author.id) for one in decisions]
        replies = self._rendered(decisions, records)
        sent = await self._send(message, replies)
        for decision, one in zip(decisions, sent, strict=True):
            remember(self.newsroom, decision, one, Asked(message.author.id, thread, message.created_at))

    def _rendered(self, decisions: Sequence[Decision], records: Sequence[str | None]) -> list[Reply]:
        config = self.newsroom.config
        return [render(one, config, record=record) for one, record in zip(decisions, records, strict=True)]

    async def _send(self, message: discord.Message, replies: Sequence[Reply]) -> list[Sent]:
        """Reply to a message: in one, or each in its own where the bot may not embed links; return where each is."""
        embeds = message.guild is None or message.channel.permissions_for(message.guild.me).embed_links
        # Whoever has deleted the question in the meantime still gets the reply.
        reference = message.to_reference(fail_if_not_exists=False)
        try:
            if embeds:
                view = view_of(buttons_of(replies)) or discord.utils.MISSING
                sent = await message.channel.send(embeds=embeds_of(replies), view=view, reference=reference)
                messages = [sent.id] * len(replies)
            else:
                messages = [await _send_as_text(message, reply, reference) for reply in replies]
        except discord.HTTPException as error:
            # Asking again would only be refused again, and too many refusals get the bot banned.
            self.bot.log.warning("no reply in channel %s: %s", message.channel.id, error)
            return [Sent(None, None)] * len(replies)
        is_public = message.guild is not None
        return [Sent(sent, PublicMessage(message.channel.id, sent) if is_public else None) for sent in messages]

    def _note(
        self,
        decision: Decision,
        source: Interaction | discord.Message,
        asker: int,
        *,
        private: bool = False,
    ) -> str | None:
        """Leave a line in the log, and what has no answer to the editors; return the record of the question then."""
        outcome = decision.outcome
        logged = self.newsroom.config.log_questions
        is_public = not private and source.guild is not None
        words = f" {decision.question!r}" if logged == "all" or (logged == "public" and is_public) else ""
        fact = f" {outcome.fact.id}" if isinstance(outcome, Answer) else ""
        self.bot.log.info("question%s: %s%s", words, type(outcome).__name__.lower(), fact)
        if not isinstance(outcome, Abstention) or outcome.reason == "empty question":
            return None
        reason = f"{outcome.reason}: {outcome.block.what}" if outcome.block else outcome.reason
        return self.newsroom.desk.note(
            OpenQuestion(text=decision.question, reason=reason, asked_at=source.created_at, asker=asker)
        )


async def _send_as_text(message: discord.Message, reply: Reply, reference: discord.MessageReference) -> int:
    view = view_of(reply.buttons(embeds=False)) or discord.utils.MISSING
    sent = await message.channel.send(reply.text, view=view, reference=reference, suppress_embeds=True)
    return sent.id


def _replied_to(message: discord.Message) -> str:
    """Return the text that a message replies to, where Discord brought it along."""
    replied_to = message.reference.resolved if message.reference else None
    return _text_of(replied_to) if isinstance(replied_to, discord.Message) else ""


def _text_of(message: discord.Message) -> str:
    shown = [text for embed in message.embeds for text in (embed.title, embed.description) if text]
    return "\n".join([message.content, *shown])


async def setup(bot: FactBot) -> None:
    """Add the cog and the buttons below replies."""
    bot.add_dynamic_items(FactButton)
    bot.reply_actions = reply_actions()
    await bot.add_cog(Ask(bot))
