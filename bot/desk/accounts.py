"""How the bot has done, week by week: counted from what the store keeps anyway, which names nobody."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, case, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.filing import Clerk
from bot.store.opening import Store
from bot.store.tables import ASKINGS, QUESTIONS, REPLIES

# So many of a week's facts and questions are named: three is what a line on a phone has room for.
NAMED = 3
# What is shown where nobody says otherwise, a quarter of a year, and at most: a year and what a look back at it needs.
WEEKS, MOST_WEEKS = 12, 60
CLOSED = ("taught", "answered")
Starts = Sequence[datetime]


@dataclass(frozen=True, slots=True)
class Named:
    """A fact, by its id, or a question in somebody's words; and how often it came in a week."""

    name: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What was asked in a week that begins on ``monday``, and what came of it.

    ``wrong`` counts the replies of which somebody said that they were not what was asked, ``waits`` how long each
    question had waited that was answered in this week.
    """

    monday: date
    answered: int = 0
    suggested: int = 0
    refused: int = 0
    wrong: int = 0
    waits: tuple[timedelta, ...] = ()
    most_asked: tuple[Named, ...] = ()
    most_refused: tuple[Named, ...] = ()

    @property
    def asked(self) -> int:
        """How many questions there were."""
        return self.answered + self.suggested + self.refused

    @property
    def is_empty(self) -> bool:
        """Whether nothing has happened."""
        return not (self.asked or self.wrong or self.waits or self.most_asked or self.most_refused)


@dataclass(frozen=True, slots=True)
class Account:
    """The weeks, the oldest first, from the first in which anything happened; and what waits now, since when."""

    weeks: tuple[Week, ...]
    waiting: int = 0
    oldest: datetime | None = None


class Accounts:
    """Counts what has been filed; raises ``StoreError`` while the store is away."""

    def __init__(self, store: Store, clerk: Clerk, zone: ZoneInfo) -> None:
        self._store = store
        self._clerk = clerk
        self._zone = zone

    async def last(self, number: int, now: datetime) -> Account:
        """Return the account of the last weeks, that of ``now`` included."""
        await self._clerk.settle_soon()
        async with self._store.read() as connection:
            return await account_of(connection, starts_of(number, now, self._zone))


def starts_of(number: int, now: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return when each of the last weeks begins, that of ``now`` included: Mondays, midnight where the newsroom is."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    days = (monday - timedelta(weeks=back) for back in reversed(range(number)))
    return tuple(datetime.combine(day, time.min, zone) for day in days)


async def account_of(connection: AsyncConnection, starts: Starts) -> Account:
    """Return the account of the weeks that begin at ``starts``, oldest first."""
    outcomes = await _outcomes(connection, starts)
    wrong = await _wrong(connection, starts)
    waits = await _waits(connection, starts)
    asked, refused = await _top(connection, _shown(starts)), await _top(connection, _in_vain(starts))
    weeks = [
        Week(
            monday=start.date(),
            answered=outcomes[number, "answer"],
            suggested=outcomes[number, "suggestions"],
            refused=outcomes[number, "abstention"],
            wrong=wrong[number],
            waits=tuple(waits.get(number, ())),
            most_asked=tuple(asked.get(number, ())),
            most_refused=tuple(refused.get(number, ())),
        )
        for number, start in enumerate(starts)
    ]
    first = next((number for number, week in enumerate(weeks) if not week.is_empty), len(weeks))
    waiting = select(func.count(), func.min(QUESTIONS.c.first_at)).where(QUESTIONS.c.state == "open")
    count, oldest = (await connection.execute(waiting)).one()
    return Account(tuple(weeks[first:]), count, oldest)


def _week(at: ColumnElement[Any], starts: Starts) -> ColumnElement[int]:
    """Return the number of the week that a moment falls into, from 0: by its bounds, for weeks differ in length."""
    bounds = [(at < start, literal(number)) for number, start in enumerate(starts[1:])]
    last = literal(len(starts) - 1)
    return (case(*bounds, else_=last) if bounds else last).label("week")


async def _outcomes(connection: AsyncConnection, starts: Starts) -> Counter[tuple[int, str]]:
    inner = select(_week(REPLIES.c.at, starts), REPLIES.c.outcome).where(REPLIES.c.at >= starts[0]).subquery()
    counted = select(inner.c.week, inner.c.outcome, func.count()).group_by(inner.c.week, inner.c.outcome)
    return Counter({(week, outcome): count for week, outcome, count in (await connection.execute(counted)).all()})


async def _wrong(connection: AsyncConnection, starts: Starts) -> Counter[int]:
    """Return how many replies of each week were not what was asked; several people, or one who presses on, are one."""
    said = (ASKINGS.c.at >= starts[0]) & (ASKINGS.c.feedback == "wrong")
    inner = select(_week(ASKINGS.c.at, starts), ASKINGS.c.message).where(said).subquery()
    counted = select(inner.c.week, func.count(inner.c.message.distinct())).group_by(inner.c.week)
    return Counter({row[0]: row[1] for row in (await connection.execute(counted)).all()})


async def _waits(connection: AsyncConnection, starts: Starts) -> dict[int, list[timedelta]]:
    there = (QUESTIONS.c.answered_at >= starts[0]) & QUESTIONS.c.state.in_(CLOSED)
    rows = (await connection.execute(select(QUESTIONS.c.first_at, QUESTIONS.c.answered_at).where(there))).all()
    found: dict[int, list[timedelta]] = {}
    for first, answered in rows:
        found.setdefault(bisect_right(starts, answered) - 1, []).append(answered - first)
    return found


def _shown(starts: Starts) -> Select[Any]:
    """Return the facts that were shown, a row each time: as an answer, picked from suggestions or from the list."""
    there = (REPLIES.c.at >= starts[0]) & REPLIES.c.fact.is_not(None)
    return select(_week(REPLIES.c.at, starts), REPLIES.c.fact.label("name")).where(there)


def _in_vain(starts: Starts) -> Select[Any]:
    """Return the questions that got nothing, a row each time; not those that were answered, wrongly or well."""
    said = func.coalesce(ASKINGS.c.feedback, "")
    there = (ASKINGS.c.at >= starts[0]) & ASKINGS.c.offered.is_(None) & (said != "wrong")
    asked = select(_week(ASKINGS.c.at, starts), QUESTIONS.c.text.label("name"))
    return asked.join(QUESTIONS, QUESTIONS.c.id == ASKINGS.c.question).where(there)


async def _top(connection: AsyncConnection, rows: Select[Any]) -> dict[int, list[Named]]:
    """Return the names that came most often in each week."""
    inner = rows.subquery()
    times = func.count().label("times")
    counted = select(inner.c.week, inner.c.name, times).group_by(inner.c.week, inner.c.name).subquery()
    place = func.row_number().over(partition_by=counted.c.week, order_by=(counted.c.times.desc(), counted.c.name))
    ranked = select(counted, place.label("place")).subquery()
    best = select(ranked).where(ranked.c.place <= NAMED).order_by(ranked.c.week, ranked.c.place)
    found: dict[int, list[Named]] = {}
    for row in (await connection.execute(best)).all():
        found.setdefault(row.week, []).append(Named(row.name, row.times))
    return found


def half_within(waits: Iterable[timedelta]) -> timedelta | None:
    """Return the time within which half of the questions were answered that waited; None where there was none."""
    seconds = [wait.total_seconds() for wait in waits]
    return timedelta(seconds=median(seconds)) if seconds else None
