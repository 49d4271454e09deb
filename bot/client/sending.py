"""Bringing the desk's deliveries to Discord, and telling from its answers what became of each."""

from __future__ import annotations

import functools
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any, ParamSpec

import aiohttp
import discord

from bot.client.bot import FactBot
from bot.client.buttons import view_of
from bot.client.posts import open_again
from bot.client.rendering.corrections import note_in_words, render_change, render_corrected
from bot.client.rendering.embeds import asked_in, corrected_embed, fitted
from bot.client.rendering.replies import Reply, Showing, render_fact
from bot.desk.corrections import Run
from bot.desk.outgoing import Changed, LaterError, Result
from bot.limits import EMBED_TITLE, EMBEDS
from bot.text import quoted, shortened
from bot.wording.corrections import answer_taken_back
from bot.wording.desk import report_in_words, run_in_words
from bot.wording.notices import answer_heading
from knowledge.model import Fact

LOG = logging.getLogger("factbot")
# Discord's codes: messages to this user are closed; no such channel, server, message or user; too many edits of
# messages older than an hour; the thread is archived.
CLOSED, NOT_THERE, OLD_EDITS, ARCHIVED = (50007, 50278), (10003, 10004, 10008, 10013), 30046, 50083
# A token that is refused is seldom taken again within minutes; 10,000 refusals in ten minutes get an address banned.
OLD_EDITS_SECONDS, TROUBLE_SECONDS, UNAUTHORISED_SECONDS = 60.0, 10.0, 300.0
# Characters that are shown of the question which an answer comes to.
QUESTION = 200
NOBODY = discord.AllowedMentions.none()

P = ParamSpec("P")


def _judged(send: Callable[P, Awaitable[Result]]) -> Callable[P, Coroutine[Any, Any, Result]]:
    """Turn what Discord refuses into the result of a delivery."""

    @functools.wraps(send)
    async def judged(*args: P.args, **kwargs: P.kwargs) -> Result:
        try:
            return await send(*args, **kwargs)
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
            return _later_or_never(error)

    return judged


def _later_or_never(error: Exception) -> Result:
    if not isinstance(error, discord.HTTPException):
        # A connection that never stood has brought nothing to Discord.
        raise LaterError(TROUBLE_SECONDS, was_taken=not isinstance(error, aiohttp.ClientConnectorError)) from error
    if error.code in CLOSED:
        LOG.info("a direct message was refused; whom it was for is told at the next command")
        return "closed"
    if error.code in NOT_THERE:
        return "deleted"
    if error.status == 401:
        LOG.error("Discord refuses the bot's token; what is owed waits for another, or for Discord to take it again")
        raise LaterError(UNAUTHORISED_SECONDS) from error
    if error.status == 429 or error.code == OLD_EDITS:
        raise LaterError(OLD_EDITS_SECONDS) from error
    if error.status >= 500:
        raise LaterError(TROUBLE_SECONDS, is_fault=True, was_taken=True) from error
    if error.status in (403, 404) and not error.code:
        # Discord gives a reason with a number; this comes from something in between, which knows of no message.
        raise LaterError(TROUBLE_SECONDS, is_fault=True) from error
    LOG.warning("a delivery was refused: %s", error)
    return "forbidden" if error.status == 403 else "failed"


