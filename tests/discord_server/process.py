"""The bot as a process of its own, as an operator would run it."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.discord_server.server import DiscordServer

ROOT = Path(__file__).parents[2]
ADMIN = 77
# A start takes two seconds, or a minute where the machine has much else to do.
START_SECONDS = 180.0


@dataclass
class BotProcess:
    """A running bot, with its log in a file."""

    process: asyncio.subprocess.Process
    log: Path

    def lines(self) -> list[str]:
        """Return the log so far."""
        return self.log.read_text("utf-8").splitlines()

    async def said(self, text: str, seconds: float = 90.0) -> None:
        """Wait until a text stands in the log."""
        async with asyncio.timeout(seconds):
            while text not in self.log.read_text("utf-8"):
                await asyncio.sleep(0.01)

    def send(self, number: signal.Signals) -> None:
        """Send a signal."""
        self.process.send_signal(number)

    async def ended(self, seconds: float = 90.0) -> int:
        """Wait for the end and return the exit code."""
        async with asyncio.timeout(seconds):
            return await self.process.wait()


async def start(
    server: DiscordServer, folder: Path, facts: Path | None, *more: str, command: str = "launch run", token: str = ""
) -> BotProcess:
    """Start a bot with its configuration and log in ``folder``; ``more`` are lines of the configuration.

    ``command`` is a module of this folder and what it is told. The cache is in ``folder`` too, save where
    ``FACTBOT_TEST_CACHE`` names one that all bots share.
    """
    config = folder / "config.yaml"
    lines = [f"admin_users: [{ADMIN}]", "questions_per_minute: 600", *([f"facts: {facts}"] if facts else []), *more]
    config.write_text("\n".join(lines) + "\n", "utf-8")
    cache = os.environ.get("FACTBOT_TEST_CACHE") or str(cache_of(folder))
    environment = {**os.environ, "DISCORD_TOKEN": token or server.token, "FACTBOT_CACHE": cache}
    environment["FACTBOT_STATE"] = str(folder / "state")
    log = folder / "bot.log"
    module, *words = command.split()
    line = [sys.executable, "-m", f"tests.discord_server.{module}", server.address, *words, "--config", str(config)]
    with log.open("ab") as out:
        process = await asyncio.create_subprocess_exec(*line, cwd=ROOT, env=environment, stdout=out, stderr=out)
    return BotProcess(process, log)


def cache_of(folder: Path) -> Path:
    """Return the cache folder of a bot, made so that only its user can write it."""
    cache = folder / "cache"
    cache.mkdir(mode=0o700, exist_ok=True)
    return cache


@asynccontextmanager
async def running(
    server: DiscordServer, folder: Path, facts: Path | None, *more: str, command: str = "launch run"
) -> AsyncIterator[BotProcess]:
    """Run a bot while the block runs, from its first READY on."""
    before = server.gateway.identified
    bot = await start(server, folder, facts, *more, command=command)
    try:
        waiting = asyncio.create_task(server.gateway.wait_for(identified=before + 1, seconds=180))
        ended = asyncio.create_task(bot.process.wait())
        await asyncio.wait({waiting, ended}, return_when=asyncio.FIRST_COMPLETED)
        if ended.done():
            raise AssertionError("the bot ended:\n" + "\n".join(bot.lines()))
        await waiting
        ended.cancel()
        yield bot
    finally:
        if bot.process.returncode is None:
            bot.process.kill()
            await bot.process.wait()
