"""What a spreadsheet says, held against what a folder has: what is new, what changes, what stands where it may not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from knowledge.exchange.entries import Cell, Entries, Entry
from knowledge.exchange.manner import Manner, Remedies
from knowledge.exchange.places import Fault, Place
from knowledge.exchange.settings import settings_after
from knowledge.exchange.tables import BY_NAME, Table, children, text_of
from knowledge.loading.published import DESK, replaced
from knowledge.loading.records import LISTS, SETTING, Record, Records
from knowledge.loading.schema import RECORDS

# The file that imports write, in the folder of the facts.
IMPORTED = "imported.yaml"
# Only on Discord a row that changes it is taken; what other entries name can't be deleted first.
_EDIT = "use /desk import on Discord, which takes it as an edit"
_THERE = f"change it there; or {_EDIT}"
_FACT_THERE = f"change it there; or delete it there, and import again; or {_EDIT}"
_OF_DESK = "change it with /desk import on Discord; or use `factbot promote`, and change it where it is then"


@dataclass
class Merged:
    """The entries that the file is to hold, by table, and how many of the spreadsheet's are what.

    ``edits`` are rows that change what stands in other files.
    """

    by_table: dict[str, list[Entry]] = field(default_factory=dict)
    edits: list[Entry] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    @property
    def imports(self) -> bool:
        """Whether the file is to hold something else than it does."""
        return bool(self.added or self.changed or self.removed)


def merge(given: Entries, records: Records, file: str, faults: list[Fault], manner: Manner) -> Merged:
    """Return what ``file``, as problems name it, holds after an import; what may not be is added to ``faults``.

    Rows add entries and take the place of those of the same id. Entries that the spreadsheet lacks stay, unless it is
    the whole.
    """
    merged = Merged()
    for name in LISTS:
        # What was imported stays in its file where an editor's fact is served in its place.
        aside = replaced(records, name) if name in RECORDS else ()
        old = [record for record in (*records.get(name, ()), *aside) if record.file == file]
        curated = {_name(one): one for one in records.get(name, ()) if one.file != file}
        standing = _Standing(curated, {_name(one): one for one in old}, manner)
        rows = list(_to_import(given.by_table.get(name, ()), standing, faults, merged))
        if not manner.whole:
            edits = [edit for edit in merged.edits if edit.table.name == name]
            faults += _lost(rows, old, given.keys, manner.remedies)
            faults += _lost(edits, curated.values(), given.keys, manner.remedies)
        merged.by_table[name] = _joined(rows, old, merged, whole=manner.whole)
    merged.by_table[SETTING], counts = settings_after(given, records, file, faults, manner)
    for kind, count in counts.items():
        setattr(merged, kind, getattr(merged, kind) + count)
    return merged


def plain(entry: Entry) -> Any:
    """Return an entry as the format has it."""
    if entry.table.name == "synonyms":
        return tuple(cell.text for cell in entry.lists.get("words", ()))
    texts: dict[str, Any] = {}
    for key, cell in entry.texts.items():
        outer, _, inner = key.partition(" ")
        texts |= {outer: {**texts.get(outer, {}), inner: cell.text} if inner else cell.text}
    lists = {key: [cell.text for cell in cells] for key, cells in entry.lists.items()}
    return {**texts, **lists, **{key: [plain(one) for one in rows] for key, rows in entry.belonging.items()}}


def _name(one: Record | Entry) -> Any:
    """Return what tells an entry from others: its id, or the words of a group of synonyms."""
    if isinstance(one, Entry):
        return one.text("id") if one.table.name in RECORDS else plain(one)
    return one.value if isinstance(one.value, tuple) else one.value.id


def _value(entry: Entry) -> Any:
    """Return the entry as the loader makes it; None where it is faulty."""
    if entry.table.name not in RECORDS:
        return plain(entry)
    try:
        return RECORDS[entry.table.name].model_validate(plain(entry))
    except ValidationError:
        return None


@dataclass(frozen=True, slots=True)
class _Standing:
    """What stands in other files and what has been imported, by name; and what may be done to it."""

    curated: dict[Any, Record]
    old: dict[Any, Record]
    manner: Manner


def _to_import(rows: Iterable[Entry], standing: _Standing, faults: list[Fault], merged: Merged) -> Iterator[Entry]:
    """Yield the rows that are not in another file already."""
    for row in rows:
        other, old = standing.curated.get(_name(row)), standing.old.get(_name(row))
        if other is None:
            yield row
        elif old and _value(row) in (old.value, other.value):
            yield _kept(old)
        elif _value(row) == other.value:
            merged.unchanged += 1
        elif standing.manner.editing:
            merged.edits.append(row)
            if old:
                # What it takes the place of stays; it is no row of the spreadsheet's.
                merged.unchanged -= 1
                yield _kept(old)
        else:
            faults.append(_differing(row, other))


def _differing(row: Entry, other: Record) -> Fault:
    place = Place(row.place.sheet, row.place.row, *_first_difference(row, other))
    what = f"'{_name(row)}' stands at {other.file}:{other.line} and says something else"
    there = _FACT_THERE if row.table.name == "facts" else _THERE
    return Fault(place, what, _OF_DESK if other.file.endswith(f"/{DESK}") else there)


def _first_difference(row: Entry, other: Record) -> tuple[int, str]:
    """Return column and heading of the first text that differs; 0 where the difference is elsewhere."""
    for cell in row.texts.values():
        if cell.text.strip() != text_of(other.yaml, cell.place.heading).strip():
            return cell.place.column, cell.place.heading
    return 0, ""


def _lost(
    rows: Iterable[Entry], old: Iterable[Record], keys: Mapping[str, frozenset[str]], remedies: Remedies
) -> Iterator[Fault]:
    """Yield what an entry has, or what belongs to it, that the spreadsheet has no column or sheet for."""
    known = {_name(record): record.yaml for record in old if isinstance(record.yaml, dict)}
    for row in rows:
        item = known.get(_name(row), {})
        lost = [key for key in item if key not in keys.get(row.table.name, ())]
        for table in (table for table in children(row.table.name) if table.name in keys):
            has = dict.fromkeys(key for one in item.get(table.name, ()) for key in one)
            lost += [f"{table.name}.{key}" for key in has if key not in keys[table.name]]
        for key in lost:
            what = f"'{_name(row)}' has '{key}' so far, and the spreadsheet has neither column nor sheet for it"
            yield Fault(row.place, what, remedies.lacking)


def _joined(rows: list[Entry], old: list[Record], merged: Merged, *, whole: bool) -> list[Entry]:
    """Return the entries in their order: those of before where they stood, new ones behind them."""
    new: dict[Any, list[Entry]] = {}
    for row in rows:
        new.setdefault(_name(row), []).append(row)
    before = {_name(record): record for record in old}
    for name, entries in new.items():
        merged.added += name not in before
        is_same = name in before and _value(entries[0]) == before[name].value
        merged.unchanged += is_same
        merged.changed += name in before and not is_same
    if whole:
        merged.removed += len(before.keys() - new.keys())
        return rows
    kept = [entry for name, record in before.items() for entry in new.pop(name, None) or [_kept(record)]]
    return [*kept, *(entry for entries in new.values() for entry in entries)]


def _kept(record: Record) -> Entry:
    """Return an entry of before that the spreadsheet lacks."""
    place = Place(f"{record.file}:{record.line}")
    if isinstance(record.value, tuple):
        return Entry(BY_NAME["synonyms"], place, lists={"words": [Cell(word, place) for word in record.value]})
    name = next(name for name, kind in RECORDS.items() if isinstance(record.value, kind))
    return _entry(record.yaml, BY_NAME[name], place)


def _entry(item: Any, table: Table, place: Place) -> Entry:
    entry = Entry(table, place)
    for key, value in item.items():
        if isinstance(value, str):
            entry.texts[key] = Cell(value, place)
        elif isinstance(value, Mapping):
            entry.texts.update({f"{key} {inner}": Cell(text, place) for inner, text in value.items()})
        elif key in BY_NAME and BY_NAME[key].parent == table.name:
            entry.belonging[key] = [_entry(one, BY_NAME[key], place) for one in value]
        else:
            entry.lists[key] = [Cell(one, place) for one in value]
    return entry
