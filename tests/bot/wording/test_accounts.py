from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from bot.desk.accounts import Account, Named, Week
from bot.limits import ALT_TEXT
from bot.text import quoted
from bot.wording.accounts import NOTHING, QUESTION, account_in_words, alt_text, chart_of, time_in_words

HOUR = timedelta(hours=1)
EARLIER = Week(monday=date(2024, 2, 19), answered=1, refused=1, wrong=1)
LATER = Week(
    monday=date(2024, 2, 26),
    answered=6,
    suggested=1,
    refused=1,
    waits=(HOUR, 50 * HOUR, 300 * HOUR),
    most_asked=(Named("toll", 5), Named("gone", 1)),
    most_refused=(Named("who owns *the* zeppelin", 2),),
)
ACCOUNT = Account((EARLIER, LATER), 3, datetime(2024, 1, 5, tzinfo=UTC))


def test_an_account_says_what_came_of_the_questions_in_all_and_by_week() -> None:
    assert account_in_words(ACCOUNT, {"toll": "How much is the toll?"}).splitlines() == [
        "19 February 2024 to 3 March 2024 (2 weeks): 10 questions",
        "- answered: 7 (70%)",
        "- only suggestions: 1 (10%)",
        "- no answer: 2 (20%)",
        "- “Not what I asked”: 1 (14% of the answers)",
        "- answered after they had waited: 3, half of them within 2 days, the slowest after 12 days",
        "- waiting now: 3, the oldest since 5 January 2024",
        "By week, the newest first:",
        "From 26 February 2024: 8 asked (6 answered, 1 only suggestions, 1 no answer); "
        "answered after they had waited: 3, half within 2 days",
        "  most asked: How much is the toll? (5); gone (1)",
        "  most asked in vain: who owns *the* zeppelin (2)",
        "From 19 February 2024: 2 asked (1 answered, 1 no answer); “Not what I asked”: 1",
    ]


def test_what_readers_wrote_is_shown_without_markup_where_there_is_any() -> None:
    assert "who owns \\*the\\* zeppelin (2)" in account_in_words(ACCOUNT, {}, partial(quoted, limit=QUESTION))


def test_without_a_question_it_says_so() -> None:
    assert account_in_words(Account(()), {}) == NOTHING
    assert NOTHING in alt_text(Account(()))
    assert chart_of(Account(())).weeks == ()


def test_a_chart_has_the_numbers_of_each_week_the_oldest_first() -> None:
    chart = chart_of(ACCOUNT)

    assert chart.weeks == ("19 Feb", "26 Feb")
    assert list(chart.parts.values()) == [(1, 6), (0, 1), (1, 1)]
    assert chart.wrong == (1, 0)
    assert chart.waits_days == (None, 50 / 24)


def test_the_picture_is_told_to_whoever_cannot_see_it() -> None:
    told = alt_text(ACCOUNT)

    assert "10 questions; answered: 7 (70%); only suggestions: 1 (10%)" in told
    assert told.endswith("The most in a week: 8, from 26 February 2024.")
    assert len(told) <= ALT_TEXT


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(0), "1 minute"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(hours=30), "30 hours"),
        (timedelta(days=10), "10 days"),
        (timedelta(days=20), "3 weeks"),
    ],
)
def test_a_time_is_told_in_a_unit_of_which_there_are_some(time: timedelta, words: str) -> None:
    assert time_in_words(time) == words
