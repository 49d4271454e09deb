"""A workbook as an editor might have made it, and what an import says of it."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from knowledge.exchange.importing import plan_import
from knowledge.exchange.tables import SheetError

SOURCES = [["id", "publisher", "title", "published"], ["gazette", "Northfield Gazette", "Tolls", "2016"]]
FACTS = [["id", "question", "answer"], ["toll", "How much is the toll?", "Cars pay 4 dollars."]]
CITATIONS = [["fact", "source"], ["toll", "gazette"]]
Rows = list[list[Any]]


def workbook(path: Path, **sheets: Rows) -> Path:
    """Write a workbook with the least base that loads, other sheets beside it or in the place of its own."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in ({"sources": SOURCES, "facts": FACTS, "citations": CITATIONS} | sheets).items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def faults_of(path: Path, folder: Path) -> list[str]:
    """Return the problems of an import, which leaves the folder as it was."""
    before = {file: file.read_bytes() for file in folder.rglob("*")} if folder.exists() else None
    with pytest.raises(SheetError) as refusal:
        plan_import(path, folder)
    assert before == ({file: file.read_bytes() for file in folder.rglob("*")} if folder.exists() else None)
    return [str(problem) for problem in refusal.value.problems]
