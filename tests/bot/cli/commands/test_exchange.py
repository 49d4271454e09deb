"""``factbot export`` and ``factbot import``."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from knowledge.loading.files import bundled_folder
from knowledge.loading.lessons import written
from knowledge.loading.loader import load
from knowledge.model import Lesson
from tests.bot.cli.support import Run

EXPORTED = "3 facts, 3 citations, 1 positions, 0 corrections, 1 sources, 4 entities, 0 offices, 2 synonyms\n"


@pytest.mark.parametrize(("option", "name"), [("--xlsx", "town.xlsx"), ("--csv", "town")])
def test_a_base_goes_to_a_spreadsheet_and_back(option: str, name: str, town_folder: Path, run: Run) -> None:
    out = run("export", option, name, "--facts", str(town_folder))
    back = run("import", name, "--facts", "new")

    assert (out.exit_code, out.stdout) == (0, f"{name}: {EXPORTED}")
    assert (back.exit_code, back.stdout) == (0, "new/imported.yaml: 10 added, 0 as before\n")
    assert replace(load(Path("new")), version="", locations={}) == replace(load(town_folder), version="", locations={})
    assert run("import", name, "--facts", "new").stdout.startswith("nothing to change: ")


@pytest.mark.parametrize("options", [(), ("--xlsx", "a.xlsx", "--csv", "a")])
def test_an_export_needs_one_target(options: tuple[str, ...], run: Run) -> None:
    done = run("export", *options)

    said = "say where to: --xlsx FILE, --csv FOLDER or --site FOLDER, one of them\n"
    assert (done.exit_code, done.stderr) == (2, said)


def test_an_export_overwrites_nothing(town_folder: Path, run: Run) -> None:
    Path("town.xlsx").write_text("an editor's work", "utf-8")

    done = run("export", "--xlsx", "town.xlsx", "--facts", str(town_folder))

    assert done.exit_code == 1
    assert "town.xlsx: is there already; name another one, or delete it" in done.stderr
    assert Path("town.xlsx").read_text("utf-8") == "an editor's work"


def test_what_was_taught_is_told_to_stay(base_folder: Path, run: Run) -> None:
    lesson = Lesson("north-bridge-toll", "whats the damage", "Ed", date(2024, 3, 2))
    (base_folder / "learned.yaml").write_bytes(written([lesson]))

    done = run("export", "--csv", "town", "--facts", str(base_folder))

    assert "not in it: 1 taught phrasing (`factbot promote` moves them into curated files)" in done.stdout


def test_the_facts_of_the_package_are_not_imported_into(run: Run) -> None:
    done = run("import", "town.xlsx", "--facts", str(bundled_folder()))

    assert done.exit_code == 2
    assert "name a folder of your own with --facts" in done.stderr


def test_a_near_miss_that_gets_the_answer_is_named_by_its_cell_and_nothing_is_written(
    town_folder: Path, run: Run
) -> None:
    run("export", "--xlsx", "town.xlsx", "--facts", str(town_folder))
    book = load_workbook("town.xlsx")
    (column,) = (cell.column for cell in book["facts"][1] if cell.value == "not 1")
    book["facts"].cell(2, column).value = "north bridge toll"
    book.save("town.xlsx")

    done = run("import", "town.xlsx", "--facts", "new")

    assert done.exit_code == 1
    assert "town.xlsx, sheet facts, row 2, column " in done.stderr
    assert "(not): the near miss 'north bridge toll' gets the answer of" in done.stderr
    assert not Path("new").exists()
    quick = run("import", "town.xlsx", "--facts", "new", "--quick")
    assert quick.stdout.endswith("were not rehearsed: run `factbot check` before you serve it\n")
