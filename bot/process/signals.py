"""Signals from the first instruction on: what comes before the bot can act on it waits, or ends it in good order."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import asyncio

ENDING = (signal.SIGTERM, signal.SIGINT)


def hold() -> None:
    """Let no signal kill the process unheard; call it before anything else is loaded, in the main thread.

    SIGHUP is held by the kernel until ``attach`` lets it through, however long the start takes: the files may have
    been read already when they change. SIGTERM and SIGINT end the start at once, for nothing has been begun yet.
    """
    # Threads that start later hold it too, so it always comes to the main thread.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
    for number in ENDING:
        signal.signal(number, _end)


def attach(stop: asyncio.Event, hang_up: asyncio.Event) -> None:
    """Set ``stop`` at SIGTERM and SIGINT and ``hang_up`` at SIGHUP from now on, at one that was held too."""
    import asyncio  # a tenth of a second in which no signal would be held

    loop = asyncio.get_running_loop()
    for number in ENDING:
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, hang_up.set)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})


def _end(number: int, _: FrameType | None) -> NoReturn:
    sys.stderr.write(f"stopped by {signal.Signals(number).name} before the bot had started\n")
    sys.exit(0)
