"""The chores that read the files again: at a signal and at a change; and one that says when a change doesn't arrive.

The files are looked at again and again instead of being watched for events of the file system: a folder that is
replaced, a link that is turned to another release, a network disk or a limit on watches would end those unheard.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from datetime import UTC, datetime
from typing import Any, NoReturn, Protocol

from bot.config import Config
from bot.newsroom.drift import DriftWatch
from bot.repeating import repeat
from bot.wording.service import drift_in_words
from knowledge.decision.matcher import Matcher
from knowledge.service.live import LiveBase

# Twice this is what a change takes to be seen, for files that are still being written are let alone.
LOOK_SECONDS = 2.0
# Reading takes at most this share of the time (the bundled base: 5 ms), unless the pause gets longer than this.
LOOK_SHARE, LONGEST_PAUSE_SECONDS = 0.02, 20.0
# Between two looks whether there is a difference to tell of; and before what failed is tried again.
TELL_SECONDS, AGAIN_SECONDS = 5.0, 30.0
LOG = logging.getLogger("factbot")


class Serving(Protocol):
    """Whoever serves a base, and looks at its files: the newsroom, or what serves assistants."""

    live: LiveBase
    drift: DriftWatch

    @property
    def config(self) -> Config: ...

    @property
    def matcher(self) -> Matcher: ...


class Reloader:
    """Reloads a newsroom's base; ``reload`` does it and says why it was done, and lets no fault through."""

    def __init__(self, newsroom: Serving, reload: Callable[[str], Awaitable[None]], hang_up: asyncio.Event) -> None:
        self._newsroom = newsroom
        self._reload = reload
        self._hang_up = hang_up
        # What the last look saw, and the last that was acted upon. Files that have changed since the start are new.
        self._last = self._seen = newsroom.matcher.base.version
        self._told: datetime | None = None

    def chores(self) -> Iterator[Coroutine[Any, Any, NoReturn]]:
        """Yield what is to run as long as the bot does."""
        yield repeat(self.at_signal, "a reload by SIGHUP", again_seconds=AGAIN_SECONDS)
        yield repeat(self.look, "looking at the files", again_seconds=AGAIN_SECONDS)
        yield repeat(self.tell, "comparing the files with what is served", again_seconds=AGAIN_SECONDS)

    async def at_signal(self) -> float:
        """Wait for SIGHUP and reload."""
        await self._hang_up.wait()
        self._hang_up.clear()
        await self._reload("SIGHUP")
        return 0.0

    async def look(self) -> float:
        """Look at the files, reload if they have changed and the configuration says so, and return the next pause.

        A version is new once: what was refused, or taken back, is not loaded again before the files change again.
        """
        started = time.monotonic()
        on_disk = await asyncio.to_thread(self._newsroom.drift.look, datetime.now(UTC))
        pause_seconds = min(max(LOOK_SECONDS, (time.monotonic() - started) / LOOK_SHARE), LONGEST_PAUSE_SECONDS)
        is_settled, self._last = on_disk == self._last, on_disk
        if is_settled and on_disk != self._seen:
            self._seen = on_disk
            if self._newsroom.config.reload_on_change and on_disk != self._newsroom.matcher.base.version:
                await self._reload("change of files")
        return pause_seconds

    async def tell(self) -> float:
        """Say once in the log that the files and what is served have drifted apart, and for how long."""
        drift = self._newsroom.drift.lasting(datetime.now(UTC))
        if drift and drift.since != self._told:
            LOG.warning("%s", drift_in_words(drift))
        self._told = drift.since if drift else None
        return TELL_SECONDS
