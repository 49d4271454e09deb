"""What each fact said, from when until when: kept in the store as often as it changes, and for good.

What is recorded is what was served, held against what the store has as still being said. So it is recorded once,
however often it is looked at and by however many, and a change that was made while nobody looked is found afterwards.
"""

import asyncio
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.opening import Store, insert_new
from bot.store.tables import CONTENTS, HISTORY, NOTES, REPLIES, Moment
from knowledge.loading.files import VERSION_DIGITS
from knowledge.model import Fact, FactBase
from knowledge.statuses import Status

# The note in the store that has the moment from which on what was said is known.
BEGUN = "history begun"
# Rows that one statement changes: below what SQLite allows in one.
BATCH = 500


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A report that an answer rested on; ``published`` is an ISO 8601 year, month or day."""

    id: str
    publisher: str
    title: str
    published: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a fact said from a moment until another (None: it still does), and who had that served.

    What was said before the record began is known only where a reply gave it: ``in_replies`` from the first such reply
    to the last, without its sources.
    """

    question: str
    answer: str
    status: Status
    sources: tuple[CitedSource, ...]
    since: datetime
    until: datetime | None
    by: str = ""
    in_replies: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """All that is known of what a fact said, the oldest first; ``begun`` is from when on it is, None: never."""

    said: tuple[Said, ...] = ()
    begun: datetime | None = None


def sources_of(fact: Fact, base: FactBase) -> tuple[CitedSource, ...]:
    """Return the reports that a fact cites, each once."""
    cited = (base.sources[name] for name in dict.fromkeys(citation.source for citation in fact.citations))
    return tuple(CitedSource(one.id, one.publisher, one.title, one.published, one.url) for one in cited)


class History:
    """Every method raises ``StoreError`` while the store is away."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def record(self, base: FactBase, at: datetime, by: str) -> int:
        """Take note of all that is said otherwise since a moment, and return how many facts that concerns."""
        # A large base takes a while, which nobody's reply must wait for.
        rows = await asyncio.to_thread(_rows, base, at, by)
        async with self._store.write() as connection:
            await insert_new(connection, NOTES, [{"name": BEGUN, "value": at.isoformat()}])
            still = select(HISTORY.c.id, HISTORY.c.fact, HISTORY.c.version).where(HISTORY.c.until.is_(None))
            opened = (await connection.execute(still)).all()
            same = {one.fact for one in opened if one.fact in rows and rows[one.fact]["version"] == one.version}
            over = [one.id for one in opened if one.fact not in same]
            new = [row for name, row in rows.items() if name not in same]
            await _close(connection, over, at)
            for at_row in range(0, len(new), BATCH):
                await insert_new(connection, HISTORY, new[at_row : at_row + BATCH])
        return len({*(one.fact for one in opened if one.fact not in same), *(row["fact"] for row in new)})

    async def of(self, fact: str) -> Past:
        """Return what a fact said, as far as that is known."""
        sought = select(HISTORY).where(HISTORY.c.fact == fact).order_by(HISTORY.c.since, HISTORY.c.id)
        async with self._store.read() as connection:
            rows = (await connection.execute(sought)).all()
            noted = (await connection.scalars(select(NOTES.c.value).where(NOTES.c.name == BEGUN))).one_or_none()
            begun = datetime.fromisoformat(noted) if noted else None
            given = (await connection.execute(_given(fact, begun))).all()
        return Past((*map(_said_in_replies, given), *map(_said, rows)), begun)


def _given(fact: str, begun: datetime | None) -> Select[Any]:
    """Return which answers replies gave before the record began, each from its first reply to its last."""
    same = (CONTENTS.c.fact == REPLIES.c.fact) & (CONTENTS.c.version == REPLIES.c.content)
    before = (REPLIES.c.fact == fact) & (CONTENTS.c.status != "withdrawn")
    if begun is not None:
        before &= REPLIES.c.at < begun
    first, last = func.min(REPLIES.c.at, type_=Moment), func.max(REPLIES.c.at, type_=Moment)
    shown = (CONTENTS.c.version, CONTENTS.c.answer, CONTENTS.c.status, CONTENTS.c.question)
    sought = select(*shown, first.label("first"), last.label("last")).join(CONTENTS, same).where(before)
    return sought.group_by(*shown).order_by(first)


async def _close(connection: AsyncConnection, numbers: Sequence[int], at: datetime) -> None:
    # Somebody else may have closed it between: the first one was right.
    for first in range(0, len(numbers), BATCH):
        still = HISTORY.c.id.in_(numbers[first : first + BATCH]) & HISTORY.c.until.is_(None)
        await connection.execute(update(HISTORY).where(still).values(until=at))


def _rows(base: FactBase, at: datetime, by: str) -> dict[str, dict[str, Any]]:
    return {fact.id: _row(fact, base, at, by) for fact in base.facts}


def _row(fact: Fact, base: FactBase, at: datetime, by: str) -> dict[str, Any]:
    sources = [asdict(one) for one in sources_of(fact, base)]
    said = json.dumps([fact.question, fact.answer, fact.status, sources], ensure_ascii=False)
    return {
        "fact": fact.id,
        "version": hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:VERSION_DIGITS],
        "question": fact.question,
        "answer": fact.answer,
        "status": fact.status,
        "sources": sources,
        "since": at,
        "until": None,
        "by": by,
    }


def _said_in_replies(row: Row[Any]) -> Said:
    return Said(
        question=row.question or "",
        answer=row.answer,
        status=cast("Status", row.status),
        sources=(),
        since=row.first,
        until=row.last,
        in_replies=True,
    )


def _said(row: Row[Any]) -> Said:
    return Said(
        question=row.question,
        answer=row.answer,
        status=cast("Status", row.status),
        sources=tuple(CitedSource(**one) for one in row.sources),
        since=row.since,
        until=row.until,
        by=row.by,
    )
