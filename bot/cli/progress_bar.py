"""Progress bars for work that may take over a second: on a terminal only, gone when done."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from knowledge.progress import no_progress

Report = Callable[[str, int, int], None]
# Work that is done by then needs no bar; after a second without a sign people begin to wonder (Nielsen 1993).
PATIENCE_SECONDS = 0.8


@contextmanager
def progress_bar(console: Console) -> Iterator[Report]:
    """Yield a function that takes step, done and total; it draws nothing where nobody looks or little is to do."""
    if not console.is_terminal:
        yield no_progress
        return
    from rich.progress import Progress  # a tenth of a second that a quick command need not pay

    started = time.monotonic()
    with Progress(console=console, transient=True, disable=False) as bars:
        task = bars.add_task("", visible=False)

        def report(step: str, done: int, total: int) -> None:
            late = time.monotonic() - started > PATIENCE_SECONDS
            bars.update(task, description=step, completed=done, total=max(total, 1), visible=late)

        yield report
