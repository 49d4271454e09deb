"""Where questions are read: three threads, so that one person's worst message keeps nobody else waiting."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

# Nine in ten questions of readers are shorter; what is longer may take ten times as long to read, or more.
QUICK_CHARACTERS = 120
# How long whoever reads what is long gives way at the most before each part, while short questions are being read.
GIVEN_WAY_SECONDS = 0.1
T = TypeVar("T")


class Readers:
    """Reads what is short in one thread, what is long in another, whole texts in a third; each in order."""

    def __init__(self) -> None:
        self._quick = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._slow = ThreadPoolExecutor(max_workers=1, thread_name_prefix="slow-reader")
        self._texts = ThreadPoolExecutor(max_workers=1, thread_name_prefix="text-reader")
        self._behind: Counter[str] = Counter()
        self._short = 0
        self._is_free = threading.Event()
        self._is_free.set()

    async def read(self, text: str, thread: str, what: Callable[..., T], *given: object) -> T:
        """Return what ``what`` returns for ``given``, called in a thread.

        Args:
            text: what is to be read; its length decides where.
            thread: the conversation that it belongs to, "" for none; in one conversation nothing overtakes anything.
            what: what is called.
            given: its arguments.
        """
        call = partial(what, *given)
        loop = asyncio.get_running_loop()
        if len(text) <= QUICK_CHARACTERS and not (thread and self._behind[thread]):
            return await self._at_once(call)
        self._behind[thread] += 1
        try:
            return await loop.run_in_executor(self._slow, partial(self._patiently, call))
        finally:
            self._behind[thread] -= 1
            if not self._behind[thread]:
                del self._behind[thread]

    async def go_through(self, what: Callable[..., T], *given: object) -> T:
        """Return what ``what`` returns for ``given``; a whole text may take seconds, and no question waits for it.

        Before each of its parts it should ``give_way``.
        """
        return await asyncio.get_running_loop().run_in_executor(self._texts, partial(what, *given))

    def give_way(self) -> None:
        """Wait, where something long is read, while short questions are; a tenth of a second at the most."""
        self._is_free.wait(GIVEN_WAY_SECONDS)

    async def _at_once(self, call: Callable[[], T]) -> T:
        self._short += 1
        self._is_free.clear()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._quick, call)
        finally:
            self._short -= 1
            if not self._short:
                self._is_free.set()

    def _patiently(self, call: Callable[[], T]) -> T:
        self.give_way()
        return call()
