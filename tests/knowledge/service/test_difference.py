"""What a reload changes where no text does: a report that is taken back, and when facts are due."""

from dataclasses import replace
from datetime import date

from knowledge.decision.matcher import Matcher
from knowledge.model import FactBase, Position, Retraction, Source
from knowledge.service.live import Change, difference

BACK = Retraction(date(2024, 3, 2), "It was made up.")
HERALD = Source("herald", "Herald", "The dues", "2024-03-01")


def with_herald(base: FactBase, retracted: Retraction | None = None) -> FactBase:
    """Return the town in which only a side of the third fact names the Herald."""
    *others, lind = base.facts
    lind = replace(lind, positions=(Position("tom-lind", "he paid", source="herald"),))
    sources = {**base.sources, "herald": replace(HERALD, retracted=retracted)}
    return replace(base, facts=(*others, lind), sources=sources)


def test_what_only_a_side_rests_on_is_taken_back_too(town: Matcher) -> None:
    lind = town.base.facts[2].question
    sound, broken = with_herald(town.base), with_herald(town.base, BACK)

    assert difference(sound, broken) == Change(changed=(lind,), taken_back=(lind,))
    assert difference(broken, sound) == Change(changed=(lind,))
    assert difference(broken, broken) == Change()


def test_only_what_was_taken_back_since_is_news(town: Matcher) -> None:
    broken = with_herald(town.base, BACK)
    gazette = {name: replace(source, retracted=BACK) for name, source in broken.sources.items()}

    change = difference(broken, replace(broken, sources=gazette))
    assert change.taken_back == tuple(fact.question for fact in town.base.facts)
    assert difference(broken, replace(broken, review_after=9)).taken_back == ()


def test_another_time_of_review_changes_every_fact_that_has_none_of_its_own(town: Matcher) -> None:
    own = replace(town.base.facts[0], review_by=date(2026, 1, 1))
    base = replace(town.base, facts=(own, *town.base.facts[1:]))

    change = difference(base, replace(base, review_after=180))
    assert change == Change(changed=tuple(fact.question for fact in base.facts[1:]))
