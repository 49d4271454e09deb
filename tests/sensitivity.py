"""Which numbers that steer matching no test would miss.

``python -m tests.sensitivity [ROOM ...] [--name NAME]`` halves and doubles each named number of these rooms of
``knowledge`` in a copy of the project, runs the rooms' tests there, those of the number's own module first, and prints
a line for each: the test that notices, or NOTHING. It ends with 1 if there is one that nothing notices. A number
that nothing notices takes a minute; ``--name`` tries those of one name.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("language", "retrieval", "reading", "decision")
COPIED = ("bot", "fitting", "knowledge", "tests", "pyproject.toml")
# What bounds memory, or the time of one step, or mixes bits, steers nothing.
BOUNDS = frozenset(
    "BATCH CACHED KEPT KEPT_TEXTS KEY ROOM SAMPLE SHOWN THREADS WORTH_FORKING"
    " _BLOCK _MIX_ONE _MIX_TWO _MIX_PAIR".split()
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the code: its file, below the root, and where in its line it stands, in bytes."""

    path: Path
    line: int
    start: int
    end: int
    value: float
    is_whole: bool
    name: str

    def scaled(self, factor: float) -> float:
        """Return it times ``factor``, cut to a whole number where it is one."""
        return int(self.value * factor) if self.is_whole else self.value * factor


def numbers(path: Path) -> Iterator[Number]:
    """Yield the numbers that a module gives names to."""
    for statement in ast.parse(path.read_text("utf-8")).body:
        if not isinstance(statement, ast.Assign):
            continue
        names = [node.id for node in ast.walk(statement.targets[0]) if isinstance(node, ast.Name)]
        found = [node for node in ast.walk(statement.value) if isinstance(node, ast.Constant) and _is_scalable(node)]
        for place, node in enumerate(found):
            name = names[place] if len(names) == len(found) else names[0]
            if name not in BOUNDS:
                yield Number(
                    path=path.relative_to(ROOT),
                    line=node.lineno,
                    start=node.col_offset,
                    end=node.end_col_offset or node.col_offset,
                    value=float(str(node.value)),
                    is_whole=isinstance(node.value, int),
                    name=name,
                )


def _is_scalable(node: ast.Constant) -> bool:
    return type(node.value) in (int, float) and node.value != 0


def noticed(number: Number, factor: float, copy: Path) -> str:
    """Return the first test that fails in ``copy`` with the number times ``factor``, nothing where none does."""
    path = copy / number.path
    before = path.read_bytes()
    lines = before.splitlines(keepends=True)
    line = lines[number.line - 1]
    lines[number.line - 1] = line[: number.start] + repr(number.scaled(factor)).encode() + line[number.end :]
    path.write_bytes(b"".join(lines))
    try:
        return next(filter(None, (_failing(tests, copy) for tests in _nearest_first(number, copy))), "")
    finally:
        path.write_bytes(before)


def _nearest_first(number: Number, copy: Path) -> Iterator[str]:
    room = number.path.parent.name
    own = f"tests/knowledge/{room}/test_{number.path.stem}.py"
    yield from [own] if (copy / own).exists() else []
    yield from (f"tests/knowledge/{one}" for one in sorted(ROOMS, key=lambda one: one != room))


def _failing(tests: str, copy: Path) -> str:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", tests]
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    failed = [line for line in run.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return "" if run.returncode == 0 else (failed or ["the tests don't start"])[0].split(" - ")[0]


def main() -> int:
    """Try them and print what notices."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", default=ROOMS)
    parser.add_argument("--name")
    options = parser.parse_args()
    paths = [path for room in options.rooms for path in sorted((ROOT / "knowledge" / room).glob("*.py"))]
    tried = [one for path in paths for one in numbers(path) if options.name in (None, one.name)]
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        for part in COPIED:
            (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, Path(folder) / part)
        for number in tried:
            for factor in (0.5, 2.0):
                test = noticed(number, factor, Path(folder))
                unnoticed += not test
                shown = f"{number.value:g} -> {number.scaled(factor):g}"
                sys.stdout.write(f"{number.path}:{number.line} {number.name} {shown}: {test or 'NOTHING'}\n")
                sys.stdout.flush()
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
