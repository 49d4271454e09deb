"""Charts drawn in a process of its own, so that neither the bot's replies nor its memory pay for it."""

import asyncio
import base64
import json
import logging
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Literal

from bot.wording.accounts import Chart
from bot.wording.timeline_chart import TimelineChart
from knowledge.service.folders import default_cache_folder

# A chart takes a second or two; on a machine that has never drawn one, the list of its fonts is made first.
PATIENCE_SECONDS = 60.0
# What draws takes as long to load as a picture of twelve entries to draw, half a second; it holds some 80 MB meanwhile.
IDLE_SECONDS = 300.0
# Bytes of one picture as text: twelve entries of the bundled base, most of them contested, have a sixteenth of this.
_LARGEST = 1 << 24
LOG = logging.getLogger("factbot")


async def drawn(chart: Chart) -> bytes | None:
    """Return the picture of a chart, a PNG; None where it could not be drawn, of which the log tells."""
    async with artist() as one:
        pictures = await one.draw("account", [chart])
    return pictures[0] if pictures else None


async def timelines_drawn(charts: Sequence[TimelineChart]) -> tuple[bytes, ...]:
    """Return the pictures of timelines, each a PNG; none where they could not be drawn, of which the log tells."""
    async with artist() as one:
        return await one.draw("timeline", charts)


@asynccontextmanager
async def artist() -> AsyncIterator["Artist"]:
    """Yield an artist that ends with the block."""
    one = Artist()
    try:
        yield one
    finally:
        await one.close()


class Artist:
    """A process that draws one picture after another; it starts when first wanted and ends after five idle minutes.

    Whoever waits for one picture waits for those before it; of several pictures each is waited for by itself, so that
    a long timeline holds nobody up for longer than one.
    """

    def __init__(self) -> None:
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._end: asyncio.TimerHandle | None = None
        self._is_closed = False

    async def warm(self) -> None:
        """Start the process if none stands, for somebody may want a picture soon."""
        if not self._turn.locked():
            async with self._turn:
                await self._ready()

    async def draw(
        self, kind: Literal["account", "timeline"], charts: Sequence[Chart | TimelineChart]
    ) -> tuple[bytes, ...]:
        """Return the picture of each chart, a PNG; none where one could not be drawn, of which the log tells."""
        pictures = []
        for chart in charts:
            async with self._turn:
                picture = await self._drawn(json.dumps({"kind": kind, "chart": asdict(chart)}))
            if picture is None:
                return ()
            pictures.append(picture)
        return tuple(pictures)

    async def close(self) -> None:
        """End the process for good; whoever waits for a picture gets none."""
        self._is_closed = True
        _kill(self._process)
        # Whoever is being drawn for reads the pipes until they end.
        async with self._turn:
            await self._ended()

    async def _ended(self) -> None:
        if self._end:
            self._end.cancel()
        process, self._process = self._process, None
        if process:
            _kill(process)
            # Reads what is left as well, without which its pipes would stay open.
            await process.communicate()

    async def _drawn(self, wanted: str) -> bytes | None:
        process = await self._ready()
        if process is None:
            return None
        picture = b""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                picture = await _answer(process, wanted)
        except TimeoutError:
            LOG.warning("no picture: it took more than %d s", PATIENCE_SECONDS)
            return None
        finally:
            # What was given up amid a picture would give that to the next who asks.
            if not picture:
                await self._ended()
        return base64.b64decode(picture) if picture else None

    async def _ready(self) -> Process | None:
        """Return the process, started if there is none; None where it can't be, or no longer may."""
        if self._end:
            self._end.cancel()
        if self._is_closed:
            return None
        if self._process and not _stands(self._process):
            await self._ended()
        if self._process is None:
            self._process = await _started()
        if self._process and self._process.stdin:
            self._end = asyncio.get_running_loop().call_later(IDLE_SECONDS, self._process.stdin.close)
        return self._process


async def _started() -> Process | None:
    # matplotlib keeps its list of fonts where the bot keeps what can be made anew.
    environment = os.environ | {"MPLCONFIGDIR": str(default_cache_folder() / "matplotlib")}
    line, pipe = (sys.executable, "-m", "bot.charts"), asyncio.subprocess.PIPE
    try:
        return await asyncio.create_subprocess_exec(
            *line, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, limit=_LARGEST
        )
    except OSError as error:
        LOG.warning("no picture: no process for it (%s)", error.strerror)
        return None


def _kill(process: Process | None) -> None:
    if process and process.returncode is None:
        process.kill()


def _stands(process: Process) -> bool:
    return process.returncode is None and process.stdin is not None and not process.stdin.is_closing()


async def _answer(process: Process, wanted: str) -> bytes:
    """Return one picture in base64; b"" where the process ended instead, of which the log tells."""
    if not (process.stdin and process.stdout and process.stderr):
        raise RuntimeError("a process that draws has all its pipes")
    try:
        process.stdin.write(f"{wanted}\n".encode())
        await process.stdin.drain()
    except ConnectionError:
        pass  # It ended before it was asked: what it told says why.
    # Killed amid a picture it leaves half a line.
    if (picture := await process.stdout.readline()).endswith(b"\n"):
        return picture
    told = await process.stderr.read()
    last = told.decode(errors="replace").strip().rpartition("\n")[2]
    LOG.warning("no picture: what draws it ended with code %d (%s)", await process.wait(), last)
    return b""
