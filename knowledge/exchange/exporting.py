"""The records of a folder -> its tables: what was written, key by key, so that what stood open stays open."""

from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.errors import Problem
from knowledge.exchange.tables import TABLES, Sheet, SheetError, Table, text_of
from knowledge.loading.records import SETTING, Record, Records

# Characters that Excel keeps of a cell (Microsoft, "Excel specifications and limits"); it cuts the rest off in silence.
CELL_LIMIT = 32_767
# Columns of a sheet, by the same page.
COLUMN_LIMIT = 16_384


def tables_of(records: Records) -> tuple[Sheet, ...]:
    """Return all tables of a base's curated files, the empty ones too; what the bot was taught is not in them.

    Raises:
        SheetError: something in it is too large for a spreadsheet.
    """
    sheets = tuple(_sheet(table, records[table.parent or table.name]) for table in TABLES)
    if problems := [problem for sheet in sheets for problem in _too_large(sheet)]:
        raise SheetError(tuple(problems))
    return sheets


def _sheet(table: Table, records: Iterable[Record]) -> Sheet:
    items = list(_items(table, records))
    widths = {key: max((len(item.get(key, ())) for item in items), default=0) for key in table.lists.values()}
    numbered = [f"{name} {at + 1}" for name, key in table.lists.items() for at in range(max(widths[key], 1))]
    rows = [(*table.plain, *numbered)]
    for item in items:
        plain = [text_of(item, column) for column in (*((table.by,) if table.by else ()), *table.columns)]
        ids = [", ".join(item.get(column, ())) for column in table.ids]
        lists = [_padded(item.get(key, []), max(widths[key], 1)) for key in table.lists.values()]
        rows.append((*plain, *ids, *(text for texts in lists for text in texts)))
    return Sheet(table.name, table.name, tuple(rows))


def _items(table: Table, records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    """Yield what is written of each entry; of one that belongs to another with the id of that."""
    for record in records:
        if table.name == "synonyms":
            yield {"words": list(record.value)}
        elif table.name == SETTING:
            yield dict(record.yaml)
        elif table.parent:
            yield from ({**item, table.by: record.value.id} for item in record.yaml.get(table.name, ()))
        else:
            yield record.yaml


def _padded(texts: list[str], width: int) -> list[str]:
    return [*texts, *[""] * (width - len(texts))]


def _too_large(sheet: Sheet) -> Iterator[Problem]:
    if len(sheet.rows[0]) > COLUMN_LIMIT:
        what = f"a list of more than {COLUMN_LIMIT} items, the most columns that a sheet has"
        yield Problem(sheet.label, 0, what, "shorten it in the YAML files")
    for row in sheet.rows:
        for heading, text in zip(sheet.rows[0], row, strict=True):
            if len(text) > CELL_LIMIT:
                what = f"{heading} of '{row[0][:80]}' has more than {CELL_LIMIT} characters, the most of a cell"
                yield Problem(sheet.label, 0, what, "shorten it in the YAML files")
