from dataclasses import replace

from bot.newsroom.comparison import Difference, differences
from knowledge.decision.matcher import Matcher

PRECISION = 0.8


def test_the_same_base_answers_alike(town: Matcher) -> None:
    assert list(differences(town, town, PRECISION)) == []


def test_a_wording_that_moved_to_another_fact_is_named(town: Matcher) -> None:
    toll, ferry, lind = town.base.facts
    moved = toll.phrasings[0]
    toll = replace(toll, phrasings=toll.phrasings[1:])
    ferry = replace(ferry, phrasings=(*ferry.phrasings, moved))
    after = Matcher(replace(town.base, facts=(toll, ferry, lind)))

    found = list(differences(town, after, PRECISION))

    assert Difference(moved, toll.id, ferry.id) in found


def test_a_new_fact_changes_nothing_by_being_there(town: Matcher) -> None:
    toll, _, lind = town.base.facts
    before = Matcher(replace(town.base, facts=(toll, lind)))

    assert [one for one in differences(before, town, PRECISION) if one.after == "ferry-first-trip"] == []
