"""Long work that gives way to short: at its seams it asks whether somebody should go first.

Threads of one process take turns at running Python, however little one of them wants; so whoever reads a whole text
lets whoever reads a question go first. In a thread that nobody has told to give way it costs a look at a variable.
"""

from collections.abc import Callable
from contextvars import ContextVar

_WAY: ContextVar[Callable[[], None] | None] = ContextVar("giving way", default=None)


def give_way_by(wait: Callable[[], None]) -> None:
    """Have this thread call ``wait`` at every seam from now on."""
    _WAY.set(wait)


def seam() -> None:
    """Let others go first, in a thread that gives way; work of a millisecond or more has one of these before it."""
    if wait := _WAY.get():
        wait()
