"""The bot under load on the loopback: ``python -m tests.discord_server.load`` throughput, hostile or reloads.

Bot and server are two processes. Throughput is counted with 32 questions under way, after a warm-up of 500, beside a
bot of the same client that always says the same, a word or an answer with buttons; the pace of 50 a second is kept by
the clock, whether or not replies have come.
"""

import asyncio
import itertools
import random
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from knowledge.loading.files import bundled_folder
from knowledge.loading.loader import load
from tests.discord_server.description import Description, place_of_description
from tests.discord_server.payloads import DIRECT, Payload, command
from tests.discord_server.process import ADMIN, BotProcess, running
from tests.discord_server.server import DiscordServer

WARM_UP, UNDER_WAY = 500, 32
COUNT, PACE, PACED_SECONDS = 4000, 50, 20
HOSTILE = 10_000
# From a letter to its twin in the full-width forms of Unicode.
FULL_WIDTH = 0xFEE0
RELOADS, RELOAD_SECONDS, RELOAD_PACE = 100, 60, 200
# Everybody asks once, so that nobody is asked to wait and nothing leans on what went before.
AUTHORS = itertools.count(10_000)
ROUNDS, SHARE, SLOWEST_SECONDS = 3, 0.75, 3.0
SAME_WORD, SAME_ANSWER = "always the same word", "always the same answer with buttons"
NEW, ASKED = "new questions", "questions asked before"
MARKS = ("amber", "violet")
QUESTIONS = (
    "What is the toll of the bridge?",
    "What is the timetable of the ferry?",
    "What is the keeper of the lighthouse?",
)

Ask = Callable[[str, int], Awaitable[Payload]]


@asynccontextmanager
async def bot_of(facts: Path | None, told: str = "launch run") -> AsyncIterator[tuple[DiscordServer, BotProcess]]:
    """Run a bot over ``facts`` (None: the bundled ones) against a server of its own."""
    place = place_of_description()
    if place is None:
        sys.exit("Discord's official description is not here: set DISCORD_OPENAPI to its openapi.json")
    with tempfile.TemporaryDirectory() as folder:
        async with (
            DiscordServer(Description.read(place)) as server,
            running(server, Path(folder), facts, command=told) as bot,
        ):
            yield server, bot


async def together(ask: Ask, questions: list[str]) -> float:
    """Ask with so many under way at once; return how many a second were answered."""
    waiting = iter(questions)

    async def worker() -> None:
        for question in waiting:
            await ask(question, next(AUTHORS))

    started = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(UNDER_WAY)))
    return len(questions) / (time.perf_counter() - started)


async def paced(ask: Ask, questions: list[str], pace: int) -> list[float]:
    """Ask at a pace; return the seconds that each reply took."""
    seconds: list[float] = []

    async def one(question: str, author: int) -> None:
        started = time.perf_counter()
        await ask(question, author)
        seconds.append(time.perf_counter() - started)

    begun, tasks = time.perf_counter(), []
    for number, question in enumerate(questions):
        await asyncio.sleep(max(begun + number / pace - time.perf_counter(), 0))
        tasks.append(asyncio.create_task(one(question, next(AUTHORS))))
    await asyncio.gather(*tasks)
    return seconds


def _told_of(rates: dict[str, list[float]]) -> dict[str, float]:
    """Print how many of each kind of reply came in a second, and return the medians."""
    medians = {kind: statistics.median(found) for kind, found in rates.items()}
    for kind, rate in medians.items():
        shares = f"{rate / medians[SAME_WORD]:.0%} of a word, {rate / medians[SAME_ANSWER]:.0%} of an answer"
        say(f"{kind}: {rate:.0f} a second, {shares} {[round(one) for one in rates[kind]]}")
    return medians


async def throughput() -> bool:
    """Print interactions a second beside replies that are always the same, and how long replies take at a pace."""
    wordings = [text for fact in load(bundled_folder()).facts for text in fact.wordings]
    random.Random(1).shuffle(wordings)
    warm_up, questions = wordings[:WARM_UP], wordings[WARM_UP : WARM_UP + COUNT]
    rates: dict[str, list[float]] = defaultdict(list)
    faults: list[str] = []
    seconds: list[float] = []
    for _ in range(ROUNDS):
        async with bot_of(None, "constant") as (server, _bot):

            async def show(question: str, author: int, server: DiscordServer = server) -> Payload:
                return await server.interact(command("show", {"question": question}, author))

            await together(server.ask, warm_up)
            rates[SAME_WORD].append(await together(server.ask, questions))
            rates[SAME_ANSWER].append(await together(show, questions))
        async with bot_of(None) as (server, _bot):
            await together(server.ask, warm_up)
            rates[NEW].append(await together(server.ask, questions))
            rates[ASKED].append(await together(server.ask, questions))
            faults += server.violations
        async with bot_of(None) as (server, _bot):
            await together(server.ask, warm_up)
            seconds += await paced(server.ask, questions[: PACE * PACED_SECONDS], PACE)
            faults += server.violations
    medians = _told_of(rates)
    say(f"new questions at {PACE} a second: {percentiles(seconds)}; {len(faults)} violations")
    is_fast = medians[ASKED] / medians[SAME_WORD] >= SHARE and max(seconds) < SLOWEST_SECONDS
    return is_fast and not faults


def percentiles(seconds: list[float]) -> str:
    """Return the median and the 99th percentile in words."""
    ranked = sorted(seconds)
    return f"p50 {ranked[len(ranked) // 2] * 1e3:.1f} ms, p99 {ranked[int(len(ranked) * 0.99)] * 1e3:.1f} ms"


