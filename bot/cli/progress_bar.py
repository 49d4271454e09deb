"""Progress of work that may take over a second: a bar on a terminal, gone when done, elsewhere a line now and then."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

Report = Callable[[str, int, int], None]
# Work that is done by then needs no bar; after a second without a sign people begin to wonder (Nielsen 1993).
PATIENCE_SECONDS = 0.8
# In a log or a pipe a line so often shows that it goes on, and a quick command writes none.
LINE_SECONDS = 30.0


@contextmanager
def progress_bar(console: Console) -> Iterator[Report]:
    """Yield a function that takes step, done and total; it shows nothing where little is to do."""
    if not console.is_terminal:
        yield _lines(console)
        return
    from rich.progress import Progress  # a tenth of a second that a quick command need not pay

    started = time.monotonic()
    with Progress(console=console, transient=True, disable=False) as bars:
        task = bars.add_task("", visible=False)

        def report(step: str, done: int, total: int) -> None:
            late = time.monotonic() - started > PATIENCE_SECONDS
            bars.update(task, description=step, completed=done, total=max(total, 1), visible=late)

        yield report


def _lines(console: Console) -> Report:
    shown = time.monotonic()

    def report(step: str, done: int, total: int) -> None:
        nonlocal shown
        if time.monotonic() - shown > LINE_SECONDS:
            shown = time.monotonic()
            console.print(f"{step}: {done} of {total}", markup=False, highlight=False)

    return report
