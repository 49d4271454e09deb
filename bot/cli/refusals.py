"""How a command ends that can't do what it was asked to: what is wrong on standard error, and an exit code."""

from typing import Any, NoReturn

import typer

from knowledge.errors import ProblemsError

PROBLEMS, USAGE = 1, 2


def fail(message: str, code: int) -> NoReturn:
    """Print a message on standard error and end the command with an exit code."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


class problems_reported:  # noqa: N801  reads as a statement where it is used
    """Turns what cannot be used into its list of problems and exit code 1."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, ProblemsError):
            fail(str(error), PROBLEMS)
