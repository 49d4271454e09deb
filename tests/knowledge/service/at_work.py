"""A process at work until it is killed: forked from the test's own, which has loaded all that takes time to load."""

import multiprocessing
import os
from collections.abc import Callable
from typing import TextIO

Say = Callable[[object], None]


class AtWork:
    """A process that does ``work``, which says by a line what it has done."""

    def __init__(self, work: Callable[[Say], None]) -> None:
        reading, writing = os.pipe()

        def say(line: object) -> None:
            os.write(writing, f"{line}\n".encode())

        self._process = multiprocessing.get_context("fork").Process(target=work, args=(say,), daemon=True)
        self._process.start()
        # The only end to write to is the other process's then, so its death ends the lines.
        os.close(writing)
        self._said: TextIO = os.fdopen(reading)

    def next_line(self) -> str:
        """Return what it says next; empty where it is dead."""
        return self._said.readline().rstrip("\n")

    def kill(self) -> list[str]:
        """Kill it with SIGKILL; return what it had said and nobody has read yet."""
        self._process.kill()
        self._process.join()
        with self._said:
            return self._said.read().split()
