"""What an editor reads of a faulty fact."""

import pytest

from knowledge.errors import Problem
from tests.knowledge.loading.schema_problems.records import (
    ENTITY,
    FACT,
    FILL_IN,
    FUTURE,
    ID,
    LINES,
    ONE_TEXT,
    SHORTEN,
    SOURCE,
    SPELLING,
    STATUSES,
    YEAR_MONTH_DAY,
)
from tests.knowledge.loading.support import WriteBase, problems_of


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "remedy"),
    [
        pytest.param("    answer:", "    awnser: Cars.\n    answer:", 4, "unknown key 'awnser'",
                     "did you mean 'answer'?", id="misspelt-key"),
        pytest.param("  - id: toll\n    question", "  - question", 2, "the entry has no 'id'", "add a line 'id: ...'",
                     id="no-id"),
        pytest.param("    question: How much is the toll on North Bridge?\n", "", 2, "the entry has no 'question'",
                     "add a line 'question: ...'", id="no-question"),
        pytest.param("    answer: Cars pay 4 dollars.\n", "", 2, "the entry has no 'answer'",
                     "add a line 'answer: ...'", id="no-answer"),
        pytest.param("    citations:\n      - source: gazette\n", "", 2, "the entry has no 'citations'",
                     "add a line 'citations: ...'", id="no-citations"),
        pytest.param("\n      - source: gazette", " []", 5, "citations is empty", "add at least one",
                     id="empty-citations"),
        pytest.param("id: toll", "id: Bridge Toll", 2, "id is 'Bridge Toll', not an id", ID, id="bad-id"),
        pytest.param("id: toll", "id: ''", 2, "id is '', not an id", ID, id="empty-id"),
        pytest.param("id: toll", "id: " + "a" * 81, 2, "id has 81 characters, the limit is 80", SHORTEN, id="long-id"),
        pytest.param("id: toll", "id: [toll]", 2, "id is a list or mapping, not text", ONE_TEXT, id="id-is-a-list"),
        pytest.param("Cars pay 4 dollars.", "{car: 4, van: 5}", 4, "answer is a list or mapping, not text", ONE_TEXT,
                     id="answer-is-a-mapping"),
        pytest.param("Cars pay 4 dollars.", "''", 4, "answer is empty or too short", FILL_IN, id="empty-answer"),
        pytest.param("Cars pay 4 dollars.", "'   '", 4, "answer is empty or too short", FILL_IN, id="blank-answer"),
        pytest.param("Cars pay 4 dollars.", "x" * 1501, 4, "answer has 1501 characters, the limit is 1500", SHORTEN,
                     id="long-answer"),
        pytest.param("Cars pay 4 dollars.", ">-\n" + f"      {'x' * 999}\n" * 2, 4,
                     "answer has 1999 characters, the limit is 1500", SHORTEN, id="long-folded-answer"),
        pytest.param("How much is the toll on North Bridge?", "x" * 501, 3,
                     "question has 501 characters, the limit is 500", SHORTEN, id="long-question"),
        pytest.param("How much is the toll on North Bridge?", "x", 3, "question is empty or too short", FILL_IN,
                     id="short-question"),
    ],
)  # fmt: skip
def test_fact_is_refused_with_place_and_remedy(  # noqa: PLR0913  the columns of the table
    write_base: WriteBase, old: str, new: str, line: int, what: str, remedy: str
) -> None:
    folder = write_base(sources=SOURCE, entities=ENTITY, facts=FACT.replace(old, new))

    problems = problems_of(folder)

    assert problems == [Problem("base/facts.yaml", line, what, remedy)]


