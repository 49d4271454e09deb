"""A file handed in with a form: it is read once the rest of the form is kept, and changes the draft or is refused.

It is fetched only from where Discord says that it keeps what came with this very form.
"""

from __future__ import annotations

import asyncio
from typing import Any

import discord
from discord import app_commands

from bot.client.bot import Interaction
from bot.client.checks import audit
from bot.client.cogs.desk.attached import fetched, kind_of, name_of
from bot.client.cogs.desk.drafts import hand_back, keep
from bot.client.cogs.desk.typed import Typed
from bot.client.errors import NoSuchButtonError
from bot.desk.draft_files import FILE_BYTES, filled_from, with_wordings
from bot.desk.drafting import Draft
from bot.desk.drafts import Kept
from bot.wording import uploads as words
from knowledge.errors import FactBaseError
from knowledge.model import FactBase

WORDINGS, DRAFT = ".txt", ".yaml"


def file_in(interaction: Interaction, typed: Typed, name: str) -> discord.Attachment | None:
    """Return the file that came in a field of a form, None where none did; nothing is fetched.

    Raises:
        NoSuchButtonError: Discord describes no file so.
    """
    described = typed.files.get(name)
    if described is None:
        return None
    try:
        number = str(int(described["id"]))
        resolved: Any = {"attachments": {number: described}}
        option: Any = {"type": discord.AppCommandOptionType.attachment.value, "name": name, "value": number}
        found: Any = app_commands.Namespace(interaction, resolved, [option])[name]
    except (LookupError, TypeError, ValueError, AttributeError):
        raise NoSuchButtonError from None
    file = found if isinstance(found, discord.Attachment) else None
    if file is None or not (type(file.filename), type(file.size), type(file.url)) == (str, int, str):
        raise NoSuchButtonError
    return file


async def take_in(interaction: Interaction, kept: Kept, file: discord.Attachment) -> tuple[Kept | None, str]:
    """Let a file change a draft that is kept, and return that with what is to be said of it; the form is deferred.

    Where the file is refused the draft stays as it was. What a whole draft takes the place of is handed back.
    """
    name = name_of(file)
    content, refusal = await _content(interaction, file, name)
    if content is None:
        audit(interaction, f"file for draft {kept.number} refused")
        return kept, refusal
    base = interaction.client.newsroom.full.base
    try:
        draft, said = await asyncio.to_thread(_read, kept.draft, content, name, base)
    except FactBaseError as error:
        audit(interaction, f"file for draft {kept.number} refused for {len(error.problems)} problems")
        return kept, words.refused(error)
    if draft == kept.draft:
        return kept, said
    after, first = await keep(interaction, kept, draft)
    if after and kind_of(file) == DRAFT:
        await hand_back(interaction, kept.draft, words.WAS_BEFORE)
    return after, "\n".join(filter(None, (first, said)))


async def _content(interaction: Interaction, file: discord.Attachment, name: str) -> tuple[bytes | None, str]:
    """Return what is in a file; None where it is not to be read, and why."""
    if kind_of(file) not in (WORDINGS, DRAFT):
        return None, words.no_kind(name)
    if file.size > FILE_BYTES:
        return None, words.too_large(name)
    content = await fetched(interaction, file)
    if content is None:
        return None, words.not_fetched(name)
    return (content, "") if len(content) <= FILE_BYTES else (None, words.too_large(name))


def _read(draft: Draft, content: bytes, name: str, base: FactBase) -> tuple[Draft, str]:
    if name.lower().endswith(DRAFT):
        return filled_from(draft, content, name, base), words.filled(name)
    changed, count = with_wordings(draft, content, name)
    return changed, words.added(name, count)
