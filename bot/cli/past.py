"""``factbot history`` and ``factbot ask --as-of``: what was said, from the store of a bot that may be running."""

import asyncio
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.api.history import as_of_json, not_sure_json
from bot.cli.refusals import PROBLEMS, USAGE, fail
from bot.config import Config
from bot.desk.history import History, Past
from bot.newsroom.as_of import as_of
from bot.newsroom.written_days import DayError, day_of
from bot.process.running import store_of
from bot.store.opening import DRIVERS, Store, StoreError
from bot.wording import history as words
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer, Suggestions
from knowledge.model import Fact


def day_or_fail(written: str, settings: Config) -> date:
    """Return the day that was given; one that can't be looked at ends the command."""
    try:
        return day_of(written, datetime.now(settings.time_zone).date())
    except DayError as error:
        fail(words.day_refused(error), USAGE)


def past_of(fact: Fact, facts: Path | None, settings: Config) -> Past:
    """Return what the store of the configuration knows of a fact; nothing where it names none, or another base."""
    return pasts_of([fact], facts, settings).get(fact.id, Past())


def pasts_of(wanted: Iterable[Fact], facts: Path | None, settings: Config) -> dict[str, Past]:
    """Return the same of several facts by their ids; nothing where there is no such store."""
    is_named = settings.store is not None or settings.state is not None
    if not is_named or facts not in (None, settings.facts):
        return {}
    url = store_of(settings)
    # Looking at it must not make one.
    if url.drivername == DRIVERS["sqlite"] and not Path(str(url.database)).is_file():
        return {}
    try:
        return asyncio.run(_read(Store(url), [fact.id for fact in wanted]))
    except StoreError as error:
        fail(f"{url.render_as_string(hide_password=True)} can't be read: {error}", PROBLEMS)


async def _read(store: Store, names: Iterable[str]) -> dict[str, Past]:
    try:
        history = History(store)
        return {name: await history.of(name) for name in names}
    finally:
        await store.close()


def answer_as_of(
    question: str, day: date, matcher: Matcher, settings: Config, facts: Path | None
) -> tuple[dict[str, Any], str]:
    """Return what was said on a day of the fact that a question asks for, as JSON has it and in words."""
    outcome = matcher.decide(question, precision=settings.precision)
    if not isinstance(outcome, Answer):
        offered = [one.fact for one in outcome.candidates] if isinstance(outcome, Suggestions) else []
        return not_sure_json(question, day, offered), words.not_sure(fact.question for fact in offered)
    fact, zone = outcome.fact, settings.time_zone
    found = as_of(past_of(fact, facts, settings), fact, matcher.base, day, zone)
    return as_of_json(question, fact, found), words.as_of_in_words(question, found, zone, strong="")
