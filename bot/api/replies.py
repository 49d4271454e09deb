"""Replies and facts as JSON: the keys that programs rely on, described in ``docs/api.md``."""

from collections.abc import Sequence
from datetime import date
from typing import Any, assert_never

from bot.newsroom.contrast import set_against
from bot.newsroom.conversations import Decided
from bot.site.addresses import page_of
from bot.wording.cautions import cautions
from bot.wording.outcomes import abstention, not_as_asked, suggestion_intro, understood
from bot.wording.status_looks import look_of
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Candidate, Outcome, Suggestions
from knowledge.model import Citation, Fact, Position, Source
from knowledge.service.due import due_on, is_overdue

# Of a confidence, after the point: the third tells candidates apart, and more would only pretend to know.
DIGITS = 4
# Keys of a reply that has no answer: nothing stands there, or an empty list.
_VALUES = (
    "outcome", "fact", "fact_question", "page", "answer", "status", "status_in_words", "as_of", "review_by", "overdue",
    "happened", "confidence",
)  # fmt: skip
_LISTS = ("cautions", "positions", "citations", "corrections", "related", "suggestions")


def message_json(
    message: str, decided: Sequence[Decided], matcher: Matcher, today: date, site_url: str | None = None
) -> dict[str, Any]:
    """Return the reply to a message: to its first question, and under ``more`` those to further ones, if it has any."""
    first, *more = decided
    replies = [reply_json(message, first.outcome, matcher, today, site_url)]
    return with_more([*replies, *(reply_json(one.question, one.outcome, matcher, today, site_url) for one in more)])


def with_more(replies: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the first reply, which has the others under ``more``, if there are any."""
    first, *more = replies
    return first | {"more": more} if more else first


def reply_json(
    question: str, outcome: Outcome, matcher: Matcher, today: date, site_url: str | None = None
) -> dict[str, Any]:
    """Return the reply to ``question`` with the same keys for every outcome, as it stands on a day.

    ``page`` needs a site.
    """
    found = {"question": question} | nothing_json() | _outcome_json(question, outcome, matcher, today)
    return found | {"page": page_of(site_url, found["fact"]) if found["fact"] else None}


def nothing_json() -> dict[str, Any]:
    """Return every key of an outcome, in their order, with what stands there where nothing is said of it."""
    empty: dict[str, Any] = dict.fromkeys(_VALUES)
    return empty | {name: [] for name in _LISTS} | {"reason": None}


def _outcome_json(question: str, outcome: Outcome, matcher: Matcher, today: date) -> dict[str, Any]:
    match outcome:
        case Answer(fact, confidence):
            said = {"outcome": "answer", "confidence": _rounded(confidence), "reason": _note(outcome)}
            return said | {"fact": fact.id, "fact_question": fact.question} | _said_json(fact, matcher, today)
        case Suggestions(candidates):
            suggestions = [_suggestion_json(one) for one in candidates]
            reason = suggestion_intro(outcome, set_against(matcher, question, outcome))
            first = suggestions[0]["confidence"]
            return {"outcome": "suggestions", "suggestions": suggestions, "reason": reason, "confidence": first}
        case Abstention():
            return {"outcome": "abstention", "reason": abstention(outcome)}
        case _:
            assert_never(outcome)


def _note(answer: Answer) -> str | None:
    return " ".join(filter(None, (not_as_asked(answer), understood(answer)))) or None


def _suggestion_json(candidate: Candidate) -> dict[str, Any]:
    return named_json(candidate.fact) | {"confidence": _rounded(candidate.confidence)}


def listed_json(fact: Fact, matcher: Matcher, today: date, site_url: str | None = None) -> dict[str, Any]:
    """Return a fact as the list of all facts has it, as it stands on a day."""
    first = {"id": fact.id, "question": fact.question, "page": page_of(site_url, fact.id)}
    return first | _said_json(fact, matcher, today) | {"topics": list(fact.topics)}


def named_json(fact: Fact) -> dict[str, Any]:
    """Return which fact is meant, for whoever is offered it."""
    return {"fact": fact.id, "question": fact.question}


def _said_json(fact: Fact, matcher: Matcher, today: date) -> dict[str, Any]:
    """Return what a reply says of a fact, the editors' texts as they wrote them."""
    related = (matcher.fact(name) for name in fact.related)
    due = due_on(fact, matcher.base)
    return {
        "answer": fact.answer,
        "status": fact.status,
        "status_in_words": look_of(fact.status).words,
        "as_of": fact.as_of.isoformat(),
        "review_by": due.isoformat() if due else None,
        "overdue": is_overdue(fact, matcher.base, today),
        "happened": fact.happened,
        "cautions": list(cautions(fact, matcher.base, today)),
        "positions": [_position_json(one, matcher) for one in fact.positions],
        "citations": [_citation_json(one, matcher) for one in fact.citations],
        "corrections": [{"on": one.on.isoformat(), "note": one.note} for one in fact.corrections],
        "related": [named_json(one) for one in related if one],
    }


def _position_json(position: Position, matcher: Matcher) -> dict[str, Any]:
    return {
        "by": position.by,
        "name": matcher.names.get(position.by, position.by),
        "says": position.says,
        "on": position.on,
        "source": position.source,
    }


def _citation_json(citation: Citation, matcher: Matcher) -> dict[str, Any]:
    source = matcher.base.sources[citation.source]
    return {
        "source": source.id,
        **source_json(source),
        "via": citation.via,
        "supports": citation.supports,
        "quote": citation.quote,
        "where": citation.where,
        "archive": citation.archive,
        "accessed": citation.accessed.isoformat() if citation.accessed else None,
    }


def source_json(source: Source) -> dict[str, Any]:
    """Return a report without its id: a citation and a list of sources call that by other keys."""
    return {
        "publisher": source.publisher,
        "relays": source.relays,
        "authors": list(source.authors),
        "title": source.title,
        "published": source.published,
        "url": source.url,
        "retracted": {"on": back.on.isoformat(), "note": back.note} if (back := source.retracted) else None,
    }


def candidates_json(candidates: tuple[Candidate, ...]) -> list[dict[str, Any]]:
    """Return the best candidates, best first, as ``--explain`` shows them."""
    return [
        {
            "fact": candidate.fact.id,
            "confidence": _rounded(candidate.confidence),
            "phrasing": candidate.phrasing,
            "blocked_by": f"{candidate.block.kind}: {candidate.block.what}" if candidate.block else None,
        }
        for candidate in candidates
    ]


def _rounded(confidence: float) -> float:
    return round(confidence, DIGITS)
