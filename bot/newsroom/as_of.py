"""What the newsroom said of a fact on a day, and what had been published by then: neither stands for the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.desk.history import CitedSource, Past, Said, sources_of
from bot.newsroom.written_days import period_of
from knowledge.model import Fact, FactBase

Known = Literal["said", "nothing", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """A day in the past of a fact.

    ``said`` is what the newsroom said on that day, one after the other where it changed on it. Where there is nothing
    ``known`` tells whether nothing was said, or nobody knows because nothing was recorded before ``begun``.
    ``published`` had been published by the end of the day, of ``perhaps`` only the month or the year is known.
    """

    day: date
    known: Known
    said: tuple[Said, ...]
    begun: datetime | None
    published: tuple[CitedSource, ...]
    perhaps: tuple[CitedSource, ...]


def as_of(past: Past, fact: Fact, base: FactBase, day: date, zone: ZoneInfo) -> AsOf:
    """Return what was said of a fact on a day of a time zone, and which of its reports had been published by then.

    The reports are those that the fact cites now, and those that it cited then.
    """
    starts = datetime.combine(day, datetime.min.time(), zone)
    ends = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
    said = tuple(one for one in past.said if one.since < ends and (one.until is None or one.until > starts))
    cited = [*(source for one in said for source in one.sources), *sources_of(fact, base)]
    reports = tuple({one.id: one for one in reversed(cited)}.values())[::-1]
    return AsOf(
        day=day,
        known="said" if said else _silence(past, starts),
        said=said,
        begun=past.begun,
        published=tuple(_by(reports, day)),
        perhaps=tuple(one for one in reports if _may_be_by(one, day)),
    )


def _silence(past: Past, starts: datetime) -> Known:
    """Return what it means that nothing is recorded of a day: before the record began that says nothing."""
    return "nothing" if past.begun is not None and past.begun <= starts else "unknown"


def _by(reports: Iterable[CitedSource], day: date) -> Iterator[CitedSource]:
    return (one for one in reports if period_of(one.published).last <= day)


def _may_be_by(report: CitedSource, day: date) -> bool:
    period = period_of(report.published)
    return period.first <= day < period.last
