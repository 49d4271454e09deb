"""A spreadsheet -> one YAML file beside the curated ones, all of it or nothing.

The loader itself judges the file before it is there; each of its problems then names the cell instead of the line.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from knowledge.errors import FactBaseError, Problem
from knowledge.exchange.csv_files import csv_sheets
from knowledge.exchange.edits import desk_after
from knowledge.exchange.entries import Entries, entries_of
from knowledge.exchange.lone_sheets import completed
from knowledge.exchange.manner import BY_ROWS, Manner
from knowledge.exchange.merging import IMPORTED, Merged, merge
from knowledge.exchange.places import Fault, Place
from knowledge.exchange.plans import Plan, Written, has_files, judged, shown, translated, trial
from knowledge.exchange.tables import BY_NAME, Sheet, SheetError
from knowledge.exchange.yaml_writing import yaml_lines
from knowledge.loading.files import FILE_LIMIT_BYTES, Overlay, Snapshot, take_snapshot
from knowledge.loading.loader import load_records
from knowledge.loading.published import DESK
from knowledge.loading.records import Records
from knowledge.loading.together import write_together
from knowledge.progress import Progress, no_progress

_ROW_WANTED = "add one, with the id and what it cites"

Opened = TypeVar("Opened")


def plan_import(path: Path, folder: Path, progress: Progress = no_progress, manner: Manner = BY_ROWS) -> Plan:
    """Return what importing a workbook, a CSV file or a folder of CSV files would write into ``folder``.

    Raises:
        FactBaseError: the base in the folder is broken as it is.
        SheetError: with every problem of the spreadsheet; nothing of it can be taken over then.
    """
    faults: list[Fault] = []
    sheets = list(_sheets(path, faults))
    snapshot = take_snapshot(folder) if has_files(folder) else Snapshot(folder.name, {})
    records: Records = load_records(snapshot) if snapshot.files or snapshot.problems else {}
    is_lone = len(sheets) == 1 and path.suffix.lower() == ".csv" and not path.is_dir()
    if is_lone:
        sheets = completed(sheets[0], records, whole=manner.whole)
    entries = _entries(sheets, path, faults)
    merged = merge(entries, records, shown(folder, IMPORTED), faults, manner)
    plan = Plan(folder, {}, merged, manner.remedies.uncited if is_lone else _ROW_WANTED)
    if merged.imports or not merged.edits:
        plan.files[IMPORTED] = _imported(merged)
    if manner.editing and merged.edits:
        plan.files[DESK] = desk_after(merged.edits, records, snapshot, manner.editing)
    if faults := [*faults, *_faults_of(plan, path, faults, progress)]:
        raise _refusal(faults)
    return plan


def _entries(sheets: Iterable[Sheet], path: Path, faults: list[Fault]) -> Entries:
    """Return the entries in sheets.

    Raises:
        SheetError: there are none; or a whole table is missing or unread, and what leans on it would seem wrong.
    """
    entries = entries_of(sheets, faults)
    if not faults and not any(entries.by_table.values()):
        remedy = f"fill sheets named {', '.join(BY_NAME)}; `factbot export` writes such a file"
        faults.append(Fault(Place(path.name), "nothing to import", remedy))
    if any(fault.place.row <= 1 for fault in faults) or not any(entries.by_table.values()):
        raise _refusal(faults)
    return entries


def _imported(merged: Merged) -> Written:
    lines = tuple(yaml_lines(merged.by_table))
    return Written("".join(f"{line.text}\n" for line in lines).encode("utf-8", "replace"), lines)


def _faults_of(plan: Plan, path: Path, known: Iterable[Fault], progress: Progress) -> list[Fault]:
    """Return what is wrong with the files of a plan, beside what is known already."""
    if any(len(file.content) > FILE_LIMIT_BYTES for file in plan.files.values()):
        return [Fault(Place(path.name), f"more than {FILE_LIMIT_BYTES >> 20} MiB of facts", "split it by topic")]
    # What could not be read of a cell is told once, not again as missing.
    told = {(fault.place.sheet, fault.place.row, fault.place.column) for fault in known}
    found = judged(plan, progress)
    return [one for one in found if (one.place.sheet, one.place.row, one.place.column) not in told]


def _refusal(faults: Iterable[Fault]) -> SheetError:
    return SheetError(tuple(fault.problem for fault in sorted(set(faults))))


def rehearse(plan: Plan, open_base: Callable[[Path, Overlay], Opened]) -> Opened:
    """Open the base as it would be, which asks it its own questions and near misses; return what was opened.

    Raises:
        SheetError: with every one that goes wrong.
    """
    try:
        with trial(plan) as (folder, overlay):
            return open_base(folder, overlay)
    except FactBaseError as error:
        raise _refusal(translated(problem, plan) for problem in error.problems) from None


def carry_out(plan: Plan) -> Path:
    """Write the files, each whole and all of them or none, and return where the first is.

    Raises:
        SheetError: they could not be written; what was there before is still there.
    """
    path = plan.folder / next(iter(plan.files))
    try:
        plan.folder.mkdir(parents=True, exist_ok=True)
        write_together(plan.folder, plan.overlay)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise SheetError((Problem(str(path), 0, what, "check the permissions and the room on the disk"),)) from None
    return path


def _sheets(path: Path, faults: list[Fault]) -> Iterator[Sheet]:
    kind = path.suffix.lower()
    if path.is_dir() or kind == ".csv":
        yield from csv_sheets(path, faults)
    elif kind == ".xlsx":
        from knowledge.exchange.xlsx_reading import xlsx_sheets

        yield from xlsx_sheets(path, faults)
    else:
        what = "a workbook that may hold macros" if kind == ".xlsm" else "neither .xlsx nor .csv"
        faults.append(Fault(Place(path.name), what, "save it as .xlsx or as CSV UTF-8"))
