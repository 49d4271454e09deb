"""A page that says whether the bot is well, for whatever watches it; and at the same port the API."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.api.serving import PREFIX, api
from bot.client.login import StartError
from bot.config import Config
from bot.newsroom.newsroom import Newsroom

# Whoever stops the bot waits so long for requests under way; what takes longer is cut off.
LAST_SECONDS = 2.0


@asynccontextmanager
async def health_page(newsroom: Newsroom, is_connected: Callable[[], bool]) -> AsyncIterator[None]:
    """Serve ``GET /health`` while the block runs, if the configuration names a port: 200 when well, 503 when not.

    Beside it, for whoever has a key, the API.

    The bot is well, too, when the files have differed from what is served for more than a minute, for a restart would
    not mend that. ``on_disk`` and ``differs_since`` tell of it.

    Raises:
        StartError: the port can't be had.
    """

    async def health(_: web.Request) -> web.Response:
        # What is wrong with the store stands in the log: it may name servers and people.
        well = {"connected": is_connected(), "store": newsroom.desk.watch.fault is None}
        told: dict[str, object] = well | {"version": newsroom.matcher.base.version}
        if drift := newsroom.drift.lasting(datetime.now(UTC)):
            told |= {"on_disk": drift.on_disk, "differs_since": drift.since.isoformat(timespec="seconds")}
        return web.json_response(told, status=200 if all(well.values()) else 503)

    if not newsroom.config.health_port:
        yield
        return
    page = web.Application()
    page.router.add_get("/health", health)
    page.add_subapp(PREFIX, api(newsroom))
    runner = web.AppRunner(page, access_log=None, logger=_log(), shutdown_timeout=LAST_SECONDS)
    await runner.setup()
    try:
        await _listen(runner, newsroom.config)
        yield
    finally:
        await runner.cleanup()


def _log() -> logging.Logger:
    log = logging.getLogger("factbot.http")
    log.addFilter(_is_ours)
    return log


def _is_ours(record: logging.LogRecord) -> bool:
    """Whether it tells of more than a request that is none, of which aiohttp shows what was sent, keys too."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


async def _listen(runner: web.AppRunner, config: Config) -> None:
    try:
        await web.TCPSite(runner, config.health_host, config.health_port).start()
    except OSError as error:
        what = f"health_port: {config.health_host} port {config.health_port} can't be had ({error.strerror})"
        raise StartError(f"{what}; write another, or 0 for none") from None
