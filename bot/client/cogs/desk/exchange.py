"""Spreadsheets on Discord: the facts handed out as one, and one taken in after an editor has seen what it does.

Nothing of an upload is kept here: the preview has the file attached, and the button below it reads that again. Where
two editors have to say yes, the store has the first one's, and the desk's channel the file for the second.
"""

from __future__ import annotations

import asyncio
import contextlib
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
from bot.client.sending import DiscordSender
from bot.limits import FILE_BYTES
from bot.newsroom.importing import Preview, Upload, Yes, preview, publish
from bot.store.opening import StoreError
from bot.wording import exchange as words
from knowledge.errors import ProblemsError
from knowledge.exchange.exporting import tables_of
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
    from knowledge.exchange.xlsx_writing import xlsx_bytes

    return xlsx_bytes(tables_of(load_records(take_snapshot(folder))))


async def import_file(interaction: Interaction, file: discord.Attachment, *, whole: bool) -> None:
    """Show what a spreadsheet would do, with a button to publish it."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    upload = await _upload(interaction, file, whole=whole)
    if upload is None:
        return
    await _preview(interaction, upload)


async def look_at_sheet(interaction: Interaction, extent: str) -> None:
    """Show what the spreadsheet of a message in the desk's channel would do, as its first editor has seen it."""
    if extent not in (_WHOLE, _ROWS):
        raise NoSuchButtonError
    await interaction.response.defer(ephemeral=True, thinking=True)
    upload = await _upload(interaction, _attached(interaction), whole=extent == _WHOLE)
    if upload:
        await _preview(interaction, upload)


async def _preview(interaction: Interaction, upload: Upload) -> None:
    try:
        found = await preview(interaction.client.newsroom, upload, (str(interaction.user),), interaction.created_at)
    except ProblemsError as error:
        await _refused(interaction, error)
        return
    await _show(interaction, upload, found)


def _attached(interaction: Interaction) -> discord.Attachment:
    """Return the spreadsheet of the message that a button is below."""
    shown = [file for file in (interaction.message.attachments if interaction.message else ()) if _is_sheet(file)]
    if len(shown) != 1:
        raise NoSuchButtonError
    return shown[0]


async def publish_shown(interaction: Interaction, value: str) -> None:
    """Publish what has been shown, or note the first of two yeses; where it would do something else by now, show it."""
    asked = _VALUE.fullmatch(value)
    if asked is None:
        raise NoSuchButtonError
    file = _attached(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    upload = await _upload(interaction, file, whole=asked["extent"] == _WHOLE)
    if upload is None:
        return
    try:
        by = await _signers(interaction, upload, asked["key"])
        if by:
            await _publish(interaction, upload, Yes(key=asked["key"], by=by, now=interaction.created_at))
    except ProblemsError as error:
        await _refused(interaction, error)


async def _signers(interaction: Interaction, upload: Upload, key: str) -> tuple[str, ...]:
    """Return who publishes an upload; nobody while another editor has to say yes to just this, who is told so."""
    newsroom, user, now = interaction.client.newsroom, interaction.user, interaction.created_at
    if newsroom.config.sign_off < 2:
        return (str(user),)
    found = await preview(newsroom, upload, (str(user),), now)
    if found.key != key or found.plan.changes_nothing:
        await _show(interaction, upload, found, words.CHANGED_SINCE)
        return ()
    # Two may press at the same moment: whoever comes second finds the yes of the first.
    if await newsroom.desk.signatures.sign(key, user.id, str(user), now):
        await _signed(interaction, upload, key)
        return ()
    signature = await newsroom.desk.signatures.get(key)
    if signature is None or newsroom.desk.signatures.is_by(signature, user.id):
        text = words.SIGNED_ALREADY if signature else words.SIGNATURE_GONE
        await interaction.followup.send(text, ephemeral=True)
        return ()
    return signature.by, str(user)


async def _signed(interaction: Interaction, upload: Upload, key: str) -> None:
    """Tell a first editor that a second is wanted, and the desk's channel, which gets the file."""
    audit(interaction, "said yes to a spreadsheet as the first")
    view = discord.ui.View(timeout=None).add_item(DeskButton("sheet", _extent(upload)))
    wanted, nonce = words.second_wanted(upload.name, str(interaction.user)), f"sheet-{key.rpartition(':')[2]}"
    is_posted = await DiscordSender(interaction.client).to_desk(wanted, view, nonce, _file(upload))
    await interaction.followup.send(words.signed_in_words(upload.name, is_posted=is_posted), ephemeral=True)


async def _publish(interaction: Interaction, upload: Upload, yes: Yes) -> None:
    newsroom, now = interaction.client.newsroom, interaction.created_at
    found, is_done = await publish(newsroom, upload, yes)
    if not is_done:
        await _show(interaction, upload, found, words.CHANGED_SINCE)
        return
    audit(interaction, f"imported a spreadsheet: {found.change.counted()}")
    with contextlib.suppress(StoreError):
        # A yes that stays goes with all else that is old: it was to a base that is no longer served.
        await newsroom.desk.signatures.drop(yes.key)
    await send_text(interaction, words.published(found.change), "published.txt")

    async def show(text: str, view: discord.ui.View) -> None:
        await interaction.followup.send(text, view=view, ephemeral=True, suppress_embeds=True)

    await review(newsroom, now, show)


async def _show(interaction: Interaction, upload: Upload, found: Preview, first: str = "") -> None:
    if found.plan.changes_nothing:
        await interaction.followup.send(words.imported(found.plan.merged, None), ephemeral=True)
        return
    newsroom, signed = interaction.client.newsroom, ""
    answered = await newsroom.aftermath.answered_by(found.matcher)
    if newsroom.config.sign_off > 1:
        signature = await newsroom.desk.signatures.get(found.key)
        signed = words.first_yes(signature.by if signature else None)
    text = "\n".join(filter(None, [first, words.preview_in_words(upload.name, found, answered), signed]))
    view = discord.ui.View(timeout=None).add_item(DeskButton("publish", f"{found.key}:{_extent(upload)}"))
    await send_text(interaction, text, "preview.txt", view=view, file=_file(upload))


def _extent(upload: Upload) -> str:
    return _WHOLE if upload.whole else _ROWS


def _file(upload: Upload) -> discord.File:
    return discord.File(io.BytesIO(upload.content), filename=upload.name)


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
