"""Entries -> the lines of a YAML file, each with the cell that it came from: one value a line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from knowledge.exchange.entries import Cell, Entry
from knowledge.exchange.places import Place
from knowledge.loading.records import SETTING
from knowledge.loading.scalars import quoted_scalar, scalar
from knowledge.loading.schema import (
    CitationRecord,
    CorrectionRecord,
    EntityRecord,
    FactRecord,
    OfficeRecord,
    PositionRecord,
    SourceRecord,
)

_HEADING = "# What `factbot import` took over from a spreadsheet: it writes this file by itself, whole, each time."
_RECORDS: dict[str, type[BaseModel]] = {
    "facts": FactRecord,
    "citations": CitationRecord,
    "positions": PositionRecord,
    "corrections": CorrectionRecord,
    "sources": SourceRecord,
    "entities": EntityRecord,
    "offices": OfficeRecord,
}
_KEYS = {
    name: tuple(field.alias or key for key, field in record.model_fields.items()) for name, record in _RECORDS.items()
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: the cell it came from, and the row."""

    text: str
    place: Place
    entry: Entry | None = None


def in_order(entry: Entry, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry as the format has it with its keys in the order of the format."""
    return {key: item[key] for key in _KEYS[entry.table.name] if key in item}


def yaml_lines(by_table: Mapping[str, Iterable[Entry]]) -> list[Line]:
    """Return the lines of the file that holds the entries of all tables."""
    nowhere = Place("")
    lines = [Line(_HEADING, nowhere)]
    for entry in by_table.get(SETTING, ()):
        lines += [Line(f"{key}: {scalar(cell.text)}", cell.place, entry) for key, cell in entry.texts.items()]
    for name, entries in by_table.items():
        if name == SETTING:
            continue
        items = list(entries)
        lines.append(Line(f"{name}:" if items else f"{name}: []", nowhere))
        for entry in items:
            lines += _synonyms(entry) if name == "synonyms" else _item(entry, "  ")
    return lines


def _synonyms(entry: Entry) -> Iterator[Line]:
    words = ", ".join(quoted_scalar(cell.text) for cell in entry.lists["words"])
    yield Line(f"  - [{words}]", entry.place, entry)


def _item(entry: Entry, indent: str) -> Iterator[Line]:
    """Yield an entry as an item of a list, its keys in the order of the format."""
    mark = f"{indent}- "
    if not (entry.texts or entry.lists or entry.belonging):
        yield Line(f"{mark}{{}}", entry.place, entry)
    for key in _KEYS[entry.table.name]:
        for line in _value(entry, key, f"{indent}  "):
            yield Line(mark + line.text.removeprefix(f"{indent}  ") if mark else line.text, line.place, line.entry)
            mark = ""


def _value(entry: Entry, key: str, indent: str) -> Iterator[Line]:
    if key in entry.texts:
        cell = entry.texts[key]
        yield Line(f"{indent}{key}: {scalar(cell.text)}", cell.place, entry)
    elif key in entry.lists:
        yield Line(f"{indent}{key}:", entry.place, entry)
        yield from (_list_item(cell, indent, entry) for cell in entry.lists[key])
    elif inner := {name: cell for name, cell in entry.texts.items() if name.startswith(f"{key} ")}:
        yield Line(f"{indent}{key}:", entry.place, entry)
        for name, cell in inner.items():
            yield Line(f"{indent}  {name.removeprefix(f'{key} ')}: {scalar(cell.text)}", cell.place, entry)
    elif key in entry.belonging:
        yield Line(f"{indent}{key}:", entry.place, entry)
        for belonging in entry.belonging[key]:
            yield from _item(belonging, f"{indent}  ")


def _list_item(cell: Cell, indent: str, entry: Entry) -> Line:
    return Line(f"{indent}  - {scalar(cell.text)}", cell.place, entry)
