"""The HTTP API: ``/v1/ask``, ``/v1/facts`` and its own description, for the newsroom's site.

It is there as long as the configuration has keys; without one every address is as if it were none.
"""

import json
import logging
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from http import HTTPStatus
from math import ceil
from typing import Any

from aiohttp import hdrs, web

from bot.api.asking import ask
from bot.api.description import description
from bot.api.replies import listed_json
from bot.api.requests import (
    LARGEST_PAGE,
    PAGE,
    RefusedError,
    key_of,
    parameters,
    question_in,
    whole_number,
)
from bot.newsroom.cooldown import Cooldown
from bot.newsroom.newsroom import Newsroom
from bot.wording import api as words
from knowledge.loading.values import ID_LIMIT

PREFIX = "/v1"
# How long a browser need not ask again what it may send: an hour, so that a change of the configuration arrives.
PREFLIGHT_SECONDS = 3600
PREFLIGHT = {
    hdrs.ACCESS_CONTROL_ALLOW_METHODS: hdrs.METH_GET,
    hdrs.ACCESS_CONTROL_ALLOW_HEADERS: hdrs.AUTHORIZATION,
    hdrs.ACCESS_CONTROL_MAX_AGE: str(PREFLIGHT_SECONDS),
}
# A corrected answer must not be served from somewhere in between, nor one page's permission to another.
ALWAYS = {hdrs.CACHE_CONTROL: "no-store", hdrs.VARY: hdrs.ORIGIN, "X-Content-Type-Options": "nosniff"}
ANY = "*"
_ID = re.compile(rf"[a-z0-9-]{{1,{ID_LIMIT}}}")
LOG = logging.getLogger("factbot")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def api(newsroom: Newsroom) -> web.Application:
    """Return what serves the API below ``/v1``."""
    served = Api(newsroom)
    app = web.Application(middlewares=[served.across, served.as_json, served.guard])
    app.router.add_get("/openapi.json", served.describe, allow_head=False)
    app.router.add_get("/ask", served.ask, allow_head=False)
    app.router.add_get("/facts", served.facts, allow_head=False)
    app.router.add_get("/facts/{id}", served.fact, allow_head=False)
    return app


class Api:
    """What each address does, and what is looked at before."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom
        self._cooldown = Cooldown(newsroom.config.api_requests_per_minute)

    async def describe(self, _: web.Request) -> web.Response:
        """Describe the API; this needs no key."""
        return _json(description())

    async def ask(self, request: web.Request) -> web.Response:
        """Answer a question."""
        question = question_in(parameters(request.raw_path, ("q",)))
        return _json(await ask(self._newsroom, question, datetime.now(UTC)))

    async def facts(self, request: web.Request) -> web.Response:
        """List the facts, a page of them."""
        given = parameters(request.raw_path, ("page", "per_page"))
        page, size = whole_number(given, "page", 1), whole_number(given, "per_page", PAGE, LARGEST_PAGE)
        matcher = self._newsroom.matcher
        facts = matcher.base.facts
        shown = facts[(page - 1) * size : page * size]
        told = {"version": matcher.base.version, "total": len(facts), "page": page, "pages": ceil(len(facts) / size)}
        today, site_url = datetime.now(UTC).date(), self._newsroom.config.site_url
        return _json(told | {"facts": [listed_json(fact, matcher, today, site_url) for fact in shown]})

    async def fact(self, request: web.Request) -> web.Response:
        """Return one fact."""
        parameters(request.raw_path, ())
        matcher, name = self._newsroom.matcher, request.match_info["id"]
        fact = matcher.fact(name)
        if fact is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, words.no_fact(name if _ID.fullmatch(name) else ""))
        told = listed_json(fact, matcher, datetime.now(UTC).date(), self._newsroom.config.site_url)
        return _json({"version": matcher.base.version} | told)

    @web.middleware
    async def across(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let pages of the configured origins read replies, refusals too; browsers ask first whether they may."""
        if not self._newsroom.config.api_keys:
            return _refused(HTTPStatus.NOT_FOUND, words.NOT_HERE)
        origins, origin = self._newsroom.config.api_origins, request.headers.get(hdrs.ORIGIN, "")
        is_allowed = bool(origin) and (ANY in origins or origin.lower() in origins)
        asks_first = request.method == hdrs.METH_OPTIONS and hdrs.ACCESS_CONTROL_REQUEST_METHOD in request.headers
        if is_allowed and asks_first:
            response: web.StreamResponse = web.Response(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)
        else:
            response = await handler(request)
        response.headers.update(ALWAYS)
        if is_allowed:
            response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = ANY if ANY in origins else origin
            response.headers[hdrs.ACCESS_CONTROL_EXPOSE_HEADERS] = hdrs.RETRY_AFTER
        return response

    @web.middleware
    async def as_json(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Tell of whatever goes wrong as JSON, and of nothing that is not the asker's business."""
        try:
            return await handler(request)
        except RefusedError as error:
            return _refused(error.status, str(error), error.headers)
        except web.HTTPMethodNotAllowed as error:
            return _refused(HTTPStatus.METHOD_NOT_ALLOWED, words.ONLY_GET, {hdrs.ALLOW: error.headers[hdrs.ALLOW]})
        except web.HTTPNotFound:
            return _refused(HTTPStatus.NOT_FOUND, words.NOT_HERE)
        except Exception:
            LOG.exception("a request to the API failed")
            return _refused(HTTPStatus.INTERNAL_SERVER_ERROR, words.SORRY)

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Ask for a key before anything of a request is read, and count what each key asks for."""
        found = request.match_info
        if found.http_exception is None and found.handler != self.describe:
            key = key_of(request.headers.get(hdrs.AUTHORIZATION, ""), self._newsroom.config.api_keys)
            if wait := self._cooldown.wait(key, datetime.now(UTC)):
                after: dict[str, str] = {hdrs.RETRY_AFTER: str(words.whole_seconds(wait.time))}
                raise RefusedError(HTTPStatus.TOO_MANY_REQUESTS, words.wait(wait.time), after)
        return await handler(request)


def _refused(status: HTTPStatus, message: str, headers: dict[str, str] | None = None) -> web.Response:
    told = {"error": {"code": status.name.lower(), "message": message}}
    return _json(told, status, headers)


def _json(
    value: dict[str, Any], status: HTTPStatus = HTTPStatus.OK, headers: dict[str, str] | None = None
) -> web.Response:
    text = json.dumps(value, ensure_ascii=False)
    return web.Response(text=text, status=status, headers=headers, content_type="application/json")
