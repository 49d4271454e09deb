"""Which facts a timeline has, in which order, and what is said where it has none."""

from dataclasses import replace
from datetime import date

import pytest

from bot.newsroom.timeline import Subject, subject_named, subjects_near, timeline_of
from bot.newsroom.written_days import Period, period_between, period_of
from bot.wording import timeline as words
from knowledge.decision.matcher import Matcher
from knowledge.loading.loader import load
from tests.conftest import WriteBase

ANY, TODAY = Period(), date(2024, 3, 9)
FACTS = """
sources:
  - {id: gazette, publisher: Gazette, title: The bridge, published: 2024-03-01}
entities:
  - {id: anna-berg, name: Anna Berg, kind: person, aliases: [the mayor]}
  - {id: tom-lind, name: Tom Lind, kind: person}
  - {id: ferry, name: The Ferry, kind: work}
facts:
  - id: opened
    question: When did Anna Berg open the bridge?
    answer: Anna Berg opened the bridge in 2019.
    happened: 2019
    topics: [the-bridge]
    citations: [{source: gazette}]
  - id: sailed
    question: When did the boat sail?
    answer: It sailed on 5 May 2021.
    happened: 2021-05-05
    entities: [anna-berg, tom-lind]
    status: disputed
    positions: [{by: tom-lind, says: it never did}, {by: the crew, says: it did, on: 2021-06}]
    citations: [{source: gazette}]
  - id: paid
    question: What did the mayor pay for in spring?
    answer: The mayor paid for the paint.
    happened: 2019-03/2019-05
    topics: [the-bridge]
    citations: [{source: gazette}]
  - id: why
    question: Why did Tom Lind leave?
    answer: Nobody knows.
    citations: [{source: gazette}]
"""


@pytest.fixture
def matcher(write_base: WriteBase) -> Matcher:
    return Matcher(load(write_base(all=FACTS)))


def named(matcher: Matcher, *names: str) -> tuple[Subject, ...]:
    found = [subject_named(matcher, name) for name in names]
    assert None not in found
    return tuple(one for one in found if one)


def ids(matcher: Matcher, asked: Period, *names: str) -> list[str]:
    return [one.fact.id for one in timeline_of(matcher, named(matcher, *names), asked).entries]


def test_facts_that_ask_of_or_list_somebody_come_in_the_order_of_their_days(matcher: Matcher) -> None:
    assert ids(matcher, ANY, "Anna Berg") == ["opened", "paid", "sailed"]


def test_two_are_those_that_concern_both(matcher: Matcher) -> None:
    assert ids(matcher, ANY, "the mayor", "tom-lind") == ["sailed"]


def test_a_topic_has_its_facts(matcher: Matcher) -> None:
    assert ids(matcher, ANY, "The Bridge") == ids(matcher, ANY, "topic:the-bridge") == ["opened", "paid"]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2019-05-31", "2019-05-31", ["opened", "paid"]),
        ("2019-06", "", ["opened", "sailed"]),
        ("", "2018-12-31", []),
        ("2021-05-05", "2021-05-05", ["sailed"]),
        ("2021-05-06", "", []),
    ],
)
def test_what_spans_a_time_belongs_to_each_day_of_it(matcher: Matcher, first: str, last: str, found: list[str]) -> None:
    assert ids(matcher, period_between(first, last), "Anna Berg") == found


@pytest.mark.parametrize("name", ["Bob", "", "topic:anna-berg", "berg!"])
def test_who_is_not_there_is_nobody(matcher: Matcher, name: str) -> None:
    assert subject_named(matcher, name) is None


def test_what_is_typed_leads_to_names_aliases_and_topics(matcher: Matcher) -> None:
    assert [one.key for one in subjects_near(matcher, "the", 9)] == ["topic:the-bridge", "anna-berg", "ferry"]
    assert [one.key for one in subjects_near(matcher, "lin", 9)] == ["tom-lind"]
    assert len(subjects_near(matcher, "", 2)) == 2


def text(matcher: Matcher, asked: Period, *names: str) -> str:
    return words.timeline_in_words(timeline_of(matcher, named(matcher, *names), asked), matcher, TODAY)


