from datetime import date

import pytest

from knowledge.language.claims import Claims, Count, Day, claims_of
from knowledge.language.text import split
from knowledge.model import Citation, Fact, Position, Source
from knowledge.reading.blocks import Block
from knowledge.reading.claims_held import claims_block, claims_held, claims_missing

SOURCE = Source("gazette", "Gazette", "News", "2024-03")
FACT = Fact(
    "it", "What?", "So.", (Citation("gazette"),), date(2024, 3, 1), happened="2022-12-24/2023",
    positions=(Position("anna-berg", "no", on="2024-02-29"), Position("tom-lind", "yes")),
)  # fmt: skip


def claimed(text: str) -> Claims:
    return claims_of(split(text))


HELD = claims_held((claimed("4 dollars since may 2021"), claimed("in autumn 2020")), FACT, [SOURCE])


def test_all_dates_of_a_fact_are_held() -> None:
    assert HELD.years == {"2020", "2021", "2022", "2023", "2024"}
    assert HELD.months == {2, 3, 5, 12}
    assert HELD.dated == {(12, "2022"), (3, "2024"), (2, "2024"), (5, "2021")}
    assert HELD.weekdays == {"saturday", "thursday"}
    assert HELD.days == {Day(12, 24, "2022"), Day(2, 29, "2024")}
    assert HELD.numbers == {"4"}


def test_a_fact_of_no_day_holds_what_its_texts_say() -> None:
    bare = Fact("it", "What?", "So.", (), date(2024, 3, 1))

    held = claims_held((claimed("4 boats"),), bare, [])

    assert held == Claims(numbers=frozenset({"4"}), counts=frozenset({Count("4", frozenset({"boat"}))}))
    assert claims_held((), bare, []) == Claims()


@pytest.mark.parametrize(
    ("question", "block"),
    [
        pytest.param("the toll", None, id="no-number"),
        pytest.param("4 dollars in may 2021", None, id="as-it-is-told"),
        pytest.param("4 us dollars", None, id="unit-in-other-words"),
        pytest.param("4 cars", None, id="no-unit"),
        pytest.param("€4", Block("number", "4"), id="other-money"),
        pytest.param("4 weeks", Block("number", "4"), id="time-not-money"),
        pytest.param("on the 24 of december", None, id="day-it-began"),
        pytest.param("may 21", Block("date", "21 May"), id="another-day"),
        pytest.param("21 dollars", None, id="short-year"),
        pytest.param("5 dollars", Block("number", "5"), id="number"),
        pytest.param("5 dollars in 2019", Block("number", "5"), id="number-before-date"),
        pytest.param("in 2019", Block("date", "2019"), id="year"),
        pytest.param("in june", Block("date", "june"), id="month"),
        pytest.param("in may 2022", Block("date", "may 2022"), id="month-of-another-year"),
        pytest.param("in autumn 2020", None, id="season-as-told"),
        pytest.param("in winter 2023", None, id="winter-that-began-the-year-before"),
        pytest.param("in winter 2020", Block("date", "winter 2020"), id="winter-of-another-year"),
        pytest.param("in summer 2021", Block("date", "summer 2021"), id="season"),
        pytest.param("on monday", Block("date", "Monday"), id="weekday"),
    ],
)
def test_a_number_or_date_that_is_not_held_refuses(question: str, block: Block | None) -> None:
    found = claims_block(claimed(question), HELD, HELD)

    assert (found and (found.kind, found.what.lower())) == (block and (block.kind, block.what.lower()))
    assert claims_missing(claimed(question), HELD) is (block is not None)


COUNTED, DATED = claimed("4 dollars"), claimed("in may 2021")


@pytest.mark.parametrize(
    ("question", "own", "block"),
    [
        pytest.param("5 dollars", COUNTED, Block("number", "5"), id="another-count"),
        pytest.param("5 dollars", DATED, None, id="a-date-is-no-count"),
        pytest.param("5 dollars", Claims(), None, id="nothing-counted"),
        pytest.param("in 2019", DATED, Block("date", "2019"), id="another-date"),
        pytest.param("in 2019", COUNTED, None, id="a-count-is-no-date"),
        pytest.param("on monday", COUNTED, None, id="no-day-of-its-own"),
        pytest.param("5 dollars in 2019", DATED, Block("date", "2019"), id="the-date-of-both"),
        pytest.param("4 dollars in 2020", COUNTED, None, id="date-of-a-source"),
    ],
)
def test_only_a_fact_with_numbers_or_dates_of_its_own_contradicts_others(
    question: str, own: Claims, block: Block | None
) -> None:
    assert claims_block(claimed(question), HELD, own) == block


def test_what_contradicts_nothing_is_missing_all_the_same() -> None:
    assert claims_missing(claimed("5 dollars"), Claims())
    assert claims_missing(claimed("in 2019"), COUNTED)
    assert not claims_missing(claimed("the toll"), Claims())
