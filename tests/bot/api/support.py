"""Somebody who sends requests to the API."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot.newsroom.newsroom import Newsroom

KEY = "Zq8-0123456789abcdefghijklmnopqr"
OTHER_KEY = "Zq9-0123456789abcdefghijklmnopqr"
SITE = "https://gazette.example"
TOLL = "How much is the toll on North Bridge?"
PAID = "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported."


@dataclass
class Told:
    """What came back; ``body`` is the JSON, None where there was none."""

    status: int
    headers: dict[str, str]
    body: Any

    @property
    def code(self) -> str:
        """The reason of a refusal, in a word."""
        assert set(self.body) == {"error"}
        assert set(self.body["error"]) == {"code", "message"}
        return str(self.body["error"]["code"])


@dataclass
class Client:
    """Sends requests to the API of a newsroom."""

    newsroom: Newsroom
    session: aiohttp.ClientSession
    port: int

    async def get(self, path: str, key: str | None = KEY, method: str = "GET", **headers: str) -> Told:
        """Send a request to a path below ``/v1``; it goes out as it is written."""
        sent = ({"Authorization": f"Bearer {key}"} if key else {}) | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        url = URL(f"http://127.0.0.1:{self.port}/v1{path}", encoded=True)
        async with self.session.request(method, url, headers=sent) as response:
            text = await response.text()
            return Told(response.status, dict(response.headers), json.loads(text) if text else None)

    async def ask(self, question: str) -> Any:
        """Ask a question and return the reply."""
        told = await self.get(f"/ask?q={quote(question, safe='')}")
        assert told.status == 200, told.body
        return told.body

    async def send(self, request: bytes) -> bytes:
        """Send bytes as they are, and return all that comes back until the other side closes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(request)
        try:
            async with asyncio.timeout(90):
                return await reader.read()
        finally:
            writer.close()
