"""How far a long piece of work has come."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]


def no_progress(step: str, done: int, total: int) -> None:
    """Ignore progress: the default where nobody watches."""
