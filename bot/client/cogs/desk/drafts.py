"""Facts drafted on Discord: the forms opened and taken in, each draft kept before anything is said of it."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable
from dataclasses import replace
from typing import TypeVar

import discord

from bot.client.bot import Interaction
from bot.client.checks import audit
from bot.client.cogs.desk.corrections import FORM_SECONDS
from bot.client.cogs.desk.draft_forms import (
    access_form,
    details_form,
    sides_form,
    source_form,
    text_form,
    with_access,
    with_details,
    with_sides_form,
    with_source_form,
    with_text,
)
from bot.client.cogs.desk.typed import Typed
from bot.client.cogs.desk.waiting import waiting_now
from bot.client.errors import NoSuchButtonError, number_of
from bot.desk.draft_entries import entry_of
from bot.desk.drafting import Draft, checked_today, draft_from_fact, draft_from_queue
from bot.desk.drafts import Kept
from bot.store.opening import StoreError
from bot.wording import forms
from bot.wording import publishing as words
from knowledge.loading.published import DeskFile

Found = TypeVar("Found")


async def open_new(interaction: Interaction) -> None:
    """Open the form for a new fact."""
    base = interaction.client.newsroom.full.base
    await interaction.response.send_modal(text_form(Draft(), base, forms.NEW, "deskform:new:0"))


async def open_from_queue(interaction: Interaction, value: str) -> None:
    """Open the form for a fact that answers a question that waits."""
    waiting = await waiting_now(interaction, value)
    if waiting is None:
        return
    draft, base = Draft(question=waiting.text), interaction.client.newsroom.full.base
    await interaction.response.send_modal(text_form(draft, base, forms.NEW, f"deskform:draft:{waiting.number}"))


async def open_edit(interaction: Interaction, name: str) -> None:
    """Open the form for a fact as it is served."""
    newsroom = interaction.client.newsroom
    fact, base = newsroom.full.fact(name), newsroom.full.base
    if fact is None:
        await interaction.response.send_message(words.CHOOSE_FACT, ephemeral=True)
        return
    form = text_form(draft_from_fact(fact, base), base, forms.EDIT, f"deskform:edit:{fact.id}")
    await interaction.response.send_modal(form)


async def open_text(interaction: Interaction, value: str) -> None:
    """Open the form for the text of a draft, as it is kept."""
    kept = await _kept_now(interaction, value)
    if kept:
        title = forms.EDIT if kept.draft.of else forms.NEW
        base = interaction.client.newsroom.full.base
        await interaction.response.send_modal(text_form(kept.draft, base, title, f"deskform:text:{_id(kept)}"))


async def open_details(interaction: Interaction, value: str) -> None:
    """Open the form for the rest of a draft, as it is kept."""
    kept = await _kept_now(interaction, value)
    if kept:
        await interaction.response.send_modal(details_form(kept.draft, f"deskform:details:{_id(kept)}"))


async def open_sides(interaction: Interaction, value: str) -> None:
    """Open the form for names and sides of a draft, as it is kept."""
    kept = await _kept_now(interaction, value)
    if kept:
        base = interaction.client.newsroom.full.base
        await interaction.response.send_modal(sides_form(kept.draft, base, f"deskform:sides:{_id(kept)}"))


async def open_access(interaction: Interaction, value: str) -> None:
    """Open the form for who may know of a draft, as it is kept."""
    kept = await _kept_now(interaction, value)
    if kept:
        base = interaction.client.newsroom.full.base
        await interaction.response.send_modal(access_form(kept.draft, base, f"deskform:access:{_id(kept)}"))


async def open_source(interaction: Interaction, value: str) -> None:
    """Open the form for a source of a draft: ``value`` is its number and the place of the source."""
    number, _, place = value.partition(":")
    at = number_of(place)
    kept = await _kept_now(interaction, number)
    if kept:
        form = source_form(kept.draft, at, f"deskform:source:{_id(kept)}:{at}")
        await interaction.response.send_modal(form)


def _id(kept: Kept) -> str:
    return f"{kept.number}:{kept.revision}"


async def begun(interaction: Interaction, action: str, value: str, typed: Typed) -> Kept | None:
    """Keep the draft that a form for a new fact, or for one that is edited, begins; the interaction is deferred."""
    newsroom, day = interaction.client.newsroom, interaction.created_at.date().isoformat()
    base, draft = newsroom.full.base, Draft()
    fact = newsroom.full.fact(value) if action == "edit" else None
    if fact is not None:
        draft = draft_from_fact(fact, base)
    elif action == "edit":
        draft = Draft(of=value)
    draft = replace(with_text(draft, typed, base), day=day)
    if fact is not None:
        draft = checked_today(draft, fact, base)
    try:
        if action == "draft":
            asked = await newsroom.desk.queue.wordings(number_of(value))
            waiting = draft_from_queue(number_of(value), asked, draft.question)
            draft = replace(draft, wordings=waiting.wordings, number=waiting.number)
        return await _added(interaction, draft)
    except StoreError:
        await hand_back(interaction, draft, words.NOT_KEPT)
        raise


async def changed(interaction: Interaction, action: str, value: str, typed: Typed) -> tuple[Kept | None, str]:
    """Keep what a form changes of a draft, and return it with what is to be said first; the interaction is deferred.

    Where somebody else has changed the draft meanwhile, or deleted it, both are kept.
    """
    newsroom = interaction.client.newsroom
    number, revision, *place = map(number_of, value.split(":"))
    try:
        kept = await newsroom.desk.drafts.get(number)
    except StoreError:
        await hand_back(interaction, _changed(interaction, Draft(), action, place, typed), words.NOT_KEPT)
        raise
    draft = _changed(interaction, kept.draft if kept else Draft(), action, place, typed)
    if kept is None:
        await hand_back(interaction, draft, words.NO_DRAFT)
        return None, ""
    return await keep(interaction, replace(kept, revision=revision), draft)


async def keep(interaction: Interaction, kept: Kept, draft: Draft) -> tuple[Kept | None, str]:
    """Keep a draft in the place of what it was, beside it where that has changed, with what is to be said then."""
    drafts = interaction.client.newsroom.desk.drafts
    try:
        after = await drafts.change(kept, draft, interaction.created_at)
        if after:
            audit(interaction, f"changed draft {kept.number}")
            return after, ""
        return await _added(interaction, draft), words.OTHERS_CHANGE
    except StoreError:
        await hand_back(interaction, draft, words.NOT_KEPT)
        raise


def _changed(interaction: Interaction, draft: Draft, action: str, place: list[int], typed: Typed) -> Draft:
    newsroom = interaction.client.newsroom
    base = newsroom.full.base
    if action == "text":
        draft = with_text(draft, typed, base)
    elif action == "details":
        draft = with_details(draft, typed)
    elif action == "access":
        draft = with_access(draft, typed)
    elif action == "sides":
        draft = with_sides_form(draft, typed, base)
    elif len(place) == 1:
        draft = with_source_form(draft, place[0], typed)
    else:
        raise NoSuchButtonError
    draft = replace(draft, day=interaction.created_at.date().isoformat())
    fact = newsroom.full.fact(draft.of) if draft.of else None
    return checked_today(draft, fact, base) if fact else draft


async def _added(interaction: Interaction, draft: Draft) -> Kept | None:
    drafts = interaction.client.newsroom.desk.drafts
    kept = await drafts.add(draft, interaction.user.id, interaction.created_at)
    if kept is None:
        await hand_back(interaction, draft, words.TOO_MANY)
        return None
    audit(interaction, f"began draft {kept.number}")
    return kept


async def hand_back(interaction: Interaction, draft: Draft, text: str) -> None:
    """Give an editor a draft as a file; the interaction has been deferred."""
    await interaction.followup.send(text, file=file_of(interaction, draft), ephemeral=True)


def file_of(interaction: Interaction, draft: Draft) -> discord.File:
    """Return a draft as it would be written."""
    entry = entry_of(draft, interaction.client.newsroom.full.base)
    content = DeskFile(sources=entry.sources, facts=(entry.fact,), published={}).content()
    return discord.File(io.BytesIO(content), filename=f"{entry.name}.yaml")


async def _kept_now(interaction: Interaction, value: str) -> Kept | None:
    """Return a draft by its number; tell the editor where there is none. A form can't be put off."""
    kept = await in_time(interaction.client.newsroom.desk.drafts.get(number_of(value)))
    if kept is None:
        await interaction.response.send_message(words.NO_DRAFT, ephemeral=True)
    return kept


async def in_time(found: Awaitable[Found]) -> Found:
    """Return what the store has, in less time than Discord gives the bot to open a form.

    Raises:
        StoreError: it takes longer.
    """
    try:
        async with asyncio.timeout(FORM_SECONDS):
            return await found
    except TimeoutError:
        raise StoreError("it takes too long to answer") from None
