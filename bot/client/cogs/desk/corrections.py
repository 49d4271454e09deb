"""Corrections from Discord: begun or left by a button below what has changed."""

from __future__ import annotations

from bot.client.bot import Interaction
from bot.client.checks import audit
from bot.desk.corrections import Outdated
from bot.wording import desk as words


async def correct(interaction: Interaction, value: str) -> None:
    """Begin to put right what was told of a fact."""
    newsroom = interaction.client.newsroom
    await interaction.response.defer(ephemeral=True, thinking=True)
    one = await _outdated(interaction, value)
    channels = newsroom.config.correction_channels
    run = one and await newsroom.desk.corrections.begin(one, interaction.user.id, channels, interaction.created_at)
    if one is None or run is None:
        await interaction.followup.send(words.NOTHING_TO_CORRECT, ephemeral=True)
        return
    audit(interaction, f"correction {run} of {value} begun: {one.replies} replies, {one.watchers} people")
    newsroom.desk.deliverer.wake()
    await interaction.followup.send(words.begun_in_words(newsroom.config.desk_channel), ephemeral=True)


async def leave(interaction: Interaction, value: str) -> None:
    """Let stand what was told of a fact."""
    newsroom = interaction.client.newsroom
    await interaction.response.defer(ephemeral=True, thinking=True)
    one = await _outdated(interaction, value)
    if one is not None:
        await newsroom.desk.corrections.leave(one, interaction.created_at)
        audit(interaction, f"replies of {value} left as they are")
    await interaction.followup.send(words.LEFT_AS_THEY_ARE, ephemeral=True)


async def _outdated(interaction: Interaction, fact: str) -> Outdated | None:
    newsroom = interaction.client.newsroom
    outdated = await newsroom.desk.corrections.outdated(newsroom.matcher.base, interaction.created_at)
    return next((one for one in outdated if one.fact.id == fact), None)
