"""One's own base in the real bot, on a Discord of one's own machine: ``python -m tests.discord_server.tryout FOLDER``.

``FOLDER`` is what ``factbot init`` made: its ``config.yaml`` and facts are read, its state is left alone. No token is
needed and nothing leaves the machine. What is typed is asked with ``/ask``; behind "dm " it is a direct message;
"/help" and "/about" are those commands, and what stands on a button of the last reply presses it. An empty line ends
it.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import yaml

from tests.discord_server.description import Description, place_of_description
from tests.discord_server.payloads import DIRECT, Payload, buttons_of, click, command
from tests.discord_server.process import running
from tests.discord_server.server import DiscordServer

READER = 4242
PROMPT = "ask> "
HOW = 'Type a question, "dm" and a message, /help, /about, or what stands on a [button]; an empty line ends it.'
# What people read of a part of a message, in the order in which it is shown, and where it has further parts.
READ = ("content", "title", "description", "name", "value", "text")
INSIDE = ("embeds", "fields", "footer", "components")
# What the bot of a try-out is told otherwise.
OWN = frozenset({"facts", "state", "store", "admin_users", "questions_per_minute", "health_port"})


def settings_of(folder: Path) -> tuple[Path, list[str]]:
    """Return where the facts of a newsroom's folder are, and the lines of its configuration that count here."""
    config = yaml.safe_load((folder / "config.yaml").read_text("utf-8")) or {}
    kept = {key: value for key, value in config.items() if key not in OWN}
    lines = yaml.safe_dump(kept, allow_unicode=True).splitlines() if kept else []
    return (folder / config.get("facts", "facts")).resolve(), lines


def read_of(part: object) -> Iterator[str]:
    """Yield what people read of a reply, from top to bottom."""
    if isinstance(part, list):
        for one in part:
            yield from read_of(one)
    elif isinstance(part, dict):
        yield from (part[key] for key in READ if isinstance(part.get(key), str) and part[key].strip("\u200b "))
        if label := part.get("label"):
            yield f"[{label}]"
        for key in INSIDE:
            yield from read_of(part.get(key))


async def told(server: DiscordServer, line: str, last: Payload) -> Payload:
    """Return the reply to a line, ``last`` being the reply before it."""
    folded = {label.casefold(): button for label, button in buttons_of(last).items()}
    if pressed := folded.get(line.strip("[] ").casefold()):
        return await server.interact(click(last["message"], pressed, READER))
    if line.startswith("dm "):
        return await server.reply_to(await server.say(line.removeprefix("dm "), READER, DIRECT + READER))
    if line in ("/help", "/about"):
        return await server.interact(command(line[1:], {}, READER))
    return await server.ask(line, READER)


async def tried(folder: Path, typed: TextIO, shown: TextIO) -> None:
    """Start the bot over a newsroom's folder and show its replies until a line is empty."""
    place = place_of_description()
    if place is None:
        sys.exit("Discord's official description is not here: set DISCORD_OPENAPI to its openapi.json")
    facts, lines = settings_of(folder)
    shown.write(f"starting the bot over {facts}: the first start reads the whole base\n")
    with tempfile.TemporaryDirectory() as own:
        async with DiscordServer(Description.read(place)) as server, running(server, Path(own), facts, *lines):
            shown.write(f"it is on. {HOW}\n{PROMPT}")
            shown.flush()
            last: Payload = {}
            while line := (await asyncio.to_thread(typed.readline)).strip():
                last = await told(server, line, last)
                shown.write("\n".join(read_of(last)) + f"\n\n{PROMPT}")
                shown.flush()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    asyncio.run(tried(Path(sys.argv[1]), sys.stdin, sys.stdout))
