"""A text that a spreadsheet program would run stands as a text in CSV, and comes back as it was."""

import csv
from pathlib import Path

import pytest

from knowledge.exchange.csv_files import csv_bytes, csv_sheets
from knowledge.exchange.places import Fault
from knowledge.exchange.tables import Sheet

# What begins a formula, as OWASP lists it ("CSV injection"); a tab or a return is passed over before one.
BEGINNINGS = [
    pytest.param("=", id="equals"),
    pytest.param("+", id="plus"),
    pytest.param("-", id="minus"),
    pytest.param("@", id="at"),
    pytest.param("\t", id="tab"),
    pytest.param("\r", id="return"),
]


def there_and_back(cell: str, place: Path) -> tuple[str, str]:
    """Return a cell as any program reads it from our CSV, and as we read it back."""
    file, faults = place / "facts.csv", list[Fault]()
    file.write_bytes(csv_bytes(Sheet("facts", "facts", (("id", "answer"), ("toll", cell)))))
    with file.open(encoding="utf-8-sig", newline="") as stream:
        seen = list(csv.reader(stream))[1][1]
    (sheet,) = csv_sheets(file, faults)
    assert not faults
    return seen, sheet.rows[1][1]


@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("rest", ["cmd|' /C calc'!A0", "1+1", ""])
def test_a_text_that_begins_a_formula_is_inert_in_csv_and_comes_back(beginning: str, rest: str, tmp_path: Path) -> None:
    seen, back = there_and_back(beginning + rest, tmp_path)

    assert seen == f"'{beginning}{rest}"
    assert back == beginning + rest


@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("marks", ["'", "'''"])
def test_a_text_that_looks_inert_already_comes_back_with_all_its_marks(
    marks: str, beginning: str, tmp_path: Path
) -> None:
    text = f"{marks}{beginning}1"

    assert there_and_back(text, tmp_path) == (f"'{text}", text)


@pytest.mark.parametrize("text", ["4 - 5 dollars", "'tis 4 dollars", "a=b", "", " =1", "4\t5"])
def test_any_other_text_stands_in_csv_as_it_is(text: str, tmp_path: Path) -> None:
    assert there_and_back(text, tmp_path) == (text, text)
