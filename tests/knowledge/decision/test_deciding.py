"""A question in a longer message: what is told before it, and what of that may be a condition."""

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer, Suggestions


@pytest.mark.parametrize(
    ("told", "is_answered"),
    [
        ("hi all, my gran lives by the old mill and has been ill for 3 months, she is 81, so", True),
        ("my cousin Kowalski keeps going on about this,", True),
        # What may be a condition of what is asked.
        ("hi all, everybody was on strike in 2019, so", False),
        ("Kowalski paid 7 dollars,", False),
    ],
)
def test_what_is_told_before_a_question_is_no_part_of_it_unless_it_may_be_a_condition(
    town: Matcher, told: str, is_answered: bool  # noqa: FBT001
) -> None:  # fmt: skip
    outcome = town.decide(f"{told} how much is the toll on North Bridge?")

    assert isinstance(outcome, Answer) is is_answered


def test_what_is_asked_at_the_end_alone_must_be_told(town: Matcher) -> None:
    assert isinstance(town.decide("hi all, my gran is 81, how much is the toll?"), Suggestions)
    assert isinstance(town.decide("hi all, my gran is 81, and the toll on North Bridge, how much is it?"), Suggestions)
