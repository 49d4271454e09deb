"""A fact as an editor types it, kept as typed; ``draft_entries`` makes an entry of the base of it."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from knowledge.language.text import fold
from knowledge.loading.lessons import LEARNED
from knowledge.model import Fact, FactBase

# Characters of what is typed as the source of a draft: an id, or four parts of which one is an address.
LONGEST_SOURCE = 500
# A day, or two with a stroke between; what is typed by mistake is kept to be mended.
LONGEST_DAY = 40
# Hexadecimal digits that tell apart what a fact said when its draft was begun from what it says now.
SEEN_DIGITS = 16
# Sources that a draft may bring along: as many as have a button below a preview, with one more for the next.
MOST_SOURCES = 3
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """A report that a draft brings along, as typed; ``id`` is what citations and positions of the draft call it."""

    id: str = ""
    publisher: str = ""
    title: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an editor typed, field by field; of several lines each wording, near miss or topic has one.

    ``cited`` are ids of sources of the base. ``of`` is the id of the fact that is edited, and ``seen`` stands for what
    that said then; ``number`` is the question of the queue that it was drafted from, ``day`` the one it was written on.
    What is None is left to that fact.
    """

    question: str = ""
    answer: str = ""
    status: str = "reported"
    cited: tuple[str, ...] = ()
    sources: tuple[NewSource, ...] = ()
    wordings: str = ""
    near_misses: str = ""
    happened: str = ""
    as_of: str = ""
    topics: str = ""
    note: str = ""
    entities: str | None = None
    related: str | None = None
    positions: str | None = None
    citations: str | None = None
    review_by: str | None = None
    publish_at: str | None = None
    draft: str | None = None
    audience: str | None = None
    name: str = ""
    of: str = ""
    seen: str = ""
    number: int | None = None
    day: str = ""

    def plain(self) -> dict[str, Any]:
        """Return the draft as JSON has it."""
        return asdict(self)


def draft_of(plain: Mapping[str, Any]) -> Draft:
    """Return the draft that JSON has; keys that this version doesn't know are left out."""
    known = {field.name: plain[field.name] for field in fields(Draft) if field.name in plain}
    sources = tuple(NewSource(**source) for source in plain.get("sources", ()))
    return Draft(**(known | {"cited": tuple(plain.get("cited", ())), "sources": sources}))


def draft_from_queue(number: int, asked: Iterable[str], question: str) -> Draft:
    """Return the draft that a question of the queue begins; the ways in which it was asked are its wordings."""
    own = fold(question)
    others = {fold(text): text for text in asked if fold(text) not in ("", own)}
    return Draft(question=question, wordings="\n".join(others.values()), number=number)


def draft_from_fact(fact: Fact, base: FactBase) -> Draft:
    """Return a fact as a draft that changes nothing yet; what the bot was taught is no part of it."""
    return Draft(
        question=fact.question,
        answer=fact.answer,
        status=fact.status,
        cited=tuple(dict.fromkeys(citation.source for citation in fact.citations)),
        wordings="\n".join(_own_phrasings(fact, base)),
        near_misses="\n".join(fact.not_),
        happened=fact.happened or "",
        as_of=fact.as_of.isoformat(),
        topics="\n".join(fact.topics),
        of=fact.id,
        seen=seen_of(fact),
    )


def checked_today(draft: Draft, fact: Fact, base: FactBase) -> Draft:
    """Return a draft with its own day as that of the last check, where it says something else than its fact."""
    was = draft_from_fact(fact, base)
    says = (draft.answer, draft.status, draft.cited, draft.sources)
    is_changed = says != (was.answer, was.status, was.cited, was.sources)
    return replace(draft, as_of=draft.day) if is_changed and draft.as_of == was.as_of else draft


def seen_of(fact: Fact) -> str:
    """Return what stands for all that a fact says."""
    return hashlib.sha256(repr(fact).encode("utf-8", "replace")).hexdigest()[:SEEN_DIGITS]


def with_source(draft: Draft, typed: str, base: FactBase) -> Draft:
    """Return a draft that cites what was typed as a source: an id, or "publisher; title; date; address"."""
    if not typed.strip():
        return draft
    if typed.strip() in base.sources:
        return replace(draft, cited=(*draft.cited, typed.strip()))
    return replace(draft, sources=(*draft.sources, _source_typed(typed)))


def _source_typed(typed: str) -> NewSource:
    parts = [part.strip() for part in re.split(r"[;\n]", typed) if part.strip()]
    url = next((part for part in parts if part.startswith(("https://", "http://"))), "")
    published = next((part for part in parts if _DATE.fullmatch(part)), "")
    publisher, *title = [part for part in parts if part not in (url, published)] or [""]
    return NewSource(publisher=publisher, title="; ".join(title), published=published, url=url)


def _own_phrasings(fact: Fact, base: FactBase) -> Iterator[str]:
    """Yield the phrasings that stand with the fact: the bot was taught all others."""
    place = base.locations.get(fact.id)
    files = [file for file, _ in place.wordings] if place and place.wordings else [""] * len(fact.wordings)
    for file, wording in list(zip(files, fact.wordings, strict=True))[1:]:
        if not file.endswith(f"/{LEARNED}"):
            yield wording