def hostile_question(draw: random.Random, wording: str) -> str:
    """Return something that nobody should ask, from nothing at all to 6,000 characters."""
    kind = draw.randrange(8)
    if kind == 0:
        return ""
    if kind == 1:
        codes = (draw.randrange(1, 0x110000) for _ in range(draw.randrange(1, 300)))
        return "".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000)
    if kind == 2:
        return draw.choice(
            ("@everyone", "@here", "<@101>", "<@&200>", "<#201>", "</ask:1>", "https://evil.example")
        ) * draw.randrange(1, 20)
    if kind == 3:
        return draw.choice(("**", "||", "```", "> ", "[x](https://evil.example)", "~~", "# ")) * draw.randrange(1, 900)
    if kind == 4:
        return draw.choice("aé中🙂\u202e\u200d\u0301%s{}\\") * 6000
    if kind == 5:
        return f"{wording} " + "".join(draw.choice("abcdefghij \n\t\u00a0?!") for _ in range(draw.randrange(1, 500)))
    if kind == 6:
        return draw.choice(("; DROP TABLE facts", "${jndi:x}", "{{7*7}}", "%n%n", "\x00\x01\x02", "NaN", "-1", "1e999"))
    wide = "".join(chr(ord(c) + FULL_WIDTH) if "!" <= c <= "~" else c for c in wording)
    return draw.choice((wording, wording.upper(), wide, " ".join(wording))) + "?" * draw.randrange(2000)


async def hostile() -> bool:
    """Print what ten thousand hostile questions, half of them direct messages, did to the bot."""
    draw = random.Random(2)
    wordings = [text for fact in load(bundled_folder()).facts for text in fact.wordings]
    questions = [hostile_question(draw, draw.choice(wordings)) for _ in range(HOSTILE)]
    kinds: Counter[str] = Counter()
    async with bot_of(None) as (server, bot):

        async def ask(question: str, author: int) -> Payload:
            kinds["direct" if author % 2 else "slash"] += 1
            if author % 2:
                return await server.reply_to(await server.say(question, author, DIRECT + author))
            return await server.ask(question, author)

        rate = await together(ask, questions)
        errors = [line for line in bot.lines() if " ERROR " in line or "Traceback" in line]
        faults = server.violations
    say(f"{HOSTILE} hostile questions ({dict(kinds)}), {rate:.0f} a second")
    say(f"{len(errors)} errors in the log, {len(faults)} violations")
    say(*errors[:3], *faults[:3])
    return not errors and not faults


def say(*lines: str) -> None:
    """Print lines."""
    sys.stdout.write("\n".join([*lines, ""]))
    sys.stdout.flush()


def write_base(folder: Path, mark: str) -> None:
    """Write a base of three facts that all say which one it is; no mark: a broken one."""
    sources = (
        f"sources:\n  - {{id: gazette, publisher: Gazette, title: All of {mark}, published: 2024-03-01}}\nfacts:\n"
    )
    subjects = ("toll of the bridge", "timetable of the ferry", "keeper of the lighthouse")
    facts = [
        f"  - id: fact-{number}\n    question: What is the {subject}?\n    answer: It is {mark}.\n"
        f"    positions: [{{by: the mayor, says: it was never {mark}}}]\n    citations: [{{source: gazette}}]\n"
        for number, subject in enumerate(subjects)
    ]
    draft = folder / "base.draft"
    draft.write_text(sources + "".join(facts) if mark else "facts: [\n", "utf-8")
    draft.replace(folder / "base.yaml")


async def _reload_on_and_on(server: DiscordServer, folder: Path, outcomes: Counter[str]) -> None:
    begun = time.perf_counter()
    for number in range(RELOADS):
        await asyncio.sleep(max(begun + number * RELOAD_SECONDS / RELOADS - time.perf_counter(), 0))
        write_base(folder, "" if number % 2 else MARKS[number // 2 % 2])
        reply = await server.interact(command("facts reload", {}, ADMIN))
        outcomes["refused" if "Nothing was changed" in reply["content"] else "served"] += 1


async def reloads() -> bool:
    """Print what a hundred reloads, half of them broken, did to replies at 200 a second."""
    seen: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_base(folder, MARKS[0])
        async with bot_of(folder) as (server, bot):

            async def ask(question: str, author: int) -> Payload:
                reply = await server.ask(question, author)
                told = reply["content"]
                seen[" and ".join(mark for mark in MARKS if mark in told) or "neither"] += 1
                return reply

            asked = list(itertools.islice(itertools.cycle(QUESTIONS), RELOAD_SECONDS * RELOAD_PACE))
            reloading = _reload_on_and_on(server, folder, outcomes)
            seconds, _ = await asyncio.gather(paced(ask, asked, RELOAD_PACE), reloading)
            errors = [line for line in bot.lines() if " ERROR " in line]
            faults = server.violations
    say(f"{len(seconds)} of {len(asked)} questions answered during {dict(outcomes)} reloads: {dict(seen)}")
    say(percentiles(seconds))
    say(f"{len(errors)} errors in the log, {len(faults)} violations", *errors[:3], *faults[:3])
    return set(seen) == set(MARKS) and len(seconds) == len(asked) and not errors and not faults


async def main(which: list[str]) -> int:
    """Run what is asked for, all of it otherwise; return 1 where a figure is missed."""
    every = {"throughput": throughput, "hostile": hostile, "reloads": reloads}
    return int(not all([await every[name]() for name in which or every]))


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
