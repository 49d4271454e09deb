"""What members type into the options of commands, and what is offered to them meanwhile."""

from __future__ import annotations

from discord import app_commands

from bot.limits import CHOICE, CHOICES
from bot.text import shortened
from knowledge.decision.matcher import Matcher

# Characters: as long as a question in two sentences, and few enough that nobody pastes an article.
LONGEST_QUESTION = 300
# How many choices are offered: as many as Discord shows.
OFFERED = CHOICES

Question = app_commands.Range[str, 1, LONGEST_QUESTION]
Choices = list[app_commands.Choice[str]]


def facts_near(matcher: Matcher, typed: str) -> Choices:
    """Return the facts whose questions come nearest to what has been typed; the id is what comes back."""
    near = matcher.near(typed, OFFERED)
    return [app_commands.Choice(name=shortened(fact.question, CHOICE), value=fact.id) for fact in near]


def questions_near(matcher: Matcher, typed: str) -> Choices:
    """Return the questions that come nearest to what has been typed, each whole, so that what is picked is asked."""
    near = (_fitting(fact.wordings) for fact in matcher.near(typed, OFFERED))
    return [app_commands.Choice(name=question, value=question) for question in near if question]


def _fitting(wordings: tuple[str, ...]) -> str:
    """Return the first wording of a fact that fits a choice, "" where none does."""
    return next((wording for wording in wordings if len(wording) <= CHOICE), "")
