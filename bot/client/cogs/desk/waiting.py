"""A question that waits, looked up while a form or a menu is to be opened."""

from __future__ import annotations

import asyncio

from bot.client.bot import Interaction
from bot.client.cogs.desk.corrections import FORM_SECONDS
from bot.client.errors import number_of
from bot.desk.queue import Waiting
from bot.desk.saving import UNANSWERED
from bot.store.opening import StoreError
from bot.wording import desk as words


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
