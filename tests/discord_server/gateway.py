"""The websocket side: HELLO, IDENTIFY, heartbeats, RESUME with what was missed, and the ways in which it breaks."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.discord_server.payloads import APPLICATION, BOT, GUILD, Payload, guild, user

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
HEARTBEAT_MS = 41_250


@dataclass
class Session:
    """What has been sent to one identified client, so that a RESUME can send again what it missed."""

    name: str
    sent: list[str] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None


class Gateway:
    """One client's connection to Discord, over as many sockets and sessions as it takes."""

    def __init__(self, url: str = "") -> None:
        self.url = url
        self.session: Session | None = None
        self.identified = self.resumed = 0
        # Discord closes the next connection with this code, where it isn't 0.
        self.refusal = 0
        # Posts of the forum that nobody has archived, by their ids.
        self.posts: dict[str, Payload] = {}
        self._changed = asyncio.Condition()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Talk to the client until the socket closes."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT_MS}, "s": None, "t": None})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._read(socket, json.loads(frame.data))
        if self.session and self.session.socket is socket:
            self.session.socket = None
        return socket

    async def dispatch(self, event: str, data: Payload) -> None:
        """Send an event; a client that is away gets it when it resumes."""
        session = self.session
        if session is None:
            raise ConnectionError("nobody has identified")
        text = json.dumps({"op": DISPATCH, "t": event, "s": len(session.sent) + 1, "d": data})
        session.sent.append(text)
        if session.socket is not None and not session.socket.closed:
            await session.socket.send_str(text)

    async def drop(self) -> None:
        """Break the connection without a word, as a network does."""
        socket = self._socket()
        assert self.session is not None
        self.session.socket = None
        transport = socket._req.transport if socket._req else None
        assert transport is not None
        transport.abort()

    async def ask_to_reconnect(self) -> None:
        """Tell the client to come back, as Discord does before it restarts a machine."""
        await self._socket().send_json({"op": RECONNECT, "d": None, "s": None, "t": None})

    async def invalidate(self) -> None:
        """Tell the client that its session is gone."""
        socket = self._socket()
        self.session = None
        await socket.send_json({"op": INVALID, "d": False, "s": None, "t": None})

    async def wait_for(self, *, identified: int = 0, resumed: int = 0, seconds: float = 90.0) -> None:
        """Wait until the client has identified and resumed so often."""

        def is_there() -> bool:
            return self.identified >= identified and self.resumed >= resumed and self.session is not None

        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(is_there)

    async def _read(self, socket: web.WebSocketResponse, frame: dict[str, Any]) -> None:
        op, data = frame["op"], frame["d"]
        if op == HEARTBEAT:
            await socket.send_json({"op": ACK, "d": None, "s": None, "t": None})
        elif op == IDENTIFY and self.refusal:
            await socket.close(code=self.refusal)
        elif op == IDENTIFY:
            await self._welcome(socket, data)
        elif op == RESUME:
            await self._resume(socket, data)

    async def _welcome(self, socket: web.WebSocketResponse, identity: dict[str, Any]) -> None:
        self.session = Session(f"session-{self.identified}", socket=socket)
        ready = {
            "v": 10, "user": user(BOT, "factbot", bot=True), "guilds": [{"id": str(GUILD), "unavailable": True}],
            "session_id": self.session.name, "resume_gateway_url": self.url, "shard": identity.get("shard", [0, 1]),
            "application": {"id": str(APPLICATION), "flags": 0},
        }  # fmt: skip
        await self.dispatch("READY", ready)
        await self.dispatch("GUILD_CREATE", guild() | {"threads": [*self.posts.values()]})
        await self._count(identified=1)

    async def _resume(self, socket: web.WebSocketResponse, claim: dict[str, Any]) -> None:
        session = self.session
        if session is None or claim["session_id"] != session.name:
            await socket.send_json({"op": INVALID, "d": False, "s": None, "t": None})
            return
        session.socket = socket
        for text in session.sent[claim["seq"] :]:
            await socket.send_str(text)
        await self.dispatch("RESUMED", {})
        await self._count(resumed=1)

    async def _count(self, *, identified: int = 0, resumed: int = 0) -> None:
        async with self._changed:
            self.identified += identified
            self.resumed += resumed
            self._changed.notify_all()

    def _socket(self) -> web.WebSocketResponse:
        if self.session is None or self.session.socket is None:
            raise ConnectionError("no client is connected")
        return self.session.socket
