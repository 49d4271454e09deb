"""Takes note of what is served whenever that changes, however it came about, and whenever the store is there."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import NoReturn

from bot.desk.history import History
from bot.repeating import repeat
from bot.store.opening import StoreError
from knowledge.model import FactBase
from knowledge.service.live import Served

# Between two looks whether something else is served: what was said for less time than that nobody has read.
LOOK_SECONDS, AGAIN_SECONDS = 1.0, 15.0
# Bases that were served one after the other while the store was away: what a day brings, and few enough for the memory
# where they are large. Beyond them the oldest are given up.
KEPT = 20
LOG = logging.getLogger("factbot")


class Recorder:
    """Brings what is served into the history."""

    def __init__(self, history: History, served: Callable[[], Served]) -> None:
        self._history = history
        self._served = served
        self._seen: Served | None = None
        self._owed: deque[tuple[FactBase, datetime, str]] = deque(maxlen=KEPT)
        self._at_work = asyncio.Lock()
        self._is_away = False

    async def look(self) -> None:
        """Record what is served now, and what was served before and could not be recorded then.

        Raises:
            StoreError: the store is away; nothing is lost, it is recorded at the next look.
        """
        if (served := self._served()) is not self._seen:
            # Without its matcher, which is far larger.
            self._owed.append((served.matcher.base, served.since, served.by))
            self._seen = served
        async with self._at_work:
            while self._owed:
                one = self._owed[0]
                await self._history.record(*one)
                # More may have come meanwhile, and pushed the oldest out.
                if self._owed and self._owed[0] is one:
                    self._owed.popleft()

    async def run(self) -> NoReturn:
        """Look again and again."""
        await repeat(self._look, "keeping what was said", again_seconds=AGAIN_SECONDS)

    async def _look(self) -> float:
        try:
            await self.look()
        except StoreError as error:
            if not self._is_away:
                LOG.warning("what is said is recorded when the store is back: %s", error)
            self._is_away = True
            return AGAIN_SECONDS
        self._is_away = False
        return LOOK_SECONDS
