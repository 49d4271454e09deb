"""A sheet that comes alone: what the others of its spreadsheet would hold is taken from the base as it stands."""

from collections.abc import Container, Iterator

from knowledge.exchange.exporting import tables_of
from knowledge.exchange.tables import BY_NAME, Sheet, Table, children
from knowledge.loading.records import Records


def completed(lone: Sheet, records: Records, *, whole: bool) -> list[Sheet]:
    """Return a sheet and, as the base has it, what belongs to its rows or is what they belong to.

    Where it is the ``whole`` of its table, all else that the base has comes along, so that nothing of that is removed.

    Raises:
        SheetError: something in the base is too large for a spreadsheet.
    """
    table = BY_NAME.get(lone.name.strip().lower())
    names = _names(lone, table) if table and lone.rows else None
    if table is None or not records or (names is None and table.key):
        return [lone]
    others = [sheet for sheet in tables_of(records) if sheet.name != table.name]
    return [lone, *(_taken(others, table, names or frozenset(), whole=whole))]


def _names(sheet: Sheet, table: Table) -> frozenset[str] | None:
    """Return the ids in a sheet; None where it has no column for them."""
    at = next((at for at, text in enumerate(sheet.rows[0]) if table.key and table.column_of(text) == table.key), None)
    return None if at is None else frozenset(row[at].strip() for row in sheet.rows[1:] if at < len(row))


def _taken(others: list[Sheet], table: Table, names: Container[str], *, whole: bool) -> Iterator[Sheet]:
    root = table.parent or table.name
    family = {root, *(child.name for child in children(root))}
    for sheet in others:
        # A row that belongs to what the sheet lacks goes with it.
        if sheet.name in family and not (whole and table.parent):
            headings, *rows = sheet.rows
            # The exported tables have the id in their first column.
            yield Sheet(f"{sheet.name} of the base", sheet.name, (headings, *(row for row in rows if row[0] in names)))
        elif whole:
            yield Sheet(f"{sheet.name} of the base", sheet.name, sheet.rows)
