"""The purge of what is too old to be kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, CompoundSelect, Table, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.outdated import OWED, PURGED_BEFORE
from bot.store.opening import insert_new
from bot.store.tables import (
    ASKINGS,
    CONTENTS,
    DELIVERIES,
    DRAFTS,
    FILED,
    FLAGS,
    NOTES,
    PROPOSALS,
    QUESTIONS,
    REPLIES,
    RUNS,
    SIGNATURES,
    WATCHES,
)

# Whoever was told something hears of it if that is taken back within this time: a mistake is seen within days, and a
# week is the shortest time that has a weekend and both days beside it.
TOLD_KEPT = timedelta(days=7)


async def purge(connection: AsyncConnection, before: datetime) -> int:
    """Delete everything from before a moment and return how many rows that were."""
    await _renew_wordings(connection, before)
    await _note_unwatched(connection, before)
    await _forget_told(connection, datetime.now(UTC) - TOLD_KEPT)
    # One after the other: what is told is looked up in what the earlier tables still have.
    gone = [(await connection.execute(delete(table).where(old))).rowcount for table, old in _too_old(before)]
    return sum(gone)


async def set_note(connection: AsyncConnection, name: str, value: str) -> None:
    """Set one of the store's notes, whether or not it was there."""
    await insert_new(connection, NOTES, [{"name": name, "value": value}])
    await connection.execute(update(NOTES).where(NOTES.c.name == name).values(value=value))


async def _renew_wordings(connection: AsyncConnection, before: datetime) -> None:
    """Give each question that stays, and whose first wording goes, its newest one."""
    newer = select(ASKINGS.c.text).where(ASKINGS.c.question == QUESTIONS.c.id, ASKINGS.c.at >= before)
    newest = newer.order_by(ASKINGS.c.id.desc()).limit(1).scalar_subquery()
    old = select(ASKINGS.c.question).where(ASKINGS.c.at < before)
    stays = (QUESTIONS.c.last_at >= before) & QUESTIONS.c.id.in_(old)
    await connection.execute(update(QUESTIONS).where(stays).values(text=func.coalesce(newest, QUESTIONS.c.text)))


async def _note_unwatched(connection: AsyncConnection, before: datetime) -> None:
    """Note that public replies go: what they say can't be looked after any more, and nobody may be told it is right."""
    public = REPLIES.c.message.is_not(None) & (REPLIES.c.at < before)
    if (await connection.execute(select(func.count()).select_from(REPLIES).where(public))).scalar_one():
        await set_note(connection, PURGED_BEFORE, before.date().isoformat())


def _too_old(before: datetime) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Yield the tables with what is true of their rows from before a moment, in the order in which they are purged."""
    yield REPLIES, REPLIES.c.at < before
    yield QUESTIONS, QUESTIONS.c.last_at < before
    yield ASKINGS, ASKINGS.c.at < before
    yield WATCHES, WATCHES.c.at < before
    yield FLAGS, FLAGS.c.at < before
    yield RUNS, (RUNS.c.at < before) & (RUNS.c.state == "done")
    yield DELIVERIES, (DELIVERIES.c.begun_at < before) & DELIVERIES.c.state.not_in(OWED)
    yield FILED, FILED.c.at < before
    yield PROPOSALS, PROPOSALS.c.at < before
    yield DRAFTS, DRAFTS.c.at < before
    yield SIGNATURES, SIGNATURES.c.at < before
    shown = select(REPLIES.c.content).where(REPLIES.c.fact == CONTENTS.c.fact, REPLIES.c.content.is_not(None))
    yield CONTENTS, CONTENTS.c.version.not_in(shown) & CONTENTS.c.version.not_in(_awaited())


async def _forget_told(connection: AsyncConnection, before: datetime) -> None:
    """Forget who was told of something, unless it is being taken back."""
    told = DELIVERIES.c.user.is_not(None) & DELIVERIES.c.state.not_in(OWED) & (DELIVERIES.c.begun_at < before)
    await connection.execute(update(DELIVERIES).where(told).values(user=None, asking=None))


def _awaited() -> CompoundSelect[str | None]:
    watched = select(WATCHES.c.content).where(WATCHES.c.content.is_not(None))
    owed = select(DELIVERIES.c.content).where(DELIVERIES.c.content.is_not(None))
    told = select(DELIVERIES.c.told).where(DELIVERIES.c.told.is_not(None))
    said = select(RUNS.c.content).where(RUNS.c.state == "running")
    return watched.union(owed, told, said)
