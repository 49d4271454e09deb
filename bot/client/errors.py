"""What a member is told when something fails, and what the log is: one place for commands, buttons and forms."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord

from bot.store.opening import StoreError, UncleanError
from bot.wording.desk import STORE_AWAY, UNCLEAN
from bot.wording.notices import NO_SUCH_BUTTON, SORRY

LOG = logging.getLogger("factbot")
# What keeps a reply from Discord; of the network's faults too.
NO_REPLY = (discord.HTTPException, aiohttp.ClientError, TimeoutError)
# Every number of this length fits a column of the store.
LONGEST_NUMBER = 18


class NoSuchButtonError(Exception):
    """What came from a button, a menu or a form is nothing that this bot could have put there."""


def number_of(value: str) -> int:
    """Return the number in the id of a button or a form.

    Raises:
        NoSuchButtonError: there is none, so the id is forged.
    """
    if not (value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER):
        raise NoSuchButtonError
    return int(value)


@asynccontextmanager
async def told(interaction: discord.Interaction) -> AsyncIterator[None]:
    """Tell the member of whatever fails in the block."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  whatever it is, the member hears of it and the log has it
        await tell_of(error, interaction)


async def tell_of(error: BaseException, interaction: discord.Interaction) -> None:
    """Log a fault once and tell the member in one sentence."""
    if isinstance(error, NO_REPLY) or interaction.client.is_closed():
        # Discord's own trouble, a click that came too late, or the bot told to stop meanwhile: nothing to mend, and no
        # trace to read.
        LOG.warning("no reply to a command: %s", str(error) or type(error).__name__)
        return
    if isinstance(error, NoSuchButtonError):
        LOG.info("a button or form was refused that this bot has never made")
    elif isinstance(error, StoreError):
        LOG.warning("the desk could not be shown: %s", error)
    else:
        LOG.error("a command failed", exc_info=error)
    sentence = _sentence(error)
    try:
        if interaction.type is discord.InteractionType.autocomplete:
            return
        if interaction.response.is_done():
            await interaction.followup.send(sentence, ephemeral=True)
        else:
            await interaction.response.send_message(sentence, ephemeral=True)
    except NO_REPLY:
        LOG.warning("the user could not be told")


def _sentence(error: BaseException) -> str:
    match error:
        case NoSuchButtonError():
            return NO_SUCH_BUTTON
        case UncleanError():
            return UNCLEAN
        case StoreError():
            return STORE_AWAY
        case _:
            return SORRY
