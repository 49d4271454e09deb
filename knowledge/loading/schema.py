"""The YAML format as pydantic models: they check each record and print the JSON Schema for editors.

Values arrive as text (see ``nodes``); ``values`` says which text is a date, a web address or an id.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from knowledge.loading.values import (
    Answer,
    CheckedDay,
    Day,
    Days,
    Id,
    Line,
    Moment,
    PartialDate,
    PublishedDate,
    Question,
    Quote,
    Span,
    Truth,
    WebAddress,
    is_before,
)
from knowledge.model import Audience, EntityKind
from knowledge.statuses import Status


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RetractionRecord(_Record):
    """That its publisher took a report back: the day and, for readers, why."""

    on: CheckedDay
    note: Line


class SourceRecord(_Record):
    """A published report that facts cite."""

    id: Id
    publisher: Line
    title: Line
    published: PublishedDate
    authors: tuple[Line, ...] = ()
    url: WebAddress | None = None
    relays: Line | None = None
    retracted: RetractionRecord | None = None


class OfficeRecord(_Record):
    """A title that somebody held, for whom, and how long."""

    title: Line
    whose: Id | None = None
    from_: Annotated[PartialDate | None, Field(alias="from")] = None
    until: PartialDate | None = None

    @field_validator("until")
    @classmethod
    def _ends_after_it_starts(cls, until: str | None, info: ValidationInfo) -> str | None:
        start = info.data.get("from_")
        if until and start and is_before(until, start):
            raise ValueError(f"before its from, {start}; write the earlier date as from")
        return until


class EntityRecord(_Record):
    """Somebody or something that questions name."""

    id: Id
    name: Line
    kind: EntityKind
    aliases: tuple[Line, ...] = ()
    offices: tuple[OfficeRecord, ...] = ()


class CitationRecord(_Record):
    """What one source gives for an answer."""

    source: Id
    supports: Line | None = None
    via: Line | None = None
    quote: Quote | None = None
    where: Line | None = None
    archive: WebAddress | None = None
    accessed: CheckedDay | None = None


class PositionRecord(_Record):
    """Who says what about a contested claim."""

    by: Line
    says: Line
    on: PartialDate | None = None
    source: Id | None = None


class CorrectionRecord(_Record):
    """A change made after publication."""

    on: CheckedDay
    note: Line


class FactRecord(_Record):
    """One curated claim with its answer."""

    id: Id
    question: Question
    phrasings: tuple[Question, ...] = ()
    not_: Annotated[tuple[Question, ...], Field(alias="not")] = ()
    answer: Answer
    status: Status = "reported"
    as_of: CheckedDay | None = None
    happened: Span | None = None
    entities: tuple[Id, ...] = ()
    topics: tuple[Id, ...] = ()
    citations: Annotated[tuple[CitationRecord, ...], Field(min_length=1)]
    positions: tuple[PositionRecord, ...] = ()
    related: tuple[Id, ...] = ()
    corrections: tuple[CorrectionRecord, ...] = ()
    review_by: Day | None = None
    publish_at: Moment | None = None
    draft: Truth = False
    audience: Audience = "everyone"


class BaseFile(_Record):
    """One file of a fact base: any of the four lists, and what holds for the whole base."""

    sources: tuple[SourceRecord, ...] = ()
    entities: tuple[EntityRecord, ...] = ()
    synonyms: tuple[tuple[Line, ...], ...] = ()
    facts: tuple[FactRecord, ...] = ()
    review_after: Days | None = None


RECORDS: dict[str, type[_Record]] = {"sources": SourceRecord, "entities": EntityRecord, "facts": FactRecord}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one YAML file."""
    schema = BaseFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "A factbot fact base file"}
