"""How the bot has done, as a text and as a picture, for an editor alone."""

from __future__ import annotations

import io
from functools import partial

import discord

from bot.charts.apart import drawn
from bot.client.bot import Interaction
from bot.client.responses import send_text
from bot.text import quoted
from bot.wording import accounts as words


async def show_account(interaction: Interaction, weeks: int) -> None:
    """Show what was asked in the last weeks, and what came of it."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    newsroom = interaction.client.newsroom
    account = await newsroom.desk.accounts.last(weeks, interaction.created_at)
    questions = newsroom.questions
    text = words.account_in_words(account, questions, partial(quoted, limit=words.QUESTION))
    picture = await drawn(words.chart_of(account)) if account.weeks else None
    if picture is None:
        text = f"{text}\n{words.NOT_DRAWN}" if account.weeks else text
        await send_text(interaction, text, words.TEXT_FILE)
        return
    file = discord.File(io.BytesIO(picture), filename=words.FILE, description=words.alt_text(account))
    await send_text(interaction, text, words.TEXT_FILE, file=file)
