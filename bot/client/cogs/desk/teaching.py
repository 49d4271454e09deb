"""Teaching from Discord: from a question that waits to a phrasing of a fact, and back."""

from __future__ import annotations

import asyncio

import discord

from bot.client.bot import Interaction
from bot.client.checks import audit
from bot.client.cogs.desk.buttons import DeskButton, FactMenu
from bot.client.cogs.desk.forms import waiting_now
from bot.client.errors import number_of
from bot.limits import MENU_OPTIONS
from bot.store.opening import StoreError
from bot.text import on_one_line, without_mentions
from bot.wording import desk as words
from knowledge.decision.matcher import Matcher
from knowledge.model import Fact, Lesson
from knowledge.service.teaching import TeachingError


async def offer_facts(interaction: Interaction, value: str) -> None:
    """Offer the facts that come nearest to a question, to teach it as a phrasing of one."""
    waiting = await waiting_now(interaction, value)
    if waiting is None:
        return
    matcher = interaction.client.newsroom.matcher
    facts = await asyncio.to_thread(_nearest, matcher, waiting.text, waiting.fact)
    menu = discord.ui.View(timeout=None).add_item(FactMenu(waiting.number, facts))
    await interaction.response.send_message(words.offer_in_words(waiting), view=menu, ephemeral=True)


async def teach_chosen(interaction: Interaction, value: str) -> None:
    """Teach the question and the fact that a menu names."""
    number, _, fact = value.partition(":")
    await teach(interaction, number_of(number), None, fact)


def _nearest(matcher: Matcher, question: str, left_out: str | None) -> tuple[Fact, ...]:
    """Return the facts that come nearest, filled up with others where few come near at all."""
    most = MENU_OPTIONS
    near = [*matcher.strongest(question, most), *matcher.near(question, most), *matcher.base.facts[: most + 1]]
    facts = {fact.id: fact for fact in near if fact.id != left_out}
    return tuple(facts.values())[:most]


async def teach(interaction: Interaction, number: int | None, wording: str | None, fact: str) -> None:
    """Teach a wording, or that of the question with a number, and say what came of it."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    newsroom = interaction.client.newsroom
    waiting = None if number is None else await newsroom.desk.queue.get(number)
    phrasing = without_mentions(on_one_line(wording or (waiting.text if waiting else "")))
    value = newsroom.fact(fact)
    if value is None or not phrasing:
        await interaction.followup.send(words.CHOOSE_BOTH, ephemeral=True)
        return
    try:
        lesson = await newsroom.teach(value, phrasing, str(interaction.user), interaction.created_at)
    except TeachingError as error:
        audit(interaction, f"teach refused for {fact}")
        await interaction.followup.send(words.refused_in_words(error, value, newsroom.matcher), ephemeral=True)
        return
    audit(interaction, f"taught a phrasing of {fact}")
    await _told_of_lesson(interaction, lesson, value, number if waiting else None)


async def _told_of_lesson(interaction: Interaction, lesson: Lesson, fact: Fact, number: int | None) -> None:
    """Close the question that was taught, and tell the editor; what was taught stays taught in any case."""
    newsroom = interaction.client.newsroom
    view = discord.utils.MISSING
    text = words.taught_in_words(lesson, fact)
    try:
        if number is not None and await newsroom.desk.queue.taught(number, fact.id, lesson.phrasing):
            view = discord.ui.View(timeout=None).add_item(DeskButton("undo", str(number)))
    except StoreError:
        text = f"{text}\n{words.TAUGHT_UNNOTED}"
    await newsroom.review(interaction.created_at)
    await interaction.followup.send(text, view=view, ephemeral=True)


async def undo(interaction: Interaction, value: str) -> None:
    """Take back what the question with a number was taught as."""
    newsroom = interaction.client.newsroom
    await interaction.response.defer(ephemeral=True, thinking=True)
    waiting = await newsroom.desk.queue.get(number_of(value))
    if waiting is None or waiting.state != "taught" or not waiting.fact or not waiting.note:
        await interaction.followup.send(words.UNDONE_ALREADY, ephemeral=True)
        return
    await untaught(interaction, waiting.fact, waiting.note)


async def untaught(interaction: Interaction, fact: str, phrasing: str) -> None:
    """Take back what was taught, put its question back, and say so; the interaction has been deferred."""
    newsroom = interaction.client.newsroom
    try:
        lesson = await newsroom.unteach(fact, phrasing, str(interaction.user), interaction.created_at)
    except TeachingError as error:
        await interaction.followup.send(words.not_taken_back(error), ephemeral=True)
        return
    audit(interaction, f"took back a phrasing of {fact}")
    text = words.taken_back_in_words(lesson)
    try:
        if await newsroom.desk.queue.untaught(fact, phrasing):
            text = f"{text} {words.WAITS_AGAIN}"
    except StoreError:
        text = f"{text}\n{words.TAUGHT_UNNOTED}"
    await interaction.followup.send(text, ephemeral=True)
