"""Signals from the first instruction on: what comes before the bot can act on it waits, or ends it in good order."""

from __future__ import annotations

import os
import signal
import sys
import threading
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
    for number in ENDING:
        signal.signal(number, _end)
    # Last, so that whoever sees from outside that it is held knows that the others are, too. Threads that start later
    # hold it as well, so it always comes to the main thread.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})


def attach(stop: asyncio.Event, hang_up: asyncio.Event) -> None:
    """Set ``stop`` at SIGTERM and SIGINT and ``hang_up`` at SIGHUP from now on, at one that was held too."""
    import asyncio  # a tenth of a second in which no signal would be held

    loop = asyncio.get_running_loop()
    for number in ENDING:
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, hang_up.set)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})


def leave_by(seconds: float) -> None:
    """End the process after so many seconds, whatever it hangs on then: a thread or a server that doesn't answer.

    Nothing is lost by it: what is not in the store yet is in the journal.
    """

    def leave() -> None:
        sys.stderr.write("something would not end and was left behind\n")
        os._exit(0)

    timer = threading.Timer(seconds, leave)
    timer.daemon = True
    timer.start()


def _end(number: int, _: FrameType | None) -> NoReturn:
    sys.stderr.write(f"stopped by {signal.Signals(number).name} before the bot had started\n")
    sys.exit(0)
