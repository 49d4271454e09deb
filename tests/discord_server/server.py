"""A Discord on loopback: real HTTP and a real websocket for the client as it is, every request body judged."""

import asyncio
import json
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from aiohttp import web

from tests.discord_server.description import Description, Operation
from tests.discord_server.gateway import Gateway
from tests.discord_server.limits import EMPTY, message_faults
from tests.discord_server.messages import Messages
from tests.discord_server.payloads import (
    BOT,
    CHANNELS,
    FORUM,
    GUILD,
    Payload,
    application,
    channel,
    command,
    direct,
    forum,
    guild,
    listed_guild,
    member,
    message,
    registered,
    snowflake,
    user,
)
from tests.discord_server.posts import Posts
from tests.discord_server.responses import Fault, allowance, json_response

API = "/api/v10"
CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"
FOLLOWUP = "POST /webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original"
MESSAGES = "POST /channels/{channel_id}/messages"
MESSAGE = "/channels/{channel_id}/messages/{message_id}"
DIRECTS = "POST /users/@me/channels"
GUILD_COMMANDS = "PUT /applications/{application_id}/guilds/{guild_id}/commands"
COMMANDS = "PUT /applications/{application_id}/commands"
SHOWS_MESSAGE, DEFERS, DEFERS_EDIT = 4, 5, 6
EPHEMERAL = 1 << 6


@dataclass
class Replies:
    """The replies to one interaction, in order; ``first`` is done when it has been answered (not only deferred)."""

    bodies: list[Payload] = field(default_factory=list)
    first: "asyncio.Future[Payload]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    interaction: Payload = field(default_factory=dict)


