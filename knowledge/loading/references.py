"""What one record says of another: ids that must be unique, ids that must exist, words that may stand once."""

from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.errors import Problem
from knowledge.language.text import fold
from knowledge.loading.lessons import LessonRecord
from knowledge.loading.nearest import did_you_mean
from knowledge.loading.records import Ids, Record, Records


def reference_problems(records: Records, known: Ids, *, complete: bool) -> list[Problem]:
    """Return every broken or ambiguous reference between the records.

    ``known`` holds every id seen, those of faulty records included. Where a whole file could not be read the base is
    not ``complete``: then nobody is told that an id is unknown which may well stand in that file.
    """
    problems: list[Problem] = []
    for kind in ("sources", "entities", "facts"):
        problems += _repeated_ids(records[kind])
    if complete:
        problems += _unknown_ids(records["facts"], known)
        problems += _lessons_of_nothing(records["learned"], known["facts"])
    problems += _faulty_offices(records["entities"], known["entities"], complete=complete)
    problems += _shared_aliases(records["entities"])
    problems += _shared_questions([*records["facts"], *records["learned"]])
    return problems


def _repeated_ids(records: Iterable[Record]) -> Iterator[Problem]:
    first: dict[str, Record] = {}
    for record in records:
        other = first.setdefault(record.value.id, record)
        if other is not record:
            what = f"id '{record.value.id}' is already used at {other.file}:{other.line}"
            yield Problem(record.file, record.line, what, "give one of them another id")


def _unknown_ids(facts: Iterable[Record], known: Ids) -> Iterator[Problem]:
    for record in facts:
        for kind, keys, wanted in _references(record.value):
            if wanted not in known[kind]:
                one = {"sources": "source", "entities": "entity", "facts": "fact"}[kind]
                remedy = did_you_mean(wanted, known[kind], f"add the {one} or fix the spelling")
                yield Problem(record.file, _line(record, keys), f"unknown {one} '{wanted}'", remedy)
        if record.value.id in record.value.related:
            yield Problem(record.file, _line(record, ("related",)), "a fact related to itself", "remove it")


def _faulty_offices(records: Iterable[Record], known: set[str], *, complete: bool) -> Iterator[Problem]:
    for record in records:
        for at, office in enumerate(record.value.offices):
            if not fold(office.title):
                line = _line(record, ("offices", at, "title"))
                yield Problem(record.file, line, f"'{office.title}' has no words in it", "write the title of an office")
            if complete and office.whose is not None and office.whose not in known:
                line = _line(record, ("offices", at, "whose"))
                remedy = did_you_mean(office.whose, known, "add the entity or fix the spelling")
                yield Problem(record.file, line, f"unknown entity '{office.whose}'", remedy)


def _references(fact: Any) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    for at, citation in enumerate(fact.citations):
        yield "sources", ("citations", at, "source"), citation.source
    for at, position in enumerate(fact.positions):
        if position.source is not None:
            yield "sources", ("positions", at, "source"), position.source
        # A capital or a space makes it a name as shown; everything else is meant as an id.
        if position.by == position.by.lower() and " " not in position.by:
            yield "entities", ("positions", at, "by"), position.by
    for at, entity in enumerate(fact.entities):
        yield "entities", ("entities", at), entity
    for at, other in enumerate(fact.related):
        yield "facts", ("related", at), other


def _shared_aliases(records: Iterable[Record]) -> Iterator[Problem]:
    first: dict[str, Record] = {}
    for record in records:
        for name in (record.value.name, *record.value.aliases):
            other = first.setdefault(fold(name), record)
            if other.value.id != record.value.id:
                what = f"'{name}' already names '{other.value.id}' at {other.file}:{other.line}"
                yield Problem(record.file, record.line, what, "keep the alias with one of them")


def _lessons_of_nothing(lessons: Iterable[Record], facts: set[str]) -> Iterator[Problem]:
    for lesson in lessons:
        if lesson.value.fact not in facts:
            what = f"a phrasing of '{lesson.value.fact}', a fact that is not there"
            yield Problem(lesson.file, lesson.line, what, "delete the entry or bring the fact back")


def _shared_questions(records: Iterable[Record]) -> Iterator[Problem]:
    first: dict[str, tuple[str, str, int]] = {}
    for record in records:
        fact, asked = _asked(record.value)
        for keys, text in asked:
            line = _line(record, keys)
            folded = fold(text)
            if not folded:
                yield Problem(record.file, line, f"'{text}' has no words in it", "write a question or remove it")
                continue
            other, file, other_line = first.setdefault(folded, (fact, record.file, line))
            if other != fact:
                what = f"'{text}' is already asked at {file}:{other_line}"
                yield Problem(record.file, line, what, "merge the facts or reword one")


def _asked(record: Any) -> tuple[str, tuple[tuple[tuple[str | int, ...], str], ...]]:
    """Return the id of the fact that a record is of, and its wordings with where they stand in the record."""
    if isinstance(record, LessonRecord):
        return record.fact, ((("phrasing",), record.phrasing),)
    phrasings = ((("phrasings", at), text) for at, text in enumerate(record.phrasings))
    return record.id, ((("question",), record.question), *phrasings)


def _line(record: Record, keys: tuple[str | int, ...]) -> int:
    value, line = record.yaml, record.line
    for key in keys:
        if isinstance(key, str) and key not in getattr(value, "lines", {}):
            return line
        line, value = value.lines[key], value[key]
    return int(line)