def test_the_text_has_days_status_answer_and_sides(matcher: Matcher) -> None:
    assert text(matcher, ANY, "tom-lind") == (
        "**Tom Lind**: 1 fact with a day. 1 more fact without one: ask for them with a question.\n\n"
        "**1. 5 May 2021** · 🟣 Disputed\nIt sailed on 5 May 2021.\n"
        "- **Tom Lind**: it never did\n- **the crew, June 2021**: it did"
    )


def test_nothing_in_those_days_says_what_days_there_are(matcher: Matcher) -> None:
    assert text(matcher, period_between("2022", "2023-02"), "Anna Berg") == (
        "No fact on Anna Berg has a day from 1 January 2022 until 28 February 2023. "
        "On other days there are 3 facts: 1 January 2019 to 5 May 2021."
    )


def test_nothing_on_both_says_what_there_is_on_each(matcher: Matcher) -> None:
    assert text(matcher, ANY, "the-bridge", "tom-lind") == (
        "No fact on the-bridge (topic) and Tom Lind says when it happened. "
        "With a day there are 2 facts on the-bridge (topic) and 1 fact on Tom Lind."
    )


def test_pictures_hold_a_dozen_entries_each_each(matcher: Matcher) -> None:
    found = timeline_of(matcher, named(matcher, "Anna Berg"), ANY)
    many = replace(found, entries=found.entries * 30)

    charts = words.charts_of(many, matcher, is_dark=True)

    assert [len(one.rows) for one in charts] == [12, 12, 12, 12, 12]
    assert charts[4].span == "1 January 2019 to 31 May 2021 (5 of 5)"
    assert [row.number for row in charts[4].rows] == list(range(49, 61))
    assert "These are the first 60" in words.timeline_in_words(many, matcher, TODAY)


def test_what_is_far_off_does_not_squeeze_the_others(matcher: Matcher) -> None:
    found = timeline_of(matcher, named(matcher, "Anna Berg"), ANY)
    old, far = (replace(found.entries[0], period=period_of(year)) for year in ("1799", "2199"))

    (chart,) = words.charts_of(replace(found, entries=(old, *found.entries, far)), matcher, is_dark=False)

    assert chart.span == "1 January 2019 to 31 May 2021"
    first, *_, last = chart.rows
    assert (first.when, first.begins, first.ends, first.is_span) == ("2019 · earlier than shown", 0.0, 0.0, False)
    assert (last.when, last.begins, last.ends, last.is_span) == ("2019 · later than shown", 1.0, 1.0, False)


def test_a_month_is_a_bar_of_its_days_and_a_day_is_none(matcher: Matcher) -> None:
    (chart,) = words.charts_of(timeline_of(matcher, named(matcher, "Anna Berg"), ANY), matcher, is_dark=False)

    year, spring, day = chart.rows
    days = (date(2021, 5, 31) - date(2019, 1, 1)).days + 1
    assert (year.begins, year.ends, year.is_span) == (0.0, 365 / days, True)
    assert (spring.begins, spring.ends, spring.is_span) == (59 / days, 151 / days, True)
    assert not day.is_span
    assert [label for _, label in chart.ticks] == ["Jan 2019", "Jul 2019", "Jan 2020", "Jul 2020", "Jan 2021"]
    assert day.sides[1].who == "the crew, June 2021"
    assert words.alt_text(chart).startswith(
        "Timeline of Anna Berg, 1 January 2019 to 31 May 2021. 1. 2019, Reported, not confirmed: When did"
    )


@pytest.mark.parametrize("strong", ["**", ""])
def test_what_is_overdue_or_taken_back_is_marked_before_its_answer(write_base: WriteBase, strong: str) -> None:
    taken_back = "2024-03-01, retracted: {on: 2024-03-02, note: Wrong bridge.}}"
    matcher = Matcher(load(write_base(facts="review_after: 1d\n" + FACTS.replace("2024-03-01}", taken_back))))
    found = timeline_of(matcher, named(matcher, "tom-lind"), ANY)

    lines = words.timeline_in_words(found, matcher, TODAY, strong).splitlines()
    answer = lines.index(found.entries[0].fact.answer)

    assert "ot checked since" in lines[answer - 2]
    assert "taken back" in lines[answer - 1]
