"""What was published and taught on Discord -> the curated files: each fact beside those of its topic."""

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from knowledge.errors import FactBaseError, Problem
from knowledge.exchange.merging import IMPORTED
from knowledge.exchange.yaml_editing import Noted, YamlText
from knowledge.language.text import fold
from knowledge.loading.building import build
from knowledge.loading.files import Snapshot, fingerprint, take_snapshot, write_whole
from knowledge.loading.lessons import KEY, LEARNED
from knowledge.loading.loader import load_records, load_snapshot
from knowledge.loading.published import DESK, EDITED, LIST_OF, PUBLISHED, replaced
from knowledge.loading.records import Record, Records
from knowledge.model import FactBase
from knowledge.service.publishing import refuse_comment

OWN = (DESK, LEARNED)
# Where nothing tells of a file: facts without topics in a base of many files, and sources in one without any.
MORE, SOURCES = "more.yaml", "sources.yaml"


@dataclass(frozen=True, slots=True)
class Move:
    """What goes where: ``kind`` is "fact", "change", "source", "entity" or "phrasing", ``file`` from the folder on."""

    kind: str
    name: str
    file: str


@dataclass(frozen=True, slots=True)
class Promotion:
    """What goes where, and the files ``before``.

    ``published`` and ``taught`` are the curated files, by their path in the folder, first with the facts, then with the
    phrasings too. Between the two ``desk.yaml`` goes: a fact stands in both places only while it says the same in both.
    """

    moves: tuple[Move, ...]
    published: Mapping[str, bytes]
    taught: Mapping[str, bytes]
    before: Snapshot

    @property
    def is_empty(self) -> bool:
        """Whether nothing was published or taught."""
        return not any(name in self.before.files for name in OWN)


def plan_promotion(folder: Path) -> Promotion:
    """Return what it would be to promote all that was published and taught; nothing is written.

    Raises:
        FactBaseError: the base is broken, a file can't be changed in its place, or would not say the same afterwards.
    """
    snapshot = take_snapshot(folder)
    records = load_records(snapshot)
    refuse_comment(snapshot.files.get(DESK) or b"", snapshot.shown(DESK))
    planner = _Planner(snapshot, records)
    moves = [*planner.move_published()]
    published = planner.contents()
    moves += planner.move_taught()
    taught = planner.contents()
    curated = {path: content for path, content in snapshot.files.items() if path not in OWN}
    after = load_snapshot(replace(snapshot, files=dict(sorted({**curated, **taught}.items()))))
    if _said(after) != _said(build(records, "")):
        what = "would not say the same with its facts in the curated files"
        raise FactBaseError((Problem(snapshot.name, 0, what, "move them by hand"),))
    return Promotion(tuple(moves), published, taught, snapshot)


def promote(promotion: Promotion, folder: Path) -> None:
    """Write the curated files, then take away the bot's own; killed at any moment it leaves a base that says the same.

    Raises:
        FactBaseError: the files have changed since, or cannot be written; what stands where it stood stays there.
    """
    if fingerprint(folder) != promotion.before.version:
        raise _changed(promotion.before.name)
    try:
        for files, name in ((promotion.published, DESK), (promotion.taught, LEARNED)):
            for path, content in files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                write_whole(folder / path, content)
            if name in promotion.before.files:
                _take_away(folder / name, promotion.before.files[name] or b"")
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        problem = Problem(str(error.filename or folder), 0, what, "look at its permissions and the room on the disk")
        raise FactBaseError((problem,)) from None


def _take_away(path: Path, content: bytes) -> None:
    """Delete a file that has this content; what the bot has written meanwhile stays.

    Looked at only when it is out of the bot's reach: what is written afterwards is another file.
    """
    aside = path.with_name(f".{path.name}.promoted")
    path.replace(aside)
    if aside.read_bytes() == content:
        aside.unlink()
        return
    if path.exists():
        # Written twice meanwhile, each time whole.
        aside.unlink()
    else:
        aside.replace(path)
    raise _changed(path.name)


def _changed(name: str) -> FactBaseError:
    return FactBaseError((Problem(name, 0, "has changed meanwhile", "run the command again for the rest"),))


def _said(base: FactBase) -> tuple[Any, ...]:
    """Return all that a base says, wherever it stands."""
    facts = {fact.id: replace(fact, phrasings=tuple(sorted(fact.phrasings))) for fact in base.facts}
    return facts, dict(base.sources), frozenset(base.entities), frozenset(base.synonyms), base.review_after


