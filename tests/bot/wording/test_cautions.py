"""What readers are told of a fact that is overdue, or that rests on a report which was taken back."""

from dataclasses import replace
from datetime import date

import pytest

from bot.wording.cautions import cautions, cautions_in_brief, marked_cautions
from knowledge.decision.matcher import Matcher
from knowledge.model import Fact, FactBase, Position, Retraction

DUE, AFTER = date(2024, 6, 1), date(2024, 6, 2)
BACK = Retraction(date(2024, 5, 4), "We mixed up two bridges.")


@pytest.fixture
def toll(town: Matcher) -> Fact:
    return replace(town.base.facts[0], review_by=DUE)


def taken_back(base: FactBase) -> FactBase:
    return replace(base, sources={name: replace(one, retracted=BACK) for name, one in base.sources.items()})


def test_an_overdue_fact_says_since_when_nobody_has_checked_it(town: Matcher, toll: Fact) -> None:
    assert cautions(toll, town.base, DUE) == ()
    (said,) = cautions(toll, town.base, AFTER)
    assert said == (
        "Not checked since 1 March 2024: it was to be checked again by 1 June 2024, and may be out of date."
    )
    (marked,) = marked_cautions(toll, town.base, AFTER)
    assert marked.startswith("⚠️ **Not checked since 1 March 2024**: it was to be")


def test_a_fact_on_a_report_that_was_taken_back_says_which_when_and_why(town: Matcher, toll: Fact) -> None:
    (said,) = cautions(toll, taken_back(town.base), DUE)
    assert said == (
        "This rests on a report that was taken back on 4 May 2024: Northfield Gazette, “The bridge, the ferry and the "
        "mayor”, 1 March 2024. We mixed up two bridges."
    )


def test_what_only_one_side_said_rests_on_it_too(town: Matcher) -> None:
    lind = replace(
        town.base.facts[2], citations=(), positions=(Position("tom-lind", "no", source="gazette-2024-03-01"),)
    )
    assert "We mixed up two bridges." in cautions(lind, taken_back(town.base), DUE)[0]


def test_both_are_said_and_in_brief_they_take_two_lines(town: Matcher, toll: Fact) -> None:
    base = taken_back(town.base)
    assert len(cautions(toll, base, AFTER)) == 2
    assert cautions_in_brief(toll, base, AFTER) == [
        "⚠️ **Not checked since 1 March 2024**",
        "⚠️ **Rests on a report that was taken back on 4 May 2024**",
    ]
    assert cautions_in_brief(toll, town.base, DUE) == []
