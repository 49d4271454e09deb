"""Spreadsheets on Discord: the facts handed out as one, and one taken in after an editor has seen what it does.

Nothing of an upload is kept here: the preview has the file attached, and the button below it reads that again.
"""

from __future__ import annotations

import asyncio
import io
import re
from pathlib import Path

import discord

from bot.client.bot import Interaction
from bot.client.checks import audit
from bot.client.cogs.desk.announcements import review
from bot.client.cogs.desk.attached import fetched, kind_of, name_of
from bot.client.cogs.desk.buttons import DeskButton
from bot.client.errors import NoSuchButtonError
from bot.client.responses import send_text
from bot.limits import FILE_BYTES
from bot.newsroom.importing import Preview, Upload, Yes, preview, publish
from bot.wording import exchange as words
from knowledge.errors import ProblemsError
from knowledge.exchange.exporting import tables_of
from knowledge.exchange.xlsx_writing import xlsx_bytes
from knowledge.loading.files import take_snapshot
from knowledge.loading.loader import load_records

KINDS = (".xlsx", ".csv")
_WHOLE, _ROWS = "whole", "rows"
_VALUE = re.compile(rf"(?P<key>[0-9a-f]+:[0-9a-f]+):(?P<extent>{_WHOLE}|{_ROWS})")


async def export(interaction: Interaction) -> None:
    """Hand out the curated facts as a workbook."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    folder = interaction.client.newsroom.live.folder
    try:
        content = await asyncio.to_thread(_workbook, folder)
    except ProblemsError as error:
        await send_text(interaction, words.export_refused(error), "export.txt")
        return
    if len(content) > FILE_BYTES:
        await interaction.followup.send(words.TOO_LARGE_TO_SEND, ephemeral=True)
        return
    audit(interaction, f"exported the facts, {len(content)} bytes")
    file = discord.File(io.BytesIO(content), filename=f"facts-{interaction.created_at:%Y-%m-%d}.xlsx")
    taught = len(interaction.client.newsroom.full.base.lessons)
    await interaction.followup.send(words.handed_out(taught), file=file, ephemeral=True)


def _workbook(folder: Path) -> bytes:
    return xlsx_bytes(tables_of(load_records(take_snapshot(folder))))


async def import_file(interaction: Interaction, file: discord.Attachment, *, whole: bool) -> None:
    """Show what a spreadsheet would do, with a button to publish it."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    upload = await _upload(interaction, file, whole=whole)
    if upload is None:
        return
    try:
        found = await preview(interaction.client.newsroom, upload, (str(interaction.user),), interaction.created_at)
    except ProblemsError as error:
        await _refused(interaction, error)
        return
    await _show(interaction, upload, found)


async def publish_shown(interaction: Interaction, value: str) -> None:
    """Publish what has been shown; where it would do something else by now, show it anew."""
    asked = _VALUE.fullmatch(value)
    shown = [file for file in (interaction.message.attachments if interaction.message else ()) if _is_sheet(file)]
    if asked is None or len(shown) != 1:
        raise NoSuchButtonError
    await interaction.response.defer(ephemeral=True, thinking=True)
    upload = await _upload(interaction, shown[0], whole=asked["extent"] == _WHOLE)
    if upload is None:
        return
    newsroom, now = interaction.client.newsroom, interaction.created_at
    try:
        yes = Yes(key=asked["key"], by=(str(interaction.user),), now=now)
        found, is_done = await publish(newsroom, upload, yes)
    except ProblemsError as error:
        await _refused(interaction, error)
        return
    if not is_done:
        await _show(interaction, upload, found, words.CHANGED_SINCE)
        return
    audit(interaction, f"imported a spreadsheet: {found.change.counted()}")
    await send_text(interaction, words.published(found.change), "published.txt")

    async def show(text: str, view: discord.ui.View) -> None:
        await interaction.followup.send(text, view=view, ephemeral=True, suppress_embeds=True)

    await review(newsroom, now, show)


async def _show(interaction: Interaction, upload: Upload, found: Preview, first: str = "") -> None:
    if found.plan.changes_nothing:
        await interaction.followup.send(words.imported(found.plan.merged, None), ephemeral=True)
        return
    answered = await interaction.client.newsroom.answered_by(found.matcher)
    text = words.preview_in_words(upload.name, found, answered)
    button = DeskButton("publish", f"{found.key}:{_WHOLE if upload.whole else _ROWS}")
    file = discord.File(io.BytesIO(upload.content), filename=upload.name)
    text = "\n".join(filter(None, [first, text]))
    await send_text(interaction, text, "preview.txt", view=discord.ui.View(timeout=None).add_item(button), file=file)


async def _upload(interaction: Interaction, file: discord.Attachment, *, whole: bool) -> Upload | None:
    """Return what was attached; None where it can't be read or is nothing to read, which the editor is told."""
    if not _is_sheet(file):
        await interaction.followup.send(words.NO_SHEET, ephemeral=True)
        return None
    if file.size > FILE_BYTES:
        await interaction.followup.send(words.TOO_LARGE, ephemeral=True)
        return None
    content = await fetched(interaction, file)
    if content is None:
        await interaction.followup.send(words.NOT_FETCHED, ephemeral=True)
        return None
    return Upload(name=name_of(file), content=content, remedies=words.ON_DISCORD, whole=whole)


def _is_sheet(file: discord.Attachment) -> bool:
    return kind_of(file) in KINDS


async def _refused(interaction: Interaction, error: ProblemsError) -> None:
    audit(interaction, f"import refused for {len(error.problems)} problems")
    await send_text(interaction, words.import_refused(error), "problems.txt")
