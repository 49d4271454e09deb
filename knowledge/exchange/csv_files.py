"""Tables <-> a folder of CSV files, one a table, as spreadsheet programs read and write them.

A text that begins as a formula does gets an apostrophe before it, as OWASP advises ("CSV injection"), and reading takes
that one away again; a text that looks so already gets one more, so that no text is changed on its way there and back.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from knowledge.exchange.places import Fault, Place
from knowledge.exchange.tables import BY_NAME, Sheet
from knowledge.loading.files import FILE_LIMIT_BYTES

_BEGINS_AS_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MADE_INERT = re.compile(r"'+[=+\-@\t\r]")
# What programs put between cells: where the comma is for decimals they write semicolons.
DELIMITERS = ",;\t"
_SAVE_AS = "save it as 'CSV UTF-8'"


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a table as CSV; the mark at its beginning tells Excel that it is UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[_inert(cell) for cell in row] for row in sheet.rows])
    return text.getvalue().encode("utf-8-sig")


def _inert(text: str) -> str:
    return f"'{text}" if _BEGINS_AS_FORMULA.match(text) else text


def _as_meant(text: str) -> str:
    return text[1:] if _MADE_INERT.match(text) else text


def csv_sheets(path: Path, faults: list[Fault]) -> Iterator[Sheet]:
    """Yield the tables of a folder, or of one file, each named by its file; what cannot be read is among ``faults``."""
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not files:
        remedy = f"name a folder with {', '.join(f'{name}.csv' for name in BY_NAME)}, or an .xlsx file"
        faults.append(Fault(Place(path.name), "no *.csv file in this folder", remedy))
    for file in files:
        label = f"{path.name}/{file.name}" if path.is_dir() else file.name
        rows = _rows(file, Place(label), faults)
        if rows is not None:
            yield Sheet(label, file.stem, rows)


def _rows(file: Path, place: Place, faults: list[Fault]) -> tuple[tuple[str, ...], ...] | None:
    try:
        if not file.is_file():
            faults.append(Fault(place, "not a regular file", "name a file or a folder of files"))
            return None
        if file.stat().st_size > FILE_LIMIT_BYTES:
            faults.append(Fault(place, f"larger than {FILE_LIMIT_BYTES >> 20} MiB", "split it"))
            return None
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        faults.append(Fault(place, "not UTF-8 text", _SAVE_AS))
        return None
    except OSError as error:
        faults.append(Fault(place, f"cannot be read ({error.strerror})", "check its name and its permissions"))
        return None
    return _parsed(text, place, faults)


def _parsed(text: str, place: Place, faults: list[Fault]) -> tuple[tuple[str, ...], ...] | None:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count), strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        rows.extend(tuple(_as_meant(cell) for cell in row) for row in reader)
    except csv.Error as error:
        where = Place(place.sheet, len(rows) + 1)
        faults.append(
            Fault(where, f"broken CSV ({error})", f"close its quotes, or open it in a spreadsheet and {_SAVE_AS}")
        )
        return None
    return tuple(rows)
