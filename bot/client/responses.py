"""Replies sent, and written down where others can read them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import discord

from bot.client.bot import Interaction
from bot.client.buttons import view_of
from bot.client.rendering.replies import MESSAGE, Reply
from bot.desk.desk import PublicMessage
from bot.desk.records import Replied
from bot.newsroom.newsroom import Decision, Newsroom
from bot.text import pages
from knowledge.decision.outcomes import Answer, Suggestions
from knowledge.model import Fact


async def respond(interaction: Interaction, reply: Reply, *, private: bool) -> PublicMessage | None:
    """Answer an interaction with a reply; as plain text where the bot may not embed links.

    Return where others can read it and the bot can reach it again; None where they can't.
    """
    embeds = interaction.app_permissions.embed_links or interaction.guild_id is None
    view = view_of(reply.buttons(embeds=embeds)) or discord.utils.MISSING
    if embeds:
        sent = await interaction.response.send_message(embed=reply.embed, view=view, ephemeral=private)
    else:
        sent = await interaction.response.send_message(reply.text, view=view, ephemeral=private, suppress_embeds=True)
    # A bot that somebody brought along to a server that it is not in can't come back to what it said there.
    is_public = not private and interaction.guild_id is not None and interaction.client.get_guild(interaction.guild_id)
    if not is_public or interaction.channel_id is None or sent.message_id is None:
        return None
    return PublicMessage(interaction.channel_id, sent.message_id)


def remember(newsroom: Newsroom, decision: Decision, place: PublicMessage | None, at: datetime) -> None:
    """Write down what a question came to and where others can read the reply."""
    outcome = decision.outcome
    base = decision.matcher.base.version
    channel, message = (place.channel, place.message) if place else (None, None)
    if isinstance(outcome, Answer):
        replied = Replied(at=at, outcome="answer", base=base, confidence=outcome.confidence,
                          channel=channel, message=message)  # fmt: skip
        newsroom.desk.replied(replied, outcome.fact)
    else:
        kind: Literal["suggestions", "abstention"] = "suggestions" if isinstance(outcome, Suggestions) else "abstention"
        newsroom.desk.replied(Replied(at=at, outcome=kind, base=base, channel=channel, message=message))


def remember_shown(newsroom: Newsroom, fact: Fact, place: PublicMessage | None, at: datetime) -> None:
    """Write down that a fact was picked and shown, where others can read it."""
    version = newsroom.matcher.base.version
    channel, message = (place.channel, place.message) if place else (None, None)
    replied = Replied(at=at, outcome="shown", base=version, channel=channel, message=message)
    newsroom.desk.replied(replied, fact)


async def send_pages(interaction: Interaction, text: str) -> None:
    """Show a text to the asker alone, in as many messages as it takes."""
    first, *more = pages(text, MESSAGE)
    if interaction.response.is_done():
        more = [first, *more]
    else:
        await interaction.response.send_message(first, ephemeral=True, suppress_embeds=True)
    for page in more:
        await interaction.followup.send(page, ephemeral=True, suppress_embeds=True)


def thread_of(interaction: Interaction) -> str:
    """Return the conversation that an interaction belongs to: one person in one channel."""
    return f"{interaction.user.id}:{interaction.channel_id}"
