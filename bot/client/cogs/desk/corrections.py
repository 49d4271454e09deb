"""Corrections from Discord: begun, withdrawn or left by a button below what has changed.

A button stands for the change that was shown above it. Where that is no longer so, nothing is done, and what has
changed by now is shown instead.
"""

from __future__ import annotations

import asyncio

import discord

from bot.client.bot import Interaction
from bot.client.checks import audit
from bot.client.cogs.desk.buttons import outdated_view
from bot.desk.outdated import Outdated
from bot.store.opening import StoreError
from bot.wording import desk as words
from bot.wording import forms, standing

# Characters of a note to readers: what a field of an embed holds.
LONGEST_NOTE = 1000
# A form can't be put off, so the store has less time than Discord gives the bot.
FORM_SECONDS = 2.0


async def correct(interaction: Interaction, value: str) -> None:
    """Begin to put right what was told of a fact."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    await _begin(interaction, value)


async def leave(interaction: Interaction, value: str) -> None:
    """Let stand what was told of a fact."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    one = await _offered(interaction, value)
    if one is None:
        await _show_stale(interaction)
        return
    await interaction.client.newsroom.desk.corrections.leave(one)
    audit(interaction, f"replies of {one.name} left as they are")
    await interaction.followup.send(words.LEFT_AS_THEY_ARE, ephemeral=True)


async def open_withdrawal(interaction: Interaction, value: str) -> None:
    """Open the form in which an editor says why an answer is withdrawn."""
    try:
        async with asyncio.timeout(FORM_SECONDS):
            one = await _offered(interaction, value)
    except TimeoutError:
        raise StoreError("it takes too long to answer") from None
    if one is None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await _show_stale(interaction)
        return
    form = discord.ui.Modal(title=forms.WITHDRAWAL, custom_id=f"deskform:withdraw:{value}")
    note: discord.ui.TextInput[discord.ui.View] = discord.ui.TextInput(
        custom_id="note", style=discord.TextStyle.paragraph, min_length=1, max_length=LONGEST_NOTE
    )
    text, description = forms.NOTE
    form.add_item(discord.ui.Label(text=text, description=description, component=note))
    await interaction.response.send_modal(form)


async def withdraw(interaction: Interaction, value: str, note: str) -> None:
    """Begin to withdraw what was told of a fact that was removed."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    await _begin(interaction, value, note)


async def _begin(interaction: Interaction, value: str, note: str = "") -> None:
    newsroom = interaction.client.newsroom
    one = await _offered(interaction, value)
    # An offer to correct names a text of the fact, one to withdraw that it is gone: neither stands for the other.
    if one is None or (one.fact is None) is not bool(note):
        await _show_stale(interaction)
        return
    channels, now = newsroom.config.correction_channels, interaction.created_at
    run = await newsroom.desk.corrections.begin(one, interaction.user.id, channels, now, note)
    if run is None:
        await _show_stale(interaction)
        return
    what = "withdrawal" if note else "correction"
    audit(interaction, f"{what} {run} of {one.name} begun: {one.replies} replies, {one.watchers + one.retold} people")
    newsroom.desk.deliverer.wake()
    await interaction.followup.send(words.begun_in_words(newsroom.config.desk_channel), ephemeral=True)


async def _show_stale(interaction: Interaction) -> None:
    """Say that an offer no longer holds, and show what has changed by now."""
    newsroom = interaction.client.newsroom
    found = await newsroom.aftermath.standing(interaction.created_at)
    view = outdated_view(found.outdated) if found.outdated else discord.utils.MISSING
    text = standing.stale_in_words(found)
    await interaction.followup.send(text, view=view, ephemeral=True, suppress_embeds=True)


async def _offered(interaction: Interaction, offer: str) -> Outdated | None:
    newsroom = interaction.client.newsroom
    outdated = await newsroom.desk.corrections.outdated(newsroom.matcher.base, interaction.created_at)
    return next((one for one in outdated if one.offer == offer), None)
