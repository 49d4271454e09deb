"""The desk under load: ``python -m tests.discord_server.desk_load outage|million [sqlite|postgresql]``.

Outage: ``/ask`` at 50 a second for as long with the store there, away, and back; then everything asked must be filed.
SQLite is away when another process holds its lock, PostgreSQL when it has been stopped. Million: the time that
``/desk queue`` takes over a million rows.
"""

import asyncio
import itertools
import json
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select

from bot.store.opening import Store, store_url
from bot.store.tables import ASKINGS, QUESTIONS, REPLIES
from knowledge.loading.files import bundled_folder
from knowledge.loading.loader import load
from tests.discord_server.description import Description, place_of_description
from tests.discord_server.load import PACE, paced, say, together
from tests.discord_server.payloads import Payload, click, command
from tests.discord_server.process import ADMIN, ROOT, running
from tests.discord_server.server import DiscordServer

SECONDS, SLOWER, ONE_IN = 20, 2.0, 5
ROWS, ASKED_TIMES, CHUNK, CALLS, QUICK_SECONDS = 1_000_000, 4, 20_000, 25, 1.0
THINGS = "zeppelin carousel aquarium windmill tannery vineyard observatory glacier harpsichord submarine".split()
VERBS = "painted sold bought moved burned designed inherited flooded".split()


