"""Records that have passed every check -> the values of a fact base."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import BaseModel

from knowledge.language.text import fold
from knowledge.loading.lessons import KEY
from knowledge.loading.records import SETTING, Record, Records
from knowledge.loading.schema import CitationRecord, EntityRecord, FactRecord, SourceRecord
from knowledge.loading.settings import settings_of
from knowledge.model import (
    Citation,
    Correction,
    Entity,
    Fact,
    FactBase,
    Lesson,
    Location,
    Office,
    Position,
    Retraction,
    Source,
)


def build(records: Records, version: str) -> FactBase:
    """Return the base that records make; every reference between them holds."""
    sources = {r.value.id: _source(r.value) for r in records["sources"]}
    taught: dict[str, list[Record]] = {}
    for lesson in records[KEY]:
        taught.setdefault(lesson.value.fact, []).append(lesson)
    facts = [_taught(_fact(r.value, sources), _place(r), taught.get(r.value.id, ())) for r in records["facts"]]
    return FactBase(
        facts=tuple(fact for fact, _ in facts),
        sources=sources,
        entities=tuple(_entity(r.value) for r in records["entities"]),
        synonyms=tuple(r.value for r in records["synonyms"]),
        version=version,
        locations={fact.id: place for fact, place in facts},
        lessons=tuple(Lesson(**_fields(r.value)) for r in records[KEY]),
        **settings_of(records[SETTING]),
    )


def _taught(fact: Fact, place: Location, lessons: Collection[Record]) -> tuple[Fact, Location]:
    """Return a fact with what the bot has been taught as further phrasings of it."""
    if not lessons:
        return fact, place
    known = set(map(fold, fact.wordings))
    new = {fold(lesson.value.phrasing): lesson for lesson in lessons}
    added = [lesson for folded, lesson in new.items() if folded not in known]
    phrasings = (*fact.phrasings, *(lesson.value.phrasing for lesson in added))
    wordings = (*place.wordings, *((lesson.file, lesson.line) for lesson in added))
    return replace(fact, phrasings=phrasings), replace(place, wordings=wordings)


def _place(record: Record) -> Location:
    def lines(key: str) -> tuple[int, ...]:
        return tuple(record.yaml[key].lines) if key in record.yaml else ()

    wordings = (record.yaml.lines["question"], *lines("phrasings"))
    return Location(record.file, record.line, tuple((record.file, line) for line in wordings), lines("not"))


def _fields(record: BaseModel) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).model_fields}


def _source(record: SourceRecord) -> Source:
    retracted = record.retracted and Retraction(**_fields(record.retracted))
    return Source(**_fields(record) | {"retracted": retracted})


def _entity(record: EntityRecord) -> Entity:
    fields = _fields(record)
    fields["offices"] = tuple(Office(**_fields(office)) for office in record.offices)
    return Entity(**fields)


def _citation(record: CitationRecord) -> Citation:
    return Citation(**_fields(record))


def _fact(record: FactRecord, sources: dict[str, Source]) -> Fact:
    fields = _fields(record)
    fields["citations"] = tuple(_citation(c) for c in record.citations)
    fields["positions"] = tuple(Position(**_fields(p)) for p in record.positions)
    fields["corrections"] = tuple(Correction(**_fields(c)) for c in record.corrections)
    if record.as_of is None:
        newest = max(sources[c.source].published for c in record.citations)
        fields["as_of"] = date.fromisoformat((newest + "-01-01")[:10])
    return Fact(**fields)
