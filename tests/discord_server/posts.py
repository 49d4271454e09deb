"""The posts of a forum: threads with a first message of the same id, and what is asked for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.discord_server.payloads import FORUM, Payload, message, post, snowflake
from tests.discord_server.responses import json_response

if TYPE_CHECKING:
    from tests.discord_server.server import DiscordServer

CHANNEL, HISTORY = "/channels/{channel_id}", "GET /channels/{channel_id}/messages"
ARCHIVED = "GET /channels/{channel_id}/threads/archived/public"


class Posts:
    """Keeps what was posted in the forum of a server."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server
        # How often each was opened again after it had been archived.
        self.opened: list[str] = []

    async def begin(self, title: str, author: int, text: str = "", *, is_told: bool = True) -> Payload:
        """Let somebody post something; the text is what Discord shows of it to the bot."""
        server, number = self._server, snowflake()
        thread = server.gateway.posts[number] = post(number, title, author, FORUM)
        starter = message({"content": text}, author, int(number)) | {"id": number}
        server.kept.keep(starter)
        if is_told:
            await server.gateway.dispatch("THREAD_CREATE", thread | {"newly_created": True})
            await server.gateway.dispatch("MESSAGE_CREATE", starter | {"guild_id": thread["guild_id"]})
        return starter

    def said_in(self, starter: Payload) -> list[str]:
        """Return what the bot has said below a post."""
        every = self._server.kept.in_channel(int(starter["channel_id"]))
        return [one["content"] for one in every if one["author"]["bot"]]

    def handlers(self) -> dict[str, Any]:
        """Return what answers for posts, by the route."""
        return {
            HISTORY: lambda path, _: json_response(self._server.kept.in_channel(int(path.split("/")[2]))),
            ARCHIVED: lambda *_: json_response({"threads": [], "members": [], "has_more": False}),
            f"PATCH {CHANNEL}": self._changed,
        }

    def get(self, number: str) -> Payload | None:
        """Return a post, None where there is none."""
        return self._server.gateway.posts.get(number)

    def _changed(self, path: str, body: Payload) -> web.Response:
        number = path.split("/")[2]
        if body == {"archived": False}:
            self.opened.append(number)
        return json_response(self._server.gateway.posts[number])
