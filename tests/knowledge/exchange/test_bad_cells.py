"""Each fault of a spreadsheet: sheet, row and column, what it is, and the remedy; nothing is written."""

from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from knowledge.exchange.importing import carry_out, plan_import
from knowledge.loading.loader import load
from tests.knowledge.exchange.support import CITATIONS, FACTS, SOURCES, Rows, faults_of, workbook

ANSWER = "b.xlsx, sheet facts, row 2, column C (answer): "
AS_TEXT = "; format the cell as text and write it again"


def toll(**cells: Any) -> Rows:
    row = {"id": "toll", "question": "How much is the toll?", "answer": "Cars pay 4 dollars."} | cells
    return [list(row), list(row.values())]


CELLS = [
    (
        {"facts": toll(answer="=1+1")},
        f"{ANSWER}a formula; copy the cell and paste it as a value",
    ),
    ({"facts": toll(answer=True)}, f"{ANSWER}a truth value{AS_TEXT}"),
    (
        {"facts": toll(answer=4.5)},
        f"{ANSWER}a number or a time that text may stand for in several ways{AS_TEXT}",
    ),
    (
        {"facts": toll(answer=time(4, 5))},
        f"{ANSWER}a number or a time that text may stand for in several ways{AS_TEXT}",
    ),
    ({"facts": toll(answer="#REF!")}, f"{ANSWER}an error; write what belongs there"),
    ({"facts": toll(answer=" ")}, f"{ANSWER}no answer; fill in the cell"),
    (
        {"facts": toll(answer="x" * 1501)},
        f"{ANSWER}answer has 1501 characters, the limit is 1500; shorten it or split the fact",
    ),
    (
        {"facts": toll(status="sure")},
        "b.xlsx, sheet facts, row 2, column D (status): status is 'sure'; "
        "use one of confirmed, reported, denied, disputed or unresolved",
    ),
    (
        {"facts": toll(as_of="1/3/24")},
        "b.xlsx, sheet facts, row 2, column D (as_of): as_of is '1/3/24', not a date; write it as 2026-03-01",
    ),
    (
        {"facts": toll(id="The Toll"), "citations": [["fact", "source"], ["The Toll", "gazette"]]},
        "b.xlsx, sheet facts, row 2, column A (id): id is 'The Toll', not an id; "
        "use lower-case letters, digits and hyphens",
    ),
    (
        {"facts": toll(related="toll-2, toll-3")},
        "b.xlsx, sheet facts, row 2, column D (related): unknown fact 'toll-2'; did you mean 'toll'?",
    ),
    (
        {"facts": [*FACTS, FACTS[1]]},
        "b.xlsx, sheet facts, row 3, column A (id): id 'toll' is already used in row 2; give one of them another id",
    ),
    (
        {"citations": [*CITATIONS, ["tol", "gazette"]]},
        "b.xlsx, sheet citations, row 3, column A (fact): no row of the sheet facts has the id 'tol'; "
        "write an id of the sheet facts, or delete the row",
    ),
    (
        {"citations": [["fact", "source", "via"], ["toll", None, "the council"]]},
        "b.xlsx, sheet citations, row 2, column B (source): no source; fill in the cell",
    ),
    (
        {"citations": [["fact", "source"], ["toll", "gazete"]]},
        "b.xlsx, sheet citations, row 2, column B (source): unknown source 'gazete'; did you mean 'gazette'?",
    ),
    (
        {"citations": [["fact", "source"]]},
        "b.xlsx, sheet facts, row 2: no row of the sheet citations has the id 'toll'; "
        "add one, with the id and what it cites",
    ),
    (
        {"facts": toll(awnser="4")},
        "b.xlsx, sheet facts, row 1, column D: unknown heading 'awnser'; use one of id, question, answer, status, "
        "as_of, happened, review_by, publish_at, draft, audience, entities, topics, related, phrasing 1, not 1",
    ),
    (
        {"facts": toll(publish_at="2026-12-01")},
        "b.xlsx, sheet facts, row 2, column D (publish_at): publish_at is '2026-12-01', not a day with its time and "
        "offset; write it as 2026-03-01 06:00+01:00, or with Z for UTC",
    ),
    (
        {"sources": [[*SOURCES[0], "retracted on"], [*SOURCES[1], "2026-01-03"]]},
        "b.xlsx, sheet sources, row 2: no retracted note; fill in the cell",
    ),
    (
        {"sources": [[*SOURCES[0], "retracted on", "retracted note"], [*SOURCES[1], "soon", "Wrong."]]},
        "b.xlsx, sheet sources, row 2, column E (retracted on): retracted.on is 'soon', not a date; "
        "write it as 2026-03-01",
    ),
    (
        {"settings": [["review_after"], ["180"]]},
        "b.xlsx, sheet settings, row 2, column A (review_after): review_after is '180', not a number of days; "
        "write 1d to 9999d, such as 180d",
    ),
    (
        {"settings": [["review_after"], ["180d"], ["90d"]]},
        "b.xlsx, sheet settings, row 3: a second row of settings; put all of them into one row",
    ),
    (
        {"facts": [[*FACTS[0], "answer"], FACTS[1]]},
        "b.xlsx, sheet facts, row 1, column D (answer): a second column of that name; keep one of them",
    ),
    (
        {"facts": [FACTS[0], [*FACTS[1], "4"]]},
        "b.xlsx, sheet facts, row 2, column D: a value in a column without a heading; write the heading or delete it",
    ),
    (
        {"facts": [FACTS[1], FACTS[1]]},
        "b.xlsx, sheet facts, row 1: no heading 'id'; the first row holds the headings: "
        "write it above the column that holds the ids",
    ),
    (
        {"Fact": FACTS},
        "b.xlsx, sheet Fact: not a table of a fact base; rename it to one of facts, citations, positions, corrections, "
        "sources, entities, offices, synonyms, settings, or take it out of the file",
    ),
    (
        {"synonyms": [["word 1", "word 2"], ["toll", None]]},
        "b.xlsx, sheet synonyms, row 2: a synonym group of one word; add another word or remove it",
    ),
]


