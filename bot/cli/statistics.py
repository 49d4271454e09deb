"""``factbot stats``: how the bot has done, read from its store, which a running bot may have open too."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.charts.apart import drawn
from bot.cli.refusals import PROBLEMS, fail
from bot.config import Config
from bot.desk.accounts import Account, Named, Week, account_of, half_within, starts_of
from bot.process.running import store_of
from bot.store.opening import DRIVERS, Store, StoreError
from bot.wording import accounts as words
from knowledge.errors import ProblemsError
from knowledge.loading.files import write_whole
from knowledge.loading.loader import load


def account(config: Config, weeks: int) -> Account:
    """Return the account of the last weeks; where there is no store the command ends."""
    url = store_of(config)
    # Looking at it must not make one.
    if url.drivername == DRIVERS["sqlite"] and not Path(str(url.database)).is_file():
        fail(words.NO_STORE, PROBLEMS)
    starts = starts_of(weeks, datetime.now(UTC), config.time_zone)
    try:
        return asyncio.run(_read(Store(url), starts))
    except StoreError as error:
        fail(f"{url.render_as_string(hide_password=True)} can't be read: {error}", PROBLEMS)


async def _read(store: Store, starts: tuple[datetime, ...]) -> Account:
    try:
        async with store.read() as connection:
            return await account_of(connection, starts)
    finally:
        await store.close()


def questions_in(folder: Path) -> Mapping[str, str]:
    """Return the question of each fact by its id; none where the base is broken, for its ids will do."""
    try:
        return {fact.id: fact.question for fact in load(folder).facts}
    except ProblemsError:
        return {}


def week_rows(found: Account) -> Iterator[dict[str, Any]]:
    """Yield each week as JSON has it, the oldest first."""
    for week in found.weeks:
        yield _row(week)


def save_picture(found: Account, path: Path) -> str:
    """Write the picture, and return what it shows in words."""
    picture = asyncio.run(drawn(words.chart_of(found)))
    if picture is None:
        fail(words.NOT_DRAWN, PROBLEMS)
    try:
        write_whole(path, picture)
    except OSError as error:
        fail(f"{path} can't be written ({error.strerror}); name another file", PROBLEMS)
    return words.alt_text(found)


def _row(week: Week) -> dict[str, Any]:
    half = half_within(week.waits)
    return {
        "monday": week.monday.isoformat(),
        "asked": week.asked,
        "answered": week.answered,
        "suggested": week.suggested,
        "refused": week.refused,
        "not_what_was_asked": week.wrong,
        "answered_after_waiting": len(week.waits),
        "waited_hours_median": None if half is None else round(half / timedelta(hours=1), 1),
        "most_asked": [_named(one, "fact") for one in week.most_asked],
        "most_refused": [_named(one, "question") for one in week.most_refused],
    }


def _named(one: Named, what: str) -> dict[str, Any]:
    return {what: one.name, "times": one.times}
