"""What an import does to a folder that has facts already."""

import resource
from pathlib import Path

import pytest

from knowledge.exchange.importing import carry_out, plan_import
from knowledge.exchange.manner import Manner
from knowledge.exchange.tables import SheetError
from knowledge.loading.files import take_snapshot
from knowledge.loading.loader import load, load_records
from knowledge.loading.published import DeskFile, version_of
from tests.knowledge.exchange.support import CITATIONS, FACTS, faults_of, workbook

WHOLE = Manner(whole=True)
FERRY = ["ferry", "When did the ferry first sail?", "In 2021."]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder into which a workbook with two facts has been imported."""
    book = workbook(tmp_path / "b.xlsx", facts=[*FACTS, FERRY], citations=[*CITATIONS, ["ferry", "gazette"]])
    carry_out(plan_import(book, tmp_path / "facts"))
    return tmp_path / "facts"


def test_rows_change_and_add_and_the_rest_stays(folder: Path, tmp_path: Path) -> None:
    new = [
        FACTS[0],
        ["ferry", "When did the ferry first sail?", "In May 2021."],
        ["dam", "Who built the dam?", "Lind."],
    ]
    rows = [CITATIONS[0], ["ferry", "gazette"], ["dam", "gazette"]]

    plan = plan_import(workbook(tmp_path / "c.xlsx", facts=new, citations=rows), folder)
    carry_out(plan)

    assert (plan.merged.added, plan.merged.changed, plan.merged.unchanged) == (1, 1, 1)
    answers = [(fact.id, fact.answer) for fact in load(folder).facts]
    assert answers == [("toll", "Cars pay 4 dollars."), ("ferry", "In May 2021."), ("dam", "Lind.")]


def test_the_whole_removes_what_it_lacks(folder: Path, tmp_path: Path) -> None:
    plan = plan_import(workbook(tmp_path / "c.xlsx"), folder, manner=WHOLE)
    carry_out(plan)

    assert plan.merged.removed == 1
    assert [fact.id for fact in load(folder).facts] == ["toll"]


def test_what_there_is_no_column_for_is_not_lost_in_silence(folder: Path, tmp_path: Path) -> None:
    rows = [["id", "question", "answer", "status"], [*FACTS[1], "denied"]]
    carry_out(plan_import(workbook(tmp_path / "c.xlsx", facts=rows), folder))

    expected = (
        "b.xlsx, sheet facts, row 2: 'toll' has 'status' so far, and the spreadsheet has neither column nor sheet "
        "for it; add it (empty to take it away), or import with --whole"
    )
    assert faults_of(tmp_path / "b.xlsx", folder) == [expected]


def test_what_a_row_that_belongs_to_another_has_no_column_for_is_not_lost_in_silence(tmp_path: Path) -> None:
    quoted = [[*CITATIONS[0], "quote"], [*CITATIONS[1], "four dollars"]]
    carry_out(plan_import(workbook(tmp_path / "c.xlsx", citations=quoted), tmp_path / "facts"))

    (fault,) = faults_of(workbook(tmp_path / "b.xlsx"), tmp_path / "facts")

    assert fault.startswith("b.xlsx, sheet facts, row 2: 'toll' has 'citations.quote' so far, and the spreadsheet has")


def test_what_holds_for_the_whole_base_comes_in_and_stays(folder: Path, tmp_path: Path) -> None:
    first = plan_import(workbook(tmp_path / "c.xlsx", settings=[["review_after"], ["180d"]]), folder)
    carry_out(first)
    without = plan_import(workbook(tmp_path / "d.xlsx"), folder, manner=WHOLE)
    carry_out(without)
    same = plan_import(workbook(tmp_path / "c.xlsx", settings=[["review_after"], ["180d"]]), folder)

    assert (first.merged.added, without.merged.removed, same.changes_nothing) == (1, 1, True)
    assert load(folder).review_after == 180

    carry_out(plan_import(workbook(tmp_path / "d.xlsx", settings=[["review_after"]]), folder, manner=WHOLE))
    assert load(folder).review_after is None


def test_a_setting_of_a_curated_file_is_left_alone(folder: Path, tmp_path: Path) -> None:
    (folder / "settings.yaml").write_text("review_after: 90d\n", "utf-8")

    same = plan_import(workbook(tmp_path / "c.xlsx", settings=[["review_after"], ["90d"]]), folder)

    assert b"review_after" not in same.files["imported.yaml"].content
    workbook(tmp_path / "b.xlsx", settings=[["review_after"], ["180d"]])
    assert faults_of(tmp_path / "b.xlsx", folder) == [
        "b.xlsx, sheet settings, row 2, column A (review_after): 'review_after' stands at facts/settings.yaml:1 and "
        "is 90d; change it there; or delete it there, and import again"
    ]


def test_a_curated_fact_is_left_alone(base_folder: Path, tmp_path: Path) -> None:
    rows = [FACTS[0], ["ferry-first-trip", "When did the ferry make its first trip?", "In 2022."]]
    cited = [CITATIONS[0], ["ferry-first-trip", "gazette"]]

    problems = faults_of(workbook(tmp_path / "c.xlsx", facts=rows, citations=cited), base_folder)

    assert problems[0] == (
        "c.xlsx, sheet facts, row 2, column C (answer): 'ferry-first-trip' stands at base/facts.yaml:18 and says "
        "something else; change it there; or delete it there, and import again; or use /desk import on Discord, which "
        "takes it as an edit"
    )


def test_a_question_of_a_curated_fact_is_named_with_its_line(base_folder: Path, tmp_path: Path) -> None:
    rows = [FACTS[0], ["toll", "North Bridge toll?", "4 dollars."]]

    assert (
        "c.xlsx, sheet facts, row 2, column B (question): 'North Bridge toll?' is already asked at base/facts.yaml:7; "
        "merge the facts or reword one"
    ) in faults_of(workbook(tmp_path / "c.xlsx", facts=rows), base_folder)


def test_a_folder_that_takes_no_file_is_told_and_left(folder: Path, tmp_path: Path) -> None:
    plan = plan_import(workbook(tmp_path / "c.xlsx"), folder, manner=WHOLE)
    before = (folder / "imported.yaml").read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(plan.files["imported.yaml"].content) - 1, hard))  # one byte too few

    try:
        with pytest.raises(SheetError, match=r"imported.yaml: cannot be written \(File too large\); check"):
            carry_out(plan)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (folder / "imported.yaml").read_bytes() == before


def test_what_was_imported_stays_there_while_an_editors_fact_is_served_in_its_place(
    folder: Path, tmp_path: Path
) -> None:
    (toll,) = [record.value for record in load_records(take_snapshot(folder))["facts"] if record.value.id == "toll"]
    edited = {"id": "toll", "question": toll.question, "answer": "Cars pay 5.", "citations": [{"source": "gazette"}]}
    entry = {"by": ["ed"], "on": "2024-03-02", "replaces": version_of(toll)}
    (folder / "desk.yaml").write_bytes(DeskFile(facts=(edited,), published={"toll": entry}).content())
    ferry = ["ferry", "When did the ferry first sail?", "In May 2021."]

    for row in (FACTS[1], ["toll", toll.question, "Cars pay 5."]):
        book = workbook(tmp_path / "c.xlsx", facts=[FACTS[0], row, ferry], citations=[*CITATIONS, ["ferry", "gazette"]])
        carry_out(plan_import(book, folder))
        assert {fact.answer for fact in load(folder).facts} == {"Cars pay 5.", "In May 2021."}

    other = workbook(tmp_path / "d.xlsx", facts=[FACTS[0], ["toll", toll.question, "Cars pay 6."]])
    assert "'toll' stands at facts/desk.yaml:4 and says something else" in faults_of(other, folder)[0]
