"""Forums that admins have chosen: a new post is answered where that is sure; else the desk is told, and nobody there.

Discord keeps the text of a post back from a bot without a privileged intent, unless it mentions the bot: the title is
the question.
"""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal, cast

import aiohttp
import discord
from discord.ext import commands

from bot.client.bot import FactBot
from bot.client.buttons import view_of
from bot.client.cogs.messages import Messages
from bot.client.posts import is_post, missed_posts, opening_of, said_to
from bot.client.rendering.replies import render
from bot.client.responses import Asked
from bot.desk.desk import OpenQuestion
from bot.desk.posts import record_of
from bot.desk.records import Content, Replied, content_of
from bot.newsroom.newsroom import Decision
from bot.newsroom.noting import log, reason_of
from bot.newsroom.welcome import small_talk
from bot.store.opening import StoreError
from knowledge.decision.outcomes import Abstention, Answer, Suggestions

# Posts that this process has seen; more than come while an event may come twice.
REMEMBERED = 5_000
# Older ones are nobody's new post any more: Discord itself archives a post after a week at the latest.
LOOKED_BACK = timedelta(days=7)
_KINDS: dict[type, Literal["answer", "suggestions", "abstention"]] = {
    Answer: "answer", Suggestions: "suggestions", Abstention: "abstention",
}  # fmt: skip
_FAILURES = (discord.HTTPException, aiohttp.ClientError, OSError)


