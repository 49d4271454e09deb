"""Tables as they were found -> entries whose every value knows its cell, and what is wrong with the tables' form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from knowledge.exchange.places import Fault, Place
from knowledge.exchange.tables import BY_NAME, TABLES, Sheet, Table

# Characters of a faulty text: enough to find it in its cell.
SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: its texts and lists by the keys of YAML, and the rows of other tables that belong to it by table."""

    table: Table
    place: Place
    headings: tuple[str, ...] = ()
    texts: dict[str, Cell] = field(default_factory=dict)
    lists: dict[str, list[Cell]] = field(default_factory=dict)
    belonging: dict[str, list["Entry"]] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """Return what a cell holds, "" where there is none."""
        return self.texts[key].text.strip() if key in self.texts else ""

    def missing(self, heading: str) -> Place:
        """Return where a value would stand that the entry lacks."""
        at = self.headings.index(heading) + 1 if heading in self.headings else 0
        return Place(self.place.sheet, self.place.row, at, heading if at else "")


@dataclass(frozen=True, slots=True)
class Entries:
    """What tables hold: entries by table, and by table the keys that an entry of it could have had."""

    by_table: dict[str, list[Entry]]
    keys: dict[str, frozenset[str]]


def entries_of(sheets: Iterable[Sheet], faults: list[Fault]) -> Entries:
    """Return the entries in tables; what is wrong with the tables' form is added to ``faults``."""
    found: dict[str, list[Entry]] = {}
    keys: dict[str, frozenset[str]] = {}
    for sheet in _known(sheets, faults):
        table = BY_NAME[sheet.name]
        headings = _headings(sheet, table, faults)
        keys[table.name] = frozenset(table.key_of(heading) for heading in headings)
        found[table.name] = list(_once(_rows(sheet, table, headings, faults), faults))
    for table in TABLES:
        if table.parent and table.name in found:
            _hand_over(table, found.pop(table.name), found.get(table.parent, []), faults)
            keys[table.parent] = keys.get(table.parent, frozenset()) | {table.name}
    return Entries(found, keys)


def _known(sheets: Iterable[Sheet], faults: list[Fault]) -> Iterator[Sheet]:
    """Yield the sheets that are tables of a fact base; others are passed over where they are empty."""
    seen: set[str] = set()
    for sheet in sheets:
        name = sheet.name.strip().lower()
        if name in seen:
            faults.append(Fault(Place(sheet.label), "a second sheet of that name", "put the rows into one sheet"))
        elif name in BY_NAME:
            seen.add(name)
            yield Sheet(sheet.label, name, sheet.rows)
        elif any(cell.strip() for row in sheet.rows for cell in row):
            remedy = f"rename it to one of {', '.join(BY_NAME)}, or take it out of the file"
            faults.append(Fault(Place(sheet.label), "not a table of a fact base", remedy))


def _headings(sheet: Sheet, table: Table, faults: list[Fault]) -> tuple[str, ...]:
    """Return the column that each heading means: "" where it is blank, and itself where it means none."""
    headings: list[str] = []
    for at, text in enumerate(sheet.rows[0] if sheet.rows else (), 1):
        column = table.column_of(text)
        if column is None and text.strip():
            wanted = ", ".join([*table.plain, *(f"{name} 1" for name in table.lists)])
            what, remedy = f"unknown heading '{text.strip()[:SHOWN_CHARACTERS]}'", f"use one of {wanted}"
            faults.append(Fault(Place(sheet.label, 1, at), what, remedy))
        elif column in headings and column in table.plain:
            faults.append(Fault(Place(sheet.label, 1, at, column), "a second column of that name", "keep one of them"))
        headings.append(column or text.strip())
    wanted = table.key
    if wanted and wanted not in headings and len(sheet.rows) > 1:
        remedy = "the first row holds the headings: write it above the column that holds the ids"
        faults.append(Fault(Place(sheet.label, 1), f"no heading '{wanted}'", remedy))
    return tuple(headings)


def _rows(sheet: Sheet, table: Table, headings: tuple[str, ...], faults: list[Fault]) -> Iterator[Entry]:
    for number, row in enumerate(sheet.rows[1:], 2):
        entry = Entry(table, Place(sheet.label, number), headings)
        for at, text in enumerate(row):
            heading = headings[at] if at < len(headings) else ""
            place = Place(sheet.label, number, at + 1, heading)
            if text.strip() and not heading:
                faults.append(Fault(place, "a value in a column without a heading", "write the heading or delete it"))
            elif text.strip():
                _fill(entry, Cell(text, place))
        if entry.texts or entry.lists:
            yield entry


def _once(rows: Iterable[Entry], faults: list[Fault]) -> Iterator[Entry]:
    """Yield the rows whose id no row before them has."""
    first: dict[str, int] = {}
    for entry in rows:
        name = entry.text("id")
        row = first.setdefault(name, entry.place.row) if name else entry.place.row
        if row == entry.place.row:
            yield entry
        else:
            what = f"id '{name[:SHOWN_CHARACTERS]}' is already used in row {row}"
            faults.append(Fault(entry.texts["id"].place, what, "give one of them another id"))


def _fill(entry: Entry, cell: Cell) -> None:
    """Put a cell where its column says; one under an unknown heading, which has been told, is left out."""
    table, heading = entry.table, cell.place.heading
    if heading in table.ids:
        entry.lists[heading] = [Cell(one.strip(), cell.place) for one in cell.text.split(",") if one.strip()]
    elif heading in table.lists:
        entry.lists.setdefault(table.lists[heading], []).append(cell)
    elif heading in table.plain:
        entry.texts.setdefault(heading, cell)


def _hand_over(table: Table, rows: list[Entry], parents: list[Entry], faults: list[Fault]) -> None:
    """Give each row of a table to the entry that it names."""
    by_id: dict[str, Entry] = {}
    for parent in parents:
        by_id.setdefault(parent.text("id"), parent)
    for row in rows:
        name = row.text(table.by)
        named = row.texts.pop(table.by, None)
        if name and name in by_id:
            by_id[name].belonging.setdefault(table.name, []).append(row)
            continue
        what = (
            f"no row of the sheet {table.parent} has the id '{name[:SHOWN_CHARACTERS]}'" if name else f"no {table.by}"
        )
        remedy = f"write an id of the sheet {table.parent}, or delete the row"
        faults.append(Fault(named.place if named else row.missing(table.by), what, remedy))
