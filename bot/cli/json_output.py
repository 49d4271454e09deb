"""Outcomes as JSON: the keys that programs rely on."""

from collections.abc import Sequence
from typing import Any, assert_never

from bot.newsroom.conversations import Decided
from bot.wording.outcomes import abstention, not_as_asked, suggestion_intro, understood
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Candidate, Outcome, Suggestions
from knowledge.model import Fact


def message_json(message: str, decided: Sequence[Decided], matcher: Matcher) -> dict[str, Any]:
    """Return the reply to a message: to its first question, and under ``more`` those to further ones, if it has any."""
    first, *more = decided
    reply = reply_json(message, first.outcome, matcher)
    return reply | {"more": [reply_json(one.question, one.outcome, matcher) for one in more]} if more else reply


def reply_json(question: str, outcome: Outcome, matcher: Matcher) -> dict[str, Any]:
    """Return the reply to ``question`` with the same keys for every outcome."""
    reply: dict[str, Any] = {
        "question": question,
        "outcome": "",
        "fact": None,
        "answer": None,
        "status": None,
        "as_of": None,
        "confidence": None,
        "citations": [],
        "suggestions": [],
        "reason": None,
    }
    match outcome:
        case Answer():
            return (
                reply
                | {"outcome": "answer", "confidence": _rounded(outcome.confidence), "reason": _note(outcome)}
                | fact_json(outcome.fact, matcher)
            )
        case Suggestions():
            suggestions = [
                {"fact": c.fact.id, "question": c.fact.question, "confidence": _rounded(c.confidence)}
                for c in outcome.candidates
            ]
            reason = suggestion_intro(outcome, matcher.names)
            first = suggestions[0]["confidence"]
            return reply | {
                "outcome": "suggestions", "suggestions": suggestions, "reason": reason, "confidence": first,
            }  # fmt: skip
        case Abstention():
            return reply | {"outcome": "abstention", "reason": abstention(outcome)}
        case _:
            assert_never(outcome)


def _note(answer: Answer) -> str | None:
    return " ".join(filter(None, (not_as_asked(answer), understood(answer)))) or None


def fact_json(fact: Fact, matcher: Matcher) -> dict[str, Any]:
    """Return what a reply says of a fact."""
    return {
        "fact": fact.id,
        "answer": fact.answer,
        "status": fact.status,
        "as_of": fact.as_of.isoformat(),
        "citations": citations_json(fact, matcher),
    }


def citations_json(fact: Fact, matcher: Matcher) -> list[dict[str, Any]]:
    """Return the citations of a fact with what they say of their source."""
    found = []
    for citation in fact.citations:
        source = matcher.base.sources[citation.source]
        found.append(
            {
                "source": source.id,
                "publisher": source.publisher,
                "title": source.title,
                "published": source.published,
                "url": source.url,
                "via": citation.via,
            }
        )
    return found


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
    return round(confidence, 4)
