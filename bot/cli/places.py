"""Problems with paths that lead there from the current folder, so that a terminal makes links of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from knowledge.errors import FactBaseError, ProblemsError


def from_here(folder: Path) -> Callable[[str], str]:
    """Return what turns a file as a base's problems name it, from the name of ``folder`` on, into such a path."""
    name = folder.resolve().name

    def path(file: str) -> str:
        top, _, rest = file.partition("/")
        if top != name:
            return file
        whole = folder / rest
        return str(whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole)

    return path


def with_paths(error: ProblemsError, folder: Path | None) -> ProblemsError:
    """Return an error with the paths of its problems, where they are those of the base in ``folder``."""
    if folder is None or not isinstance(error, FactBaseError):
        return error
    path = from_here(folder)
    return FactBaseError(tuple(replace(problem, file=path(problem.file)) for problem in error.problems))
