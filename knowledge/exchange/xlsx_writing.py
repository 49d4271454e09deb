"""Tables -> an Excel workbook in which every cell is text and stays text."""

import io
import re
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.cell import get_column_letter

from knowledge.exchange.tables import Sheet

# Excel's format for "text": what is typed into such a cell is not made a date, a number or a formula.
TEXT_FORMAT = "@"
# Characters of a column: an id or a date is read at a glance in the one, a sentence in the other.
NARROW, WIDE = 18, 50
WIDE_COLUMNS = ("question", "answer", "title", "supports", "says", "note", "phrasing", "not")
# What XML cannot carry, and what would be read as the way to carry it: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
_TO_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def xlsx_bytes(sheets: Iterable[Sheet]) -> bytes:
    """Return the tables as a workbook, a sheet each."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


# The library's types know its sheets for writing only in part, hence ``Any``.
def _write(page: Any, sheet: Sheet) -> None:
    page.freeze_panes = "B2"  # the headings and the ids stay in sight
    # What is not told at the top of a sheet, readers look for: they go through all of it twice.
    size = f"A1:{get_column_letter(len(sheet.rows[0]))}{len(sheet.rows)}"
    page.calculate_dimension = lambda: size
    for at, heading in enumerate(sheet.rows[0], 1):
        is_wide = heading.startswith(WIDE_COLUMNS)
        page.column_dimensions[get_column_letter(at)].width = WIDE if is_wide else NARROW
    page.append([_cell(page, text, is_heading=True) for text in sheet.rows[0]])
    for row in sheet.rows[1:]:
        page.append([_cell(page, text) if text else None for text in row])


def _cell(page: Any, text: str, *, is_heading: bool = False) -> Cell:
    cell: Cell = WriteOnlyCell(page, _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
    cell.data_type = "s"  # what begins with "=" too
    cell.number_format = TEXT_FORMAT
    if is_heading:
        cell.font = Font(bold=True)
    return cell