class DiscordServer:
    """Serves one bot."""

    def __init__(self, description: Description) -> None:
        self.gateway = Gateway()
        self.requests: Counter[str] = Counter()
        self.violations: list[str] = []
        self.messages: list[Payload] = []
        self.kept = Messages()
        self.posts = Posts(self)
        # Bits of the permissions that are denied to everybody in a channel.
        self.denied: dict[int, int] = {}
        # What the next requests of a route meet instead of an answer, or before it.
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        # What was uploaded, by its path, and how often each was fetched.
        self.files: dict[str, bytes] = {}
        self.fetched: Counter[str] = Counter()
        self.token = "loopback-token"  # noqa: S105  nobody's secret
        self._description = description
        self._replies: dict[str, Replies] = {}
        self._answers: dict[str, asyncio.Future[Payload]] = {}
        self._runner: web.AppRunner | None = None
        self.address = ""

    async def __aenter__(self) -> "DiscordServer":
        page = web.Application(client_max_size=32 * 2**20)
        page.router.add_get("/gateway/", self.gateway.serve)
        page.router.add_get("/files/{path:.*}", self._fetch)
        page.router.add_route("*", API + "/{path:.*}", self._answer)
        self._runner = web.AppRunner(page, access_log=None, shutdown_timeout=1.0)  # a fault may never answer
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"http://{host}:{port}"
        self.gateway.url = f"ws://{host}:{port}/gateway/"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def interact(self, interaction: Payload, seconds: float = 90.0) -> Payload:
        """Send an interaction and return the reply to it: the callback's data, or the followup after a deferral."""
        replies = self._replies[interaction["token"]] = Replies(interaction=interaction)
        await self.gateway.dispatch("INTERACTION_CREATE", interaction)
        async with asyncio.timeout(seconds):
            return await replies.first

    async def ask(self, question: str, author: int, **options: Any) -> Payload:
        """Use ``/ask``."""
        return await self.interact(command("ask", {"question": question, **options}, author))

    async def ask_in(self, channel: int, question: str, author: int) -> Payload:
        """Use ``/ask`` in a channel."""
        return await self.interact(command("ask", {"question": question}, author, channel=channel))

    def file(self, name: str, content: bytes) -> Payload:
        """Keep a file that somebody uploads; return what messages and interactions say of it."""
        number = snowflake()
        path = f"/files/{number}/{name}"
        self.files[path] = content
        url = f"{self.address}{path}"
        return {"id": number, "filename": name, "size": len(content), "url": url, "proxy_url": url}

    async def _fetch(self, request: web.Request) -> web.Response:
        self.fetched[request.path] += 1
        return web.Response(body=self.files[request.path])

    async def wait_for_requests(self, route: str, count: int, seconds: float = 90.0) -> None:
        """Wait until a route has been asked for so often, answered or not."""
        async with asyncio.timeout(seconds):
            while self.requests[route] < count:
                await asyncio.sleep(0.005)

    def replies_to(self, interaction: Payload) -> list[Payload]:
        """Return all replies to an interaction so far."""
        return self._replies[interaction["token"]].bodies

    async def say(self, content: str, author: int, channel: int, **more: Any) -> Payload:
        """Let somebody say something in a channel; return the message."""
        said = message({"content": content}, author, channel) | more
        await self.gateway.dispatch("MESSAGE_CREATE", said)
        return said

    async def reply_to(self, said: Payload, seconds: float = 90.0) -> Payload:
        """Wait for the bot's reply to a message and return its body."""

        future = self._answers.setdefault(said["id"], asyncio.get_running_loop().create_future())
        async with asyncio.timeout(seconds):
            return await future

    async def _answer(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix(API)
        operation = self._description.find(request.method, path)
        if operation is None:
            self.violations.append(f"{request.method} {path}: Discord has no such thing")
            return json_response({"message": "404: Not Found", "code": 0}, 404)
        self.requests[operation.route] += 1
        body, files = await _body(request)
        self.violations += self._description.faults(operation, body)
        if files:
            body["attachments"] = [self.file(name, content) for name, content in files]
        if self.faults[operation.route]:
            instead = await self.faults[operation.route].popleft()()
            if instead is not None:
                return instead
        if request.headers.get("Authorization") != f"Bot {self.token}" and not path.startswith(
            ("/interactions", "/webhooks")
        ):
            return json_response({"message": "401: Unauthorized", "code": 0}, 401)
        return await self._handle(operation, path, body)

    async def _handle(self, operation: Operation, path: str, body: Any) -> web.Response:
        handlers: dict[str, Callable[[str, Any], web.Response]] = {
            "GET /users/@me": lambda *_: json_response(user(BOT, "factbot", bot=True)),
            "GET /oauth2/applications/@me": lambda *_: json_response(application()),
            "GET /gateway/bot": lambda *_: json_response(self._gateway()),
            COMMANDS: lambda _, body: json_response([registered(one) for one in body]),
            GUILD_COMMANDS: lambda _, body: json_response([registered(one) for one in body]),
            CALLBACK: self._called_back,
            FOLLOWUP: self._followed_up,
            ORIGINAL: partial(self._followed_up, is_edit=True),
            MESSAGES: self._posted,
            f"GET {MESSAGE}": lambda path, _: json_response(*self.kept.get(*_place(path))),
            f"PATCH {MESSAGE}": self._edited,
            "GET /channels/{channel_id}": lambda path, _: self._channel(path.split("/")[2]),
            f"PUT {MESSAGE}/reactions/{{emoji_name}}/@me": lambda *_: web.Response(status=204),
            "GET /users/@me/guilds": lambda *_: json_response([listed_guild()]),
            "GET /guilds/{guild_id}": lambda *_: json_response(guild()),
            "GET /guilds/{guild_id}/channels": lambda *_: json_response(self._channels()),
            "GET /guilds/{guild_id}/members/{user_id}": lambda *_: json_response(member(BOT, bot=True)),
            DIRECTS: lambda _, body: json_response(direct(int(body["recipient_id"]))),
            **self.posts.handlers(),
        }
        if operation.route not in handlers:
            self.violations.append(f"{operation.route}: this server does not know it")
            return json_response({"message": "404: Not Found", "code": 0}, 404)
        return handlers[operation.route](path, body)

    def _channels(self) -> list[Payload]:
        listed = [*(channel(number) for number in CHANNELS), forum(FORUM)]
        for one in listed:
            denied = self.denied.get(int(one["id"]))
            if denied:
                one["permission_overwrites"] = [{"id": str(GUILD), "type": 0, "allow": "0", "deny": str(denied)}]
        return listed

    def _channel(self, number: str) -> web.Response:
        if int(number) in CHANNELS:
            return json_response(channel(int(number)))
        found = self.posts.get(number)
        unknown = {"message": "Unknown Channel", "code": 10003}
        return json_response(found) if found else json_response(unknown, 404)

    def _gateway(self) -> Payload:
        limit = {"total": 1000, "remaining": 999, "reset_after": 1000, "max_concurrency": 1}
        return {"url": self.gateway.url, "shards": 1, "session_start_limit": limit}

    def _edited(self, path: str, body: Payload) -> web.Response:
        self._judge(body, is_edit=True)
        return json_response(*self.kept.edit(*_place(path), body))

    def _called_back(self, path: str, body: Payload) -> web.Response:
        number, token = path.split("/")[2:4]
        data = body.get("data") or {}
        replies = self._replies.setdefault(token, Replies())
        shown = self._shown(data, replies)
        if replies.bodies:
            self.violations.append(f"{CALLBACK}: answered twice")
            return json_response({"message": "Interaction has already been acknowledged.", "code": 40060}, 400)
        replies.bodies.append(body)
        if body["type"] == SHOWS_MESSAGE:
            self._judge(data)
        if body["type"] not in (DEFERS, DEFERS_EDIT) and not replies.first.done():
            replies.first.set_result(data | {"message": shown})
        back = {"interaction": {"id": number, "type": 2, "response_message_id": shown["id"]}}
        if body["type"] in (SHOWS_MESSAGE, DEFERS):
            back["resource"] = {"type": body["type"], "message": shown}
        return json_response(back)

    def _followed_up(self, path: str, body: Payload, *, is_edit: bool = False) -> web.Response:
        self._judge(body, is_edit=is_edit)
        replies = self._replies[path.split("/")[3]]
        shown = self._shown(body, replies)
        replies.bodies.append(body | {"message": shown})
        if not replies.first.done():
            replies.first.set_result(body | {"message": shown})
        return json_response(shown)

    def _shown(self, body: Payload, replies: Replies) -> Payload:
        """Return the message that a reply to an interaction becomes, kept where others can read it."""
        asked = replies.interaction
        shown = message(body, BOT, int(asked.get("channel_id", 1)), bot=True)
        if asked:
            person = asked["user"] if "user" in asked else asked["member"]["user"]
            shown["interaction_metadata"] = {"id": asked["id"], "type": 2, "user": person,
                                             "authorizing_integration_owners": {}}  # fmt: skip
        if not (body.get("flags") or 0) & EPHEMERAL:
            self.kept.keep(shown)
        return shown

    def _posted(self, path: str, body: Payload) -> web.Response:
        self._judge(body)
        channel = path.split("/")[2]
        refusal = self.kept.refusal(channel)
        if refusal is not None:
            return json_response(*refusal)
        again = self.kept.sent_as(channel, body)
        if again is not None:
            return json_response(again, headers=allowance(channel))
        self.messages.append(body)
        said = str(body.get("message_reference", {}).get("message_id"))
        future = self._answers.setdefault(said, asyncio.get_running_loop().create_future())
        if not future.done():
            future.set_result(body)
        shown = message(body, BOT, int(channel), bot=True)
        self.kept.keep(shown, body.get("nonce"))
        return json_response(shown, headers=allowance(channel))

    def _judge(self, body: Payload, *, is_edit: bool = False) -> None:
        faults = list(message_faults(body))
        # An edit may leave what it doesn't name as it is.
        self.violations += [fault for fault in faults if not (is_edit and fault == EMPTY)]


def _place(path: str) -> tuple[str, str]:
    """Return the channel and the number of the message that a path names."""
    _, _, channel, _, number = path.split("/")
    return channel, number


async def _body(request: web.Request) -> tuple[Any, list[tuple[str, bytes]]]:
    """Return the JSON of a request, and the files that came with it."""
    if request.content_type == "multipart/form-data":
        form = await request.post()
        files = [one for one in form.values() if isinstance(one, web.FileField)]
        return json.loads(str(form["payload_json"])), [(one.filename, one.file.read()) for one in files]
    text = await request.text()
    return (json.loads(text) if text else None), []
