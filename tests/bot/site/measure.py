"""What a large site costs: `python -m tests.bot.site.measure 10000` builds one of so many facts and searches it.

The facts are drawn from common English words by a fixed seed, each with an answer of some forty words, a quotation,
topics, names and a source, as those of a newsroom have them; searched is in a headless Chromium.
"""

import asyncio
import gzip
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.cli.bench import A_FACT, generated
from bot.site.building import Owner, site_of
from bot.site.folder import put_in_place
from knowledge.language.vectors import word_vectors
from knowledge.model import Citation, Correction, Entity, Fact, FactBase, Source
from tests.bot.site.browser import Page, browsing, served

TOPICS, NAMES, SOURCES, WORDS, QUESTIONS = 200, 500, 1000, 40, 300
ASKED = """async (texts) => {
  const box = document.getElementById("q"), times = [];
  for (const text of texts) {
    box.value = text;
    performance.clearMeasures();
    box.dispatchEvent(new Event("input"));
    times.push(performance.getEntriesByName("search")[0].duration);
    await new Promise((done) => setTimeout(done));
  }
  return times;
}"""


def base_of(count: int) -> tuple[FactBase, list[str]]:
    """Return a base of ``count`` facts, and questions near them."""
    draw = random.Random(1)
    common = word_vectors().common_words()
    phrasings, questions = generated(count * A_FACT)
    sources = {f"s{n}": Source(f"s{n}", "The Gazette", _text(draw, common, 8), "2024-01-01") for n in range(SOURCES)}
    names = [Entity(f"n{n}", _text(draw, common, 2).title(), "person") for n in range(NAMES)]
    plain = Fact("", "", "", (), date(2024, 1, 1))
    facts = [
        replace(
            plain,
            id=f"fact-{n}",
            question=f"{first[:1].upper()}{first[1:]}?",
            answer=f"{_text(draw, common, WORDS)}.",
            citations=(Citation(draw.choice(list(sources)), quote=_text(draw, common, 15)),),
            as_of=date(2024, 1, 1) + timedelta(days=n % 365),
            phrasings=tuple(rest),
            topics=(f"topic-{draw.randrange(TOPICS)}",),
            entities=tuple({draw.choice(names).id, draw.choice(names).id}),
            related=(f"fact-{draw.randrange(count)}",),
            corrections=(Correction(date(2024, 2, 1), "It said otherwise."),) if n % 20 == 0 else (),
        )
        for n, (first, *rest) in enumerate(phrasings)
    ]
    return FactBase(tuple(facts), sources, tuple(names)), questions


def _text(draw: random.Random, common: list[str], words: int) -> str:
    return " ".join(draw.choices(common, k=words))


async def searched(address: str, questions: Sequence[str]) -> tuple[float, list[float], list[float]]:
    """Return the seconds until the search can be used; of each question its milliseconds, and those of processor time.

    What others do on the machine makes the first longer than they are; the second has all that the page's thread did.
    """
    times, busy = [], []
    async with browsing() as page:
        started = time.perf_counter()
        await page.open(f"{address}search.html?q=the")
        while not await page.run("document.querySelectorAll('#results li').length"):
            await asyncio.sleep(0.01)
        loaded = time.perf_counter() - started
        await page.send("Performance.enable", timeDomain="threadTicks")
        for asked in questions:
            before = await busy_seconds(page)
            times += await page.run(f"({ASKED})({json.dumps([asked])})")
            busy.append((await busy_seconds(page) - before) * 1e3)
    return loaded, times, busy


async def busy_seconds(page: Page) -> float:
    """Return how long the processor was busy with the page so far."""
    told = await page.send("Performance.getMetrics")
    return float(next(one["value"] for one in told["metrics"] if one["name"] == "TaskDuration"))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(count: int, builds: int = 2) -> None:
    """Print what the site of ``count`` facts costs; the second of two builds takes the place of the first."""
    base, questions = base_of(count)
    # As they are typed: all of a question, one word, the beginning of a word.
    typed = [asked[:length] for asked in questions[: QUESTIONS // 3] for length in (None, 12, 2)]
    with TemporaryDirectory() as home:
        folder = Path(home) / "site"
        for _ in range(builds):
            started, spent = time.perf_counter(), time.process_time()
            done = put_in_place(folder, site_of(base, lambda _: (), Owner()))
            _say(f"build: {time.perf_counter() - started:.1f} s, {time.process_time() - spent:.1f} s of processor")
        pages = sorted((path.stat().st_size, path.name) for path in folder.rglob("*.html"))
        index = (folder / "search.json").read_bytes()
        _say(f"weight: {done.size:,} bytes in {done.files:,} files; a page {pages[len(pages) // 2][0]:,} (median)")
        _say(f"largest page: {pages[-1]}; index: {len(index):,} bytes, {len(gzip.compress(index)):,} compressed")
        with served(folder) as address:
            loaded, times, busy = asyncio.run(searched(address, typed))
    _say(f"search: can be used after {loaded:.2f} s; of {len(times)} searches")
    for kind, own in (("by the clock", sorted(times)), ("of processor time", sorted(busy))):
        half, most = own[len(own) // 2], own[int(len(own) * 0.99)]
        _say(f"  ms {kind}: median {half:.1f}, 99th percentile {most:.1f}, longest {own[-1]:.1f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