@pytest.mark.parametrize(
    ("extra", "line", "what", "remedy"),
    [
        pytest.param("status: true", 7, "status is 'true'", STATUSES, id="bad-status"),
        pytest.param("status: Confirmed", 7, "status is 'Confirmed'", STATUSES, id="status-with-capital"),
        pytest.param("status: [denied]", 7, "status is this value", STATUSES, id="status-is-a-list"),
        pytest.param("as_of: last week", 7, "as_of is 'last week', not a date", "write it as 2026-03-01",
                     id="as-of-in-words"),
        pytest.param("as_of: 2024-03", 7, "as_of is '2024-03', not a date", "write it as 2026-03-01",
                     id="as-of-without-day"),
        pytest.param("as_of: 2024-02-30", 7, "as_of is '2024-02-30', which is no day",
                     "2024-02 has the days from 01 to 29", id="as-of-on-no-day"),
        pytest.param("as_of:", 7, "as_of is '', not a date", "write it as 2026-03-01", id="as-of-empty"),
        pytest.param(f"as_of: {FUTURE}", 7, f"as_of is '{FUTURE}', in the future",
                     "write the day it was last checked", id="as-of-in-the-future"),
        pytest.param("happened: spring", 7, "happened is 'spring', not a date", YEAR_MONTH_DAY, id="happened-in-words"),
        pytest.param("happened: 2016-04/2016-13", 7, "happened is '2016-04/2016-13', which is in no month",
                     "write one from 01 to 12",
                     id="happened-until-month-13"),
        pytest.param("happened: 2016-11/2016-04", 7, "happened is '2016-11/2016-04', ends before it starts",
                     "write the earlier date first", id="happened-backwards"),
        pytest.param("happened: 2014/2015/2016", 7, "happened is '2014/2015/2016', not a span",
                     "write start/end such as 2016-04/2016-11", id="happened-of-three-dates"),
        pytest.param("entities: [north-bridge, North Bridge]", 7, "entities.2 is 'North Bridge', not an id", ID,
                     id="entity-by-name"),
        pytest.param("topics:\n      - tolls\n      - Bridge Tolls", 9, "topics.2 is 'Bridge Tolls', not an id", ID,
                     id="topic-on-its-own-line"),
        pytest.param("related: [Ferry]", 7, "related.1 is 'Ferry', not an id", ID, id="related-with-capital"),
        pytest.param("phrasings:\n      - toll?\n      - ''", 9, "phrasings.2 is empty or too short", FILL_IN,
                     id="empty-phrasing"),
        pytest.param("not: ['']", 7, "not.1 is empty or too short", FILL_IN, id="empty-near-miss"),
        pytest.param("positions: [{by: Anna Berg}]", 7, "the entry has no 'positions.1.says'",
                     "add a line 'positions.1.says: ...'", id="position-without-words"),
        pytest.param("positions: [{by: Anna Berg, says: it is fair, on: yesterday}]", 7,
                     "positions.1.on is 'yesterday', not a date", YEAR_MONTH_DAY, id="position-on-no-date"),
        pytest.param("corrections:\n      - on: 2024-03\n        note: It was 3 dollars.", 8,
                     "corrections.1.on is '2024-03', not a date", "write it as 2026-03-01", id="correction-on-no-day"),
        pytest.param(f"corrections: [{{on: {FUTURE}, note: It was 3.}}]", 7,
                     f"corrections.1.on is '{FUTURE}', in the future", "write the day it was last checked",
                     id="correction-in-the-future"),
        pytest.param("corrections: [{on: 2024-03-02}]", 7, "the entry has no 'corrections.1.note'",
                     "add a line 'corrections.1.note: ...'", id="correction-without-note"),
        pytest.param("positions: [by Anna Berg]", 7, "positions.1 is not a mapping", LINES,
                     id="position-is-text"),
        pytest.param("as_of: [2024-03-01]", 7, "as_of is this value, not a date", "write it as 2026-03-01",
                     id="as-of-is-a-list"),
        pytest.param("status: " + "x" * 70, 7, f"status is '{'x' * 60}'", STATUSES, id="long-text-is-cut"),
    ],
)  # fmt: skip
def test_optional_line_of_a_fact_is_refused_with_place_and_remedy(
    write_base: WriteBase, extra: str, line: int, what: str, remedy: str
) -> None:
    folder = write_base(sources=SOURCE, entities=ENTITY, facts=f"{FACT}    {extra}\n")

    problems = problems_of(folder)

    assert problems == [Problem("base/facts.yaml", line, what, remedy)]


@pytest.mark.parametrize(
    "extra",
    [
        pytest.param("topics: tolls", id="text"),
        pytest.param("topics:", id="nothing"),
        pytest.param("topics: {tolls: bridge}", id="mapping"),
    ],
)
def test_value_that_should_be_a_list_is_named(write_base: WriteBase, extra: str) -> None:
    folder = write_base(sources=SOURCE, facts=f"{FACT}    {extra}\n")

    (problem,) = problems_of(folder)

    assert (problem.file, problem.line, problem.what) == ("base/facts.yaml", 7, "topics is not a list")


def test_remedy_for_a_missing_list_shows_how_to_write_one(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCE, facts=f"{FACT}    topics: tolls\n")

    (problem,) = problems_of(folder)

    assert problem.remedy == "write it as [one, two] or with '- ' before each item"


@pytest.mark.parametrize(
    ("written", "what", "remedy"),
    [
        pytest.param("gazette", "citations.1 is not a mapping", LINES, id="text"),
        pytest.param("via: the council", "the entry has no 'citations.1.source'",
                     "add a line 'citations.1.source: ...'", id="no-source"),
        pytest.param("{source: gazette, page: 3}", "unknown key 'citations.1.page'", SPELLING, id="unknown-key"),
    ],
)  # fmt: skip
def test_faulty_citation_is_one_problem(write_base: WriteBase, written: str, what: str, remedy: str) -> None:
    folder = write_base(sources=SOURCE, facts=FACT.replace("source: gazette", written))

    problems = problems_of(folder)

    assert problems == [Problem("base/facts.yaml", 6, what, remedy)]


def test_position_that_is_a_list_is_not_called_text(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCE, facts=f"{FACT}    positions: [[Anna Berg]]\n")

    problems = problems_of(folder)

    assert problems == [Problem("base/facts.yaml", 7, "positions.1 is not a mapping", LINES)]


def test_every_fault_of_an_entry_is_named_at_once(write_base: WriteBase) -> None:
    facts = FACT.replace("id: toll", "id: Toll").replace("answer: Cars pay 4 dollars.", "answer: ''")
    folder = write_base(sources=SOURCE, facts=f"{facts}    status: maybe\n    awnser: 4\n")

    problems = problems_of(folder)

    assert [(problem.line, problem.what) for problem in problems] == [
        (2, "id is 'Toll', not an id"),
        (4, "answer is empty or too short"),
        (7, "status is 'maybe'"),
        (8, "unknown key 'awnser'"),
    ]
