"""Files that editors attach to a command or a form: their names made fit to be shown, their content fetched."""

from __future__ import annotations

import re
from pathlib import Path

import aiohttp
import discord

from bot.client.bot import Interaction

# Characters of a file's name that are kept: enough to know it by, and no more than any file system takes.
LONGEST_NAME = 80
_ODD = re.compile(r"[^\w .()-]")


def name_of(file: discord.Attachment) -> str:
    """Return the name of a file without folders, marks of Discord's and characters that hide or turn others."""
    return _ODD.sub("_", Path(file.filename).name)[-LONGEST_NAME:]


def kind_of(file: discord.Attachment) -> str:
    """Return the ending of a file's name, as ".txt"."""
    return Path(file.filename).suffix.lower()


async def fetched(interaction: Interaction, file: discord.Attachment) -> bytes | None:
    """Return what is in a file, from where Discord says that it has it; None where it does not hand it over."""
    try:
        return await file.read()
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        interaction.client.log.warning("an attached file could not be fetched: %s", error)
        return None
