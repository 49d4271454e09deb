"""Where questions are read: in threads of their own, so that one person's worst message keeps nobody else waiting."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import partial
from typing import TypeVar
from weakref import WeakValueDictionary

from knowledge.giving_way import give_way_by

# Nine in ten questions of readers are shorter; what is longer may take ten times as long to read, or more.
QUICK_CHARACTERS = 120
# How long whoever reads what is long gives way at the most while short questions are being read, and goes on after that
# whatever comes: under the heaviest load it has a third of the time.
GIVEN_WAY_SECONDS, TAKEN_SECONDS = 0.1, 0.05
# Threads for short questions. The encoder and the larger products of a question, half of its time, let another one go
# on: at fifty new questions a second half of them are answered in 30 ms instead of 490, in two processes on two cores.
QUICK_THREADS = 2
T = TypeVar("T")


class Readers:
    """Reads what is short in two threads, what is long in another, whole texts in a fourth; a conversation in order."""

    def __init__(self) -> None:
        self._quick = ThreadPoolExecutor(QUICK_THREADS, "reader")
        self._slow, self._texts = (
            ThreadPoolExecutor(1, f"{what}-reader", initializer=partial(give_way_by, self._give_way))
            for what in ("slow", "text")
        )
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._short = 0
        self._is_free = threading.Event()
        self._is_free.set()
        self._own = threading.local()

    async def read(self, text: str, thread: str, what: Callable[..., T], *given: object) -> T:
        """Return what ``what`` returns for ``given``, called in a thread.

        Args:
            text: what is to be read; its length decides where.
            thread: the conversation that it belongs to, "" for none; in one conversation nothing overtakes anything.
            what: what is called.
            given: its arguments.
        """
        call = partial(what, *given)
        async with self._turn(thread):
            if len(text) <= QUICK_CHARACTERS:
                return await self._at_once(call)
            return await asyncio.get_running_loop().run_in_executor(self._slow, call)

    def _turn(self, thread: str) -> AbstractAsyncContextManager[None]:
        """Return the turn of a conversation, which those get who ask for it in the order in which they do."""
        return self._turns.setdefault(thread, asyncio.Lock()) if thread else nullcontext()

    async def go_through(self, what: Callable[..., T], *given: object) -> T:
        """Return what ``what`` returns for ``given``; a whole text may take seconds, and no question waits for it."""
        return await asyncio.get_running_loop().run_in_executor(self._texts, partial(what, *given))

    async def _at_once(self, call: Callable[[], T]) -> T:
        self._short += 1
        self._is_free.clear()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._quick, call)
        finally:
            self._short -= 1
            if not self._short:
                self._is_free.set()

    def _give_way(self) -> None:
        """Wait, where something long is read, while short questions are."""
        if self._is_free.is_set() or time.monotonic() < getattr(self._own, "until", 0.0):
            return
        if not self._is_free.wait(GIVEN_WAY_SECONDS):
            self._own.until = time.monotonic() + TAKEN_SECONDS
