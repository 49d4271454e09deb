"""Replies sent, and written down where others can read them."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import discord

from bot.client.bot import Interaction
from bot.client.buttons import view_of
from bot.client.rendering.replies import Reply
from bot.desk.desk import OpenQuestion, PublicMessage
from bot.desk.records import Replied
from bot.limits import MESSAGE
from bot.newsroom.newsroom import Decision, Newsroom
from bot.text import pages
from bot.wording.service import ATTACHED
from knowledge.decision.outcomes import Abstention, Answer, Suggestions
from knowledge.model import Fact

LOG = logging.getLogger("factbot")


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
    log_question(newsroom, decision, is_public=is_public)
    reason = reason_of(decision)
    if reason is None:
        return None
    return newsroom.desk.note(
        OpenQuestion(text=decision.question, reason=reason, asked_at=asked.at, asker=asked.person)
    )


def log_question(newsroom: Newsroom, decision: Decision, *, is_public: bool) -> None:
    """Leave a line in the log, with the words of the question only where the configuration says so."""
    outcome, logged = decision.outcome, newsroom.config.log_questions
    words = f" {decision.question!r}" if logged == "all" or (logged == "public" and is_public) else ""
    fact = f" {outcome.fact.id}" if isinstance(outcome, Answer) else ""
    LOG.info("question%s: %s%s", words, type(outcome).__name__.lower(), fact)


def reason_of(decision: Decision) -> str | None:
    """Return why a question has no answer; None where it has one, where something is offered or nothing is asked."""
    outcome = decision.outcome
    if not isinstance(outcome, Abstention) or outcome.reason == "empty question":
        return None
    return f"{outcome.reason}: {outcome.block.what}" if outcome.block else outcome.reason


def remember(newsroom: Newsroom, decision: Decision, sent: Sent, asked: Asked) -> None:
    """Write down what a question came to and where others can read the reply."""
    outcome = decision.outcome
    channel, message = _numbers(sent)
    if isinstance(outcome, Answer):
        replied = Replied(at=asked.at, outcome="answer", channel=channel, message=message)
        newsroom.desk.replied(replied, outcome.fact)
        suggested = newsroom.suggested.picked(asked.thread, decision.question, outcome.fact)
        if suggested is not None:
            newsroom.desk.picked(suggested, outcome.fact, asked.at)
        return
    kind: Literal["suggestions", "abstention"] = "suggestions" if isinstance(outcome, Suggestions) else "abstention"
    newsroom.desk.replied(Replied(at=asked.at, outcome=kind, channel=channel, message=message))
    if isinstance(outcome, Suggestions):
        _note_suggestions(newsroom, decision.question, outcome, sent, asked)


def remember_shown(newsroom: Newsroom, fact: Fact, sent: Sent, at: datetime) -> None:
    """Write down that a fact was picked and shown, where others can read it."""
    channel, message = _numbers(sent)
    replied = Replied(at=at, outcome="shown", channel=channel, message=message)
    newsroom.desk.replied(replied, fact)


def _note_suggestions(newsroom: Newsroom, question: str, outcome: Suggestions, sent: Sent, asked: Asked) -> None:
    """Leave a question to the editors that only got suggestions: until one is picked, it has no answer."""
    offered = tuple(candidate.fact.id for candidate in outcome.candidates)
    newsroom.desk.note(
        OpenQuestion(
            text=question,
            reason="only suggestions",
            asked_at=asked.at,
            asker=asked.person,
            message=sent.message,
            offered=offered,
        )
    )
    if sent.message is not None:
        newsroom.suggested.note(asked.thread, sent.message, offered)


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
