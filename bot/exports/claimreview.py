"""Facts as ClaimReview (https://schema.org/ClaimReview), JSON-LD that search engines and archives of checks read.

What is reviewed is the editors' answer, as they wrote it; the rating says how far it is established, never that it is
false. Everything that isn't known is left out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.wording.status_looks import look_of
from knowledge.decision.matcher import Matcher
from knowledge.model import Citation, Correction, Entity, EntityKind, Fact, FactBase, Position, Source
from knowledge.statuses import Status

CONTEXT = "https://schema.org"
# Whoever reads a rating without its words takes its lower end for "false", which no status says: the editors write that
# into an answer, as confirmed. So what nobody has settled stands in the middle, and nothing below it.
WORST, BEST = 1, 5
RATINGS: dict[Status, int] = {"confirmed": 5, "reported": 4, "denied": 3, "disputed": 3, "unresolved": 3}
_TYPES: dict[EntityKind, str] = {
    "person": "Person", "organisation": "Organization", "place": "Place", "event": "Event", "law": "Legislation",
    "work": "CreativeWork",
}  # fmt: skip
# The base is written and asked in English.
LANGUAGE = "en"
RETRACTED = "Retracted"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose reviews they are: the newsroom's name, None where it hasn't said, and where each fact has its page."""

    name: str | None
    page_of: Callable[[Fact], str | None]


def claim_reviews(matcher: Matcher, publisher: Publisher) -> Json:
    """Return all facts of the base that is served, as one JSON-LD document."""
    reviews = [claim_review(fact, matcher, publisher) for fact in matcher.base.facts]
    return {"@context": CONTEXT, "@graph": reviews}


def claim_review(fact: Fact, matcher: Matcher, publisher: Publisher) -> Json:
    """Return one fact as a ClaimReview; a document of its own needs an ``@context`` besides."""
    newsroom = {"@type": "NewsMediaOrganization", "name": publisher.name} if publisher.name else None
    days = _days(fact)
    return _known(
        {
            "@type": "ClaimReview",
            "identifier": fact.id,
            "url": publisher.page_of(fact),
            "name": fact.question,
            "claimReviewed": fact.answer,
            "inLanguage": LANGUAGE,
            "datePublished": days[0],
            "dateModified": days[-1],
            "author": newsroom,
            "publisher": newsroom,
            "reviewRating": _rating(fact.status),
            "itemReviewed": _claim(fact, matcher),
            "citation": [_report(citation, matcher.base) for citation in fact.citations],
            "correction": [_correction(one) for one in fact.corrections],
            "keywords": list(fact.topics),
        }
    )


def _days(fact: Fact) -> list[str]:
    """Return the days that a fact knows of itself, in order: its publication, its last check and its corrections."""
    known = [fact.as_of, *(one.on for one in fact.corrections)]
    return sorted(day.isoformat() for day in [*known, *([fact.publish_at.date()] if fact.publish_at else [])])


def _rating(status: Status) -> Json:
    scale = {"ratingValue": RATINGS[status], "bestRating": BEST, "worstRating": WORST}
    return {"@type": "Rating", **scale, "alternateName": look_of(status).words}


def _claim(fact: Fact, matcher: Matcher) -> Json:
    entities = {entity.id: entity for entity in matcher.base.entities}
    reports = [matcher.base.sources[citation.source] for citation in fact.citations]
    return _known(
        {
            "@type": "Claim",
            "text": fact.answer,
            "temporalCoverage": fact.happened,
            "appearance": [_known({"@type": "CreativeWork", "name": one.title, "url": one.url}) for one in reports],
            "mentions": [_named(entities[name]) for name in fact.entities if name in entities],
            "hasPart": [_position(one, entities.get(one.by)) for one in fact.positions],
        }
    )


def _position(position: Position, by: Entity | None) -> Json:
    """Return what one side says; whose word that is, is an author only where the base knows that they can be one."""
    is_author = by is not None and by.kind in ("person", "organisation")
    return _known(
        {
            "@type": "Claim",
            "text": position.says,
            "author": _named(by) if by and is_author else None,
            "creditText": None if is_author else by.name if by else position.by,
            "datePublished": position.on,
        }
    )


def _named(entity: Entity) -> Json:
    return {"@type": _TYPES[entity.kind], "name": entity.name}


def _report(citation: Citation, base: FactBase) -> Json:
    source = base.sources[citation.source]
    return _known(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "datePublished": source.published,
            "publisher": {"@type": "Organization", "name": source.publisher},
            "author": [{"@type": "Person", "name": name} for name in source.authors],
            "sourceOrganization": {"@type": "Organization", "name": source.relays} if source.relays else None,
            "creditText": citation.via,
            "about": {"@type": "Thing", "name": citation.supports} if citation.supports else None,
            "archivedAt": citation.archive,
            "hasPart": _quotation(citation),
            **_retraction(source),
        }
    )


def _quotation(citation: Citation) -> Json | None:
    if not citation.quote:
        return None
    return _known({"@type": "Quotation", "text": citation.quote, "position": citation.where})


def _retraction(source: Source) -> Json:
    if not source.retracted:
        return {}
    taken_back = _correction(Correction(source.retracted.on, source.retracted.note))
    return {"creativeWorkStatus": RETRACTED, "correction": taken_back}


def _correction(correction: Correction) -> Json:
    return {"@type": "CorrectionComment", "text": correction.note, "datePublished": correction.on.isoformat()}


def _known(values: Json) -> Json:
    """Return what is said of a thing, without what nobody knows."""
    return {key: value for key, value in values.items() if value not in (None, [])}
