"""What a spreadsheet says of the whole base, held against what the folder says of it already."""

from collections import Counter

from knowledge.exchange.entries import Cell, Entries, Entry
from knowledge.exchange.manner import Manner
from knowledge.exchange.places import Fault, Place
from knowledge.exchange.tables import BY_NAME
from knowledge.loading.records import SETTING, SETTINGS, Record, Records


def settings_after(
    given: Entries, records: Records, file: str, faults: list[Fault], manner: Manner
) -> tuple[list[Entry], Counter[str]]:
    """Return the row that ``file`` has of settings after an import, if any, and how many are added, changed, removed.

    What another file says already is left to that. What the spreadsheet lacks stays, unless its sheet is the ``whole``.
    """
    row, *more = given.by_table.get(SETTING) or [Entry(BY_NAME[SETTING], Place(""))]
    faults += [Fault(other.place, "a second row of settings", "put all of them into one row") for other in more]
    standing = {record.value[0]: record for record in records.get(SETTING, ())}
    goes = manner.whole and SETTING in given.by_table
    counts: Counter[str] = Counter()
    texts: dict[str, Cell] = {}
    for key in SETTINGS:
        cell, record = row.texts.get(key), standing.get(key)
        if cell:
            counts[_kind(cell, record, file, faults, manner)] += 1
        elif record and record.file == file and not goes:
            cell = Cell(record.yaml[key], Place(f"{record.file}:{record.line}"))
        elif record and record.file == file:
            counts["removed"] += 1
        if cell and (record is None or record.file == file):
            texts[key] = cell
    return [Entry(row.table, row.place, row.headings, texts)] if texts else [], counts


def _kind(cell: Cell, record: Record | None, file: str, faults: list[Fault], manner: Manner) -> str:
    """Return whether a setting is "added", "changed" or "unchanged"; a fault where another file says otherwise."""
    if record is None:
        return "added"
    key = record.value[0]
    before = record.yaml[key].strip()
    if cell.text.strip() == before:
        return "unchanged"
    if record.file != file:
        what = f"'{key}' stands at {record.file}:{record.line} and is {before}"
        faults.append(Fault(cell.place, what, manner.remedies.elsewhere))
    return "changed"
