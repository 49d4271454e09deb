"""Teaching from Discord: from a question that waits to a phrasing of a fact, and back.

Nothing is taught before an editor has seen what it means and said yes.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Sequence

import discord

from bot.client.bot import Interaction
from bot.client.checks import audit
from bot.client.cogs.desk.buttons import DeskButton, FactMenu
from bot.client.cogs.desk.waiting import waiting_now
from bot.client.errors import number_of
from bot.desk.proposals import Proposal
from bot.limits import MENU_OPTIONS
from bot.newsroom.noting import named_in_log
from bot.store.opening import StoreError
from bot.text import counted, on_one_line, without_mentions
from bot.wording import desk as words
from bot.wording import labels
from bot.wording.teaching import Shown, proposal_in_words
from knowledge.decision.matcher import Matcher
from knowledge.model import Fact, Lesson
from knowledge.service.teaching import TeachingError

# Hexadecimal digits that stand for a lesson: that two of a million are alike has a chance of one in thirty million.
KEY_DIGITS = 16
_KEY = re.compile(rf"l-[0-9a-f]{{{KEY_DIGITS}}}")


async def offer_facts(interaction: Interaction, value: str) -> None:
    """Offer the facts that come nearest to a question, to teach it as a phrasing of one."""
    waiting = await waiting_now(interaction, value)
    if waiting is None:
        return
    matcher = interaction.client.newsroom.full
    facts = await asyncio.to_thread(_nearest, matcher, waiting.text, waiting.fact)
    menu = discord.ui.View(timeout=None).add_item(FactMenu(waiting.number, facts))
    await interaction.response.send_message(words.offer_in_words(waiting), view=menu, ephemeral=True)


async def teach_chosen(interaction: Interaction, value: str) -> None:
    """Show what it would be to teach the question to the fact that a menu names."""
    number, _, fact = value.partition(":")
    await propose(interaction, number_of(number), None, fact)


def _nearest(matcher: Matcher, question: str, left_out: str | None) -> tuple[Fact, ...]:
    """Return the facts that come nearest, filled up with others where few come near at all."""
    most = MENU_OPTIONS
    near = [*matcher.strongest(question, most), *matcher.near(question, most), *matcher.base.facts[: most + 1]]
    facts = {fact.id: fact for fact in near if fact.id != left_out}
    return tuple(facts.values())[:most]


async def propose(interaction: Interaction, number: int | None, wording: str | None, fact: str) -> None:
    """Show what it would be to teach a wording, or that of the question with a number, with a button to say yes."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    newsroom = interaction.client.newsroom
    waiting = None if number is None else await newsroom.desk.queue.get(number)
    phrasing = without_mentions(on_one_line(wording or (waiting.text if waiting else "")))
    value = newsroom.full.fact(fact)
    if value is None or not phrasing:
        await interaction.followup.send(words.CHOOSE_BOTH, ephemeral=True)
        return
    await show_lessons(interaction, value, [phrasing], waiting.number if waiting else None)


async def show_lessons(
    interaction: Interaction, fact: Fact, phrasings: Sequence[str], number: int | None = None, first: str = ""
) -> None:
    """Show what lessons mean that are taught together; the interaction has been deferred."""
    newsroom, now = interaction.client.newsroom, interaction.created_at
    base = newsroom.live.served.base_of_files.version
    try:
        rehearsals = await newsroom.rehearse(fact, phrasings, str(interaction.user), now)
    except TeachingError as error:
        await _refused(interaction, error, fact)
        return
    moved = await newsroom.aftermath.moved(rehearsals[0])
    numbers = {*(one.number for one in moved), *([number] if number is not None else [])}
    shown = Shown(rehearsals, moved, await newsroom.desk.queue.watchers(numbers))
    proposal = Proposal(fact=fact.id, phrasings=tuple(phrasings), question=number, base=base)
    kept = await newsroom.desk.proposals.add(proposal, now)
    view = (
        discord.ui.View(timeout=None).add_item(DeskButton("confirm", str(kept))).add_item(DeskButton("drop", str(kept)))
    )
    text = "\n".join(filter(None, [first, proposal_in_words(shown)]))
    await interaction.followup.send(text, view=view, ephemeral=True, suppress_embeds=True)


