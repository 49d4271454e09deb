"""The YAML format as pydantic models: they check each record and print the JSON Schema for editors.

Values arrive as text (see ``nodes``): the models say which text is a date, a URL or an id.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator
from pydantic import StringConstraints as Text

from knowledge.model import EntityKind, Status

# Characters. An answer fits a message of Discord's (2,000) with its status and sources below it, and nobody reads more
# in a chat; a question and any other line fit a field of an embed (1,024) with something beside them.
ANSWER_LIMIT, QUESTION_LIMIT, LINE_LIMIT = 1500, 500, 600
# Characters of an id, which stands in the ids of buttons (100) beside what they do, and in the store.
ID_LIMIT = 80

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOOSE_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ISO_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def _whole_day(text: object) -> date:
    written = str(text)
    if not _ISO_DAY.fullmatch(written):
        example = (
            "-".join(part.zfill(2) for part in written.split("-")) if _LOOSE_DAY.fullmatch(written) else "2026-03-01"
        )
        raise ValueError(f"not a date; write it as {example}")
    _in_calendar(written)
    return date.fromisoformat(written)


def _partial_date(text: str) -> str:
    if not _ISO_PARTIAL.fullmatch(text):
        raise ValueError("not a date; write a year, month or day such as 2026, 2026-03 or 2026-03-01")
    _in_calendar(text)
    return text


def _in_calendar(text: str) -> None:
    """Refuse what is written as a year, month or day and isn't one."""
    year, month, day = (int(part) for part in (text + "-01-01")[:10].split("-"))
    if not year:
        raise ValueError("which is in no year; write one from 0001 on")
    if not 1 <= month <= 12:
        raise ValueError("which is in no month; write one from 01 to 12")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ValueError(f"which is no day; {text[:7]} has the days from 01 to {days}")


def _is_before(day: str, other: str) -> bool:
    """Whether a partial date ends before another begins."""
    return day < other[: len(day)]


def _span(text: str) -> str:
    parts = text.split("/")
    if len(parts) > 2:
        raise ValueError("not a span; write start/end such as 2016-04/2016-11")
    for part in parts:
        _partial_date(part)
    if len(parts) == 2 and _is_before(parts[1], parts[0]):
        raise ValueError("ends before it starts; write the earlier date first")
    return text


def _not_in_future(day: date) -> date:
    # One day of grace: the editor's today may already be the server's tomorrow.
    if (day - date.today()).days > 1:  # noqa: DTZ011  a calendar day, not an instant
        raise ValueError("in the future; write the day it was last checked")
    return day


def _printable(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("with an invisible control character; delete it")
    return text


def _published(text: str) -> str:
    _not_in_future(date.fromisoformat((_partial_date(text) + "-01-01")[:10]))
    return text


def _web_address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/<>\"]+\.[^\s<>\"]+", text):
        raise ValueError("not a web address; write one that starts with https:// or http://")
    return text


Id = Annotated[str, Text(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=ID_LIMIT)]
Line = Annotated[str, Text(strip_whitespace=True, min_length=1, max_length=LINE_LIMIT), AfterValidator(_printable)]
Question = Annotated[
    str, Text(strip_whitespace=True, min_length=2, max_length=QUESTION_LIMIT), AfterValidator(_printable)
]
Answer = Annotated[str, Text(strip_whitespace=True, min_length=1, max_length=ANSWER_LIMIT), AfterValidator(_printable)]
Day = Annotated[date, BeforeValidator(_whole_day), Field(json_schema_extra={"format": "date"})]
CheckedDay = Annotated[Day, AfterValidator(_not_in_future)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
Span = Annotated[str, AfterValidator(_span)]
WebAddress = Annotated[str, AfterValidator(_web_address)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceRecord(_Record):
    """A published report that facts cite."""

    id: Id
    publisher: Line
    title: Line
    published: Annotated[str, AfterValidator(_published)]
    authors: tuple[Line, ...] = ()
    url: WebAddress | None = None
    relays: Line | None = None


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
        if until and start and _is_before(until, start):
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


class BaseFile(_Record):
    """One file of a fact base: any of the four lists."""

    sources: tuple[SourceRecord, ...] = ()
    entities: tuple[EntityRecord, ...] = ()
    synonyms: tuple[tuple[Line, ...], ...] = ()
    facts: tuple[FactRecord, ...] = ()


RECORDS: dict[str, type[_Record]] = {"sources": SourceRecord, "entities": EntityRecord, "facts": FactRecord}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one YAML file."""
    schema = BaseFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "A factbot fact base file"}
