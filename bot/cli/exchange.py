"""The fact base to a spreadsheet and back."""

from collections.abc import Iterator
from pathlib import Path

from bot.cli.progress_bar import Report
from bot.wording.exchange import QUICK, exported, imported
from knowledge.errors import Problem
from knowledge.exchange.csv_files import csv_bytes
from knowledge.exchange.exporting import tables_of
from knowledge.exchange.importing import carry_out, plan_import, rehearse
from knowledge.exchange.manner import Manner
from knowledge.exchange.tables import SheetError
from knowledge.exchange.xlsx_writing import xlsx_bytes
from knowledge.loading.files import take_snapshot, write_whole
from knowledge.loading.lessons import KEY
from knowledge.loading.loader import load_records
from knowledge.retrieval.vector_store import VectorStore
from knowledge.service.folders import default_cache_folder
from knowledge.service.opening import open_matcher


def export(folder: Path, *, xlsx: Path | None, csv: Path | None) -> list[str]:
    """Write a fact base as a workbook, or as CSV files into a folder; return what to say of it.

    Raises:
        FactBaseError: the base is broken.
        SheetError: it cannot be written, or would take the place of what is there.
    """
    records = load_records(take_snapshot(folder))
    sheets = tables_of(records)
    if xlsx:
        _write({xlsx: xlsx_bytes(sheets)})
    if csv:
        _write({csv / f"{sheet.name}.csv": csv_bytes(sheet) for sheet in sheets})
    return [line for where in (xlsx, csv) if where for line in exported(sheets, where, len(records[KEY]))]


def import_file(path: Path, folder: Path, store: VectorStore | None, progress: Report, *, whole: bool) -> Iterator[str]:
    """Take a spreadsheet over into a folder, or nothing of it; yield what to say. Without ``store`` none is rehearsed.

    Raises:
        FactBaseError: the base is broken as it is.
        SheetError: with every problem of the spreadsheet.
    """
    plan = plan_import(path, folder, progress, Manner(whole=whole))
    if plan.changes_nothing:
        yield imported(plan.merged, None)
        return
    if store:
        cache = default_cache_folder()
        rehearse(plan, lambda trial, overlay: open_matcher(trial, cache, progress, overlay, store))
    yield imported(plan.merged, carry_out(plan))
    if not store:
        yield QUICK


def _write(files: dict[Path, bytes]) -> None:
    # What is there may hold an editor's work.
    taken = [
        Problem(str(path), 0, "is there already", "name another one, or delete it") for path in files if path.exists()
    ]
    if taken:
        raise SheetError(tuple(taken))
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        except OSError as error:
            problem = Problem(str(path), 0, f"cannot be written ({error.strerror})", "name another place")
            raise SheetError((problem,)) from None
