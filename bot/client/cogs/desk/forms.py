"""The desk's forms: opened by a button, understood when they come back, after a restart too.

What was typed is read from the interaction itself, so nothing of an open form is kept in memory.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import discord

from bot.client.bot import Interaction
from bot.client.checks import audit, is_editor
from bot.client.cogs.desk.buttons import DeskButton
from bot.client.cogs.desk.corrections import FORM_SECONDS, withdraw
from bot.client.errors import NoSuchButtonError, number_of, told
from bot.desk.drafting import Draft, stub_of
from bot.desk.queue import Waiting
from bot.desk.saving import UNANSWERED
from bot.store.opening import StoreError
from bot.text import on_one_line
from bot.wording import desk as words
from bot.wording import forms
from bot.wording.statuses import look_of
from knowledge.loading.schema import ANSWER_LIMIT, QUESTION_LIMIT
from knowledge.model import STATUSES

# Characters of the reason for a dismissal: a line or three in the queue.
LONGEST_NOTE = 300
# Characters of what is typed as the source of a draft: an id, or four parts of which one is an address.
LONGEST_SOURCE = 500


async def waiting_now(interaction: Interaction, value: str) -> Waiting | None:
    """Return the open question with a number; tell the editor where there is none any more.

    A form can't be put off, so the store has less time than Discord gives the bot.
    """
    try:
        async with asyncio.timeout(FORM_SECONDS):
            waiting = await interaction.client.newsroom.desk.queue.get(number_of(value))
    except TimeoutError:
        raise StoreError("it takes too long to answer") from None
    if waiting is None or waiting.state not in UNANSWERED:
        await interaction.response.send_message(words.GONE, ephemeral=True)
        return None
    return waiting


async def open_draft(interaction: Interaction, value: str) -> None:
    """Open the form in which a fact is drafted."""
    waiting = await waiting_now(interaction, value)
    if waiting is None:
        return
    statuses = [discord.SelectOption(label=look_of(status).words, value=status, default=status == "reported")
                for status in STATUSES]  # fmt: skip
    long = discord.TextStyle.paragraph
    fields: tuple[tuple[tuple[str, str], discord.ui.Item[Any]], ...] = (
        (forms.QUESTION,
         discord.ui.TextInput(custom_id="question", default=waiting.text[:QUESTION_LIMIT], max_length=QUESTION_LIMIT)),
        (forms.ANSWER, discord.ui.TextInput(custom_id="answer", style=long, max_length=ANSWER_LIMIT)),
        (forms.STATUS, discord.ui.Select(custom_id="status", options=statuses)),
        (forms.SOURCE, discord.ui.TextInput(custom_id="source", style=long, max_length=LONGEST_SOURCE)),
    )  # fmt: skip
    form = discord.ui.Modal(title=forms.DRAFT, custom_id=f"deskform:draft:{value}")
    for (text, description), component in fields:
        form.add_item(discord.ui.Label(text=text, description=description, component=component))
    await interaction.response.send_modal(form)


async def open_dismissal(interaction: Interaction, value: str) -> None:
    """Open the form in which a question is dismissed."""
    if await waiting_now(interaction, value) is None:
        return
    form = discord.ui.Modal(title=forms.DISMISSAL, custom_id=f"deskform:dismiss:{value}")
    why: discord.ui.TextInput[Any] = discord.ui.TextInput(custom_id="note", max_length=LONGEST_NOTE)
    text, description = forms.WHY
    form.add_item(discord.ui.Label(text=text, description=description, component=why))
    await interaction.response.send_modal(form)


async def submitted(interaction: Interaction, action: str, value: str, data: Mapping[str, Any]) -> None:
    """Take in a form, if whoever sends it may; only then is it read."""
    async with told(interaction):
        if not await is_editor(interaction, f"form {action}"):
            return
        typed = _typed(data)
        if action == "withdraw":
            await withdraw(interaction, value, on_one_line(_field(typed, "note")) or forms.NO_NOTE)
        elif action == "dismiss":
            await _dismissed(interaction, number_of(value), _field(typed, "note"))
        else:
            await _drafted(interaction, _draft_of(typed), number_of(value))


def _draft_of(typed: dict[str, str]) -> Draft:
    question, answer, status, source = (_field(typed, name) for name in ("question", "answer", "status", "source"))
    return Draft(question=question, answer=answer, status=status, source=source)


def _field(typed: Mapping[str, str], name: str) -> str:
    if name not in typed:
        raise NoSuchButtonError
    return typed[name]


def _typed(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what was typed or chosen in a form, by the id of its field.

    Raises:
        NoSuchButtonError: it is put together as no form of this bot is.
    """
    try:
        fields = [row.get("component") or row["components"][0] for row in data.get("components", ())]
        return {field["custom_id"]: str(field.get("value") or (field.get("values") or [""])[0]) for field in fields}
    except (LookupError, TypeError, AttributeError):
        raise NoSuchButtonError from None


async def _dismissed(interaction: Interaction, number: int, note: str) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    waiting = await interaction.client.newsroom.desk.queue.dismiss(number, note)
    if waiting is None:
        await interaction.followup.send(words.GONE, ephemeral=True)
        return
    audit(interaction, f"dismissed question {number}")
    text = forms.dismissed_in_words(waiting, note, LONGEST_NOTE)
    view = discord.ui.View(timeout=None).add_item(DeskButton("reopen", str(number)))
    await interaction.followup.send(text, view=view, ephemeral=True)


async def _drafted(interaction: Interaction, draft: Draft, number: int) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    newsroom = interaction.client.newsroom
    draft = replace(draft, phrasings=await newsroom.desk.queue.wordings(number))
    today = interaction.created_at.date()
    stub = await asyncio.to_thread(stub_of, draft, newsroom.matcher.base, newsroom.live.folder, today)
    audit(interaction, f"drafted {stub.name}: {len(stub.problems)} problems")
    file = discord.File(io.BytesIO(stub.text.encode()), filename=stub.name)
    await interaction.followup.send(forms.drafted_in_words(stub.problems), file=file, ephemeral=True)
