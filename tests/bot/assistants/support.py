"""``factbot mcp`` as a process: spoken to by the SDK's own client, or in raw lines."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any

from mcp import Client, StdioServerParameters, stdio_client

VERSION = "2025-06-18"
HELLO = {
    "protocolVersion": VERSION, "capabilities": {}, "clientInfo": {"name": "test", "version": "1"},
}  # fmt: skip
# Longer than any reply takes on a machine with much else to do.
SECONDS = 120


def words(folder: Path, config: Path) -> list[str]:
    return ["-m", "bot", "mcp", "--facts", str(folder), "--config", str(config)]


@asynccontextmanager
async def assistant(folder: Path, config: Path, mode: str = "auto") -> AsyncIterator[Client]:
    """Start the server and connect the SDK's client with it."""
    parameters = StdioServerParameters(command=sys.executable, args=words(folder, config), env=dict(os.environ))
    async with Client(stdio_client(parameters), mode=mode) as client:
        yield client


class Raw:
    """The server as a process that is sent whatever bytes, and whose every line of output is told."""

    def __init__(self, folder: Path, config: Path) -> None:
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, *words(folder, config)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._last = 0
        self._heard: Queue[bytes] = Queue()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.request("initialize", HELLO)
        self.send(json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}).encode())

    def send(self, line: bytes) -> None:
        stdin = self._pipe(self.process.stdin)
        stdin.write(line + b"\n")
        stdin.flush()

    def request(self, method: str, params: Any) -> dict[str, Any]:
        """Send a request and return the reply to it; every line that comes before it is JSON too."""
        self._last += 1
        self.send(json.dumps({"jsonrpc": "2.0", "id": self._last, "method": method, "params": params}).encode())
        while True:
            told = self.hear()
            if told.get("id") == self._last:
                return told

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Return the result of a tool's call."""
        result: dict[str, Any] = self.request("tools/call", {"name": tool, "arguments": arguments})["result"]
        return result

    def hear(self) -> dict[str, Any]:
        line = self._heard.get(timeout=SECONDS)
        told: dict[str, Any] = json.loads(line)
        assert told["jsonrpc"] == "2.0", line
        return told

    def _listen(self) -> None:
        for line in self._pipe(self.process.stdout):
            self._heard.put(line)

    def logged(self, word: str) -> str:
        """Wait for a line of the log that has a word in it."""
        for line in self._pipe(self.process.stderr):
            if word in line.decode():
                return line.decode()
        raise AssertionError(f"nothing was logged of '{word}'")

    def leave(self) -> None:
        """End it, whatever it does, and whatever was closed before."""
        self.process.kill()
        self.process.wait(SECONDS)
        self._listener.join(SECONDS)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(BrokenPipeError):
                self._pipe(pipe).close()

    def end(self) -> tuple[int, list[bytes], str]:
        """Close standard input; return the exit code, what else was printed, and the log."""
        self._pipe(self.process.stdin).close()
        log = self._pipe(self.process.stderr).read()
        code = self.process.wait(SECONDS)
        return code, list(self._heard.queue), log.decode()

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None
        return pipe
