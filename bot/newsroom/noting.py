"""What is written down of a decision, whichever way it was asked: a line in the log, and what the editors get."""

import logging
from dataclasses import dataclass
from datetime import datetime

from bot.desk.desk import OpenQuestion
from bot.newsroom.newsroom import Decision, Newsroom
from knowledge.decision.outcomes import Abstention, Answer, Suggestions

LOG = logging.getLogger("factbot")


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked, by the id that Discord has for a person, and when; None: nobody knows who."""

    person: int | None
    at: datetime


def log(newsroom: Newsroom, decision: Decision, *, is_public: bool) -> None:
    """Leave a line in the log, with the question's wording only where the configuration has it so."""
    outcome, logged = decision.outcome, newsroom.config.log_questions
    words = f" {decision.question!r}" if logged == "all" or (logged == "public" and is_public) else ""
    fact = f" {outcome.fact.id}" if isinstance(outcome, Answer) else ""
    LOG.info("question%s: %s%s", words, type(outcome).__name__.lower(), fact)


def named_in_log(newsroom: Newsroom, fact: str) -> str:
    """Return the id of a fact as the log may have it: others read that than may know of a hidden one."""
    return fact if newsroom.fact(fact) else "a fact that is not public"


def reason_of(decision: Decision) -> str | None:
    """Return why a question has no answer; None where it has one, where something is offered or nothing is asked."""
    outcome = decision.outcome
    if not isinstance(outcome, Abstention) or outcome.reason == "empty question":
        return None
    return f"{outcome.reason}: {outcome.block.what}" if outcome.block else outcome.reason


def note_unanswered(newsroom: Newsroom, decision: Decision, asker: Asker) -> str | None:
    """Leave a question that nothing answers to the editors; return its record where they have it."""
    reason = reason_of(decision)
    if reason is None:
        return None
    question = OpenQuestion(text=decision.question, reason=reason, asked_at=asker.at, asker=asker.person)
    return newsroom.desk.note(question)


def note_suggestions(
    newsroom: Newsroom, question: str, outcome: Suggestions, asker: Asker, message: int | None = None
) -> tuple[str, ...]:
    """Leave a question to the editors that only got suggestions: until one is picked, it has no answer.

    ``message`` is the one that suggests them. Return the ids of the facts that it offers.
    """
    offered = tuple(candidate.fact.id for candidate in outcome.candidates)
    newsroom.desk.note(
        OpenQuestion(
            text=question,
            reason="only suggestions",
            asked_at=asker.at,
            asker=asker.person,
            message=message,
            offered=offered,
        )
    )
    return offered
