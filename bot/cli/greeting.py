"""What "hi", "help" and a thanks are met with in the terminal."""

from rich.console import Console

from bot.config import Config
from bot.newsroom.conversations import Conversations
from bot.newsroom.welcome import examples_among
from bot.wording.about import ACKNOWLEDGED, welcome_in_terminal
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer
from knowledge.language.small_talk import kind_of
from knowledge.model import Fact


def met(
    message: str, matcher: Matcher, config: Config, conversations: Conversations, console: Console
) -> tuple[Fact, ...] | None:
    """Meet a greeting or a thanks and return the facts whose questions are offered; None where it is neither."""
    kind = kind_of(message)
    if kind is None or isinstance(conversations.decide_alone(matcher, message), Answer):
        return None
    facts = _examples(matcher, config, conversations) if kind == "greeting" else ()
    listed = (f"{number}. {fact.question}" for number, fact in enumerate(facts, 1))
    console.print("\n".join([welcome_in_terminal(config), *listed]) if facts else ACKNOWLEDGED, markup=False)
    return facts


def _examples(matcher: Matcher, config: Config, conversations: Conversations) -> tuple[Fact, ...]:
    asked = [conversations.decide_alone(matcher, question) for question in config.example_questions]
    return examples_among(matcher.base.facts, asked)
