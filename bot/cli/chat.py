"""A conversation in the terminal."""

from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import Console

from bot.cli.terminal import show
from bot.config import Config
from bot.newsroom.conversations import Conversations
from bot.newsroom.welcome import examples_among
from bot.wording.about import ACKNOWLEDGED, welcome_in_terminal
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer
from knowledge.decision.picks import picked
from knowledge.language.small_talk import kind_of
from knowledge.model import Fact

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
            console.print(f"There are {offered} suggestions; type a number from 1 to {offered}.")
            continue
        now = datetime.now(UTC)
        kind = kind_of(message)
        if kind and not isinstance(conversations.decide_alone(matcher, message), Answer):
            facts = _examples(matcher, config, conversations) if kind == "greeting" else ()
            _meet(facts, config, console)
            conversations.offer(facts, THREAD, now)
            continue
        for decided in conversations.decide_all(matcher, message, THREAD, now):
            show(decided.outcome, matcher, now.date(), console, decided.question)
            console.print()


def _meet(facts: Sequence[Fact], config: Config, console: Console) -> None:
    """Print what a greeting is met with, the questions of ``facts`` below it; without facts it was a thanks."""
    listed = (f"{number}. {fact.question}" for number, fact in enumerate(facts, 1))
    console.print("\n".join([welcome_in_terminal(config), *listed]) if facts else ACKNOWLEDGED, markup=False)


def _examples(matcher: Matcher, config: Config, conversations: Conversations) -> tuple[Fact, ...]:
    asked = [conversations.decide_alone(matcher, question) for question in config.example_questions]
    return examples_among(matcher.base.facts, asked)


def _read(console: Console) -> str:
    try:
        return console.input("> ", markup=False).strip()
    except (EOFError, KeyboardInterrupt):
        console.print()
        return ""
