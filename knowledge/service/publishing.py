"""Publishing a fact: what an editor wrote is tried over what is served, then written to ``desk.yaml`` and served."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from knowledge.decision.matcher import Matcher
from knowledge.errors import FactBaseError, Problem
from knowledge.loading.files import Snapshot, fingerprint, is_bundled, take_snapshot, write_whole
from knowledge.loading.loader import load_records
from knowledge.loading.published import DESK, LIST_OF, DeskFile, desk_file, own_comment, replaced, version_of
from knowledge.loading.records import Record, Records
from knowledge.loading.schema import RECORDS
from knowledge.model import Fact
from knowledge.service.live import Change, LiveBase, Served

# Hexadecimal digits that stand for a content: that two of a million are alike has a chance of one in thirty million.
KEY_DIGITS = 16
# Keys of an entry as the file has them, and its id.
_KEY = re.compile(r"(?: {4}|  - )(\w+):")
_ID = re.compile(r"  - id: (\S+)")
_MISSING = re.compile(r"the entry has no '(?:\w+\.\d+\.)?(\w+)'")


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact and the sources that it brings along, as the format writes them."""

    fact: Mapping[str, Any]
    sources: tuple[Mapping[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The id of the fact."""
        return str(self.fact["id"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """An entry as it would be ``served``, and the ``content`` of the file that holds it.

    ``key`` stands for this change of this base, whoever publishes it. ``place`` is file and line of the fact in another
    file that it takes the place of, "" where there is none.
    """

    name: str
    content: bytes
    served: Served
    change: Change
    key: str
    place: str

    @property
    def matcher(self) -> Matcher:
        """The matcher with the entry over all facts, hidden ones too."""
        return self.served.full

    @property
    def fact(self) -> Fact:
        """The fact as it would be served."""
        fact = self.matcher.fact(self.name)
        if fact is None:
            raise LookupError(self.name)
        return fact


def rehearse(live: LiveBase, entry: Entry, by: tuple[str, ...], on: date) -> Publication:
    """Return what it would be to publish an entry; nothing is written or served.

    Raises:
        FactBaseError: it is refused, with every reason; what is wrong with the entry has no line, but the name of what
            is wrong as its file.
    """
    version = live.served.base_of_files.version
    refuse_unserved(live.folder, version, "go on with the draft")
    file = Snapshot(live.folder.resolve().name, {}).shown(DESK)
    snapshot = take_snapshot(live.folder)
    refuse_comment(snapshot.files.get(DESK) or b"", file)
    records = load_records(snapshot)
    other = _others(records, file, "facts").get(entry.name)
    place, old = (f"{other.file}:{other.line}", version_of(other.value)) if other else ("", None)
    published = {"by": list(by), "on": on.isoformat()}
    new = {"facts": (entry.fact,), "sources": entry.sources}
    content = desk_with(records, file, new, published, replacing=("facts",)).content()
    try:
        change, served = live.preview({DESK: content})
    except FactBaseError as error:
        lines = content.decode("utf-8", "replace").splitlines()
        own = {entry.name, *(source["id"] for source in entry.sources)}
        raise FactBaseError(tuple(_named(problem, file, lines, own) for problem in error.problems)) from None
    said = json.dumps([entry.fact, entry.sources, old], sort_keys=True).encode("utf-8", "replace")
    key = f"{version}:{hashlib.sha256(said).hexdigest()[:KEY_DIGITS]}"
    return Publication(name=entry.name, content=content, served=served, change=change, key=key, place=place)


def desk_with(
    records: Records,
    file: str,
    new: Mapping[str, Iterable[Mapping[str, Any]]],
    published: Mapping[str, Any],
    replacing: Collection[str] = tuple(RECORDS),
) -> DeskFile:
    """Return what ``file``, as problems name it, holds with ``new`` entries in their places, or behind the others.

    ``new`` goes by the names of lists; ``published`` says by whom, and when. In the lists ``replacing`` what another
    file has too takes the place of that.
    """
    held = desk_file(records, file)
    entries = {name: {entry["id"]: entry for entry in new.get(name, ())} for name in RECORDS}
    standing = {name: _others(records, file, name) if name in replacing else {} for name in RECORDS}
    versions = {
        name: {one: {"replaces": version_of(standing[name][one].value)} for one in given if one in standing[name]}
        for name, given in entries.items()
    }
    edited = {(one["kind"], one["id"]): one for one in held.edited}
    for kind, name in LIST_OF.items():
        edited |= {(kind, one): {"kind": kind, "id": one, **published, **last} for one, last in versions[name].items()}
    return DeskFile(
        facts=_joined(held.facts, entries["facts"]),
        sources=_joined(held.sources, entries["sources"]),
        entities=_joined(held.entities, entries["entities"]),
        published={
            **held.published,
            **{one: {**published, **versions["facts"].get(one, {})} for one in entries["facts"]},
        },
        edited=tuple(edited.values()),
    )


def _joined(held: Iterable[Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    return tuple({entry["id"]: entry for entry in (*held, *new.values())}.values())


def publish(live: LiveBase, publication: Publication, by: str, now: datetime) -> None:
    """Write what has been rehearsed over what is being served, whole, and serve it.

    Raises:
        FactBaseError: the files have changed since, or it could not be written; nothing is served then, and what was
            there before is still there.
    """
    refuse_unserved(live.folder, live.served.base_of_files.version, "go on with the draft")
    try:
        write_whole(live.folder / DESK, publication.content)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        remedy = "let the bot write to the folder of the facts, and look at the room on the disk"
        raise FactBaseError((Problem(DESK, 0, what, remedy),)) from None
    live.serve(publication.served, now, by)


def refuse_unserved(folder: Path, served: str, then: str) -> None:
    """Refuse where nothing may be written, or where what is written would take along what nobody has served yet.

    Raises:
        FactBaseError: it is so; ``then`` is what to do once that is mended.
    """
    if is_bundled(folder):
        remedy = "name a folder of your own in the configuration, as `facts: ./facts`"
        raise FactBaseError((Problem(folder.name, 0, "the facts that come with the package are not changed", remedy),))
    if fingerprint(folder) != served:
        what = "the files have changed since they were loaded"
        raise FactBaseError((Problem(folder.name, 0, what, f"have an admin use /facts reload, then {then}"),))


def refuse_comment(content: bytes, file: str) -> None:
    """Refuse to write over a comment that somebody has added to the file: it is written whole."""
    if line := own_comment(content):
        what = "a comment, which would be lost, for the bot writes this file whole"
        raise FactBaseError((Problem(f"{file}:{line}", 0, what, "move it to a curated file, and have it reloaded"),))


def _others(records: Records, file: str, name: str) -> dict[str, Record]:
    """Return the entries of a list in other files by id, those in whose place another is served too."""
    standing = (record for record in records[name] if record.file != file)
    return {record.value.id: record for record in (*standing, *replaced(records, name))}


def _named(problem: Problem, file: str, lines: list[str], own: Collection[str]) -> Problem:
    """Return a problem of the file that would be written with the key that it concerns for a line.

    Of what was published before, which is not among the ``own`` ids, the id stands there.
    """
    if problem.file != file or not problem.line:
        return problem
    above = lines[problem.line - 1 :: -1]
    name = next(filter(None, map(_ID.match, above)), None)
    key = next(filter(None, map(_KEY.match, above)), None)
    if name and name[1] not in own:
        return Problem(name[1], 0, problem.what, problem.remedy)
    missing = _MISSING.match(problem.what)
    where = missing[1] if missing else key[1] if key else DESK
    return Problem(where, 0, problem.what, problem.remedy)
