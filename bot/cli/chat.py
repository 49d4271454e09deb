"""A conversation in the terminal."""

from datetime import UTC, datetime

from rich.console import Console

from bot.cli.terminal import show
from bot.newsroom.conversations import Conversations
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Candidate, Suggestions

FAREWELLS = frozenset({"", "quit", "exit", "bye", "q"})


def converse(matcher: Matcher, precision: float, console: Console) -> None:
    """Ask and answer until an empty line, a farewell, end of input or Ctrl-C."""
    conversations = Conversations(precision)
    offered: tuple[Candidate, ...] = ()
    console.print(f"{len(matcher.base.facts)} facts. Ask away; an empty line or “quit” ends it.", style="dim")
    while (question := _read(console)).lower() not in FAREWELLS:
        number = question.rstrip(".")
        if offered and number.isdecimal():
            if not 0 < int(number) <= len(offered):
                console.print(f"There are {len(offered)} suggestions; type a number from 1 to {len(offered)}.")
                continue
            question = offered[int(number) - 1].fact.question
        outcome = conversations.decide(matcher, question, "terminal", datetime.now(UTC))
        show(outcome, matcher, console)
        offered = outcome.candidates if isinstance(outcome, Suggestions) else ()
        console.print()


def _read(console: Console) -> str:
    try:
        return console.input("> ", markup=False).strip()
    except (EOFError, KeyboardInterrupt):
        console.print()
        return ""
