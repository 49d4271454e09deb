"""What is due, and the one press that says of a fact that it is still true."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.desk.draft_entries import entry_of
from bot.desk.due import Due, checked_on, find_due, key_of
from bot.newsroom.newsroom import Newsroom
from knowledge.model import Fact, FactBase
from knowledge.service.live import LiveBase
from knowledge.service.publishing import publish, rehearse


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A fact as it ``was`` before an editor said that it is still true, and as it is ``now`` over the base."""

    was: Fact
    now: Fact
    base: FactBase

    @property
    def is_written(self) -> bool:
        """Whether that had to be written: a fact that was checked today says so already."""
        return self.was != self.now


async def due(newsroom: Newsroom, now: datetime) -> tuple[Due, ...]:
    """Return what is due over the base that is served by the time this is known.

    Raises:
        StoreError: the store is away.
    """
    while True:
        base = newsroom.matcher.base
        flags = await newsroom.desk.flags.counts(base)
        # A slow store leaves time for a reload, of which what was read then knows nothing.
        if base is newsroom.matcher.base:
            return find_due(base, now.date(), flags)


def shown_as(newsroom: Newsroom, key: str) -> Fact | None:
    """Return the fact that a key stands for; None where it is another by now."""
    return _shown_as(newsroom.matcher.base, key)


async def confirm(newsroom: Newsroom, key: str, by: str, now: datetime) -> Confirmed | None:
    """Publish that a fact was checked today and is still true; None where it is another than was shown.

    Raises:
        FactBaseError: it is refused, with every reason, or it could not be written.
    """
    return await newsroom.alone(partial(_confirm, newsroom.live, key, by, now))


def _confirm(live: LiveBase, key: str, by: str, now: datetime) -> Confirmed | None:
    base, today = live.served.matcher.base, now.date()
    fact = _shown_as(base, key)
    if fact is None:
        return None
    if fact.as_of >= today:
        return Confirmed(fact, fact, base)
    found = rehearse(live, entry_of(checked_on(fact, base, today), base), (by,), today)
    publish(live, found, by, now)
    return Confirmed(fact, found.fact, found.matcher.base)


def _shown_as(base: FactBase, key: str) -> Fact | None:
    return next((fact for fact in base.facts if key_of(fact, base) == key), None)
