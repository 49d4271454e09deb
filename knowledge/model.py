"""The values a fact base is made of, frozen, and free of files and formats."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from knowledge.statuses import Status

Audience = Literal["everyone", "staff"]
EntityKind = Literal["person", "organisation", "place", "event", "law", "work"]


@dataclass(frozen=True, slots=True)
class Retraction:
    """That its publisher took a report back, on which day, and why in a line for readers."""

    on: date
    note: str


@dataclass(frozen=True, slots=True)
class Source:
    """A published report that facts cite; ``published`` is an ISO 8601 year, month or day."""

    id: str
    publisher: str
    title: str
    published: str
    authors: tuple[str, ...] = ()
    url: str | None = None
    relays: str | None = None
    retracted: Retraction | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A title that an entity held: ``whose`` is the id of whom or what it serves.

    ``from_`` and ``until`` are ISO 8601 years, months or days, both included; None where it isn't known.
    """

    title: str
    whose: str | None = None
    from_: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that questions name, under any of its aliases and by the offices it held."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """What one source gives for an answer, and whom that source relies on.

    ``quote`` is verbatim; ``where`` says in which paragraph, page or minute it stands; ``archive`` is the address of a
    kept copy, ``accessed`` the day on which an editor read the report.
    """

    source: str
    supports: str | None = None
    via: str | None = None
    quote: str | None = None
    where: str | None = None
    archive: str | None = None
    accessed: date | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """What one side says about a contested claim; ``by`` is an entity id or a name."""

    by: str
    says: str
    on: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A change made to an answer after it was published."""

    on: date
    note: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One curated claim with its answer.

    ``as_of`` is the day an editor last checked the answer against its sources,
    not the day the file was saved. ``happened`` is an ISO 8601 year, month, day or start/end.
    ``not_`` lists near misses that must never get this answer.

    ``review_by`` is the day by which it is to be checked again. Before ``publish_at``, in UTC, as a ``draft``,
    or where its ``audience`` is the staff, it does not exist for anybody else.
    """

    id: str
    question: str
    answer: str
    citations: tuple[Citation, ...]
    as_of: date
    status: Status = "reported"
    phrasings: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    happened: str | None = None
    entities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    related: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    review_by: date | None = None
    publish_at: datetime | None = None
    draft: bool = False
    audience: Audience = "everyone"

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every stored wording: the canonical question first, then the phrasings."""
        return (self.question, *self.phrasings)


@dataclass(frozen=True, slots=True)
class Location:
    """Where a fact stands in the files, its wordings and its near misses: for problems and warnings.

    ``wordings`` are file and line of each, since those that the bot was taught stand in a file of their own.
    """

    file: str
    line: int
    wordings: tuple[tuple[str, int], ...] = ()
    near_misses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """A phrasing that the bot was taught for a fact: who approved it, and when."""

    fact: str
    phrasing: str
    by: str
    on: date


@dataclass(frozen=True)
class FactBase:
    """All that was loaded from one folder; ``version`` is a hash of the files' content.

    ``review_after`` is the number of days after its ``as_of`` by which a fact without a ``review_by`` is to be checked.
    """

    facts: tuple[Fact, ...]
    sources: Mapping[str, Source]
    entities: tuple[Entity, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    version: str = ""
    locations: Mapping[str, Location] = field(default_factory=dict, repr=False)
    lessons: tuple[Lesson, ...] = ()
    review_after: int | None = None

    @property
    def end(self) -> date | None:
        """The day on which its facts end, as far as anybody checked; None for a base without facts."""
        return max((fact.as_of for fact in self.facts), default=None)
