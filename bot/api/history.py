"""A day of a fact as JSON, described in ``docs/api.md``."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.api.replies import named_json
from bot.desk.history import Said
from bot.newsroom.as_of import AsOf
from bot.wording.status_looks import look_of
from knowledge.model import Fact


def as_of_json(question: str, fact: Fact, found: AsOf) -> dict[str, Any]:
    """Return what was said on a day, and what had been published by then."""
    return {
        "question": question,
        "as_of": found.day.isoformat(),
        "fact": fact.id,
        "known": found.known,
        "said": [_said_json(one) for one in found.said],
        "recorded_since": found.begun.isoformat() if found.begun else None,
        "published": [asdict(one) for one in found.published],
        "perhaps_published": [asdict(one) for one in found.perhaps],
        "suggestions": [],
    }


def not_sure_json(question: str, day: date, offered: Sequence[Fact]) -> dict[str, Any]:
    """Return the same keys for a question of which it isn't sure what it asks for."""
    nothing: dict[str, Any] = dict.fromkeys(("fact", "known"))
    first = {"question": question, "as_of": day.isoformat()} | nothing
    lists: dict[str, Any] = {"said": [], "recorded_since": None, "published": [], "perhaps_published": []}
    return first | lists | {"suggestions": [named_json(fact) for fact in offered]}


def _said_json(said: Said) -> dict[str, Any]:
    return {
        "question": said.question,
        "answer": said.answer,
        "status": said.status,
        "status_in_words": look_of(said.status).words,
        "since": said.since.isoformat(),
        "until": said.until.isoformat() if said.until else None,
    }
