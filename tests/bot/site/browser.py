"""A headless Chromium over its DevTools protocol, and a server for the files of a site."""

import json
import os
import shutil
import subprocess
import threading
from base64 import b64decode
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
import pytest

AXE = "FACTBOT_AXE"
NO_BROWSER = "no Chromium to look at pages with: `apt-get install chromium` brings one"
NO_AXE = f"no axe-core to check pages with: `npm install axe-core`, and set {AXE} to its axe.min.js"
_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """Return the path of a Chromium; without one the test is skipped."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        pytest.skip(NO_BROWSER)
    return found


def axe() -> str:
    """Return the script that checks whether a page can be used by everybody; without it the test is skipped."""
    path = os.environ.get(AXE)
    if not path:
        pytest.skip(NO_AXE)
    return Path(path).read_text("utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Page:
    """A page of a browser: ``said`` is what it complained of, a refused script or style for instance."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self.said: list[str] = []

    async def send(self, method: str, **params: Any) -> Any:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": params})
        while (told := json.loads(await self._socket.receive_str())).get("id") != self._number:
            self._note(told)
        assert "error" not in told, told
        return told["result"]

    async def open(self, address: str) -> None:
        """Open an address and wait until all of it is there."""
        await self.send("Page.navigate", url=address)
        while (told := json.loads(await self._socket.receive_str())).get("method") != "Page.loadEventFired":
            self._note(told)

    async def run(self, script: str) -> Any:
        """Return what a script returns, a promise's result too."""
        told = await self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    async def look(self, *, width: int, height: int, dark: bool) -> None:
        """Take a width, and a theme."""
        await self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
        )
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        await self.send("Emulation.setEmulatedMedia", features=features)

    async def picture(self) -> bytes:
        """Return what is seen as a PNG."""
        return b64decode((await self.send("Page.captureScreenshot", format="png"))["data"])

    async def press(self, key: str, code: int) -> None:
        for kind in ("keyDown", "keyUp"):
            await self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)

    def _note(self, told: dict[str, Any]) -> None:
        if told.get("method") == "Log.entryAdded":
            self.said.append(told["params"]["entry"]["text"])
        if told.get("method") == "Runtime.exceptionThrown":
            self.said.append(str(told["params"]["exceptionDetails"]))


@asynccontextmanager
async def browsing() -> AsyncIterator[Page]:
    """Start a Chromium, yield its page, end it."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as home:
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-port=0",
            "--remote-allow-origins=*",
        ]
        command = [chromium(), *options, f"--user-data-dir={home}", "--disable-dev-shm-usage", "about:blank"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603  ours
        assert process.stderr is not None
        try:
            port = next(line for line in process.stderr if "DevTools listening" in line).split(":")[2].partition("/")[0]
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json") as reply:
                    (target,) = [one for one in await reply.json() if one["type"] == "page"]
                async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    page = Page(socket)
                    for domain in ("Page", "Runtime", "Log"):
                        await page.send(f"{domain}.enable")
                    yield page
        finally:
            process.terminate()
            process.wait(30)
            process.stderr.close()
