"""Messages: a direct one, or one that mentions the bot, is a question, or something to hold against the reporting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import discord
from discord.ext import commands

from bot.client.autocomplete import LONGEST_QUESTION
from bot.client.bot import FactBot
from bot.client.buttons import view_of
from bot.client.greeting import acknowledge, welcome_of
from bot.client.message_text import text_of, text_replied_to
from bot.client.posts import is_post
from bot.client.rendering.replies import Reply, render, render_candidates
from bot.client.rendering.staff import render_for_staff
from bot.client.responses import Asked, Sent, note, remember
from bot.client.staff import written_by_staff
from bot.desk.desk import PublicMessage
from bot.newsroom.bearing import has_link, without_links
from bot.newsroom.newsroom import Decision
from bot.newsroom.welcome import small_talk
from bot.wording import notices
from bot.wording.about import wait_in_words
from knowledge.decision.outcomes import SUGGESTED, Abstention, Answer

# What somebody has written; all other kinds are Discord's own lines: a pin, a new thread, who joined it, a poll's end.
_WRITTEN = (discord.MessageType.default, discord.MessageType.reply)


class Messages(commands.Cog):
    """Answers what is said to the bot, and leaves every other talk alone."""

    def __init__(self, bot: FactBot) -> None:
        self.bot = bot
        self.newsroom = bot.newsroom

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer direct messages and mentions; what opens a post of a chosen forum is the forum's to answer."""
        if self._is_to_me(message) and not is_post(message, self.newsroom.config):
            await self.answer(message, message.created_at)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, edit: discord.RawMessageUpdateEvent) -> None:
        """Answer a message that mentions the bot only since it was edited.

        One from before the start is let be: nobody knows whether it has been answered.
        """
        before, message = edit.cached_message, edit.message
        if before is not None and not self._is_to_me(before) and self._is_to_me(message):
            await self.answer(message, message.edited_at or discord.utils.utcnow())

    def _is_to_me(self, message: discord.Message) -> bool:
        """Whether somebody has written a message to the bot, by its name or by the role that Discord gave it."""
        is_written = message.type in _WRITTEN and not message.author.bot and message.webhook_id is None
        if not is_written or message.guild is None:
            return is_written
        return self.bot.user in message.mentions or message.guild.self_role in message.role_mentions

    async def answer(self, message: discord.Message, at: datetime) -> None:
        """Answer what was said to the bot at a moment, if its author hasn't asked too much."""
        wait = self.newsroom.cooldown.wait(message.author.id, at)
        if wait is not None:
            # Others read it too: once a minute is enough.
            if wait.is_news:
                await self._send(message, Reply(text=wait_in_words(wait.time)))
            return
        asked = Asked(message.author.id, f"{message.author.id}:{message.channel.id}", at)
        if await self._is_small_talk(message, asked):
            return
        replied_to = text_replied_to(message, self.bot.user)
        if seen := await written_by_staff(self.bot, message, asked, (self.typed(message), replied_to)):
            for one in seen:
                await self._send(message, render_for_staff(one, self.newsroom, at))
            return
        decisions = await self.newsroom.decide(self.typed(message), asked.thread, at, replied_to)
        if instead := await self._instead(message, decisions, asked):
            await self._send(message, instead)
            return
        is_public = message.guild is not None
        records = [note(self.newsroom, one, asked, is_public=is_public) for one in decisions]
        config = self.newsroom.config
        replies = [render(one, config, record=record) for one, record in zip(decisions, records, strict=True)]
        for decision, reply in zip(decisions, replies, strict=True):
            remember(self.newsroom, decision, await self._send(message, reply), asked)

    async def _is_small_talk(self, message: discord.Message, asked: Asked) -> bool:
        """Whether somebody only greets or thanks the bot; then it has been met with a welcome or a reaction."""
        # Nothing typed is no greeting where it points at something, or where Discord keeps the text back.
        is_bare = not _refers(message) and not (message.role_mentions and not message.content)
        kind = await small_talk(self.newsroom, self.typed(message)) if is_bare else None
        if kind == "thanks":
            await acknowledge(self.bot, message)
        elif kind == "greeting":
            await self._send(message, await welcome_of(self.newsroom, asked.thread, asked.at))
        return kind is not None

    async def _instead(self, message: discord.Message, decisions: Sequence[Decision], asked: Asked) -> Reply | None:
        """Return what is shown to a message that asks nothing in so many words: the facts that bear on it.

        That is one that only forwards, links or replies to something, and one in which somebody pasted more than a
        question. None where it is a question after all.
        """
        if any(isinstance(one.outcome, Answer) for one in decisions):
            return None
        typed = self.typed(message)
        asks_nothing = all(_is_empty(one) for one in decisions) or not without_links(typed).strip()
        if not (asks_nothing or len(typed) > LONGEST_QUESTION or has_link(typed)):
            return None
        texts = [self._without_me(text_of(message), message)]
        texts += [text_replied_to(message, self.bot.user)] if asks_nothing else []
        if facts := await self.newsroom.bearing(texts, SUGGESTED):
            self.newsroom.offered(facts, asked.thread, asked.at)
            return render_candidates(notices.BEARING, facts)
        return _nothing_to(message, is_shown=any(texts)) if asks_nothing else None

    def typed(self, message: discord.Message) -> str:
        """Return what somebody typed beside the mention of the bot."""
        return self._without_me(message.content, message)

    def _without_me(self, text: str, message: discord.Message) -> str:
        me, role = self.bot.user, message.guild.self_role if message.guild else None
        marks = [*([f"<@{me.id}>", f"<@!{me.id}>"] if me else []), *([role.mention] if role else [])]
        for mark in marks:
            text = text.replace(mark, "")
        return text.strip()

    async def _send(self, message: discord.Message, reply: Reply) -> Sent:
        """Reply to a message; return where that is, nowhere where Discord does not let it through."""
        # Whoever has deleted the question in the meantime still gets the reply.
        reference = message.to_reference(fail_if_not_exists=False)
        is_public, view = message.guild is not None, view_of(reply.buttons) or discord.utils.MISSING
        text = reply.public if is_public else reply.direct
        try:
            sent = await message.channel.send(text, view=view, reference=reference, suppress_embeds=True)
        except discord.HTTPException as error:
            # Asking again would only be refused again, and too many refusals get the bot banned.
            self.bot.log.warning("no reply in channel %s: %s", message.channel.id, error)
            return Sent(None, None)
        return Sent(sent.id, PublicMessage(message.channel.id, sent.id) if is_public else None)


def _is_empty(decision: Decision) -> bool:
    return isinstance(decision.outcome, Abstention) and decision.outcome.reason == "empty question"


def _nothing_to(message: discord.Message, *, is_shown: bool) -> Reply | None:
    """Return what is said where there is nothing to show: no fact bears on it, or Discord keeps the text back."""
    if is_shown:
        return Reply(text=notices.NOTHING_BEARS) if _refers(message) else None
    if message.reference is not None:
        return Reply(text=notices.NOT_SHOWN)
    return Reply(text=notices.ONLY_ROLE) if not message.content and message.role_mentions else None


def _refers(message: discord.Message) -> bool:
    """Whether a message points at something said elsewhere: a reply, a forward, a link, a poll."""
    return bool(message.reference or message.embeds or message.poll or has_link(message.content))


async def setup(bot: FactBot) -> None:
    """Add the cog."""
    await bot.add_cog(Messages(bot))
