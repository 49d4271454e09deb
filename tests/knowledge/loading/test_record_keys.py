"""The keys of the record: quotes, review, retractions, and who may know of a fact."""

from datetime import UTC, date, datetime

import pytest

from knowledge.loading.loader import load
from knowledge.model import Citation, Retraction
from tests.knowledge.loading.support import FACTS, SOURCES, WriteBase, problems_of

CITED = "citations: [{source: gazette}]"


def test_all_that_the_record_knows_is_loaded(write_base: WriteBase) -> None:
    quote = 'quote: "four dollars", where: paragraph 3, archive: "https://archive.example/1", accessed: 2026-01-02'
    keys = "review_by: 2027-01-01\n    publish_at: 2026-12-01 06:00+01:00\n    draft: yes\n    audience: staff"
    facts = FACTS.replace(CITED, f"citations: [{{source: gazette, {quote}}}]\n    {keys}")
    sources = SOURCES.replace("2016}", "2016, retracted: {on: 2026-01-03, note: It had the wrong bridge.}}")

    base = load(write_base(settings="review_after: 180d\n", sources=sources, facts=facts))

    (fact,) = base.facts
    place = Citation(
        "gazette", None, None, "four dollars", "paragraph 3", "https://archive.example/1", date(2026, 1, 2)
    )
    assert fact.citations == (place,)
    assert (fact.review_by, fact.draft, fact.audience) == (date(2027, 1, 1), True, "staff")
    assert fact.publish_at == datetime(2026, 12, 1, 5, tzinfo=UTC)
    assert base.sources["gazette"].retracted == Retraction(date(2026, 1, 3), "It had the wrong bridge.")
    assert base.review_after == 180


def test_a_base_without_these_keys_is_for_everyone_and_never_due(write_base: WriteBase) -> None:
    base = load(write_base(sources=SOURCES, facts=FACTS))

    (fact,) = base.facts
    assert (fact.review_by, fact.publish_at, fact.draft, fact.audience) == (None, None, False, "everyone")
    assert (base.review_after, base.sources["gazette"].retracted) == (None, None)


@pytest.mark.parametrize(
    ("line", "what", "remedy"),
    [
        ("review_by: soon", "review_by is 'soon', not a date", "write it as 2026-03-01"),
        ("publish_at: 2026-12-01", "not a day with its time and offset", "2026-03-01 06:00+01:00"),
        ("publish_at: 2026-12-01 06:00", "not a day with its time and offset", "or with Z for UTC"),
        ("publish_at: 2026-12-32 06:00Z", "which is no day", "2026-12 has the days from 01 to 31"),
        ("publish_at: 2026-12-01 25:00Z", "at no hour of the clock", "2026-03-01 06:00+01:00"),
        ("publish_at: 0001-01-01 00:00+09:00", "at no hour of the clock", "2026-03-01 06:00+01:00"),
        ("draft: perhaps", "draft is 'perhaps', neither yes nor no", "write yes or no"),
        ("draft: [yes]", "neither yes nor no", "write yes or no"),
        ("audience: editors", "audience is 'editors'", "use one of everyone or staff"),
    ],
)
def test_a_bad_value_of_a_fact_is_a_problem_in_its_line(
    write_base: WriteBase, line: str, what: str, remedy: str
) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS.replace(CITED, f"{line}\n    {CITED}"))

    (problem,) = problems_of(folder)

    assert (problem.line, what in problem.what, remedy in problem.remedy) == (5, True, True), problem


@pytest.mark.parametrize(
    ("key", "what"),
    [
        ("quote: '" + "x" * 401 + "'", "quote has 401 characters, the limit is 400"),
        ("quote: ' '", "quote is empty or too short"),
        ("archive: kept", "archive is 'kept', not a web address"),
        ("accessed: 2999-01-01", "accessed is '2999-01-01', in the future"),
        ("qoute: four", "unknown key 'citations.1.qoute'"),
    ],
)
def test_a_bad_value_of_a_citation_is_a_problem(write_base: WriteBase, key: str, what: str) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS.replace("source: gazette", f"source: gazette, {key}"))

    (problem,) = problems_of(folder)

    assert what in problem.what


@pytest.mark.parametrize(
    ("key", "what"),
    [
        ("retracted: yes", "retracted is not a mapping"),
        ("retracted: {on: 2026-01-03}", "the entry has no 'retracted.note'"),
        ("retracted: {note: Wrong.}", "the entry has no 'retracted.on'"),
        ("retracted: {on: 2999-01-01, note: Wrong.}", "in the future"),
    ],
)
def test_a_bad_retraction_is_a_problem(write_base: WriteBase, key: str, what: str) -> None:
    folder = write_base(sources=SOURCES.replace("2016}", f"2016, {key}}}"), facts=FACTS)

    (problem,) = problems_of(folder)

    assert what in problem.what


@pytest.mark.parametrize("value", ["180", "0d", "-1d", "12345d", "6 months", "[180d]", "{d: 180}", "''"])
def test_a_review_after_that_is_no_number_of_days_is_a_problem(write_base: WriteBase, value: str) -> None:
    folder = write_base(settings=f"review_after: {value}\n", sources=SOURCES, facts=FACTS)

    (problem,) = problems_of(folder)

    assert ("not a number of days" in problem.what, "such as 180d" in problem.remedy) == (True, True)


def test_what_holds_for_the_whole_base_stands_once(write_base: WriteBase) -> None:
    folder = write_base(a="review_after: 180d\n", b="review_after: 180d\n", sources=SOURCES, facts=FACTS)

    (problem,) = problems_of(folder)

    assert problem.what == f"'review_after' holds for the whole base and stands at {folder.name}/a.yaml:1 already"
