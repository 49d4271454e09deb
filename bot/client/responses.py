"""Replies sent, and written down where others can read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import discord

from bot.client.bot import Interaction
from bot.client.buttons import view_of
from bot.client.rendering.replies import Reply
from bot.client.rendering.several import buttons_of, embeds_of
from bot.desk.desk import PublicMessage
from bot.desk.records import Replied
from bot.limits import MESSAGE
from bot.newsroom.newsroom import Decision, Newsroom
from bot.text import pages
from knowledge.decision.outcomes import Answer, Suggestions
from knowledge.model import Fact


async def respond(interaction: Interaction, reply: Reply, *, private: bool) -> PublicMessage | None:
    """Answer an interaction with a reply; as plain text where the bot may not embed links.

    Return where others can read it and the bot can reach it again; None where they can't.
    """
    (place,) = await respond_all(interaction, [reply], private=private)
    return place


async def respond_all(
    interaction: Interaction, replies: Sequence[Reply], *, private: bool
) -> list[PublicMessage | None]:
    """Answer an interaction with replies: in one message, or each in its own where the bot may not embed links.

    Return where each can be read by others and reached again by the bot; None where it can't.
    """
    if interaction.app_permissions.embed_links or interaction.guild_id is None:
        view = view_of(buttons_of(replies)) or discord.utils.MISSING
        sent = await interaction.response.send_message(embeds=embeds_of(replies), view=view, ephemeral=private)
        messages = [sent.message_id] * len(replies)
    else:
        messages = [await _respond_as_text(interaction, reply, private=private) for reply in replies]
    # A bot that somebody brought along to a server that it is not in can't come back to what it said there.
    is_public = not private and interaction.guild_id is not None and interaction.client.get_guild(interaction.guild_id)
    channel = interaction.channel_id if is_public else None
    return [PublicMessage(channel, message) if channel and message else None for message in messages]


async def _respond_as_text(interaction: Interaction, reply: Reply, *, private: bool) -> int | None:
    view = view_of(reply.buttons(embeds=False)) or discord.utils.MISSING
    if interaction.response.is_done():
        followed = await interaction.followup.send(
            reply.text, view=view, ephemeral=private, suppress_embeds=True, wait=True
        )
        return followed.id
    sent = await interaction.response.send_message(reply.text, view=view, ephemeral=private, suppress_embeds=True)
    return sent.message_id


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
