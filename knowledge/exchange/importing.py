"""A spreadsheet -> one YAML file beside the curated ones, all of it or nothing.

The loader itself judges the file before it is there; each of its problems then names the cell instead of the line.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from knowledge.errors import FactBaseError, Problem
from knowledge.exchange.csv_files import csv_sheets
from knowledge.exchange.entries import entries_of
from knowledge.exchange.merging import IMPORTED, Merged, merge
from knowledge.exchange.places import Fault, Place
from knowledge.exchange.tables import BY_NAME, Sheet, SheetError
from knowledge.exchange.xlsx_reading import xlsx_sheets
from knowledge.exchange.yaml_writing import Line, yaml_lines
from knowledge.loading.files import AS_IT_IS, FILE_LIMIT_BYTES, Overlay, Snapshot, take_snapshot, write_whole
from knowledge.loading.loader import load_records
from knowledge.loading.records import Records
from knowledge.progress import Progress, no_progress

_MISSING = re.compile(r"the entry has no '(?:\w+\.\d+\.)?(\w+(?:\.[a-z]\w*)?)'")
_NUMBERED = re.compile(r"\b\w+\.\d+\.(?=[a-z])")  # a row of its own has no need of "citations.2."

Opened = TypeVar("Opened")


@dataclass(frozen=True, slots=True)
class Plan:
    """An import that has passed the loader's checks: nothing is written yet."""

    folder: Path
    content: bytes
    lines: tuple[Line, ...]
    merged: Merged

    @property
    def changes_nothing(self) -> bool:
        """Whether the folder says all of it already."""
        return not (self.merged.added or self.merged.changed or self.merged.removed)


def plan_import(path: Path, folder: Path, progress: Progress = no_progress, *, whole: bool = False) -> Plan:
    """Return what importing a workbook, a CSV file or a folder of CSV files would write into ``folder``.

    Raises:
        FactBaseError: the base in the folder is broken as it is.
        SheetError: with every problem of the spreadsheet; nothing of it can be taken over then.
    """
    faults: list[Fault] = []
    entries = entries_of(list(_sheets(path, faults)), faults)
    if not faults and not any(entries.by_table.values()):
        remedy = f"fill sheets named {', '.join(BY_NAME)}; `factbot export` writes such a file"
        faults.append(Fault(Place(path.name), "nothing to import", remedy))
    # Where a whole table is missing or unread, all that leans on it would seem wrong.
    if any(fault.place.row <= 1 for fault in faults) or not any(entries.by_table.values()):
        raise _refusal(faults)
    records: Records = load_records(take_snapshot(folder)) if _has_files(folder) else {}
    merged = merge(entries, records, _shown(folder), faults, whole=whole)
    lines = tuple(yaml_lines(merged.by_table))
    plan = Plan(folder, "".join(f"{line.text}\n" for line in lines).encode("utf-8", "replace"), lines, merged)
    if len(plan.content) > FILE_LIMIT_BYTES:
        faults.append(Fault(Place(path.name), f"more than {FILE_LIMIT_BYTES >> 20} MiB of facts", "split it by topic"))
    else:
        # What could not be read of a cell is told once, not again as missing.
        told = {(fault.place.sheet, fault.place.row, fault.place.column) for fault in faults}
        judged = _judged(plan, progress)
        faults += [one for one in judged if (one.place.sheet, one.place.row, one.place.column) not in told]
    if faults:
        raise _refusal(faults)
    return plan


def _refusal(faults: Iterable[Fault]) -> SheetError:
    return SheetError(tuple(fault.problem for fault in sorted(set(faults))))


def rehearse(plan: Plan, open_base: Callable[[Path, Overlay], Opened]) -> Opened:
    """Open the base as it would be, which asks it its own questions and near misses; return what was opened.

    Raises:
        SheetError: with every one that goes wrong.
    """
    try:
        with _trial(plan) as (folder, overlay):
            return open_base(folder, overlay)
    except FactBaseError as error:
        raise _refusal(_translated(problem, plan) for problem in error.problems) from None


def carry_out(plan: Plan) -> Path:
    """Write the file whole, and return where it is.

    Raises:
        SheetError: it could not be written; what was there before is still there.
    """
    path = plan.folder / IMPORTED
    try:
        plan.folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, plan.content)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise SheetError((Problem(str(path), 0, what, "check the permissions and the room on the disk"),)) from None
    return path


def _sheets(path: Path, faults: list[Fault]) -> Iterator[Sheet]:
    kind = path.suffix.lower()
    if path.is_dir() or kind == ".csv":
        yield from csv_sheets(path, faults)
    elif kind == ".xlsx":
        yield from xlsx_sheets(path, faults)
    else:
        what = "a workbook that may hold macros" if kind == ".xlsm" else "neither .xlsx nor .csv"
        faults.append(Fault(Place(path.name), what, "save it as .xlsx or as CSV UTF-8"))


def _shown(folder: Path) -> str:
    """Return the file as the loader's problems name it."""
    return Snapshot(folder.resolve().name, {}).shown(IMPORTED)


def _has_files(folder: Path) -> bool:
    return folder.exists() and (not folder.is_dir() or any(folder.rglob("*.y*ml")))


@contextmanager
def _trial(plan: Plan) -> Iterator[tuple[Path, Overlay]]:
    """Yield a folder, and what stands in for its files, that load as the folder will after the import."""
    if _has_files(plan.folder):
        yield plan.folder, {IMPORTED: plan.content}
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / plan.folder.resolve().name
        folder.mkdir()
        (folder / IMPORTED).write_bytes(plan.content)
        yield folder, AS_IT_IS


def _judged(plan: Plan, progress: Progress) -> list[Fault]:
    try:
        with _trial(plan) as (folder, overlay):
            load_records(take_snapshot(folder, overlay), progress)
    except FactBaseError as error:
        return [_translated(problem, plan) for problem in error.problems]
    return []


def _translated(problem: Problem, plan: Plan) -> Fault:
    """Return a problem of the loader's with cells for lines, and with what a spreadsheet has for what YAML has."""
    name = _shown(plan.folder)

    def cell(found: re.Match[str]) -> str:
        return str(plan.lines[int(found[1]) - 1].place)

    what = _NUMBERED.sub("", re.sub(rf"{re.escape(name)}:(\d+)", cell, problem.what))
    if problem.file != name or not problem.line:
        place = Place(f"{problem.file}:{problem.line}" if problem.line else problem.file)
        return Fault(place, what, problem.remedy)
    line = plan.lines[problem.line - 1]
    missing = _MISSING.match(problem.what)
    if not (missing and line.entry):
        return Fault(line.place, what, problem.remedy)
    if missing[1] in BY_NAME:
        what = f"no row of the sheet {missing[1]} has the id '{line.entry.text('id')}'"
        return Fault(line.entry.place, what, "add one, with the id and what it cites")
    heading = missing[1].replace(".", " ")
    return Fault(line.entry.missing(heading), f"no {heading}", "fill in the cell")
