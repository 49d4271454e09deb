"""``factbot mcp``: from an open base to a conversation on standard input and output, and to its end in good order."""

import asyncio
import contextlib
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from mcp.server.lowlevel.server import Server
from mcp.server.stdio import stdio_server

from bot.assistants.lines import Lines
from bot.assistants.serving import server_of
from bot.assistants.tools import Tools
from bot.config import Config
from bot.newsroom.drift import DriftWatch
from bot.process.hours import HourWatch
from bot.process.reloading import AGAIN_SECONDS, Reloader
from bot.process.signals import attach, leave_by
from bot.repeating import alongside, repeat
from bot.wording import assistants as words
from bot.wording.hidden import CLOCK
from knowledge.decision.matcher import Matcher
from knowledge.errors import ProblemsError
from knowledge.service.live import LiveBase

# A client that takes nothing more off its hands holds the last reply up for so long, and no longer.
LEAVE_SECONDS = 3.0
LOG = logging.getLogger("factbot")


class FollowedBase:
    """A base that follows its files as the bot's does: at SIGHUP, and at a change where the configuration says so."""

    def __init__(self, live: LiveBase, config: Config) -> None:
        self.live = live
        self.config = config
        self.drift = DriftWatch(live)
        # A reload and an hour at once would swap in an order that nobody chose.
        self._changing = asyncio.Lock()

    @property
    def matcher(self) -> Matcher:
        """The matcher being served now."""
        return self.live.served.matcher

    async def prepare(self) -> None:
        """Build ahead what everybody may know from the next hour on."""
        await asyncio.to_thread(self.live.prepare)

    async def strike(self) -> bool:
        """Serve what everybody may know from this hour on, and say whether that could be done."""
        try:
            async with self._changing:
                await asyncio.to_thread(self.live.strike, datetime.now(UTC), CLOCK)
        except ProblemsError as error:
            LOG.warning(words.NOT_RELOADED, CLOCK, error)
            return False
        return True

    async def reload(self, by: str) -> None:
        """Read the files again; where that can't be, the base of before is served on and the log says why."""
        try:
            async with self._changing:
                change = await asyncio.to_thread(self.live.reload, datetime.now(UTC), by)
        except ProblemsError as error:
            LOG.warning(words.NOT_RELOADED, by, error)
        except Exception:
            LOG.exception(words.FAILED, by)
        else:
            LOG.info(words.RELOADED, by, change.counted())


def serve(live: LiveBase, config: Config) -> None:
    """Speak with an assistant until it closes standard input, or a signal comes."""
    asyncio.run(_serve(FollowedBase(live, config)))


async def _serve(served: FollowedBase) -> None:
    stop, hang_up = asyncio.Event(), asyncio.Event()
    attach(stop, hang_up)
    server = server_of(Tools(served.live, served.config), served.config)
    hours = repeat(HourWatch(served, served.strike).look, "looking at the clock", again_seconds=AGAIN_SECONDS)
    async with alongside(*Reloader(served, served.reload, hang_up).chores(), hours):
        stopped, spoken = asyncio.create_task(stop.wait()), asyncio.create_task(_speak(server))
        await asyncio.wait({stopped, spoken}, return_when=asyncio.FIRST_COMPLETED)
        leave_by(LEAVE_SECONDS)
        stopped.cancel()
        spoken.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await spoken
    LOG.info("closed")


async def _speak(server: Server[Any]) -> None:
    lines: Any = Lines(sys.stdin.fileno())  # of a file the SDK wants nothing but its lines, one after the other
    try:
        async with stdio_server(stdin=lines) as (read, write):
            await server.run(read, write, server.create_initialization_options())
    except* OSError:
        LOG.info(words.CLIENT_GONE)
