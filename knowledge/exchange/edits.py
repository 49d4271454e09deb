"""Rows that change what an editor may not write over: taken as edits, they are served from ``desk.yaml``."""

import re
from collections.abc import Iterable, Iterator, Sequence

from knowledge.exchange.entries import Entry
from knowledge.exchange.manner import Editing
from knowledge.exchange.merging import plain
from knowledge.exchange.places import Place
from knowledge.exchange.plans import Written
from knowledge.exchange.yaml_writing import Line, in_order
from knowledge.loading.files import Snapshot
from knowledge.loading.published import DESK
from knowledge.loading.records import Records
from knowledge.loading.schema import RECORDS
from knowledge.service.publishing import desk_with, refuse_comment

_PART = re.compile(r"(\w+):")
_ITEM = re.compile(r"  - id: \"?([^\s\"]+)")
_KEY = re.compile(r"(?: {4}|  - )(\w+):")


def desk_after(edits: Sequence[Entry], records: Records, snapshot: Snapshot, editing: Editing) -> Written:
    """Return ``desk.yaml`` with edits in it.

    Raises:
        FactBaseError: somebody has written a comment into it, which would be lost.
    """
    file = snapshot.shown(DESK)
    refuse_comment(snapshot.files.get(DESK) or b"", file)
    new = {name: [in_order(edit, plain(edit)) for edit in edits if edit.table.name == name] for name in RECORDS}
    published = {"by": list(editing.by), "on": editing.on.isoformat()}
    content = desk_with(records, file, new, published).content()
    return Written(content, tuple(_lines(content.decode("utf-8", "replace"), file, edits)))


def _lines(content: str, file: str, edits: Iterable[Entry]) -> Iterator[Line]:
    """Yield the lines of the file; those of an edit with the cells that they came from."""
    rows = {(edit.table.name, edit.text("id")): edit for edit in edits}
    part, entry, key = "", None, ""
    for number, text in enumerate(content.split("\n"), 1):
        if begun := _PART.match(text):
            part, entry = begun[1], None
        if item := _ITEM.match(text):
            entry = rows.get((part, item[1]))
        if found := _KEY.match(text):
            key = found[1]
        yield Line(text, _place(entry, key) if entry else Place(f"{file}:{number}"), entry)


def _place(entry: Entry, key: str) -> Place:
    cells = [*([entry.texts[key]] if key in entry.texts else []), *entry.lists.get(key, ())]
    rows = entry.belonging.get(key, ())
    return next((one.place for one in (*cells, *rows)), entry.place)