class _Planner:
    """Puts one entry after the other into the texts of the curated files."""

    def __init__(self, snapshot: Snapshot, records: Records) -> None:
        self._snapshot = snapshot
        self._records = records
        self._paths = {snapshot.shown(path): path for path in snapshot.files}
        self._texts: dict[str, YamlText] = {}
        # Where the facts have gone that were published.
        self._moved: dict[str, str] = {}

    def contents(self) -> dict[str, bytes]:
        """Return the files that have changed, as they are now."""
        return {path: self._mark(path) + text.text.encode() for path, text in self._texts.items()}

    def move_published(self) -> Iterator[Move]:
        """Move what was published, and yield what went where."""
        yield from self._move_others("source")
        yield from self._move_others("entity")
        published = {record.value.fact: record.value for record in self._records[PUBLISHED]}
        aside = {record.value.id: record for record in replaced(self._records, "facts")}
        for record in self._own("facts"):
            name = record.value.id
            yield self._move_fact(record.yaml, name, aside.get(name), _note(published.get(name)))

    def move_taught(self) -> Iterator[Move]:
        """Move what was taught to its facts, wherever these stand by now, and yield what went where."""
        homes = {record.value.id: self._paths[record.file] for record in self._records["facts"]} | self._moved
        for name, phrasings in self._taught().items():
            self._text(homes[name]).add_phrasings(name, phrasings)
            yield from (Move("phrasing", one.text, homes[name]) for one in phrasings)

    def _move_others(self, kind: str) -> Iterator[Move]:
        """Move sources, or entities, into the places of those that they replace, or behind the others."""
        name = LIST_OF[kind]
        edited = {one.value.id: one.value for one in self._records[EDITED] if one.value.kind == kind}
        aside = {record.value.id: record for record in replaced(self._records, name)}
        for record in self._own(name):
            entry = record.value.id
            if entry in aside:
                home = self._paths[aside[entry].file]
                self._text(home).replace(name, entry, record.yaml, _note(edited.get(entry)))
            else:
                home = self._most(self._records[name]) or SOURCES
                self._text(home).append(name, record.yaml)
            yield Move("change" if entry in aside else kind, entry, home)

    def _move_fact(self, entry: Mapping[str, Any], name: str, aside: Record | None, note: str) -> Move:
        home = self._moved[name] = self._paths[aside.file] if aside else self._home(entry)
        if aside:
            self._text(home).replace("facts", name, _ordered(entry), note)
        else:
            self._text(home).append("facts", _ordered(entry), note)
        return Move("change" if aside else "fact", name, home)

    def _taught(self) -> dict[str, list[Noted]]:
        """Return by fact what was taught and no wording has yet, with who taught it."""
        known = {
            record.value.id: {fold(text) for text in (record.value.question, *record.value.phrasings)}
            for record in self._records["facts"]
        }
        taught: dict[str, list[Noted]] = {}
        for lesson in (record.value for record in self._records[KEY]):
            if fold(lesson.phrasing) not in known[lesson.fact]:
                known[lesson.fact].add(fold(lesson.phrasing))
                note = f"taught by {lesson.by} on {lesson.on}"
                taught.setdefault(lesson.fact, []).append(Noted(lesson.phrasing, note))
        return taught

    def _own(self, kind: str) -> list[Record]:
        return [record for record in self._records[kind] if self._paths[record.file] == DESK]

    def _home(self, entry: Mapping[str, Any]) -> str:
        """Return the file with most facts of a topic that a fact has, its first topics first."""
        facts = self._records["facts"]
        for topic in entry.get("topics", ()):
            if home := self._most([record for record in facts if topic in record.value.topics]):
                return home
        files = {record.file for record in facts if self._is_curated(record)}
        usual = self._most(facts)
        if len(files) == 1 and usual:
            return usual
        topics = entry.get("topics", ())
        return str(PurePosixPath(usual or MORE).with_name(f"{topics[0]}.yaml" if topics else MORE))

    def _most(self, records: list[Record]) -> str:
        """Return the curated file that has most of ``records``, "" where none has any."""
        counts = Counter(self._paths[record.file] for record in records if self._is_curated(record))
        return min(counts, key=lambda path: (-counts[path], path), default="")

    def _is_curated(self, record: Record) -> bool:
        return self._paths[record.file] not in (*OWN, IMPORTED)

    def _mark(self, path: str) -> bytes:
        """Return the mark that some programs begin a file with, where it has one."""
        return BOM_UTF8 if (self._snapshot.files.get(path) or b"").startswith(BOM_UTF8) else b""

    def _text(self, path: str) -> YamlText:
        if path not in self._texts:
            content = (self._snapshot.files.get(path) or b"").decode("utf-8-sig")
            self._texts[path] = YamlText(content, self._snapshot.shown(path))
        return self._texts[path]


def _note(published: Any) -> str:
    """Return who published something and when, as a comment says it; "" where that is not known."""
    return f"published by {', '.join(published.by)} on {published.on}" if published else ""


def _ordered(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an entry with its wordings at the top, as editors read it."""
    first = ("id", "question", "phrasings", "not")
    return {key: entry[key] for key in (*first, *(key for key in entry if key not in first)) if key in entry}