class Database:
    """A store that can be taken away."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self.folder = folder
        self._lock: sqlite3.Connection | None = None
        self.url = self._postgres("start") if kind == "postgresql" else f"sqlite:///{folder / 'state' / 'f.sqlite'}"

    def take_away(self) -> None:
        """Make the store unusable."""
        if self.kind == "postgresql":
            self._postgres("stop")
        else:
            self._lock = sqlite3.connect(self.folder / "state" / "f.sqlite", isolation_level=None)
            self._lock.execute("BEGIN EXCLUSIVE")

    def bring_back(self) -> None:
        """Make it usable again."""
        if self.kind == "postgresql":
            self._postgres("start", self.url.rpartition(":")[2].partition("/")[0])
        elif self._lock:
            self._lock.execute("ROLLBACK")
            self._lock.close()

    def end(self) -> None:
        """Stop what was started."""
        if self.kind == "postgresql":
            self._postgres("stop")

    def _postgres(self, what: str, *port: str) -> str:
        line = [str(ROOT / ".ci" / "postgres"), what, str(self.folder / "pg"), *port]
        return subprocess.run(line, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


@asynccontextmanager
async def database(kind: str) -> AsyncIterator[tuple[Database, DiscordServer, Path]]:
    """Provide a database, a Discord and a folder for the bot."""
    place = place_of_description()
    if place is None:
        sys.exit("Discord's official description is not here: set DISCORD_OPENAPI to its openapi.json")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "state").mkdir(mode=0o700)
        there = Database(kind, folder)
        try:
            async with DiscordServer(Description.read(place)) as server:
                yield there, server, folder
        finally:
            there.end()


def mixed(count: int) -> list[str]:
    """Return questions of which one in five has no answer."""
    draw = random.Random(3)
    wordings = [text for fact in load(bundled_folder()).facts for text in fact.wordings]
    unknown = [f"who {verb} the {thing} of {place}" for verb in VERBS for thing in THINGS for place in THINGS]
    return [draw.choice(unknown) if number % ONE_IN == 0 else draw.choice(wordings) for number in range(count)]


def _told_of(state: str, seconds: list[float]) -> float:
    """Print how long replies took while the store was in a state, and return the 99th percentile."""
    p99 = seconds[int(len(seconds) * 0.99)]
    say(f"store {state}: p50 {statistics.median(seconds) * 1e3:.1f} ms, p99 {p99 * 1e3:.1f} ms")
    return p99


async def outage(kind: str) -> bool:
    """Print how long replies take with the store there, away and back, and whether all was filed afterwards."""
    questions = iter(mixed(3 * PACE * SECONDS + 500))
    asked_in_vain = 0
    async with database(kind) as (there, server, folder), running(server, folder, None, f"store: {there.url}") as bot:

        async def ask(question: str, author: int) -> Payload:
            nonlocal asked_in_vain
            reply = await server.ask(question, author)
            in_vain = "gone to the editors" in reply["content"]
            # Suggestions that nobody picks are asked in vain as well.
            asked_in_vain += in_vain or "None of these" in json.dumps(reply["components"])
            return reply

        await together(ask, list(itertools.islice(questions, 500)))
        slowest = {}
        for state in ("there", "away", "back"):
            if state == "away":
                there.take_away()
            if state == "back":
                there.bring_back()
            seconds = sorted(await paced(ask, list(itertools.islice(questions, PACE * SECONDS)), PACE))
            slowest[state] = _told_of(state, seconds)
        filed = await _filed(there.url, 500 + 3 * PACE * SECONDS)
        complaints = [line for line in bot.lines() if "the store is away" in line]
        errors = [line for line in bot.lines() if " ERROR " in line]
    say(f"p99 away / there: {slowest['away'] / slowest['there']:.2f}")
    say(f"filed: {filed[0]} replies of {500 + 3 * PACE * SECONDS}, {filed[1]} questions of {asked_in_vain}")
    counted = f"{len(complaints)} complaints in the log in {SECONDS} s, {len(errors)} errors"
    say(f"{counted}, {len(server.violations)} violations")
    is_quick = slowest["away"] <= SLOWER * slowest["there"]
    return is_quick and filed == (500 + 3 * PACE * SECONDS, asked_in_vain) and not errors and not server.violations


async def _filed(url: str, wanted: int) -> tuple[int, int]:
    """Return how many replies and questions have been filed, once nothing more comes or all is there."""
    store = Store(store_url(url))
    counts = (0, 0)
    async with asyncio.timeout(90):
        while counts[0] < wanted:
            await asyncio.sleep(0.5)
            counts = await filed_in(store)
    await store.close()
    return counts


async def filed_in(store: Store) -> tuple[int, int]:
    """Return how many replies and questions are in a store."""
    async with store.read() as connection:
        replies, askings = [
            (await connection.execute(select(func.count()).select_from(one))).scalar_one() for one in (REPLIES, ASKINGS)
        ]
    return replies, askings


async def million(kind: str) -> bool:
    """Print how long ``/desk queue`` takes over a million rows, page by page."""
    async with database(kind) as (there, server, folder):
        rows = await _fill(Store(store_url(there.url)))
        async with running(server, folder, None, f"store: {there.url}"):
            seconds = []
            shown: Payload | None = None
            for number in range(CALLS):
                interaction = command("desk queue", {}, ADMIN)
                if shown is not None and number % 2:
                    buttons = [button for row in shown["components"] for button in row["components"]]
                    interaction = click(shown, buttons[-1]["custom_id"], ADMIN)
                started = time.perf_counter()
                shown = (await server.interact(interaction))["message"]
                seconds.append(time.perf_counter() - started)
            # The next question is put beside ten thousand others first; the queue does not wait for that.
            asked = asyncio.create_task(server.ask("who sold the harpsichord of the glacier", 555))
            await asked
            started = time.perf_counter()
            await server.interact(command("desk queue", {}, ADMIN))
            seconds.append(time.perf_counter() - started)
    median, slowest = statistics.median(seconds) * 1e3, max(seconds) * 1e3
    say(f"{rows} rows; /desk queue: median {median:.0f} ms, slowest {slowest:.0f} ms")
    return max(seconds) <= QUICK_SECONDS and not server.violations


async def _fill(store: Store) -> int:
    """Fill a store with questions that wait, each asked some times, and replies; return the number of rows."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    each = ROWS // (ASKED_TIMES + 2)
    draw = random.Random(5)
    for first in range(0, each, CHUNK):
        numbers = range(first + 1, min(first + CHUNK, each) + 1)
        texts = {n: f"who {draw.choice(VERBS)} the {draw.choice(THINGS)} number {n}" for n in numbers}
        at = start + timedelta(seconds=first)
        async with store.write() as connection:
            await connection.execute(insert(QUESTIONS), [
                {"id": n, "text": texts[n], "state": "open" if n % 2 else "dismissed", "asked": draw.randrange(1, 500),
                 "reason": "nothing near", "first_at": at, "last_at": at} for n in numbers])  # fmt: skip
            await connection.execute(insert(ASKINGS), [
                {"record": f"{n:08x}{time_:02x}", "question": n, "text": texts[n], "asker": f"{n:032x}", "at": at}
                for n in numbers for time_ in range(ASKED_TIMES)])  # fmt: skip
            await connection.execute(insert(REPLIES), [
                {"record": f"{n:032x}", "at": at, "outcome": "abstention", "channel": 1, "message": n}
                for n in numbers])  # fmt: skip
    async with store.read() as connection:
        counts = [(await connection.execute(select(func.count()).select_from(one))).scalar_one()
                  for one in (QUESTIONS, ASKINGS, REPLIES)]  # fmt: skip
    await store.close()
    return sum(counts)


async def main(which: str, kinds: list[str]) -> int:
    """Run what is asked for on each kind of store; return 1 where a figure is missed."""
    every = {"outage": outage, "million": million}
    results = []
    for kind in kinds or ["sqlite", "postgresql"]:
        say(f"{which}, {kind}:")
        results.append(await every[which](kind))
    return int(not all(results))


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1], sys.argv[2:])))
