"""The desk's forms: opened by a button, understood when they come back, after a restart too.

What was typed is read from the interaction itself, so nothing of an open form is kept in memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.client.bot import Interaction
from bot.client.checks import audit, is_editor
from bot.client.cogs.desk.buttons import DeskButton
from bot.client.cogs.desk.corrections import withdraw
from bot.client.cogs.desk.publishing import drafted
from bot.client.cogs.desk.typed import typed_of
from bot.client.cogs.desk.waiting import waiting_now
from bot.client.errors import number_of, told
from bot.text import on_one_line
from bot.wording import desk as words
from bot.wording import forms

# Characters of the reason for a dismissal: a line or three in the queue.
LONGEST_NOTE = 300


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
        typed = typed_of(data)
        if action == "withdraw":
            await withdraw(interaction, value, on_one_line(typed.text("note")) or forms.NO_NOTE)
        elif action == "dismiss":
            await _dismissed(interaction, number_of(value), typed.text("note"))
        else:
            await drafted(interaction, action, value, typed)


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
