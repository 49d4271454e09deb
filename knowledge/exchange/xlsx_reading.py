"""An Excel workbook -> its tables, as text; nothing in it is run, reckoned or guessed.

Files come from anywhere: before the library opens one, its size unpacked is known, and it holds no macros.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from knowledge.exchange.places import Fault, Place
from knowledge.exchange.tables import Sheet

# 10,000 facts with ten wordings each are 4 MiB packed and 40 unpacked; three times that is a slip or an attack.
PACKED_LIMIT_BYTES, UNPACKED_LIMIT_BYTES = 32 << 20, 128 << 20
# Rows and cells of a sheet, blank ones between filled ones too: ten times what such a base has.
ROW_LIMIT, CELL_LIMIT = 200_000, 5_000_000
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # the container of .xls, and of workbooks with a password
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}\d{1,7}):")
_ESCAPED = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")  # see xlsx_writing; half a character is no text
# What the library raises for a workbook that is cut short, damaged or no workbook.
_UNREADABLE = (
    ArithmeticError,
    AttributeError,
    DefusedXmlException,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
_SAVE_AGAIN = "open it in a spreadsheet program and save it again as .xlsx"
_AS_TEXT = "format the cell as text and write it again"
# By the type of a cell, of which none is read: what is shown is not what stands in it.
_NO_TEXT = {
    "f": "a formula; copy the cell and paste it as a value",
    "e": "an error; write what belongs there",
    "b": f"a truth value; {_AS_TEXT}",
}
LARGEST_NUMBER = 10**15  # Excel keeps fifteen digits


def xlsx_sheets(path: Path, faults: list[Fault]) -> list[Sheet]:
    """Return the tables of a workbook; what cannot be read is among ``faults``."""
    place = Place(path.name)
    try:
        if path.stat().st_size > PACKED_LIMIT_BYTES:
            faults.append(Fault(place, f"larger than {PACKED_LIMIT_BYTES >> 20} MiB", "split it"))
            return []
        content = path.read_bytes()
    except OSError as error:
        faults.append(Fault(place, f"cannot be read ({error.strerror})", "check its name and its permissions"))
        return []
    try:
        if fault := _refused(content):
            faults.append(Fault(place, *fault))
            return []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about charts and the like, which are not read
            return list(_sheets(content, path.name, faults))
    except _UNREADABLE:
        faults.append(Fault(place, "damaged, cut short, or no workbook", _SAVE_AGAIN))
        return []


def _refused(content: bytes) -> tuple[str, str] | None:
    """Return why a workbook is not opened, and what to do."""
    if content.startswith(_OLD_OR_LOCKED):
        return "an old workbook (.xls), or one with a password", "save it as .xlsx without a password"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > UNPACKED_LIMIT_BYTES:
            return (
                f"larger than {UNPACKED_LIMIT_BYTES >> 20} MiB when unpacked",
                "delete what is not facts, or split it",
            )
        if any("vba" in member.filename.lower() for member in members):
            return "a workbook with macros", "save it as .xlsx, which has none"
    return None


def _sheets(content: bytes, book: str, faults: list[Fault]) -> Iterator[Sheet]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        pages: list[Any] = workbook.worksheets  # whose part of the archive its types leave out
        for page in pages:
            label = f"{book}, sheet {page.title}"
            for ref in _MERGED.findall(archive.read(page._worksheet_path)):
                row, column = coordinate_to_tuple(ref.decode())
                remedy = "unmerge them, and write into each what belongs there"
                faults.append(Fault(Place(label, row, column), "merged cells begin here", remedy))
            yield Sheet(label, page.title, tuple(_rows(page, label, faults)))


def _rows(page: ReadOnlyWorksheet, label: str, faults: list[Fault]) -> Iterator[tuple[str, ...]]:
    page.reset_dimensions()  # what a sheet says of its own size need not be true
    cells = 0
    headings: tuple[str, ...] = ()
    for number, row in enumerate(page.rows, 1):
        cells += len(row)
        if number > ROW_LIMIT or cells > CELL_LIMIT:
            what = f"more than {ROW_LIMIT} rows or {CELL_LIMIT} cells"
            faults.append(Fault(Place(label, number), what, "delete the empty rows and columns behind the last one"))
            return
        texts = []
        for at, cell in enumerate(row, 1):
            try:
                texts.append(_text(cell))
            except ValueError as error:
                what, _, remedy = str(error).partition("; ")
                heading = headings[at - 1] if at <= len(headings) else ""
                faults.append(Fault(Place(label, number, at, heading), what, remedy))
                texts.append("")
        headings = headings or tuple(texts)
        yield tuple(texts)


def _text(cell: Any) -> str:
    """Return what a cell holds as text.

    Raises:
        ValueError: it holds what no text stands for without guessing; what and the remedy, with a semicolon between.
    """
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in _NO_TEXT:
        raise ValueError(_NO_TEXT[cell.data_type])
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, int) and abs(value) <= LARGEST_NUMBER:
        return str(value)
    if isinstance(value, datetime) and value.time() == time():
        return _day(value.date(), cell.number_format)
    raise ValueError(f"a number or a time that text may stand for in several ways; {_AS_TEXT}")


def _day(day: date, shown_as: str) -> str:
    """Return a date as precisely as it is shown: of a 2016-12 that was typed the program keeps the first day."""
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", shown_as.split(";")[0]).lower()
    if "y" in shown and "m" in shown:
        return day.isoformat() if "d" in shown else day.isoformat()[:7]
    if "y" in shown and "d" not in shown:
        return day.isoformat()[:4]
    raise ValueError(f"a date without its year; {_AS_TEXT}")
