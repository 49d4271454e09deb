"""When facts are due, and what rests on a report that was taken back; no clock is read."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.model import Citation, Fact, FactBase, Location, Position, Retraction, Source
from knowledge.service.due import due_on, is_overdue, overdue, resting_on_retracted, retracted_under, warnings

CHECKED = date(2026, 3, 3)
DAY = timedelta(days=1)
GAZETTE = Source("gazette", "Gazette", "The bridge", "2026-03-01")
HERALD = Source("herald", "Herald", "The ferry", "2026-03-02")
TOLL = Fact(
    "toll", "How much is the toll?", "Four dollars.", (Citation("gazette"), Citation("gazette", "the year")), CHECKED
)


def base(*facts: Fact, retracted: tuple[str, ...] = (), review_after: int | None = None) -> FactBase:
    back = Retraction(date(2026, 4, 1), "The sum was made up.")
    sources = {one.id: replace(one, retracted=back if one.id in retracted else None) for one in (GAZETTE, HERALD)}
    places = {fact.id: Location("town/facts.yaml", 7) for fact in facts}
    return FactBase(facts, sources, locations=places, review_after=review_after)


@pytest.mark.parametrize(
    ("review_by", "review_after", "due"),
    [
        (None, None, None),
        (date(2026, 6, 1), None, date(2026, 6, 1)),
        (None, 180, date(2026, 8, 30)),
        (date(2026, 6, 1), 180, date(2026, 6, 1)),
        (CHECKED, None, None),  # met by the check itself
        (date(2026, 1, 1), 10, CHECKED + 10 * DAY),
        (None, 9999, CHECKED + 9999 * DAY),
    ],
)
def test_a_fact_is_due_by_its_own_day_else_by_that_of_the_base(
    review_by: date | None, review_after: int | None, due: date | None
) -> None:
    fact = replace(TOLL, review_by=review_by)
    assert due_on(fact, base(fact, review_after=review_after)) == due


def test_what_lies_beyond_the_calendar_is_never_due() -> None:
    fact = replace(TOLL, as_of=date(9999, 6, 1))
    assert due_on(fact, base(fact, review_after=9999)) is None


def test_the_last_day_still_counts_as_checked() -> None:
    fact = replace(TOLL, review_by=date(2026, 6, 1))
    held = base(fact)
    assert not is_overdue(fact, held, date(2026, 6, 1))
    assert is_overdue(fact, held, date(2026, 6, 2))
    assert overdue(held, date(2026, 6, 1)) == ()
    assert overdue(held, date(2026, 6, 2)) == (fact,)


def test_the_longest_due_comes_first() -> None:
    early = replace(TOLL, id="early", review_by=date(2026, 5, 1))
    late = replace(TOLL, id="late", review_by=date(2026, 6, 1))
    assert overdue(base(late, TOLL, early), date(2026, 7, 1)) == (early, late)


def test_a_fact_rests_on_what_it_cites_and_on_what_its_sides_said() -> None:
    said = Position("lind", "he paid", source="herald")
    fact = replace(TOLL, positions=(Position("berg", "he did not"), said))

    both = retracted_under(fact, base(fact, retracted=("gazette", "herald")))
    assert [source.id for source in both] == ["gazette", "herald"]
    assert [one.id for one in retracted_under(fact, base(fact, retracted=("herald",)))] == ["herald"]
    assert retracted_under(fact, base(fact)) == ()


def test_only_what_rests_on_it_is_flagged() -> None:
    ferry = replace(TOLL, id="ferry", citations=(Citation("herald"),))
    assert resting_on_retracted(base(TOLL, ferry, retracted=("herald",))) == (ferry,)
    assert resting_on_retracted(base(TOLL, ferry)) == ()


def test_warnings_have_their_place_and_say_what_to_do() -> None:
    fact = replace(TOLL, review_by=date(2026, 3, 20))
    late, back = warnings(base(fact, retracted=("gazette",)), date(2026, 5, 1))

    assert str(late).startswith("town/facts.yaml:7: 'toll' has not been checked since 2026-03-03, and was to be by ")
    assert "Still true" in late.remedy
    assert "'gazette', which was taken back on 2026-04-01 (The sum was made up.)" in back.what
    assert "cite another report" in back.remedy
    assert not list(warnings(base(TOLL), date(2036, 1, 1)))
