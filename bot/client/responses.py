"""Replies sent, and written down where others can read them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import discord

from bot.client.bot import Interaction
from bot.client.buttons import view_of
from bot.client.rendering.replies import Reply, Showing, render_fact
from bot.desk.desk import PublicMessage
from bot.desk.records import Content, Replied, content_of
from bot.limits import MESSAGE
from bot.newsroom.newsroom import Decision, Newsroom
from bot.newsroom.noting import Asker, log, note_suggestions, note_unanswered
from bot.text import pages
from bot.wording.service import ATTACHED
from knowledge.decision.outcomes import Answer, Suggestions
from knowledge.model import Fact


@dataclass(frozen=True, slots=True)
class Sent:
    """The message that a reply became, where it became one, and ``place`` where others can read it.

    Only what has a place can be read by others and reached again by the bot.
    """

    message: int | None
    place: PublicMessage | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked, in which conversation, and when."""

    person: int
    thread: str
    at: datetime


async def respond(interaction: Interaction, reply: Reply, *, private: bool) -> Sent:
    """Answer an interaction with a reply."""
    message = await _shown(interaction, reply, private=private)
    # A bot that somebody brought along to a server that it is not in can't come back to what it said there.
    is_public = not private and interaction.guild_id is not None and interaction.client.get_guild(interaction.guild_id)
    channel = interaction.channel_id if is_public else None
    return Sent(message, PublicMessage(channel, message) if channel and message else None)


async def _shown(interaction: Interaction, reply: Reply, *, private: bool) -> int | None:
    view = view_of(reply.buttons) or discord.utils.MISSING
    if interaction.response.is_done():
        followed = await interaction.followup.send(
            reply.public, view=view, ephemeral=private, suppress_embeds=True, wait=True
        )
        return followed.id
    sent = await interaction.response.send_message(reply.public, view=view, ephemeral=private, suppress_embeds=True)
    return sent.message_id


def note(newsroom: Newsroom, decision: Decision, asked: Asked, *, is_public: bool) -> str | None:
    """Leave a line in the log, and what has no answer to the editors; return the record of the question then."""
    log(newsroom, decision, is_public=is_public)
    return note_unanswered(newsroom, decision, Asker(asked.person, asked.at))


def remember(newsroom: Newsroom, decision: Decision, sent: Sent, asked: Asked) -> None:
    """Write down what a question came to and where others can read the reply."""
    outcome = decision.outcome
    channel, message = _numbers(sent)
    if isinstance(outcome, Answer):
        replied = Replied(at=asked.at, outcome="answer", channel=channel, message=message)
        newsroom.desk.replied(replied, content_of(outcome.fact, decision.matcher.base, asked.at))
        suggested = newsroom.suggested.picked(asked.thread, decision.question, outcome.fact)
        if suggested is not None:
            newsroom.desk.picked(suggested, outcome.fact, asked.at)
        return
    kind: Literal["suggestions", "abstention"] = "suggestions" if isinstance(outcome, Suggestions) else "abstention"
    newsroom.desk.replied(Replied(at=asked.at, outcome=kind, channel=channel, message=message))
    if isinstance(outcome, Suggestions):
        asker = Asker(asked.person, asked.at)
        offered = note_suggestions(newsroom, decision.question, outcome, asker, sent.message)
        if sent.message is not None:
            newsroom.suggested.note(asked.thread, sent.message, offered)


async def show_fact(interaction: Interaction, fact: Fact, *, private: bool) -> None:
    """Show a fact that was picked, and write down where others can read it."""
    newsroom, at = interaction.client.newsroom, interaction.created_at
    # While it is being sent the facts may change: what is written down is what was shown.
    matcher = newsroom.matcher
    reply = render_fact(fact, matcher, Showing(at.date(), newsroom.config.site_url))
    sent = await respond(interaction, reply, private=private)
    remember_shown(newsroom, content_of(fact, matcher.base, at), sent)


def remember_shown(newsroom: Newsroom, says: Content, sent: Sent) -> None:
    """Write down that what a fact says was shown, where others can read it."""
    channel, message = _numbers(sent)
    newsroom.desk.replied(Replied(at=says.at, outcome="shown", channel=channel, message=message), says)


def _numbers(sent: Sent) -> tuple[int | None, int | None]:
    return (sent.place.channel, sent.place.message) if sent.place else (None, None)


async def send_pages(interaction: Interaction, text: str) -> None:
    """Show a text to the asker alone, in as many messages as it takes."""
    first, *more = pages(text, MESSAGE)
    if interaction.response.is_done():
        more = [first, *more]
    else:
        await interaction.response.send_message(first, ephemeral=True, suppress_embeds=True)
    for page in more:
        await interaction.followup.send(page, ephemeral=True, suppress_embeds=True)


async def send_text(
    interaction: Interaction,
    text: str,
    name: str,
    *,
    view: discord.ui.View | None = None,
    file: discord.File | None = None,
) -> None:
    """Follow up with a text to the asker alone; where a message can't hold it, all of it is attached under ``name``."""
    files = [file] if file else []
    if len(text) > MESSAGE:
        files.append(discord.File(io.BytesIO(text.encode()), filename=name))
        text = f"{next(pages(text, MESSAGE - len(ATTACHED)))}{ATTACHED}"
    shown = view or discord.utils.MISSING
    await interaction.followup.send(text, view=shown, files=files, ephemeral=True, suppress_embeds=True)


def asked_by(interaction: Interaction) -> Asked:
    """Return who uses an interaction, where and when."""
    return Asked(interaction.user.id, thread_of(interaction), interaction.created_at)


def thread_of(interaction: Interaction) -> str:
    """Return the conversation that an interaction belongs to: one person in one channel."""
    return f"{interaction.user.id}:{interaction.channel_id}"
