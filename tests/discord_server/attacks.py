"""What one person, or very many, can do to the bot: ``python -m tests.discord_server.attacks worst``, or ``flood``.

Worst: somebody sends the costliest messages known, one after the other, while others use ``/ask`` at a pace. Flood: 500
questions a second for a minute, one in five in vain; then the bot is told to stop, and what it has replied must be in
the store or in the journal. ``flood sqlite`` and ``flood postgresql`` name the store; without a name each has its turn.
``filing`` does it to the desk alone: bot and Discord on two cores give some 150 replies a second, which is no load.
"""

import asyncio
import itertools
import json
import random
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from bot.config import Config
from bot.desk.desk import Desk, OpenQuestion
from bot.desk.records import Replied
from bot.process.running import desk_settings
from bot.store.opening import Store, store_url
from bot.store.tables import REPLIES
from knowledge.loading.files import bundled_folder
from knowledge.loading.loader import load
from knowledge.service.folders import default_cache_folder
from knowledge.service.opening import open_matcher
from tests.discord_server import payloads
from tests.discord_server.desk_load import ONE_IN, database, filed_in, mixed
from tests.discord_server.load import bot_of, paced, percentiles, say, together
from tests.discord_server.payloads import DIRECT, command, menu
from tests.discord_server.process import running
from tests.discord_server.server import CALLBACK, DiscordServer

ATTACKER = 666
PACE, SECONDS, MOST_SECONDS = 10, 20, 0.050
# Characters of a message without Nitro.
LONGEST_MESSAGE = 2000
FLOOD, FLOOD_SECONDS, STOP_SECONDS, DIFFERENT = 500, 60, 10.0, 400
# The share of the questions that is answered by the time the last is asked, the replies that may wait to be filed
# (two seconds of them), and how often that is looked at.
KEPT_UP, BACKLOG, LOOK_SECONDS = 0.95, 1000, 0.5


def worst_messages(draw: random.Random) -> list[str]:
    """Return the costliest messages that were found, each of another kind."""

    def word(length: int) -> str:
        return "".join(draw.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(length))

    wordings = [text for fact in load(bundled_folder()).facts for text in fact.wordings]
    known = [word for text in draw.sample(wordings, 20) for word in text.split()]
    return [
        " ".join(word(8) for _ in range(64)),
        " ".join(word(7).capitalize() for _ in range(64)),
        " ".join(word(99) for _ in range(40)),
        " ".join(draw.choice(known) for _ in range(64)),
        "\ufdfa" * 4000,
        word(4000),
        "a'" * 2000,
        " ".join(draw.choice("one two three hundred thousand million and".split()) for _ in range(380)),
        " ".join(f"{draw.choice(wordings).rstrip('?')}?" for _ in range(30)),
        whole_text(draw, wordings),
    ]


def whole_text(draw: random.Random, wordings: list[str]) -> str:
    """Return a text of as many sentences as a message has room for, each of which says something."""
    words = [word for text in wordings for word in text.split()]
    sentences = (f"{' '.join(draw.sample(words, 4))}." for _ in itertools.count())
    found = ""
    while len(found) < LONGEST_MESSAGE - 80:
        found = f"{found} {next(sentences)}".strip()
    return found


async def worst() -> bool:
    """Print how long ``/ask`` takes for others while somebody sends the worst, and without it."""
    draw = random.Random(9)
    wordings = [text for fact in load(bundled_folder()).facts for text in fact.wordings]
    # Half of them as editors stored them; of the others the last word is gone, so that all of the reading is done.
    asked = draw.sample(wordings, 2 * PACE * SECONDS)
    questions = [text if at % 2 else text.rpartition(" ")[0] or text for at, text in enumerate(asked)]
    async with bot_of(None) as (server, bot):
        alone = await paced(server.ask, questions[: PACE * SECONDS], PACE)
        sent = Counter[str]()

        async def attack() -> None:
            for message in itertools.chain.from_iterable(worst_messages(draw) for _ in itertools.count()):
                await server.reply_to(await server.say(message, ATTACKER, DIRECT + ATTACKER))
                sent["message"] += 1

        async def attack_by_menu() -> None:
            while True:
                said = payloads.message({"content": whole_text(draw, wordings)}, ATTACKER, payloads.CHANNEL)
                await server.interact(menu("Check against the reporting", said, ATTACKER))
                sent["menu"] += 1

        attacking = [asyncio.create_task(one()) for one in (attack, attack_by_menu)]
        amid = await paced(server.ask, questions[PACE * SECONDS :], PACE)
        # An attack that has ended was none.
        assert not any(one.done() for one in attacking)
        for one in attacking:
            one.cancel()
        errors = [line for line in bot.lines() if " ERROR " in line]
    say(
        f"alone: {percentiles(alone)}",
        f"amid the worst messages: {percentiles(amid)}",
        f"{dict(sent)} sent, {len(errors)} errors",
    )
    return sorted(amid)[int(len(amid) * 0.99)] <= MOST_SECONDS and not errors