class DiscordSender:
    """Sends as the bot; what it does again after a restart it does only where it is not done."""

    def __init__(self, bot: FactBot) -> None:
        self._bot = bot
        # Runs whose editor takes no direct messages: asking on and on for what is refused gets a bot banned.
        self._unseen: set[int] = set()

    @_judged
    async def edit(self, channel: int, message: int, changed: Changed) -> Result:
        """Put a public reply right, unless it is right already; a post of a forum is opened again for that."""
        try:
            return await self._edit(channel, message, changed)
        except discord.HTTPException as error:
            if error.code != ARCHIVED or not await open_again(self._bot, channel):
                raise
            return await self._edit(channel, message, changed)

    async def _edit(self, channel: int, message: int, changed: Changed) -> Result:
        shown = await self._bot.get_partial_messageable(channel).fetch_message(message)
        # Replies were embeds once; a message of one becomes a text, which everybody sees.
        if shown.content or len(shown.embeds) == 1:
            return await self._edit_text(shown, changed)
        return await self._edit_embeds(shown, changed)

    async def _edit_text(self, shown: discord.Message, changed: Changed) -> Result:
        asked = _quoted(shown.content) if shown.content else asked_in(shown.embeds[0])
        reply = render_corrected(changed, self._bot.newsroom.matcher, asked, self._bot.newsroom.config.site_url)
        if shown.content != reply.public:
            view = view_of(reply.buttons)
            await shown.edit(content=reply.public, embeds=[], view=view, suppress=True, allowed_mentions=NOBODY)
        return "done"

    async def _edit_embeds(self, shown: discord.Message, changed: Changed) -> Result:
        """Put right each embed of a message of several that shows the fact; the buttons below stay."""
        places = _places_of(changed, shown.embeds)
        if not places:
            LOG.warning("message %s shows nothing of %s", shown.id, changed.old.fact)
            return "failed"
        room, matcher = EMBEDS // len(shown.embeds), self._bot.newsroom.matcher
        right = {at: corrected_embed(changed, matcher, shown.embeds[at], room) for at in places}
        if any(shown.embeds[at].description != embed.description for at, embed in right.items()):
            embeds = [right.get(at, embed) for at, embed in enumerate(shown.embeds)]
            await shown.edit(embeds=fitted(embeds), allowed_mentions=NOBODY)
        return "done"

    @_judged
    async def note(self, channel: int, message: int, changed: Changed, nonce: str) -> Result:
        """Post a correction below a corrected reply."""
        where = self._bot.get_partial_messageable(channel)
        reference = discord.MessageReference(message_id=message, channel_id=channel, fail_if_not_exists=False)
        await where.send(note_in_words(changed), reference=reference, nonce=nonce)
        return "done"

    @_judged
    async def tell(self, user: int, changed: Changed, nonce: str) -> Result:
        """Tell somebody of a change, in a direct message."""
        reply = render_change(changed, self._bot.newsroom.matcher, self._bot.newsroom.config.site_url)
        await self._direct(user, reply, nonce)
        return "done"

    @_judged
    async def answer(self, user: int, question: str | None, fact: Fact, nonce: str) -> Result:
        """Bring somebody the answer to a question of old, in a direct message."""
        newsroom = self._bot.newsroom
        showing = Showing(discord.utils.utcnow().date(), newsroom.config.site_url)
        reply = render_fact(fact, newsroom.matcher, showing)
        why = answer_heading(quoted(question, QUESTION) if question else None)
        # The answer comes first, for that is what a notification shows.
        await self._direct(user, replace(reply, text=f"{reply.text}\n-# {why}"), nonce)
        return "done"

    @_judged
    async def retract(self, user: int, question: str | None, nonce: str) -> Result:
        """Tell somebody, in a direct message, that an answer has been taken back."""
        direct = await self._bot.create_dm(discord.Object(user))
        await direct.send(answer_taken_back(quoted(question, QUESTION) if question else None), nonce=nonce)
        return "done"

    async def progress(self, run: Run) -> tuple[int, int] | None:
        """Show how far a run has come: in the desk's channel, else in a direct message to the editor."""
        words = run_in_words(run, self._question(run))
        if run.channel is None or run.message is None:
            sent = await self._to_desk_or_editor(run, words, f"run-{run.number}")
            return (sent.channel.id, sent.id) if sent else None
        try:
            where = self._bot.get_partial_messageable(run.channel)
            await where.get_partial_message(run.message).edit(content=words, allowed_mentions=NOBODY)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            # The correction goes on unseen; the log has its end.
            LOG.warning("the progress of a correction cannot be shown: %s", error)
        return run.channel, run.message

    async def report(self, run: Run) -> bool:
        """Say what has become of a run, where its progress was shown; False where its editor could not be told."""
        sent = await self._to_desk_or_editor(run, report_in_words(run, self._question(run)), f"report-{run.number}")
        self._unseen.discard(run.number)
        return sent is not None or run.editor is None

    async def _to_desk_or_editor(self, run: Run, words: str, nonce: str) -> discord.Message | None:
        """Post in the desk's channel; where there is none, or it is lost, write to the editor who began the run."""
        channel = self._bot.newsroom.config.desk_channel
        if channel is not None:
            try:
                return await self._bot.get_partial_messageable(channel).send(words, nonce=nonce)
            except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
                LOG.warning("the desk's channel %s cannot be written in: %s", channel, error)
        if run.editor is None or run.number in self._unseen:
            return None
        try:
            direct = await self._bot.create_dm(discord.Object(run.editor))
            return await direct.send(words, nonce=nonce)
        except discord.HTTPException as error:
            if error.code in CLOSED:
                self._unseen.add(run.number)
            LOG.warning("correction %d goes on unseen, for its editor cannot be told (%s) and hears of its end at the "
                        "next command: /desk corrections shows how all stands", run.number, error)  # fmt: skip
            return None
        except (aiohttp.ClientError, OSError) as error:
            LOG.warning("the editor who began a correction cannot be told of it: %s", error)
            return None

    async def look_for_desk(self) -> None:
        """Say in the log what is wrong with the desk's channel, before somebody waits for what comes there."""
        channel = self._bot.newsroom.config.desk_channel
        if channel is None:
            return
        try:
            await self._bot.fetch_channel(channel)
        except (discord.NotFound, discord.Forbidden, discord.InvalidData) as error:
            LOG.error(  # noqa: TRY400  the remedy says it all
                "desk_channel %s can't be found (%s); copy its id in Discord, and let the bot see it and write there",
                channel, error,
            )  # fmt: skip
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            LOG.warning("the desk's channel %s could not be looked for: %s", channel, error)
        except Exception:
            # It is looked for so that the log has what is wrong; this is in the log, and the bot goes on.
            LOG.exception("looking for the desk's channel failed")

    async def to_desk(
        self, words: str, view: discord.ui.View | None, nonce: str, file: discord.File | None = None
    ) -> bool:
        """Post something in the desk's channel; False where there is none or it can't be reached."""
        channel = self._bot.newsroom.config.desk_channel
        if channel is None:
            return False
        try:
            where = self._bot.get_partial_messageable(channel)
            files = [file] if file else []
            shown = view or discord.utils.MISSING
            await where.send(words, view=shown, files=files, suppress_embeds=True, nonce=nonce)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            LOG.warning("the desk's channel %s cannot be written in: %s", channel, error)
            return False
        return True

    async def _direct(self, user: int, reply: Reply, nonce: str) -> None:
        direct = await self._bot.create_dm(discord.Object(user))
        view = view_of(reply.buttons) or discord.utils.MISSING
        await direct.send(reply.direct, view=view, nonce=nonce, suppress_embeds=True)

    def _question(self, run: Run) -> str:
        fact = self._bot.newsroom.fact(run.fact)
        return fact.question if fact else run.fact


def _places_of(changed: Changed, embeds: Sequence[discord.Embed]) -> list[int]:
    """Return which embeds of a message show a fact, by its question of now or of then."""
    asked = [changed.old.question, changed.fact.question if changed.fact else None]
    titles = {shortened(question, EMBED_TITLE) for question in asked if question}
    return [at for at, embed in enumerate(embeds) if embed.title in titles]


def _quoted(content: str) -> str:
    first = content.partition("\n")[0]
    return first.removeprefix("> ") if first.startswith("> ") else ""