class Forums(commands.Cog):
    """Answers new posts, each once."""

    def __init__(self, bot: FactBot) -> None:
        self.bot = bot
        self.newsroom = bot.newsroom
        self._taken: OrderedDict[int, None] = OrderedDict()
        # What is posted from now on may reach a bot that is still connecting.
        self._started_at = discord.utils.utcnow()

    async def cog_load(self) -> None:
        """Note since when each forum is watched, before anything can come from it."""
        with contextlib.suppress(StoreError):
            for number in self.newsroom.config.forum_channels:
                await self.newsroom.desk.posts.watched_since(number, self._started_at)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a post when its first message comes: before that nothing can be written below it."""
        if is_post(message, self.newsroom.config) and isinstance(message.channel, discord.Thread):
            await self._take(message.channel, message)

    @commands.Cog.listener()
    async def on_thread_create(self, thread: discord.Thread) -> None:
        """Answer a post whose first message came before the post itself, so that nobody knew what it was."""
        if thread.parent_id in self.newsroom.config.forum_channels and thread.starter_message:
            await self._take(thread, thread.starter_message)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Look for what was posted while the bot was away, now that it is there."""
        await self.catch_up(discord.utils.utcnow())

    async def catch_up(self, now: datetime) -> None:
        """Answer what was posted while the bot was away, or stopped before it had replied."""
        for number in self.newsroom.config.forum_channels:
            forum = self.bot.get_channel(number)
            if not isinstance(forum, discord.ForumChannel):
                what = "is no forum" if forum else "can't be found"
                remedy = "copy the id of a forum in Discord, and let the bot see it"
                self.bot.log.error("forum_channels: %s %s; %s", number, what, remedy)
                continue
            try:
                await self._catch_up(forum, now)
            except (StoreError, *_FAILURES) as error:
                self.bot.log.warning("what was posted meanwhile in forum %s is not looked at: %s", number, error)

    async def _catch_up(self, forum: discord.ForumChannel, now: datetime) -> None:
        posts, kept = self.newsroom.desk.posts, timedelta(days=self.newsroom.config.retention_days)
        since = max(await posts.watched_since(forum.id, self._started_at), now - min(LOOKED_BACK, kept))
        threads = await missed_posts(forum, since)
        for number in sorted(await posts.new_among(threads)):
            opening = await opening_of(threads[number])
            if opening and _is_a_persons(opening[0]) and self._claim(number):
                await self._answer(threads[number], opening[0], said_to(opening, self.bot.user))

    async def _take(self, thread: discord.Thread, starter: discord.Message) -> None:
        if _is_a_persons(starter) and self._claim(thread.id) and await self._is_new(thread.id):
            await self._answer(thread, starter)

    def _claim(self, post: int) -> bool:
        """Whether nobody is at a post yet."""
        if post in self._taken:
            return False
        self._taken[post] = None
        if len(self._taken) > REMEMBERED:
            self._taken.popitem(last=False)
        return True

    async def _is_new(self, post: int) -> bool:
        try:
            return bool(await self.newsroom.desk.posts.new_among([post]))
        except StoreError:
            # People are answered while the store is away, and whatever comes now has hardly been answered before.
            return True

    async def _answer(
        self, thread: discord.Thread, starter: discord.Message, said: Sequence[discord.Message] = ()
    ) -> None:
        """Deal with a post; ``said`` is what the bot had replied to it before it was stopped and could note that."""
        asked = Asked(starter.author.id, f"{starter.author.id}:{thread.id}", starter.created_at)
        if self.newsroom.cooldown.wait(asked.person, asked.at) is not None:
            self.bot.log.info("post %s is not answered: its author asks too much", thread.id)
            return
        decisions = await self._decide(thread.name, asked)
        sure = [one for one in decisions if isinstance(one.outcome, Answer)]
        try:
            shown = [await self._say(thread, starter, one, said) for one in sure]
            if sure or not await self._was_asked_in_words(starter, said):
                await self._withdraw([one for one in said if one.id not in shown])
                self._leave_to_editors([one for one in decisions if one not in sure], thread.id, asked)
        except _FAILURES as error:
            # Not noted as done: it is tried again when the bot connects anew.
            self._taken.pop(thread.id, None)
            self.bot.log.warning("no reply in post %s: %s", thread.id, error)
            return
        self._note_done(thread.id, decisions, shown, asked)

    async def _decide(self, title: str, asked: Asked) -> tuple[Decision, ...]:
        if await small_talk(self.newsroom, title):
            return ()
        # A post of days ago is answered as things stand now.
        today = discord.utils.utcnow().date()
        found = await self.newsroom.decide(title, asked.thread, asked.at)
        decisions = tuple(replace(one, on=today) for one in found)
        for one in decisions:
            log(self.newsroom, one, is_public=True)
        return decisions

    async def _say(
        self, thread: discord.Thread, starter: discord.Message, decision: Decision, said: Sequence[discord.Message]
    ) -> int:
        """Reply to a post, or put right what was replied to that question; return the message."""
        reply = render(decision, self.newsroom.config)
        view = view_of(reply.buttons) or discord.utils.MISSING
        for one in said:
            if one.content.partition("\n")[0] == f"> {reply.asked}":
                if one.content != reply.public:
                    await one.edit(content=reply.public, view=view, suppress=True)
                return one.id
        reference = discord.MessageReference(
            message_id=starter.id, channel_id=thread.id, guild_id=thread.guild.id, fail_if_not_exists=False
        )
        return (await thread.send(reply.public, view=view, reference=reference, suppress_embeds=True)).id

    async def _was_asked_in_words(self, starter: discord.Message, said: Sequence[discord.Message]) -> bool:
        """Whether the text of a post asks the bot by name; then that is answered as it is anywhere, once."""
        messages = cast("Messages", self.bot.get_cog("Messages"))
        if self.bot.user not in starter.mentions or not messages.typed(starter):
            return False
        if not said:
            await messages.answer(starter, starter.created_at)
        return True

    async def _withdraw(self, said: Sequence[discord.Message]) -> None:
        """Take away what is not sure any more and what no correction would ever reach, for nobody has noted it."""
        for one in said:
            await one.delete()

    def _leave_to_editors(self, unsure: Sequence[Decision], post: int, asked: Asked) -> None:
        """Write down what the desk is to answer.

        Raises:
            OSError: the disk takes nothing, so the post is not dealt with.
        """
        for number, one in enumerate(unsure):
            reason = "unsure" if isinstance(one.outcome, Suggestions) else reason_of(one)
            if reason is None:
                continue
            question = OpenQuestion(
                text=one.question, reason=reason, asked_at=asked.at, asker=asked.person, channel=post,
                record=record_of(post, number),
            )  # fmt: skip
            if self.newsroom.desk.note(question) is None:
                raise OSError("the question could not be written down")

    def _note_done(self, post: int, decisions: Sequence[Decision], shown: Sequence[int], asked: Asked) -> None:
        """Write down what came of a post; the record that says that it is dealt with comes last.

        ``shown`` are the messages that became of the answers among the decisions, in their order.
        """
        said = [(one.outcome, _says(one, asked.at)) for one in decisions] or [(Abstention("empty question"), None)]
        left = iter(shown)
        messages = [next(left) if isinstance(outcome, Answer) else None for outcome, _ in said]
        for number, ((outcome, says), message) in reversed([*enumerate(zip(said, messages, strict=True))]):
            replied = Replied(
                at=asked.at, record=record_of(post, number), message=message, channel=post if message else None,
                outcome=_KINDS[type(outcome)],
            )  # fmt: skip
            self.newsroom.desk.replied(replied, says)


def _says(decision: Decision, at: datetime) -> Content | None:
    """Return what an answer says, None for what is none."""
    outcome = decision.outcome
    return content_of(outcome.fact, decision.matcher.base, at) if isinstance(outcome, Answer) else None


def _is_a_persons(starter: discord.Message) -> bool:
    return not starter.author.bot and starter.webhook_id is None


async def setup(bot: FactBot) -> None:
    """Add the cog."""
    await bot.add_cog(Forums(bot))
