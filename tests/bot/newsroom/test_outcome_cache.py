import pickle
import tracemalloc
from dataclasses import replace
from typing import cast

import pytest

from bot.newsroom.outcome_cache import LONGEST, OutcomeCache, size_of
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Candidate, Outcome, Suggestions
from knowledge.model import Fact
from knowledge.reading.blocks import Block

# Facts belong to the base, and are not counted.
FACT = cast("Fact", None)
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


def test_what_is_kept_is_bounded_in_bytes_and_the_longest_unasked_goes_first(town: Matcher) -> None:
    first, limit = OutcomeCache(0.8, 20_000), 20_000
    questions = [f"{QUESTION} {'x' * 100} {number}" for number in range(20)]

    for question in questions:
        first.decide(town, question)
        first.decide(town, QUESTION)

    assert 0 < first.bytes <= limit
    assert first.decide(town, QUESTION) is first.decide(town, QUESTION)
    kept = [first.decide(town, questions[-1]) for _ in range(2)]
    assert kept[0] is kept[1]


def test_a_new_base_begins_with_nothing_kept(town: Matcher) -> None:
    recent = OutcomeCache(0.8, 20_000)
    recent.decide(town, QUESTION)
    before = recent.bytes

    recent.decide(Matcher(town.base), QUESTION)

    assert recent.bytes == before


BLOCK = Block("unknown name", "é" * 150)


@pytest.mark.parametrize(
    "outcome",
    [
        Answer(FACT, 0.9, "", premise=BLOCK, repairs=(("flyn", "flynn"),) * 10),
        Suggestions(tuple(Candidate(FACT, 0.5, "", BLOCK) for _ in range(3)), BLOCK),
        Abstention("unknown name", BLOCK),
    ],
)
def test_what_is_taken_is_never_more_than_what_is_counted(outcome: Outcome) -> None:
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    held = [(f"{'é' * 190} {number}", pickle.loads(pickle.dumps(outcome))) for number in range(200)]  # noqa: S301  our own
    taken = (tracemalloc.get_traced_memory()[0] - before) / len(held)
    tracemalloc.stop()

    assert size_of(*held[0]) >= taken
