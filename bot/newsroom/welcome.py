"""Who greets the bot, thanks it or asks what it can be asked: told from a question, and what is offered then."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.limits import BUTTON_LABEL
from bot.newsroom.newsroom import Newsroom
from bot.setting_types import EXAMPLES
from knowledge.decision.outcomes import Answer, Outcome
from knowledge.language.small_talk import SmallTalk, kind_of
from knowledge.model import Fact


async def small_talk(newsroom: Newsroom, message: str) -> SmallTalk | None:
    """Return what kind of small talk a message is; None where it is a question, or where a fact answers it."""
    kind = kind_of(message)
    if kind and isinstance(await newsroom.by_itself(message), Answer):
        return None
    return kind


async def examples(newsroom: Newsroom) -> tuple[Fact, ...]:
    """Return facts whose questions show what can be asked: those of the configuration, then the best linked ones."""
    asked = [await newsroom.by_itself(question) for question in newsroom.config.example_questions]
    return examples_among(newsroom.matcher.base.facts, asked)


def examples_among(facts: Iterable[Fact], asked: Iterable[Outcome]) -> tuple[Fact, ...]:
    """Return the facts that example questions found, as they were ``asked``, then the best linked of all."""
    chosen = {outcome.fact.id: outcome.fact for outcome in asked if isinstance(outcome, Answer)}
    for fact in best_linked(facts):
        if len(chosen) >= EXAMPLES:
            break
        # Three questions on one matter would show less of the base than three on three.
        if not any(fact.id in one.related or one.id in fact.related for one in chosen.values()):
            chosen[fact.id] = fact
    return tuple(chosen.values())[:EXAMPLES]


def best_linked(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield facts, those first that most others are related to, of these those whose question fits on a button."""
    every = tuple(facts)
    links = Counter(name for fact in every for name in fact.related)
    yield from sorted(every, key=lambda fact: (len(fact.question) > BUTTON_LABEL, -links[fact.id]))