@pytest.mark.parametrize(("sheets", "problem"), [pytest.param(*one, id=one[1][12:70]) for one in CELLS])
def test_a_fault_names_its_cell(sheets: dict[str, Rows], problem: str, tmp_path: Path) -> None:
    assert problem in faults_of(workbook(tmp_path / "b.xlsx", **sheets), tmp_path / "facts")


def test_all_faults_come_at_once_in_the_order_of_the_rows(tmp_path: Path) -> None:
    rows = [FACTS[0], *([f"f{at}", f"Who is {at}?", "=1"] for at in range(12))]

    problems = faults_of(workbook(tmp_path / "b.xlsx", facts=rows, citations=CITATIONS[:1]), tmp_path / "facts")

    rows_named = [int(problem.split("row ")[1].split(",")[0].split(":")[0]) for problem in problems]
    assert rows_named == sorted(rows_named)
    assert len(set(rows_named)) == 12


def test_merged_cells_are_refused_where_they_begin(tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", citations=[*CITATIONS, [None, "gazette"]])
    book = load_workbook(path)
    book["citations"].merge_cells("A2:A3")
    book.save(path)

    expected = "b.xlsx, sheet citations, row 2, column A: merged cells begin here; "
    assert expected + "unmerge them, and write into each what belongs there" in faults_of(path, tmp_path / "facts")


@pytest.mark.parametrize(
    ("shown_as", "text"),
    [
        ("yyyy-mm-dd", "2016-12-01"),
        ("d mmm yyyy", "2016-12-01"),
        ("mmm-yy", "2016-12"),
        ("yyyy", "2016"),
        ("d-mmm", None),
    ],
)
def test_a_date_is_as_precise_as_it_is_shown(shown_as: str, text: str | None, tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", facts=toll(happened=datetime(2016, 12, 1)))  # noqa: DTZ001  a calendar day
    book = load_workbook(path)
    book["facts"]["D2"].number_format = shown_as
    book.save(path)

    if text is None:
        expected = f"b.xlsx, sheet facts, row 2, column D (happened): a date without its year{AS_TEXT}"
        assert expected in faults_of(path, tmp_path / "facts")
        return
    carry_out(plan_import(path, tmp_path / "facts"))
    assert load(tmp_path / "facts").facts[0].happened == text


def test_empty_sheets_rows_and_columns_are_passed_over(tmp_path: Path) -> None:
    facts: Rows = [[*FACTS[0], None], [None], FACTS[1]]

    carry_out(plan_import(workbook(tmp_path / "b.xlsx", Sheet1=[[]], facts=facts), tmp_path / "facts"))

    assert [fact.id for fact in load(tmp_path / "facts").facts] == ["toll"]
    assert SOURCES[1][0] in load(tmp_path / "facts").sources
