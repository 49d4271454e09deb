"""Which facts the editors are to look at: overdue, resting on a report that was taken back, or said to be out of date.

What is due changes with the day, so it is found anew each time and kept nowhere.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bot.desk.drafting import Draft, draft_from_fact, seen_of
from bot.desk.queue import PAGE
from bot.desk.records import content_of
from knowledge.model import Fact, FactBase, Source
from knowledge.service.due import due_on, is_overdue, retracted_under

# Hexadecimal digits that stand for a fact as it was checked, and for one as an editor sees it: the store and the id of
# a button have room for them, and nobody meets two that are alike.
STATE_DIGITS = 16
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A fact to look at: ``since`` is the day by which it was to be checked, None where that has not passed.

    ``flags`` counts the readers who say that it is out of date; ``key`` stands for the fact as it is shown.
    """

    fact: Fact
    since: date | None
    retracted: tuple[Source, ...]
    flags: int
    key: str

    @property
    def may_stand(self) -> bool:
        """Whether saying that it is still true changes anything: a report that was taken back stays so."""
        return self.since is not None or self.flags > 0


@dataclass(frozen=True, slots=True)
class DuePage:
    """Some of what is due, the page's number from 1, and how much there is in all."""

    due: tuple[Due, ...]
    number: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(-(-self.total // PAGE), 1)


def find_due(base: FactBase, today: date, flags: Mapping[str, int]) -> tuple[Due, ...]:
    """Return what is due: what rests on nothing any more, then what most readers doubt, then what is longest overdue.

    Args:
        base: the facts that are served.
        today: the day on which somebody looks.
        flags: how many readers say of a fact, by its id, that it is out of date.
    """
    found = []
    for fact in base.facts:
        since = due_on(fact, base) if is_overdue(fact, base, today) else None
        retracted, flagged = retracted_under(fact, base), flags.get(fact.id, 0)
        if since or retracted or flagged:
            key = key_of(fact, base)
            found.append(Due(fact=fact, since=since, retracted=retracted, flags=flagged, key=key))
    return tuple(sorted(found, key=lambda one: (not one.retracted, -one.flags, one.since or date.max, one.fact.id)))


def page_of(due: Sequence[Due], number: int) -> DuePage:
    """Return a page of what is due, counted from 1; one past the end is the last one."""
    pages = DuePage((), 1, len(due)).pages
    number = min(max(number, 1), pages)
    return DuePage(tuple(due[(number - 1) * PAGE : number * PAGE]), number, len(due))


def state_of(fact: Fact, base: FactBase) -> str:
    """Return what stands for a fact as it was checked: a later check, another answer or status has another."""
    return _digits(fact.id, fact.as_of.isoformat(), content_of(fact, base, _NEVER).version)


def key_of(fact: Fact, base: FactBase) -> str:
    """Return what stands for a fact with all that an editor may see of it."""
    return _digits(fact.id, seen_of(fact), content_of(fact, base, _NEVER).version)


def checked_on(fact: Fact, base: FactBase, today: date) -> Draft:
    """Return the draft that says of a fact that it is still true, and nothing else."""
    day = today.isoformat()
    return replace(draft_from_fact(fact, base), as_of=day, day=day)


def _digits(*said: str) -> str:
    return hashlib.sha256(json.dumps(said).encode("utf-8", "replace")).hexdigest()[:STATE_DIGITS]
