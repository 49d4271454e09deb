"""How the tests change what /desk export hands out, and hand it in again."""

import csv
import io
from pathlib import Path

import simcord
from openpyxl import load_workbook

from tests.bot.client.cogs.desk.support import last_of
from tests.knowledge.exchange.support import Rows, workbook

Sheets = dict[str, Rows]


async def exported(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> Sheets:
    """Return the sheets that /desk export hands out."""
    (file,) = last_of(await editor.slash(channel, "desk export")).attachments
    pages = load_workbook(io.BytesIO(await file.read())).worksheets
    return {page.title: [[cell or "" for cell in row] for row in page.iter_rows(values_only=True)] for page in pages}


def changed(sheets: Sheets, name: str, column: str, text: str) -> Sheets:
    """Return sheets in which a fact has another text in a column."""
    headings, *rows = sheets["facts"]
    at = headings.index(column)
    new = [[*row[:at], text, *row[at + 1 :]] if row[0] == name else row for row in rows]
    return sheets | {"facts": [headings, *new]}


def in_xlsx(sheets: Sheets, place: Path) -> tuple[str, bytes]:
    return "b.xlsx", workbook(place / "b.xlsx", **sheets).read_bytes()


def in_csv(sheets: Sheets, name: str) -> tuple[str, bytes]:
    """Return one sheet as a file of its own."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(sheets[name])
    return f"{name}.csv", text.getvalue().encode()


async def handed_in(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, file: tuple[str, bytes], **options: object
) -> simcord.ResponseMessage:
    result = await editor.slash(channel, "desk import", file=file, **options)
    assert result.ephemeral
    return last_of(result)
