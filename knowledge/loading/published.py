"""What editors have published from Discord: ``desk.yaml``, a file of the bot's own beside the curated ones.

It has sources and facts as every file may, and under ``published`` who published each fact and when. Only there does
it say of a fact that it takes the place of one in another file: ``replaces`` is the version of what stands there. Once
that says something else, nobody has seen the two beside each other, so neither is served before an editor has.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic import StringConstraints as Text

from knowledge.errors import Problem
from knowledge.loading.files import VERSION_DIGITS
from knowledge.loading.records import Record, Records
from knowledge.loading.scalars import block
from knowledge.loading.schema import FactRecord
from knowledge.loading.values import CheckedDay, Id, Line

DESK = "desk.yaml"
PUBLISHED, REPLACED = "published", "replaced"
# What may stand in the file, in this order.
PARTS = ("sources", "facts", PUBLISHED)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFile:
    """What the file holds, as the format writes it; ``published`` goes by the id of the fact."""

    sources: tuple[Mapping[str, Any], ...] = ()
    facts: tuple[Mapping[str, Any], ...] = ()
    published: Mapping[str, Mapping[str, Any]]

    def content(self) -> bytes:
        """Return the bytes of the file."""
        parts = {"sources": self.sources, "facts": self.facts, PUBLISHED: self.published}
        lines = block({key: value for key, value in parts.items() if value})
        # What no text can hold is refused by whoever reads it, not by whoever writes it.
        return (_HEADING + "".join(f"{line}\n" for line in lines)).encode("utf-8", "replace")


def version_of(fact: FactRecord) -> str:
    """Return hexadecimal digits that change with all that a fact in a file says."""
    said = json.dumps(fact.model_dump(mode="json", by_alias=True, exclude_defaults=True), sort_keys=True)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:VERSION_DIGITS]


def desk_file(records: Records, file: str) -> DeskFile:
    """Return what ``file``, as problems name it, holds of a base's settled records."""
    facts = tuple(record.yaml for record in records["facts"] if record.file == file)
    there = {fact["id"] for fact in facts}
    return DeskFile(
        sources=tuple(record.yaml for record in records["sources"] if record.file == file),
        facts=facts,
        published={
            record.value.fact: {key: value for key, value in record.yaml.items() if key != "fact"}
            for record in records[PUBLISHED]
            if record.value.fact in there
        },
    )


def own_comment(content: bytes) -> int | None:
    """Return the line of the first comment that somebody has added to the file, from 1; None where there is none."""
    lines = content.decode("utf-8", "replace").splitlines()
    known = _HEADING.splitlines()
    return next((at for at, line in enumerate(lines, 1) if line not in known and _COMMENT.match(line)), None)


def settle(records: Records, file: str) -> Iterator[Problem]:
    """Let what was published take its place, and yield what keeps it from that.

    What says the same as a curated file is left to that; a fact that says which one it replaces puts that aside, under
    ``replaced``. ``file`` is that of the desk, as problems name it.
    """
    entries = {record.value.fact: record for record in records[PUBLISHED]}
    for kind in ("sources", "facts"):
        own = {record.value.id: record for record in records[kind] if record.file == file}
        for other in [record for record in records[kind] if record.file != file and record.value.id in own]:
            record = own[other.value.id]
            entry = entries.get(other.value.id) if kind == "facts" else None
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
    yield from _replacing_nothing(records, entries.values(), file)


def _remove(records: list[Record], record: Record) -> None:
    records[:] = [other for other in records if other is not record]


def _replacing_nothing(records: Records, entries: Iterable[Record], file: str) -> Iterator[Problem]:
    own = {record.value.id for record in records["facts"] if record.file == file}
    replaced = {record.value.id for record in records[REPLACED]}
    for entry in entries:
        if entry.value.replaces and entry.value.fact in own - replaced:
            what = f"'{entry.value.fact}' takes the place of a fact that no other file has any more"
            remedy = "delete the fact here too, or take out the line 'replaces: ...' to keep it"
            yield Problem(entry.file, entry.line, what, remedy)