async def flood(kind: str) -> bool:
    """Print how many of 500 questions a second were answered and filed, and how long the bot then takes to stop."""
    different = mixed(DIFFERENT)
    asked = list(itertools.islice(itertools.cycle(different), FLOOD * FLOOD_SECONDS))
    async with database(kind) as (there, server, folder), running(server, folder, None, f"store: {there.url}") as bot:
        store = Store(store_url(there.url))
        # Reading what is new takes longer than filing it, and is no matter here.
        await together(server.ask, different)
        before = server.requests[CALLBACK]
        pouring = asyncio.create_task(_pour(server, asked))
        backlog = await _longest_backlog(server, store, pouring)
        seconds = pouring.result()
        answered, filed = server.requests[CALLBACK] - before, (await filed_in(store))[0] - before
        say(f"{kind}: {len(asked)} questions in {seconds:.0f} s, {answered / seconds:.0f} a second answered,")
        say(f"{filed / seconds:.0f} a second filed, {backlog} at the most waited to be filed")
        stopped = time.perf_counter()
        bot.process.terminate()
        code = await bot.ended(60)
        took = time.perf_counter() - stopped
        lost = server.requests[CALLBACK] - await _kept(store, folder)
        await store.close()
        say(f"stopped in {took:.1f} s, exit code {code}; {lost} of {server.requests[CALLBACK]} replies lost")
    return answered >= KEPT_UP * len(asked) and backlog <= BACKLOG and took <= STOP_SECONDS and code == 0 and lost <= 0


async def _pour(server: DiscordServer, asked: list[str]) -> float:
    """Ask at the pace of the flood without waiting for replies; return the seconds that it took."""
    begun = time.perf_counter()
    for number, question in enumerate(asked):
        await asyncio.sleep(max(begun + number / FLOOD - time.perf_counter(), 0))
        await server.gateway.dispatch("INTERACTION_CREATE", command("ask", {"question": question}, 1000 + number))
    return time.perf_counter() - begun


async def _longest_backlog(server: DiscordServer, store: Store, pouring: "asyncio.Task[float]") -> int:
    """Return how many replies at the most were given and not yet filed, until the flood is over."""
    backlog = 0
    while not pouring.done():
        given = server.requests[CALLBACK]
        backlog = max(backlog, given - (await filed_in(store))[0])
        await asyncio.sleep(LOOK_SECONDS)
    return backlog


async def filing(kind: str) -> bool:
    """Print how filing keeps up where 500 replies a second are written down for a minute."""
    matcher = open_matcher(bundled_folder(), default_cache_folder())
    texts, given = itertools.cycle(mixed(DIFFERENT)), 0
    async with database(kind) as (there, _, folder):
        desk = Desk(desk_settings(Config(state=folder / "state", store=there.url)), lambda: matcher)
        store, backlog, begun = Store(store_url(there.url)), 0, time.perf_counter()
        async with desk.open():
            while (passed := time.perf_counter() - begun) < FLOOD_SECONDS:
                while given < passed * FLOOD:
                    _write_down(desk, next(texts), given)
                    given += 1
                backlog = max(backlog, given - (await filed_in(store))[0])
                await asyncio.sleep(LOOK_SECONDS / 10)
            stopped = time.perf_counter()
        took, lost = time.perf_counter() - stopped, given - (await filed_in(store))[0]
        await store.close()
    say(f"{kind}: {given / passed:.0f} a second, {backlog} at the most waited to be filed,")
    say(f"{took:.1f} s to the end, {lost} not filed")
    return backlog <= BACKLOG and took <= STOP_SECONDS and lost == 0


def _write_down(desk: Desk, text: str, number: int) -> None:
    """Write down a reply, and every fifth time a question that nothing answers with it."""
    now = datetime.now(UTC)
    if number % ONE_IN == 0:
        desk.note(OpenQuestion(text=text, reason="nothing near", asked_at=now, asker=number))
    desk.replied(Replied(at=now, record=f"{number:032x}", outcome="answer"))


async def _kept(store: Store, folder: Path) -> int:
    """Return how many replies are in the store or wait in the journal; it holds some that have been filed, too."""
    async with store.read() as connection:
        kept = set((await connection.execute(select(REPLIES.c.record))).scalars())
    waiting = map(json.loads, (folder / "state" / "journal.jsonl").read_text("utf-8").splitlines())
    return len(kept | {one["record"] for one in waiting if one["kind"] == "replied"})


async def main(which: str, kinds: list[str]) -> int:
    """Run what is asked for, on each kind of store where that matters; return 1 where a figure is missed."""
    if which == "worst":
        return int(not await worst())
    attack = filing if which == "filing" else flood
    return int(not all([await attack(kind) for kind in kinds or ["sqlite", "postgresql"]]))


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1], sys.argv[2:])))
