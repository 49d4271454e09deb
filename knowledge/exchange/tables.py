"""How a fact base lies in tables: an entry a row, a value a cell, lists in numbered columns or in further tables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.errors import Problem, ProblemsError
from knowledge.loading.records import SETTING, SETTINGS

# "phrasing 3" is a further item of the list of phrasings; the number is for people, the order is that of the columns.
_NUMBERED = re.compile(r"(.+?)(?: ?\d+)?")


class SheetError(ProblemsError):
    """Tables that cannot be taken over, or that cannot be written; problems keep the order of the rows."""

    where = " in the spreadsheet"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems  # by their words, row 10 would come before row 2


@dataclass(frozen=True, slots=True)
class Table:
    """What the columns of one table hold.

    ``columns`` hold one text each, ``ids`` several ids with commas between them; ``lists`` maps the headings of
    numbered columns to keys. A column such as "retracted on" is the key ``on`` of what stands under ``retracted``.
    ``parent`` is the table whose entries the rows belong to, ``by`` the column that says to which of them.
    """

    name: str
    columns: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    lists: Mapping[str, str] = field(default_factory=dict)
    parent: str = ""
    by: str = ""

    @property
    def key(self) -> str:
        """The column that says which entry a row is, or belongs to; "" for a table whose rows have no names."""
        return self.by or ("id" if "id" in self.columns else "")

    @property
    def plain(self) -> tuple[str, ...]:
        """The columns that stand once, in their order: the parent's id, texts, lists of ids."""
        return (*((self.by,) if self.by else ()), *self.columns, *self.ids)

    def column_of(self, heading: str) -> str | None:
        """Return the column that a heading means, a list's without its number; None where there is none such."""
        heading = heading.strip().lower()
        match = _NUMBERED.fullmatch(heading)
        numbered = match[1] if match else heading
        return heading if heading in self.plain else numbered if numbered in self.lists else None

    def key_of(self, column: str) -> str:
        """Return the key in YAML that a column fills."""
        return self.lists.get(column, column.partition(" ")[0])


TABLES = (
    Table(
        "facts",
        ("id", "question", "answer", "status", "as_of", "happened", "review_by", "publish_at", "draft", "audience"),
        ("entities", "topics", "related"),
        {"phrasing": "phrasings", "not": "not"},
    ),
    Table(
        "citations",
        ("source", "supports", "via", "quote", "where", "archive", "accessed"),
        parent="facts",
        by="fact",
    ),
    Table("positions", ("by", "says", "on", "source"), parent="facts", by="fact"),
    Table("corrections", ("on", "note"), parent="facts", by="fact"),
    Table(
        "sources",
        ("id", "publisher", "title", "published", "url", "relays", "retracted on", "retracted note"),
        lists={"author": "authors"},
    ),
    Table("entities", ("id", "name", "kind"), lists={"alias": "aliases"}),
    Table("offices", ("title", "whose", "from", "until"), parent="entities", by="entity"),
    Table("synonyms", lists={"word": "words"}),
    # What holds for the whole base: one row.
    Table(SETTING, SETTINGS),
)
BY_NAME = {table.name: table for table in TABLES}


def children(name: str) -> tuple[Table, ...]:
    """Return the tables whose rows belong to the entries of a table."""
    return tuple(table for table in TABLES if table.parent == name)


def text_of(item: Mapping[str, Any], column: str) -> str:
    """Return what stands in a column of an entry as the format has it; "" where nothing does."""
    key, _, inner = column.partition(" ")
    value = item.get(key, "")
    return str(value.get(inner, "") if isinstance(value, Mapping) else value)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was found: ``label`` names it in problems; ``rows`` are texts, the headings first."""

    label: str
    name: str
    rows: tuple[tuple[str, ...], ...]
