"""What an import would write, tried before it is written: problems of the lines name the cells that they came from."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from knowledge.errors import FactBaseError, Problem
from knowledge.exchange.merging import IMPORTED, Merged
from knowledge.exchange.places import Fault, Place
from knowledge.exchange.tables import BY_NAME
from knowledge.exchange.yaml_writing import Line
from knowledge.loading.files import AS_IT_IS, Overlay, Snapshot, take_snapshot
from knowledge.loading.loader import load_records
from knowledge.progress import Progress

_MISSING = re.compile(r"the entry has no '(?:\w+\.\d+\.)?(\w+(?:\.[a-z]\w*)?)'")
_NUMBERED = re.compile(r"\b\w+\.\d+\.(?=[a-z])")  # a row of its own has no need of "citations.2."


@dataclass(frozen=True, slots=True)
class Written:
    """A file as an import would write it, and where each of its lines comes from."""

    content: bytes
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """An import that has passed the loader's checks: nothing is written yet.

    ``files`` are those that it would write, by their names in the folder; ``uncited`` is what to do about a new fact
    that has no row of citations.
    """

    folder: Path
    files: dict[str, Written]
    merged: Merged
    uncited: str

    @property
    def changes_nothing(self) -> bool:
        """Whether the folder says all of it already."""
        return not (self.merged.imports or self.merged.edits)

    @property
    def overlay(self) -> Overlay:
        """What stands in for the files of the folder."""
        return {name: file.content for name, file in self.files.items()}


def judged(plan: Plan, progress: Progress) -> list[Fault]:
    """Return what the loader finds wrong with the folder as it would be."""
    try:
        with trial(plan) as (folder, overlay):
            load_records(take_snapshot(folder, overlay), progress)
    except FactBaseError as error:
        return [translated(problem, plan) for problem in error.problems]
    return []


@contextmanager
def trial(plan: Plan) -> Iterator[tuple[Path, Overlay]]:
    """Yield a folder, and what stands in for its files, that load as the folder will after the import."""
    if has_files(plan.folder):
        yield plan.folder, plan.overlay
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / plan.folder.resolve().name
        folder.mkdir()
        (folder / IMPORTED).write_bytes(plan.files[IMPORTED].content)
        yield folder, AS_IT_IS


def has_files(folder: Path) -> bool:
    """Whether a folder has something of a base, or can't be looked into."""
    return folder.exists() and (not folder.is_dir() or any(folder.rglob("*.y*ml")))


def shown(folder: Path, file: str) -> str:
    """Return a file of a folder as the loader's problems name it."""
    return Snapshot(folder.resolve().name, {}).shown(file)


def translated(problem: Problem, plan: Plan) -> Fault:
    """Return a problem of the loader's with cells for lines, and with what a spreadsheet has for what YAML has."""
    files = {shown(plan.folder, name): file.lines for name, file in plan.files.items()}
    what = problem.what
    for name, lines in files.items():
        what = re.sub(rf"{re.escape(name)}:(\d+)", partial(_cell, lines), what)
    what = _NUMBERED.sub("", what)
    if problem.file not in files or not problem.line:
        place = Place(f"{problem.file}:{problem.line}" if problem.line else problem.file)
        return Fault(place, what, problem.remedy)
    line = files[problem.file][problem.line - 1]
    missing = _MISSING.match(problem.what)
    if not (missing and line.entry):
        return Fault(line.place, what, problem.remedy)
    if missing[1] in BY_NAME:
        what = f"no row of the sheet {missing[1]} has the id '{line.entry.text('id')}'"
        return Fault(line.entry.place, what, plan.uncited)
    heading = missing[1].replace(".", " ")
    return Fault(line.entry.missing(heading), f"no {heading}", "fill in the cell")


def _cell(lines: tuple[Line, ...], found: re.Match[str]) -> str:
    return str(lines[int(found[1]) - 1].place)