async def confirm(interaction: Interaction, value: str) -> None:
    """Teach what has been shown; where the facts have changed since, show it anew."""
    newsroom, now = interaction.client.newsroom, interaction.created_at
    await interaction.response.defer(ephemeral=True, thinking=True)
    proposal = await newsroom.desk.proposals.take(number_of(value))
    fact = newsroom.full.fact(proposal.fact) if proposal else None
    if proposal is None or fact is None:
        await interaction.followup.send(words.DEALT_WITH, ephemeral=True)
        return
    if proposal.base != newsroom.live.served.base_of_files.version:
        await show_lessons(interaction, fact, proposal.phrasings, proposal.question, words.FACTS_CHANGED)
        return
    try:
        lessons = await newsroom.teach(fact, proposal.phrasings, str(interaction.user), now)
    except TeachingError as error:
        await _refused(interaction, error, fact)
        return
    audit(interaction, f"taught {counted(len(lessons), 'phrasing')} of {named_in_log(newsroom, fact.id)}")
    await _told_of_lessons(interaction, lessons, fact, proposal.question)


async def drop(interaction: Interaction, value: str) -> None:
    """Let go of what has been shown."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    taken = await interaction.client.newsroom.desk.proposals.take(number_of(value))
    await interaction.followup.send(words.NOT_TAUGHT if taken else words.DEALT_WITH, ephemeral=True)


async def _refused(interaction: Interaction, error: TeachingError, fact: Fact) -> None:
    audit(interaction, f"teach refused for {named_in_log(interaction.client.newsroom, fact.id)}")
    text = words.refused_in_words(error)
    await interaction.followup.send(text, ephemeral=True)


async def _told_of_lessons(interaction: Interaction, lessons: Sequence[Lesson], fact: Fact, number: int | None) -> None:
    """Close the question that was taught, and tell the editor; what was taught stays taught in any case."""
    newsroom = interaction.client.newsroom
    text = words.taught_in_words(lessons, fact)
    try:
        if number is not None:
            await newsroom.desk.queue.taught(number, fact.id, lessons[0].phrasing)
    except StoreError:
        text = f"{text}\n{words.TAUGHT_UNNOTED}"
    await newsroom.aftermath.review(interaction.created_at, lessons)
    view = discord.ui.View(timeout=None)
    for number_shown, lesson in enumerate(lessons, 1):
        label = labels.of_a_line("undo", number_shown) if len(lessons) > 1 else ""
        view.add_item(DeskButton("undo", f"l-{key_of(lesson)}", label))
    await interaction.followup.send(text, view=view, ephemeral=True)


async def undo(interaction: Interaction, value: str) -> None:
    """Take back a lesson, by its key; in an old message by the number of the question that was taught."""
    newsroom = interaction.client.newsroom
    number = None if _KEY.fullmatch(value) else number_of(value)
    await interaction.response.defer(ephemeral=True, thinking=True)
    if number is not None:
        waiting = await newsroom.desk.queue.get(number)
        fact, phrasing = (waiting.fact, waiting.note) if waiting and waiting.state == "taught" else (None, None)
    else:
        lessons = newsroom.full.base.lessons
        found = next((one for one in lessons if f"l-{key_of(one)}" == value), None)
        fact, phrasing = (found.fact, found.phrasing) if found else (None, None)
    if not fact or not phrasing:
        await interaction.followup.send(words.UNDONE_ALREADY, ephemeral=True)
        return
    await untaught(interaction, fact, phrasing)


async def untaught(interaction: Interaction, fact: str, phrasing: str) -> None:
    """Take back what was taught and what it brought about, and say so; the interaction has been deferred."""
    newsroom = interaction.client.newsroom
    try:
        lesson = await newsroom.unteach(fact, phrasing, str(interaction.user), interaction.created_at)
    except TeachingError as error:
        await interaction.followup.send(words.not_taken_back(error), ephemeral=True)
        return
    audit(interaction, f"took back a phrasing of {named_in_log(newsroom, fact)}")
    taught = newsroom.full.fact(fact)
    text = words.taken_back_in_words(lesson, taught.question if taught else fact)
    try:
        back = await newsroom.desk.queue.untaught(fact, phrasing)
        newsroom.desk.deliverer.wake()
        text = "\n".join([text, *words.recalled_in_words(back)])
    except StoreError:
        text = f"{text}\n{words.TAUGHT_UNNOTED}"
    await interaction.followup.send(text, ephemeral=True)


def key_of(lesson: Lesson) -> str:
    """Return what stands for a lesson in a button or a choice, which its phrasing may be too long for."""
    return hashlib.sha256(f"{lesson.fact}\0{lesson.phrasing}".encode()).hexdigest()[:KEY_DIGITS]
