import pytest

from knowledge.language.claims import Count, Day, claims_of
from knowledge.language.figures import in_figures
from knowledge.language.text import fold, split

CHRISTMAS = Day(12, 29, "2016")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("on 31/02/2016", id="no-day"),
        pytest.param("on 13/13/2016", id="no-month"),
        pytest.param("version 1.2.2016.4", id="four-parts"),
        pytest.param("route 1/2/3", id="no-year"),
        pytest.param("pages 2016-12", id="two-parts"),
        pytest.param("one and two", id="two-numbers"),
        pytest.param("fifty fifty", id="no-year-in-two-halves"),
        pytest.param("45 boats", id="figures-alone"),
        pytest.param("some thousand boats", id="one-word"),
        pytest.param("two grand juries", id="a-jury-that-is-grand"),
        pytest.param("5 grand jury members", id="a-jury-behind-a-figure"),
        pytest.param("a grand piano", id="grand-behind-no-number"),
    ],
)
def test_what_is_no_number_of_several_words_and_no_date_stays(text: str) -> None:
    assert in_figures(text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("on 12/29/2016", id="month-first"),
        pytest.param("on 29/12/2016", id="day-first-where-it-can-be-no-month"),
        pytest.param("on 2016-12-29", id="iso"),
        pytest.param("on 29.12.2016.", id="points"),
        pytest.param("on December 29, 2016", id="name-first"),
        pytest.param("on 29 Dec 2016", id="short-name"),
        pytest.param("on Dec. 29th, 2016", id="ordinal-and-point"),
        pytest.param("on the 29th of December 2016", id="of"),
    ],
)
def test_a_full_date_is_one_day_in_any_form_and_counts_nothing(text: str) -> None:
    claims = claims_of(split(text))

    assert claims.days == {CHRISTMAS}
    assert claims.dated == {(12, "2016")}
    assert claims.counts == set()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("in May 2016", set(), id="year-is-no-day"),
        pytest.param("45 in December", set(), id="no-day-beside-it"),
        pytest.param("December 45", set(), id="no-day-of-any-month"),
        pytest.param("on 3/4/2017", {Day(3, 4, "2017")}, id="either-way-the-month-is-first"),
        pytest.param("on 3.4.2017", {Day(4, 3, "2017")}, id="between-points-the-day-is-first"),
        pytest.param("on May 5", {Day(5, 5, "")}, id="without-a-year"),
        pytest.param("on the first of May", {Day(5, 1, "")}, id="word"),
        pytest.param("on 5 May and June 7 2020", {Day(5, 5, ""), Day(6, 7, "2020")}, id="two"),
    ],
)
def test_days(text: str, days: set[Day]) -> None:
    assert claims_of(split(text)).days == days


@pytest.mark.parametrize(
    ("day", "may_be"),
    [
        pytest.param(Day(12, 28, "2016"), False, id="another-day"),
        pytest.param(Day(11, 29, "2016"), False, id="another-month"),
        pytest.param(Day(12, 29, "2017"), False, id="another-year"),
        pytest.param(Day(12, 29, ""), True, id="without-a-year"),
        pytest.param(CHRISTMAS, True, id="itself"),
    ],
)
def test_which_days_may_be_one(day: Day, *, may_be: bool) -> None:
    assert CHRISTMAS.may_be(day) is may_be


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        pytest.param("in 2016 on 5 May", set(), id="nothing-counted"),
        pytest.param("did 9 of them sail", {("9", ())}, id="nothing-told"),
        pytest.param("five boats", {("5", ("boat",))}, id="noun"),
        pytest.param("forty-five thousand dollars", {("45000", ("dollar",))}, id="spoken"),
        pytest.param("was it $45k", {("45000", ("dollar",))}, id="currency"),
        pytest.param("did it sail twice", {("2", ("time",))}, id="twice"),
        pytest.param("5 old iron boats without sails", {("5", ("old", "iron", "boat"))}, id="up-to-a-small-word"),
        pytest.param("9 men sail wide open boats", {("9", ("man", "sail", "wide"))}, id="near-it"),
        pytest.param("five small boats on 5 May", {("5", ("small", "boat"))}, id="day-beside-a-count"),
    ],
)
def test_what_a_number_counts(text: str, counts: set[tuple[str, tuple[str, ...]]]) -> None:
    assert claims_of(split(text)).counts == {Count(number, frozenset(of)) for number, of in counts}


def test_equal_figures_are_folded_alike() -> None:
    assert fold("Forty-five thousand") == fold("45 thousand") == fold("45,000") == fold("$45k") == "45000"
    assert fold("5mg") == fold("5 mg")
    assert fold("12/29/2016") == fold("29 December 2016")


@pytest.mark.parametrize(
    ("text", "now"),
    [
        pytest.param("now that it has sailed", False, id="reason"),
        pytest.param("did it sail that day", False, id="past"),
        pytest.param("does it sail now", True, id="now"),
        pytest.param("where is the ferry today", True, id="today"),
        pytest.param("who sails it these days", True, id="these-days"),
        pytest.param("is it currently at sea", True, id="currently"),
        pytest.param("the latest on the ferry", True, id="latest"),
        pytest.param("who sails it this week", True, id="this-week"),
        pytest.param("did it sail that week", False, id="that-week"),
    ],
)
def test_the_present_day(text: str, *, now: bool) -> None:
    assert claims_of(split(text)).now is now


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        pytest.param("ten grand", "10000", id="word"),
        pytest.param("twenty five grand", "25000", id="words"),
        pytest.param("5 grand", "5000", id="figure"),
        pytest.param("two hundred grand", "200000", id="hundreds"),
        pytest.param("half a grand", "500", id="half"),
    ],
)
def test_a_grand_is_a_thousand(text: str, figure: str) -> None:
    assert in_figures(text) == figure


def test_a_name_is_not_the_present_day() -> None:
    assert not claims_of(split("what did Port Today report"), skip=frozenset({2, 3})).now
