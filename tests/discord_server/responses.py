"""What the loopback Discord says over HTTP, and what it says instead where a fault is wanted."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

JSON = "application/json"

Fault = Callable[[], Awaitable[web.Response | None]]


def refuse(status: int, *, retry_after: float = 0.0, code: int = 0) -> Fault:
    """Return a fault: an answer of Discord's that is none."""

    async def fault() -> web.Response:
        body = {"message": "no", "code": code, "retry_after": retry_after, "global": False}
        # Without "Via" the client takes a 429 for a ban by Cloudflare and gives up.
        return json_response(body, status, {"Via": "1.1 loopback", "Retry-After": str(retry_after)})

    return fault


def refuse_with_a_page(status: int) -> Fault:
    """Return a fault: an answer of something that stands before Discord, which is no JSON and has no code."""

    async def fault() -> web.Response:
        return web.Response(text="<html><h1>Request blocked</h1></html>", status=status, content_type="text/html")

    return fault


def hang(until: asyncio.Event) -> Fault:
    """Return a fault: no answer before an event."""

    async def fault() -> None:
        await until.wait()

    return fault


def json_response(body: object, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Return a response with a JSON body."""
    # The client takes only this very content type for JSON.
    return web.Response(
        body=json.dumps(body).encode(), status=status, headers={"Content-Type": JSON, **(headers or {})}
    )


def allowance(channel: str) -> dict[str, str]:
    """Return the headers that say how much more may be sent; without them the client pauses for long."""
    left = {"Limit": "50", "Remaining": "49", "Reset": f"{time.time() + 1:.3f}", "Reset-After": "1.000"}
    return {f"X-RateLimit-{key}": value for key, value in (left | {"Bucket": f"messages-{channel}"}).items()}
