from dataclasses import replace

from bot.newsroom.outcome_cache import LONGEST, OutcomeCache
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer

QUESTION = "how much is the toll on north bridge"


def test_the_same_question_is_decided_once(town: Matcher) -> None:
    recent = OutcomeCache(0.8)

    first = recent.decide(town, QUESTION)

    assert isinstance(first, Answer)
    assert recent.decide(town, QUESTION) is first


def test_another_base_decides_anew(town: Matcher) -> None:
    recent = OutcomeCache(0.8)
    recent.decide(town, QUESTION)
    without = Matcher(replace(town.base, facts=town.base.facts[1:]))

    assert not isinstance(recent.decide(without, QUESTION), Answer)


def test_a_long_text_is_not_kept(town: Matcher) -> None:
    recent = OutcomeCache(0.8)
    long = QUESTION + "?" * LONGEST

    assert recent.decide(town, long) is not recent.decide(town, long)
