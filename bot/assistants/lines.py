"""Standard input line by line: bounded, however long a line is, and never waited for at the end."""

import asyncio
import contextlib
import logging
import os
import threading
from collections.abc import AsyncIterator, Iterator
from itertools import chain

from bot.wording.assistants import TOO_LONG_A_LINE

# Of a message: five hundred characters of a question are some kilobytes in any notation, the rest is the client's own.
LONGEST_BYTES = 1 << 20
_PIECE_BYTES = 1 << 16
# Lines that wait to be taken up; whoever sends more waits in turn.
_WAITING = 16
LOG = logging.getLogger("factbot")


class Lines:
    """The lines of a file that may never end.

    They are read in a thread that nobody waits for: a read can't be called off, and a process that is told to stop must
    not wait until its client says something more.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    async def __aiter__(self) -> AsyncIterator[str]:
        lines: asyncio.Queue[str | None] = asyncio.Queue()
        loop, room = asyncio.get_running_loop(), threading.Semaphore(_WAITING)

        def read() -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens any more
                for line in chain(whole_lines(self._descriptor), [None]):
                    room.acquire()
                    loop.call_soon_threadsafe(lines.put_nowait, line)

        threading.Thread(target=read, name="stdin", daemon=True).start()
        while (line := await lines.get()) is not None:
            room.release()
            yield line


def whole_lines(descriptor: int) -> Iterator[str]:
    """Yield the lines of a file until it ends; of one that is too long nothing but that there was one, in the log."""
    rest, is_too_long = b"", False
    while piece := _read(descriptor):
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            if not is_too_long and line.strip():
                yield line.decode("utf-8", "replace")
            is_too_long = False
        if len(rest) > LONGEST_BYTES:
            if not is_too_long:
                LOG.warning(TOO_LONG_A_LINE, LONGEST_BYTES)
            rest, is_too_long = b"", True
    if rest.strip() and not is_too_long:
        yield rest.decode("utf-8", "replace")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, _PIECE_BYTES)
    except OSError:  # a terminal that was closed: the other side is gone
        return b""
