"""What the staff, editors and admins read of facts that not everybody may know."""

from datetime import UTC, datetime

from bot.text import counted, quoted
from bot.wording.facts import day_in_words
from knowledge.errors import ProblemsError
from knowledge.model import Fact, FactBase
from knowledge.service.live import Change
from knowledge.visibility import hidden_as

# Who has changed what is served, where nobody has.
CLOCK = "the clock"
# Above a reply that only the staff gets, which may be forwarded and read in haste.
STAFF_ONLY = "Shown to you alone"
# Characters of each question.
LINE = 150


def moment_in_words(moment: datetime) -> str:
    """Return "1 December 2026, 06:00 UTC"."""
    there = moment.astimezone(UTC)
    return f"{day_in_words(there.date())}, {there:%H:%M} UTC"


def why_hidden(fact: Fact, at: datetime) -> str:
    """Return why others can't see a hidden fact."""
    kind = hidden_as(fact, at)
    if kind == "draft":
        return "A draft"
    if kind == "staff":
        return "For the staff"
    return f"Not public before {moment_in_words(fact.publish_at)}" if fact.publish_at else ""


def goes_out(fact: Fact, at: datetime) -> str:
    """Return who will know of a fact that is published at a moment, "" where that is everybody at once."""
    kind = hidden_as(fact, at)
    if kind == "draft":
        return "It is a draft: only the staff sees it, until somebody takes that back with /desk edit."
    if kind == "staff":
        return "It is for the staff: nobody else sees it."
    return (
        f"It goes out at {moment_in_words(fact.publish_at)}; until then only the staff sees it."
        if kind and fact.publish_at
        else ""
    )


def hidden_in_words(base: FactBase, at: datetime) -> str:
    """Return how many facts of a base not everybody may know, and when the next goes out, "" where there is none."""
    kinds = [kind for fact in base.facts if (kind := hidden_as(fact, at))]
    if not kinds:
        return ""
    names = (("embargo", "waiting for its hour"), ("draft", "as a draft"), ("staff", "for the staff"))
    parts = ", ".join(f"{kinds.count(kind)} {words}" for kind, words in names if kind in kinds)
    return f"{counted(len(kinds), 'fact')} not public: {parts}"


def out_in_words(change: Change) -> str:
    """Return the line that tells the desk what has appeared by itself."""
    questions = " · ".join(f"“{quoted(question, LINE)}”" for question in change.added)
    return f"Public from now on: {questions}" if questions else "What is public has changed, as the facts have it."


def not_out_in_words(error: ProblemsError) -> str:
    """Return that a fact could not appear at its hour, and why."""
    return f"A fact could not go out at its hour, so the facts of before go on. Mend this, then /facts reload:\n{error}"
