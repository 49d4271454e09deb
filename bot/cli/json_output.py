"""Outcomes as JSON: the keys that programs rely on."""

import json
import sys
from collections.abc import Sequence
from typing import Any, assert_never

from bot.newsroom.contrast import set_against
from bot.newsroom.conversations import Decided
from bot.wording.outcomes import abstention, not_as_asked, suggestion_intro, understood
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Candidate, Outcome, Suggestions
from knowledge.model import Fact

# Of a confidence, after the point: the third tells candidates apart, and more would only pretend to know.
DIGITS = 4


def message_json(message: str, decided: Sequence[Decided], matcher: Matcher) -> dict[str, Any]:
    """Return the reply to a message: to its first question, and under ``more`` those to further ones, if it has any."""
    first, *more = decided
    reply = reply_json(message, first.outcome, matcher)
    return reply | {"more": [reply_json(one.question, one.outcome, matcher) for one in more]} if more else reply


def reply_json(question: str, outcome: Outcome, matcher: Matcher) -> dict[str, Any]:
    """Return the reply to ``question`` with the same keys for every outcome."""
    return {"question": question} | _nothing_json() | _outcome_json(question, outcome, matcher)


def _nothing_json() -> dict[str, Any]:
    """Return every key of an outcome, in their order, with what stands there where nothing is said of it."""
    empty: dict[str, Any] = dict.fromkeys(("outcome", "fact", "answer", "status", "as_of", "confidence"))
    return empty | {"citations": [], "suggestions": [], "reason": None}


def _outcome_json(question: str, outcome: Outcome, matcher: Matcher) -> dict[str, Any]:
    match outcome:
        case Answer(fact, confidence):
            said = {"outcome": "answer", "confidence": _rounded(confidence), "reason": _note(outcome)}
            return said | fact_json(fact, matcher)
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
    fact = candidate.fact
    return {"fact": fact.id, "question": fact.question, "confidence": _rounded(candidate.confidence)}


def listed_json(fact: Fact, matcher: Matcher) -> dict[str, Any]:
    """Return a fact as the list of all facts has it."""
    return {
        "id": fact.id,
        "question": fact.question,
        "answer": fact.answer,
        "status": fact.status,
        "as_of": fact.as_of.isoformat(),
        "citations": citations_json(fact, matcher),
        "topics": list(fact.topics),
    }


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


def print_json(value: dict[str, Any]) -> None:
    """Print a value as one line, at once: whoever reads along need not wait for the next one."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _rounded(confidence: float) -> float:
    return round(confidence, DIGITS)
