"""What members type into the options of commands, and what is offered to them meanwhile."""

from __future__ import annotations

from discord import app_commands

from bot.limits import CHOICE, CHOICES
from bot.newsroom.completion import completions
from bot.text import shortened
from knowledge.decision.matcher import Matcher

# Characters: as long as a question in two sentences, and few enough that nobody pastes an article.
LONGEST_QUESTION = 300
# How many choices are offered: as many as Discord shows.
OFFERED = CHOICES

Question = app_commands.Range[str, 1, LONGEST_QUESTION]
# A day as ISO 8601 has it, with room for whoever writes it otherwise and is told so.
Day = app_commands.Range[str, 1, 20]
Choices = list[app_commands.Choice[str]]


def facts_near(matcher: Matcher, typed: str) -> Choices:
    """Return the facts that what has been typed may become, likeliest first; the id is what comes back."""
    found = completions(matcher, typed, OFFERED)
    return [app_commands.Choice(name=shortened(one.fact.question, CHOICE), value=one.fact.id) for one in found]


def questions_near(matcher: Matcher, typed: str) -> Choices:
    """Return the questions that what has been typed may become, each whole, so that what is picked is asked."""
    found = completions(matcher, typed, OFFERED, CHOICE)
    return [app_commands.Choice(name=one.wording, value=one.wording) for one in found]
