"""Charts drawn in a process of its own, so that neither the bot's replies nor its memory pay for it."""

import asyncio
import base64
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict

from bot.wording.accounts import Chart
from bot.wording.timeline_chart import TimelineChart
from knowledge.service.folders import default_cache_folder

# A chart takes a second or two; on a machine that has never drawn one, the list of its fonts is made first.
PATIENCE_SECONDS = 60.0
LOG = logging.getLogger("factbot")


async def drawn(chart: Chart) -> bytes | None:
    """Return the picture of a chart, a PNG; None where it could not be drawn, of which the log tells."""
    pictures = await _drawn("account", [chart])
    return pictures[0] if pictures else None


async def timelines_drawn(charts: Sequence[TimelineChart]) -> tuple[bytes, ...]:
    """Return the pictures of timelines, each a PNG; none where they could not be drawn, of which the log tells."""
    return await _drawn("timeline", charts)


async def _drawn(kind: str, charts: Sequence[Chart | TimelineChart]) -> tuple[bytes, ...]:
    # matplotlib keeps its list of fonts where the bot keeps what can be made anew.
    environment = os.environ | {"MPLCONFIGDIR": str(default_cache_folder() / "matplotlib")}
    line, pipe = (sys.executable, "-m", "bot.charts"), asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(*line, env=environment, stdin=pipe, stdout=pipe, stderr=pipe)
    except OSError as error:
        LOG.warning("no picture: no process for it (%s)", error.strerror)
        return ()
    wanted = json.dumps({"kind": kind, "charts": [asdict(chart) for chart in charts]})
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            pictures, told = await process.communicate(wanted.encode())
    except TimeoutError:
        LOG.warning("no picture: it took more than %d s", PATIENCE_SECONDS)
        return ()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        last = told.decode(errors="replace").strip().rpartition("\n")[2]
        LOG.warning("no picture: what draws it ended with code %d (%s)", process.returncode, last)
        return ()
    return tuple(base64.b64decode(picture) for picture in pictures.splitlines())
