"""``factbot suggest``: what might be added to facts, as lines to paste; nothing is written."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from bot.cli.opening import vectors
from bot.cli.progress_bar import Report
from bot.config import Config
from bot.desk.desk import FILE
from bot.desk.queue import Waiting, waiting_in
from bot.newsroom.advising import asked_of
from bot.newsroom.aftermath import REHEARSED
from bot.process.running import state_of, store_of
from bot.store.opening import Store, StoreError
from bot.wording.proposing import nothing_in_words, options, yaml_lines
from knowledge.decision.matcher import Matcher
from knowledge.loading.lessons import LEARNED
from knowledge.model import Fact
from knowledge.service.expectations import expectation
from knowledge.service.folders import default_cache_folder
from knowledge.service.opening import open_base
from knowledge.service.proposing import propose


def chosen(matcher: Matcher, names: Iterable[str], precision: float) -> tuple[Fact, ...]:
    """Return the facts with some ids that the base has; without any, those that want a wording most."""
    found = tuple(fact for name in names if (fact := matcher.fact(name)))
    return found or expectation(matcher, precision).wanting


def lines_for(matcher: Matcher, facts: Iterable[Fact], folder: Path, settings: Config, progress: Report) -> list[str]:
    """Return the lines for some facts of the base in a folder."""
    cache = default_cache_folder()

    def preview(content: bytes) -> Matcher:
        return open_base(folder, cache, progress, {LEARNED: content}, vectors(settings, cache)).full

    lines: list[str] = []
    try:
        asked = _waiting(settings)
    except StoreError as error:
        asked = ()
        lines.append(f"# without what readers asked: {error}")
    for fact in facts:
        proposals = propose(matcher, fact, asked_of(asked, fact, settings.precision), preview)
        place = matcher.base.locations.get(fact.id)
        lines += (
            yaml_lines(fact, place, options(proposals)) if proposals else [f"# {fact.id}: {nothing_in_words(fact)}"]
        )
    return lines


def _waiting(settings: Config) -> tuple[Waiting, ...]:
    """Return what readers asked in vain, from the store where there is one.

    Raises:
        StoreError: there is one, and it can't be read.
    """
    if settings.store is None and not (state_of(settings) / FILE).is_file():
        return ()
    return asyncio.run(_read(Store(store_of(settings))))


async def _read(store: Store) -> tuple[Waiting, ...]:
    try:
        return await waiting_in(store, REHEARSED)
    finally:
        await store.close()
