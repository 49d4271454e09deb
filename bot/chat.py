"""A conversation in the terminal."""

from datetime import UTC, datetime

from rich.console import Console

from bot.conversations import Conversations
from bot.terminal import show
from knowledge.matching import Matcher
from knowledge.outcomes import Candidate, Suggestions


def converse(matcher: Matcher, precision: float, console: Console) -> None:
    """Ask and answer until an empty line, end of input or Ctrl-C."""
    conversations = Conversations()
    offered: tuple[Candidate, ...] = ()
    console.print(f"{len(matcher.base.facts)} facts. Ask away; an empty line ends it.", style="dim")
    while question := _read(console):
        if question.isdecimal() and 0 < int(question) <= len(offered):
            question = offered[int(question) - 1].fact.question
        outcome = conversations.decide(matcher, question, "terminal", datetime.now(UTC), precision)
        show(outcome, matcher, console)
        offered = outcome.candidates if isinstance(outcome, Suggestions) else ()
        console.print()


def _read(console: Console) -> str:
    try:
        return console.input("> ", markup=False).strip()
    except (EOFError, KeyboardInterrupt):
        console.print()
        return ""
