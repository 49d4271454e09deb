"""How long the event loop of a bot is held by one step, amid new questions and reloads.

``python -m tests.discord_server.holding`` asks ``/ask`` at a pace, half of it in words that nobody stored, has the base
reloaded meanwhile with a fact changed each time, and prints the longest steps of the bot's loop since it was on.
"""

import asyncio
import random
import sys
import tempfile
import time
from asyncio.events import Handle
from pathlib import Path
from shutil import copytree

from knowledge.loading.files import bundled_folder
from knowledge.loading.loader import load
from tests.discord_server.description import Description, place_of_description
from tests.discord_server.launch import main as launch
from tests.discord_server.load import paced
from tests.discord_server.payloads import command
from tests.discord_server.process import ADMIN, running
from tests.discord_server.server import DiscordServer

PACE, QUESTIONS, RELOADS, MOST_SECONDS = 20, 600, 3, 0.020
HELD, LONGEST = "the loop was held", 20


def _measure() -> None:
    """Have every step of the loop in this process that takes two milliseconds or more told on standard error."""
    run = Handle._run  # the one door to every step

    def timed(handle: Handle) -> None:
        began = time.perf_counter()
        run(handle)
        if (taken := time.perf_counter() - began) >= 0.002:
            step = repr(getattr(handle, "_callback", None))[:160]
            sys.stderr.write(f"{HELD} {taken * 1e3:.1f} ms by {step}\n")

    Handle._run = timed  # type: ignore[method-assign, assignment]


def _asked() -> list[str]:
    wordings = [text for fact in load(bundled_folder()).facts for text in fact.wordings]
    drawn = random.Random(4).sample(wordings, QUESTIONS)
    return [text if at % 2 else f"{text.rstrip('?')} exactly" for at, text in enumerate(drawn)]


async def _reload(server: DiscordServer, facts: Path) -> None:
    changed = next(facts.glob("*.yaml"))
    for turn in range(RELOADS):
        changed.write_text(f"{changed.read_text('utf-8')}# {turn}\n", "utf-8")
        await server.interact(command("facts reload", {}, ADMIN), seconds=180)


async def held() -> bool:
    """Print the longest steps; whether none of them took longer than it may."""
    place = place_of_description()
    if place is None:
        sys.exit("Discord's official description is not here: set DISCORD_OPENAPI to its openapi.json")
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(copytree(bundled_folder(), Path(folder) / "facts"))
        async with (
            DiscordServer(Description.read(place)) as server,
            running(server, Path(folder), facts, command="holding run") as bot,
        ):
            before = len(bot.lines())
            await asyncio.gather(paced(server.ask, _asked(), PACE), _reload(server, facts))
            lines = [line for line in bot.lines()[before:] if line.startswith(HELD)]
    lines.sort(key=lambda line: -float(line.removeprefix(HELD).split()[0]))
    sys.stdout.write("\n".join([f"{len(lines)} steps of 2 ms or more", *lines[:LONGEST], ""]))
    return not lines or float(lines[0].removeprefix(HELD).split()[0]) <= MOST_SECONDS * 1e3


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _measure()
        launch()
    else:
        sys.exit(not asyncio.run(held()))
