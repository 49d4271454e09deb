"""Hidden facts on Discord: who sees them, where nobody else reads along, and how such a reply is sent.

A right is asked at every press; a reply that has a hidden fact is for its asker alone, and nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.client.bot import FactBot, Interaction
from bot.client.checks import holds
from bot.client.rendering.replies import render_in_full, render_sources
from bot.client.rendering.staff import render_for_staff, render_hidden, render_offered
from bot.client.responses import Asked, respond, send_pages, thread_of
from bot.limits import BUTTONS_OF_A_ROW
from bot.newsroom.newsroom import Decision
from bot.newsroom.permissions import Caller, may_see_all
from bot.wording.hidden import STAFF_ONLY, why_hidden
from bot.wording.notices import RELATED, UNRELATED
from knowledge.decision.matcher import Matcher
from knowledge.model import Fact


def is_staff(interaction: Interaction) -> bool:
    """Whether the caller may see hidden facts, as the roles are at this moment."""
    return holds(interaction, may_see_all)


def known_to(interaction: Interaction) -> Matcher:
    """Return what may be offered to the caller while something is typed, which nobody else sees."""
    newsroom = interaction.client.newsroom
    return newsroom.full if is_staff(interaction) else newsroom.matcher


async def asked_by_staff(interaction: Interaction, question: str) -> bool:
    """Answer a question of the staff to the asker alone where a hidden fact is in the reply; False where none is."""
    bot, at = interaction.client, interaction.created_at
    decisions = await bot.staff.decide(question, thread_of(interaction), at) if is_staff(interaction) else None
    for one in decisions or ():
        await respond(interaction, render_for_staff(one, bot.newsroom, at), private=True)
    return decisions is not None


async def written_by_staff(
    bot: FactBot, message: discord.Message, asked: Asked, said: tuple[str, str]
) -> Sequence[Decision]:
    """Return what a direct message of the staff comes to where a hidden fact is in it; else nothing.

    ``said`` is what was typed, and the text that it replies to. Discord tells no roles there, so only those count whom
    the configuration has as users.
    """
    if message.guild is not None or not may_see_all(Caller(asked.person), bot.newsroom.config, bot.owners):
        return ()
    return await bot.staff.decide(said[0], asked.thread, asked.at, said[1]) or ()


def hidden_fact(interaction: Interaction, name: str) -> Fact | None:
    """Return a hidden fact that a button or choice names, if its presser may see it and nobody else reads along."""
    return interaction.client.staff.hidden(name) if is_staff(interaction) else None


def is_read_by_nobody_else(interaction: Interaction) -> bool:
    """Whether the message of a button is shown to one person alone.

    That is one that Discord calls so, and one in a direct message that answers no interaction: only to people who have
    written to it the bot writes by itself there, while a command brings it into talks between others.
    """
    message = interaction.message
    if message is None:
        return False
    return message.flags.ephemeral or (interaction.guild_id is None and message.interaction_metadata is None)


async def show_hidden(interaction: Interaction, fact: Fact) -> None:
    """Show a hidden fact to the caller alone; nothing is kept of it."""
    bot, at = interaction.client, interaction.created_at
    bot.staff.answered(fact, thread_of(interaction), at)
    await respond(interaction, render_hidden(fact, bot.newsroom.full, at), private=True)


async def hidden_sources(interaction: Interaction, fact: Fact) -> None:
    """Show the sources of a hidden fact to the caller alone."""
    await send_pages(interaction, render_sources(fact, interaction.client.newsroom.full, interaction.created_at.date()))


async def hidden_in_full(interaction: Interaction, fact: Fact) -> None:
    """Show all of a hidden fact to the caller alone."""
    why = f"{STAFF_ONLY}. {why_hidden(fact, interaction.created_at)}."
    whole = render_in_full(fact, interaction.client.newsroom.full, interaction.created_at.date())
    await send_pages(interaction, f"-# {why}\n{whole}")


async def related_of_hidden(interaction: Interaction, fact: Fact) -> None:
    """Offer the facts that are related to a hidden one to the caller alone; some of them may be hidden."""
    bot, at = interaction.client, interaction.created_at
    near = tuple(other for name in fact.related if (other := bot.newsroom.full.fact(name)))[:BUTTONS_OF_A_ROW]
    bot.staff.offered(near, thread_of(interaction), at)
    await respond(interaction, render_offered(RELATED if near else UNRELATED, near, bot.newsroom, at), private=True)
