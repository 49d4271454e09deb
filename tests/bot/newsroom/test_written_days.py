"""Days as they are typed: read whole, or refused with what is wrong and how to write them."""

from datetime import date

import pytest

from bot.newsroom.written_days import DayError, Period, day_of, period_between, period_of


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        (" 2016-02-29 ", date(2016, 2, 29), date(2016, 2, 29)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_year_a_month_and_a_day_are_periods(written: str, first: date, last: date) -> None:
    assert period_of(written) == Period(first, last)


@pytest.mark.parametrize("written", ["yesterday", "2016-13", "2016-02-30", "16-02", "2016/02", "", "0000", "٢٠١٦"])
def test_what_is_no_day_is_refused_with_the_form(written: str) -> None:
    with pytest.raises(DayError, match=r"write|has the days"):
        period_of(written)


def test_between_two_days_each_may_be_left_out() -> None:
    assert period_between("", " ") == Period(date.min, date.max)
    assert period_between("2016", "") == Period(date(2016, 1, 1), date.max)
    assert period_between("2016-03", "2016") == Period(date(2016, 3, 1), date(2016, 12, 31))


def test_the_later_day_first_is_refused() -> None:
    with pytest.raises(DayError, match="“2015” is before 2016; write the earlier day first"):
        period_between("2016", "2015")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("2024-03", "“2024-03” is not a whole day; write a day such as 2026-03-01"),
        ("", "“” is not a whole day"),
        ("2024-03-03", "“2024-03-03” is yet to come; write a day such as 2026-03-01"),
        ("2024-02-30", "“2024-02-30” is no day; 2024-02 has the days from 01 to 29"),
        ("March", "“March” is not a date; write a year, month or day"),
    ],
)
def test_only_a_whole_day_that_has_begun_is_a_day(written: str, says: str) -> None:
    with pytest.raises(DayError, match=says):
        day_of(written, date(2024, 3, 2))


def test_today_is_a_day() -> None:
    assert day_of("2024-03-02", date(2024, 3, 2)) == date(2024, 3, 2)
