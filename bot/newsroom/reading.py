"""Where questions are read: three threads, so that one person's worst message keeps nobody else waiting."""

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

# Nine in ten questions of readers are shorter; what is longer may take ten times as long to read, or more.
QUICK_CHARACTERS = 120
T = TypeVar("T")


class Readers:
    """Reads what is short in one thread, what is long in another, whole texts in a third; each in order."""

    def __init__(self) -> None:
        self._quick = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._slow = ThreadPoolExecutor(max_workers=1, thread_name_prefix="slow-reader")
        self._texts = ThreadPoolExecutor(max_workers=1, thread_name_prefix="text-reader")
        self._behind: Counter[str] = Counter()

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
            return await loop.run_in_executor(self._quick, call)
        self._behind[thread] += 1
        try:
            return await loop.run_in_executor(self._slow, call)
        finally:
            self._behind[thread] -= 1
            if not self._behind[thread]:
                del self._behind[thread]

    async def go_through(self, what: Callable[..., T], *given: object) -> T:
        """Return what ``what`` returns for ``given``; a whole text may take a second, and no question waits for it."""
        return await asyncio.get_running_loop().run_in_executor(self._texts, partial(what, *given))
