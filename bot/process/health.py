"""A page that says whether the bot is well: for whatever watches it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from aiohttp import web

from bot.newsroom.newsroom import Newsroom


@asynccontextmanager
async def health_page(newsroom: Newsroom, is_connected: Callable[[], bool]) -> AsyncIterator[None]:
    """Serve ``GET /health`` while the block runs, if the configuration names a port: 200 when well, 503 when not.

    The bot is well, too, when the files have differed from what is served for more than a minute, for a restart would
    not mend that. ``on_disk`` and ``differs_since`` tell of it.
    """

    async def health(_: web.Request) -> web.Response:
        connected = is_connected()
        told: dict[str, object] = {"connected": connected, "version": newsroom.matcher.base.version}
        if drift := newsroom.drift.lasting(datetime.now(UTC)):
            told |= {"on_disk": drift.on_disk, "differs_since": drift.since.isoformat(timespec="seconds")}
        return web.json_response(told, status=200 if connected else 503)

    if not newsroom.config.health_port:
        yield
        return
    page = web.Application()
    page.router.add_get("/health", health)
    runner = web.AppRunner(page, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, newsroom.config.health_host, newsroom.config.health_port).start()
        yield
    finally:
        await runner.cleanup()
