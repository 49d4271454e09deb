"""What editors have published from Discord: ``desk.yaml``, a file of the bot's own beside the curated ones.

It has sources, entities and facts as every file may, under ``published`` who published each fact and when, and under
``edited`` the same of sources and entities that other files have too. Only there does it say of an entry that it takes
the place of one in another file: ``replaces`` is the version of what stands there. Once that says something else,
nobody has seen the two beside each other, so neither is served before an editor has.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic import StringConstraints as Text

from knowledge.errors import Problem
from knowledge.loading.files import VERSION_DIGITS
from knowledge.loading.records import Record, Records
from knowledge.loading.scalars import block
from knowledge.loading.schema import RECORDS
from knowledge.loading.values import CheckedDay, Id, Line

DESK = "desk.yaml"
PUBLISHED, EDITED, REPLACED = "published", "edited", "replaced"
# What may stand in the file, in this order.
PARTS = ("sources", "entities", "facts", PUBLISHED, EDITED)
# The lists of what is edited.
LIST_OF = {"source": "sources", "entity": "entities"}
_HEADING = """\
# Facts that editors have published on Discord: the bot writes this file by itself, whole, each time.
# `factbot promote` moves them into the curated files.
"""
# Outside of quotes; in what the bot writes every text with such a sign has them.
_COMMENT = re.compile(r'(?:[^"]*\s)?#')


class PublishedRecord(BaseModel):
    """Who published a fact, when, and which version of a fact in another file it takes the place of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: Id
    by: Annotated[tuple[Line, ...], Field(min_length=1)]
    on: CheckedDay
    replaces: Annotated[str, Text(pattern=rf"^[0-9a-f]{{{VERSION_DIGITS}}}$")] | None = None


class EditedRecord(BaseModel):
    """Who edited a source or an entity of another file, when, and which version of it they took the place of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["source", "entity"]
    id: Id
    by: Annotated[tuple[Line, ...], Field(min_length=1)]
    on: CheckedDay
    replaces: Annotated[str, Text(pattern=rf"^[0-9a-f]{{{VERSION_DIGITS}}}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFile:
    """What the file holds, as the format writes it; ``published`` goes by the id of the fact."""

    sources: tuple[Mapping[str, Any], ...] = ()
    entities: tuple[Mapping[str, Any], ...] = ()
    facts: tuple[Mapping[str, Any], ...] = ()
    published: Mapping[str, Mapping[str, Any]]
    edited: tuple[Mapping[str, Any], ...] = ()

    def content(self) -> bytes:
        """Return the bytes of the file."""
        parts = {
            "sources": self.sources, "entities": self.entities, "facts": self.facts,
            PUBLISHED: self.published, EDITED: self.edited,
        }  # fmt: skip
        lines = block({key: value for key, value in parts.items() if value})
        # What no text can hold is refused by whoever reads it, not by whoever writes it.
        return (_HEADING + "".join(f"{line}\n" for line in lines)).encode("utf-8", "replace")


def version_of(entry: BaseModel) -> str:
    """Return hexadecimal digits that change with all that a fact, a source or an entity in a file says."""
    said = json.dumps(entry.model_dump(mode="json", by_alias=True, exclude_defaults=True), sort_keys=True)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:VERSION_DIGITS]


def desk_file(records: Records, file: str) -> DeskFile:
    """Return what ``file``, as problems name it, holds of a base's settled records."""
    held = {name: [record.yaml for record in records[name] if record.file == file] for name in RECORDS}
    there = {name: {entry["id"] for entry in entries} for name, entries in held.items()}
    return DeskFile(
        sources=tuple(held["sources"]),
        entities=tuple(held["entities"]),
        facts=tuple(held["facts"]),
        published={
            record.value.fact: {key: value for key, value in record.yaml.items() if key != "fact"}
            for record in records[PUBLISHED]
            if record.value.fact in there["facts"]
        },
        edited=tuple(record.yaml for record in records[EDITED] if record.value.id in there[LIST_OF[record.value.kind]]),
    )


def replaced(records: Records, name: str) -> list[Record]:
    """Return what was put aside of the list ``name``, for what editors have published in its place."""
    return [record for record in records.get(REPLACED, ()) if isinstance(record.value, RECORDS[name])]


def own_comment(content: bytes) -> int | None:
    """Return the line of the first comment that somebody has added to the file, from 1; None where there is none."""
    lines = content.decode("utf-8", "replace").splitlines()
    known = _HEADING.splitlines()
    return next((at for at, line in enumerate(lines, 1) if line not in known and _COMMENT.match(line)), None)


def settle(records: Records, file: str) -> Iterator[Problem]:
    """Let what was published take its place, and yield what keeps it from that.

    What says the same as a curated file is left to that; what says which entry it replaces puts that aside, under
    ``replaced``. ``file`` is that of the desk, as problems name it.
    """
    entries = {("facts", record.value.fact): record for record in records[PUBLISHED]}
    entries |= {(LIST_OF[record.value.kind], record.value.id): record for record in records[EDITED]}
    for kind in RECORDS:
        own = {record.value.id: record for record in records[kind] if record.file == file}
        for other in [record for record in records[kind] if record.file != file and record.value.id in own]:
            record = own[other.value.id]
            entry = entries.get((kind, other.value.id))
            if other.value == record.value:
                _remove(records[kind], record)
            elif entry and entry.value.replaces == version_of(other.value):
                _remove(records[kind], other)
                records[REPLACED].append(other)
            elif entry and entry.value.replaces:
                what = f"'{other.value.id}' has changed since {file}:{record.line} took its place"
                remedy = "delete one of the two, when what is right in both stands in the other"
                yield Problem(other.file, other.line, what, remedy)
                # That the id is used twice is no other problem.
                _remove(records[kind], record)
    yield from _replacing_nothing(records, entries, file)


def _remove(records: list[Record], record: Record) -> None:
    records[:] = [other for other in records if other is not record]


def _replacing_nothing(records: Records, entries: Mapping[tuple[str, str], Record], file: str) -> Iterator[Problem]:
    own = {(kind, record.value.id) for kind in RECORDS for record in records[kind] if record.file == file}
    aside = {(kind, record.value.id) for kind in RECORDS for record in replaced(records, kind)}
    alone = own - aside
    for (kind, name), entry in entries.items():
        if entry.value.replaces and (kind, name) in alone:
            what = f"'{name}' takes the place of one of the {kind} that no other file has any more"
            goes = "take out the line 'replaces: ...'" if kind == "facts" else f"delete its entry under '{EDITED}'"
            yield Problem(entry.file, entry.line, what, f"delete it here too, or {goes} to keep it")
