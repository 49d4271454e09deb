"""What is written down of the talk on Discord: one frozen record a happening, each with an id of its own."""

import hashlib
import json
import uuid
from datetime import datetime
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from knowledge.loading.files import VERSION_DIGITS
from knowledge.model import Fact, FactBase
from knowledge.service.due import retracted_under
from knowledge.statuses import Status

# Texts whose version is not made anew at each reply: as many facts as a large base has.
VERSIONS = 4096


def new_id() -> str:
    """Return an id that no other record has: filed twice, a record counts once."""
    return uuid.uuid4().hex


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)

    at: datetime
    record: str = Field(default_factory=new_id)


class Replied(_Record):
    """A question was decided, or a fact shown; channel and message where others can read the reply."""

    kind: Literal["replied"] = "replied"
    outcome: Literal["answer", "suggestions", "abstention", "shown"]
    fact: str | None = None
    content: str | None = None
    channel: int | None = None
    message: int | None = None


class Content(_Record):
    """What a fact says, under the version that its replies are remembered by.

    Of a fact that was removed it is what its replies say instead: ``status`` is withdrawn, ``answer`` the note.
    ``retractions`` are the reports under it that were taken back: id, ISO day and note of each.
    """

    kind: Literal["content"] = "content"
    fact: str
    version: str
    answer: str
    status: Status | Literal["withdrawn"]
    corrections: tuple[tuple[str, str], ...]
    question: str | None = None
    retractions: tuple[tuple[str, str, str], ...] = ()

    def row(self) -> dict[str, Any]:
        """Return the row that it is in the store."""
        return self.model_dump(exclude={"kind", "at", "record"})


class Asked(_Record):
    """A question for the editors; ``asker`` is a mark (see ``privacy``) or unknown, ``fact`` the one not meant.

    ``offered`` are the ids of the facts that were suggested, while nobody has said what is to be thought of them.
    ``channel`` is the post of a forum that asks.
    """

    kind: Literal["asked"] = "asked"
    text: str
    reason: str
    asker: str | None
    fact: str | None = None
    message: int | None = None
    offered: tuple[str, ...] = ()
    channel: int | None = None


class Picked(_Record):
    """Somebody picked a fact that a message had suggested: the question is no question any more."""

    kind: Literal["picked"] = "picked"
    message: int
    fact: str


class Watched(_Record):
    """Somebody asked to be told: of an answer to a question (``asked``, its record) or of a change of a fact."""

    kind: Literal["watched"] = "watched"
    user: int
    asked: str | None = None
    fact: str | None = None
    content: str | None = None


class Flagged(_Record):
    """Somebody says that a fact is out of date; ``reader`` is a mark, ``seen`` the fact as it was checked then."""

    kind: Literal["flagged"] = "flagged"
    fact: str
    seen: str
    reader: str

    def row(self) -> dict[str, Any]:
        """Return the row that it is in the store."""
        return self.model_dump(exclude={"kind"})


AnyRecord = Replied | Content | Asked | Picked | Watched | Flagged
RECORD: TypeAdapter[AnyRecord] = TypeAdapter(Annotated[AnyRecord, Field(discriminator="kind")])


def content_of(fact: Fact, base: FactBase, at: datetime) -> Content:
    """Return what a fact says over ``base``: what a correction is about, and so no phrasings."""
    corrections = tuple((correction.on.isoformat(), correction.note) for correction in fact.corrections)
    retractions = _retractions(fact, base)
    version = _version(fact.answer, fact.status, corrections, retractions)
    return Content(
        at=at,
        fact=fact.id,
        version=version,
        answer=fact.answer,
        status=fact.status,
        corrections=corrections,
        question=fact.question,
        retractions=retractions,
    )


def withdrawal_of(old: Content, note: str, at: datetime) -> Content:
    """Return what is said instead of ``old`` once its fact is gone; ``note`` is the editor's."""
    version = _version(note, "withdrawn", ())
    return Content(
        at=at, fact=old.fact, version=version, answer=note, status="withdrawn", corrections=(), question=old.question
    )


def _retractions(fact: Fact, base: FactBase) -> tuple[tuple[str, str, str], ...]:
    under = retracted_under(fact, base)
    return tuple((one.id, one.retracted.on.isoformat(), one.retracted.note) for one in under if one.retracted)


@lru_cache(VERSIONS)
def _version(
    answer: str,
    status: str,
    corrections: tuple[tuple[str, str], ...],
    retractions: tuple[tuple[str, str, str], ...] = (),
) -> str:
    # Without any the version is that of old: what has been told of such a fact has not changed.
    said = json.dumps([answer, status, corrections, *([retractions] if retractions else [])], ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:VERSION_DIGITS]
