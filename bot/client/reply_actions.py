"""What the buttons below a reply do."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

import discord

from bot.client.bot import Action, Interaction
from bot.client.errors import NoSuchButtonError
from bot.client.rendering.replies import (
    await_button,
    picks_in,
    question_of,
    render_candidates,
    render_in_full,
    render_sources,
)
from bot.client.responses import respond, send_pages, show_fact, thread_of
from bot.client.staff import (
    hidden_fact,
    hidden_in_full,
    hidden_sources,
    is_read_by_nobody_else,
    related_of_hidden,
    show_hidden,
)
from bot.desk.desk import OpenQuestion
from bot.limits import BUTTONS_OF_A_ROW
from bot.wording.notices import (
    AWAITED,
    FLAGGED,
    GONE,
    NOT_KEPT,
    NOT_STORED,
    OTHERS,
    RELATED,
    STORED,
    UNRELATED,
    WATCHED,
)
from knowledge.decision.outcomes import SUGGESTED, WORTH_SUGGESTING
from knowledge.model import Fact

# A button each, in one row.
SHOWN_RELATED = BUTTONS_OF_A_ROW
# Discord waits three seconds for a reply; the question that a click is about is looked for in half of them.
FETCH_SECONDS = 1.5
_Show = Callable[[Interaction, Fact], Awaitable[None]]
_RECORD = re.compile(r"[0-9a-f]{32}")


def reply_actions() -> dict[str, Action]:
    """Return what each button does, by the action in its id."""
    of_a_fact = {"sources": _sources, "full": _full, "related": _related, "pick": _pick, "watch": _watch}
    of_a_fact["outdated"] = _outdated
    hidden = {"sources": hidden_sources, "full": hidden_in_full, "related": related_of_hidden, "pick": show_hidden}
    return {name: _with_fact(show, hidden.get(name)) for name, show in of_a_fact.items()} | {
        "await": _await,
        "wrong": _note,
        "none": _note,
    }


def _with_fact(show: _Show, show_hidden: _Show | None) -> Action:
    """Return the action that looks the fact up first: an old message may name one that is gone.

    A hidden one is as good as gone, but for the staff below a message that nobody else reads.
    """

    async def act(interaction: Interaction, name: str) -> None:
        fact = interaction.client.newsroom.fact(name)
        is_alone = show_hidden and is_read_by_nobody_else(interaction)
        hidden = hidden_fact(interaction, name) if is_alone else None
        if hidden is not None and show_hidden:
            await show_hidden(interaction, hidden)
        elif fact is None:
            await interaction.response.send_message(GONE, ephemeral=True)
        else:
            await show(interaction, fact)

    return act


async def _sources(interaction: Interaction, fact: Fact) -> None:
    await send_pages(
        interaction, render_sources(fact, interaction.client.newsroom.matcher, interaction.created_at.date())
    )


async def _full(interaction: Interaction, fact: Fact) -> None:
    await send_pages(
        interaction, render_in_full(fact, interaction.client.newsroom.matcher, interaction.created_at.date())
    )


async def _related(interaction: Interaction, fact: Fact) -> None:
    newsroom = interaction.client.newsroom
    near = [other for name in fact.related if (other := newsroom.fact(name))][:SHOWN_RELATED]
    if near:
        newsroom.offered(near, thread_of(interaction), interaction.created_at)
        await respond(interaction, render_candidates(RELATED, near), private=True)
    else:
        await interaction.response.send_message(UNRELATED, ephemeral=True)


async def _pick(interaction: Interaction, fact: Fact) -> None:
    newsroom = interaction.client.newsroom
    newsroom.answered(fact, thread_of(interaction), interaction.created_at)
    is_private = interaction.message is not None and interaction.message.flags.ephemeral
    await show_fact(interaction, fact, private=is_private)
    if interaction.message is not None:
        newsroom.desk.picked(interaction.message.id, fact, interaction.created_at)


async def _watch(interaction: Interaction, fact: Fact) -> None:
    kept = interaction.client.newsroom.desk.watch_fact(interaction.user.id, fact, interaction.created_at)
    await interaction.response.send_message(WATCHED if kept else NOT_KEPT, ephemeral=True)


async def _outdated(interaction: Interaction, fact: Fact) -> None:
    kept = interaction.client.newsroom.desk.flag(interaction.user.id, fact, interaction.created_at)
    await interaction.response.send_message(FLAGGED if kept else NOT_KEPT, ephemeral=True)


async def _await(interaction: Interaction, asked: str) -> None:
    if not _RECORD.fullmatch(asked):
        raise NoSuchButtonError
    kept = interaction.client.newsroom.desk.watch_answer(interaction.user.id, asked, interaction.created_at)
    await interaction.response.send_message(AWAITED if kept else NOT_KEPT, ephemeral=True)


async def _note(interaction: Interaction, fact: str) -> None:
    reason = "not what was asked" if fact else "none of the suggestions"
    message = interaction.message
    about = interaction.client.newsroom.fact(fact)
    asked = question_of(message, about.question if about else "") if message else ""
    # Say it after it is true: the desk first, the thanks then.
    asker = await _asker_of(interaction)
    # Whose words nobody could erase again are not kept.
    record = asker and interaction.client.newsroom.desk.note(
        OpenQuestion(
            text=asked,
            reason=reason,
            asked_at=interaction.created_at,
            asker=asker,
            fact=fact or None,
            message=message.id if message else None,
        )
    )
    others = await _others(interaction, asked, fact)
    if not record and not others:
        await interaction.response.send_message(NOT_STORED, ephemeral=True)
        return
    said = [STORED] if record else []
    reply = render_candidates(" ".join([*said, *([OTHERS] if others else [])]), others)
    more = (await_button(record),) if record else ()
    await respond(interaction, replace(reply, choices=(*reply.choices, *more)), private=True)


async def _others(interaction: Interaction, asked: str, fact: str) -> list[Fact]:
    """Return the facts that come next for a question, and take note that they are offered.

    Left out are the one that was not meant and what the message has offered already.
    """
    newsroom = interaction.client.newsroom
    shown = {fact, *(picks_in(interaction.message) if interaction.message else ())}
    near = await newsroom.candidates(asked)
    others = [c.fact for c in near if c.fact.id not in shown and c.confidence >= WORTH_SUGGESTING][:SUGGESTED]
    if others:
        newsroom.offered(others, thread_of(interaction), interaction.created_at)
    return others


async def _asker_of(interaction: Interaction) -> int | None:
    """Return who asked what a message answers; None where that can't be found out."""
    message = interaction.message
    if message is None or interaction.guild_id is None:
        return interaction.user.id
    if message.interaction_metadata is not None:
        return message.interaction_metadata.user.id
    if message.reference is None or message.reference.message_id is None:
        return interaction.user.id
    cached = message.reference.cached_message
    if cached is not None:
        return cached.author.id
    try:
        async with asyncio.timeout(FETCH_SECONDS):
            return (await message.channel.fetch_message(message.reference.message_id)).author.id
    except (discord.HTTPException, TimeoutError):
        return None
