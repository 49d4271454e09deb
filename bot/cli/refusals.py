"""How a command ends that can't do what it was asked to: what is wrong on standard error, and an exit code."""

from pathlib import Path
from typing import Any, NoReturn

import typer

from bot.cli.places import with_paths
from knowledge.errors import ProblemsError

# Exit codes: problems in what was given, and a command that was used wrongly (as every program of its kind has it).
PROBLEMS, USAGE = 1, 2


def fail(message: str, code: int) -> NoReturn:
    """Print a message on standard error and end the command with an exit code."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


class problems_reported:  # noqa: N801  reads as a statement where it is used
    """Turns what cannot be used into its list of problems, those of the base in ``folder`` by path, and exit code 1."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, ProblemsError):
            fail(str(with_paths(error, self._folder)), PROBLEMS)
