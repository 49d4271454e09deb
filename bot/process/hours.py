"""The chore that lets facts appear at their hour: what everybody may know then is built before that comes.

The hour is compared with the clock again and again instead of being slept up to: a clock that is put right, a machine
that was asleep, or a reload that brings an earlier hour would make one long sleep end at the wrong time.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from knowledge.errors import ProblemsError
from knowledge.service.live import LiveBase, Served

# Between two looks at the clock, unless the hour comes sooner; a look takes a millisecond with ten thousand facts.
LOOK_SECONDS = 2.0
# Before its hour so long is taken to build what is served then: the bundled base takes a minute or two.
AHEAD = timedelta(minutes=10)
LOG = logging.getLogger("factbot")


class Timed(Protocol):
    """Whoever serves a base with hours: the newsroom, or what serves assistants."""

    @property
    def live(self) -> LiveBase: ...

    async def prepare(self) -> None:
        """Build ahead what is served from the next hour on."""


class HourWatch:
    """Serves a base anew at its hours; ``strike`` does it and says whether it could be done."""

    def __init__(self, newsroom: Timed, strike: Callable[[], Awaitable[bool]]) -> None:
        self._newsroom = newsroom
        self._strike = strike
        # What has been prepared, and what could not be served at its hour: each is tried once.
        self._prepared: Served | None = None
        self._refused: Served | None = None

    async def look(self) -> float:
        """Look at the clock, do what is due, and return the seconds until the next look."""
        served, now = self._newsroom.live.served, datetime.now(UTC)
        hour = served.next_hour
        if hour is None or served is self._refused:
            return LOOK_SECONDS
        if hour <= now:
            if not await self._strike():
                self._refused = served
            return 0.0
        if hour - now <= AHEAD and served is not self._prepared:
            self._prepared = served
            await self._prepare()
            return 0.0
        return min(LOOK_SECONDS, (hour - now).total_seconds())

    async def _prepare(self) -> None:
        try:
            await self._newsroom.prepare()
        except ProblemsError as error:
            LOG.error("what is to appear at the next hour can't be served: %s", error)  # noqa: TRY400  no traceback wanted
