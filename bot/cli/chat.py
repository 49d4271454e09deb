"""A conversation in the terminal."""

from datetime import UTC, datetime

from rich.console import Console

from bot.cli.greeting import met
from bot.cli.terminal import show
from bot.config import Config
from bot.newsroom.conversations import Conversations
from bot.text import counted
from knowledge.decision.matcher import Matcher
from knowledge.decision.picks import picked

THREAD = "terminal"
FAREWELLS = frozenset({"", "quit", "exit", "bye", "q"})


def converse(matcher: Matcher, config: Config, console: Console) -> None:
    """Ask and answer until an empty line, a farewell, end of input or Ctrl-C."""
    conversations = Conversations(config.precision)
    console.print(f"{len(matcher.base.facts)} facts. Ask away; an empty line or “quit” ends it.", style="dim")
    while (message := _read(console)).lower() not in FAREWELLS:
        offered = len(conversations.offered(THREAD))
        place = picked(message, offered)
        if place is not None and not 0 <= place < offered:
            numbers = "1" if offered == 1 else f"1 to {offered}"
            console.print(f"I offered {counted(offered, 'question')}; type {numbers}.")
            continue
        now = datetime.now(UTC)
        facts = met(message, matcher, config, conversations, console)
        if facts is not None:
            conversations.offer(facts, THREAD, now)
            continue
        for decided in conversations.decide_all(matcher, message, THREAD, now):
            show(decided.outcome, matcher, now.date(), console, decided.question)
            console.print()


def _read(console: Console) -> str:
    try:
        return console.input("> ", markup=False).strip()
    except (EOFError, KeyboardInterrupt):
        console.print()
        return ""
