"""Files that are no spreadsheets, or want to be more: each is refused in a sentence, and nothing is written."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from knowledge.exchange.importing import plan_import
from knowledge.exchange.tables import SheetError
from knowledge.exchange.xlsx_reading import UNPACKED_LIMIT_BYTES
from tests.knowledge.exchange.support import faults_of, workbook

DAMAGED = "b.xlsx: damaged, cut short, or no workbook; open it in a spreadsheet program and save it again as .xlsx"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return workbook(tmp_path / "b.xlsx")


def changed(path: Path, name: str, content: bytes) -> Path:
    """Give a member of a workbook another content, or add it."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return path


def test_a_workbook_cut_anywhere_is_refused(sound: Path, tmp_path: Path) -> None:
    content = sound.read_bytes()
    for share in range(0, 100, 9):
        sound.write_bytes(content[: len(content) * share // 100])
        assert faults_of(sound, tmp_path / "facts") == [DAMAGED]


def test_a_workbook_with_a_flipped_byte_is_refused_or_says_the_same(sound: Path, tmp_path: Path) -> None:
    content = sound.read_bytes()
    whole = plan_import(sound, tmp_path / "facts").overlay
    for at in range(0, len(content), len(content) // 40):
        sound.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
        with suppress(SheetError):
            assert plan_import(sound, tmp_path / "facts").overlay == whole


def test_a_zip_bomb_is_not_unpacked(sound: Path, tmp_path: Path) -> None:
    changed(sound, "xl/worksheets/sheet9.xml", bytes(UNPACKED_LIMIT_BYTES + 1))

    expected = "b.xlsx: larger than 128 MiB when unpacked; delete what is not facts, or split it"
    assert faults_of(sound, tmp_path / "facts") == [expected]


def test_entities_that_expand_are_refused(sound: Path, tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'

    assert faults_of(changed(sound, "xl/worksheets/sheet1.xml", bomb), tmp_path / "facts") == [DAMAGED]


def test_a_cell_at_the_end_of_the_world_costs_nothing(sound: Path, tmp_path: Path) -> None:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    far = (
        b"<worksheet %s><sheetData><row r='1048576'><c r='A1048576'><v>1</v></c></row></sheetData></worksheet>" % space
    )

    problems = faults_of(changed(sound, "xl/worksheets/sheet3.xml", far), tmp_path / "facts")

    assert "more than 200000 rows or 5000000 cells; delete the empty rows" in "\n".join(problems)


def test_macros_are_refused_by_name_and_by_content(sound: Path, tmp_path: Path) -> None:
    changed(sound, "xl/vbaProject.bin", b"macro")
    assert faults_of(sound, tmp_path / "facts") == ["b.xlsx: a workbook with macros; save it as .xlsx, which has none"]

    expected = "b.xlsm: a workbook that may hold macros; save it as .xlsx or as CSV UTF-8"
    assert faults_of(sound.rename(tmp_path / "b.xlsm"), tmp_path / "facts") == [expected]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("b.xlsx", b"\xd0\xcf\x11\xe0old", "b.xlsx: an old workbook (.xls), or one with a password; save it as .xlsx"),
        ("b.xlsx", b"", DAMAGED),
        ("b.xlsx", b"id,question", DAMAGED),
        ("b.ods", b"PK", "b.ods: neither .xlsx nor .csv; save it as .xlsx or as CSV UTF-8"),
        ("facts.csv", b"", "facts.csv: nothing to import; "),
        ("facts.csv", b"id;question\ntoll;\xe4", "facts.csv: not UTF-8 text; save it as 'CSV UTF-8'"),
        (
            "facts.csv",
            b'id,question\ntoll,"How',
            "facts.csv, row 2: broken CSV (unexpected end of data); close its quotes",
        ),
        ("facts.csv", b"id,question\n" + b"x" * 200_000, "facts.csv, row 2: broken CSV (field larger than field limit"),
        ("tolls.csv", b"id,question\ntoll,How?", "tolls.csv: not a table of a fact base; rename it to one of facts,"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(name: str, content: bytes, problem: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)

    assert faults_of(tmp_path / name, tmp_path / "facts")[0].startswith(problem)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    for name in ("b.xlsx", "facts.csv"):
        (problem,) = faults_of(tmp_path / name, tmp_path / "facts")[:1]
        assert problem.startswith(f"{name}: ")
    (tmp_path / "empty").mkdir()
    assert faults_of(tmp_path / "empty", tmp_path / "facts")[0].startswith("empty: no *.csv file in this folder; ")
