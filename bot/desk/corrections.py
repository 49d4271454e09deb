"""Which published answers are no longer what their fact says, and the runs that put them right.

A public reply is remembered by its fact and by the version of what the fact said. So what is outdated is told by the
store and the base being served alone: a change is found after a reload as after a restart.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.filing import Clerk
from bot.desk.records import Content, content_of
from bot.store.opening import Store, insert_new
from bot.store.tables import CONTENTS, DELIVERIES, LEFT, REPLIES, RUNS, WATCHES
from knowledge.model import Fact, FactBase


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """A fact whose answer, status or corrections have changed, and how many replies gave it as it was before."""

    fact: Fact
    replies: int
    watchers: int
    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A correction under way: where its progress is shown, and how many of its messages came to what end."""

    number: int
    fact: str
    channel: int | None
    message: int | None
    editor: int | None
    counts: Counter[str]


class Corrections:
    """Every method raises ``StoreError`` while the store is away."""

    def __init__(self, store: Store, clerk: Clerk) -> None:
        self._store = store
        self._clerk = clerk

    async def outdated(self, base: FactBase, now: datetime) -> tuple[Outdated, ...]:
        """Return the facts of ``base`` of which others were given another version, the most replies first."""
        await self._clerk.settle()
        facts = {fact.id: fact for fact in base.facts}
        async with self._store.read() as connection:
            told: dict[str, list[Content]] = {}
            for row in (await connection.execute(select(CONTENTS))).all():
                if row.fact in facts:
                    told.setdefault(row.fact, []).append(_content(row, now))
            found = [await _outdated(connection, facts[name], olds, now) for name, olds in told.items()]
        return tuple(sorted((one for one in found if one), key=lambda one: -one.replies))

    async def removed(self, base: FactBase) -> dict[str, int]:
        """Return the ids of facts that ``base`` no longer has, with how many public replies still give them."""
        held = REPLIES.c.message.is_not(None) & REPLIES.c.fact.is_not(None)
        counted = select(REPLIES.c.fact, func.count()).where(held).group_by(REPLIES.c.fact)
        there = {fact.id for fact in base.facts}
        async with self._store.read() as connection:
            return {fact: count for fact, count in (await connection.execute(counted)).all() if fact not in there}

    async def begin(self, one: Outdated, editor: int, notes: Iterable[int], now: datetime) -> int | None:
        """Enter a run with all that it has to send, and return its number; None where there is nothing to send.

        Args:
            one: what is to be corrected.
            editor: who is to be told how it goes.
            notes: the channels in which a note is posted beside the edited replies.
            now: when it was confirmed.
        """
        content = content_of(one.fact, now)
        async with self._store.write() as connection:
            row = {"fact": one.fact.id, "content": content.version, "state": "running", "at": now, "editor": editor}
            entered = await connection.execute(insert(RUNS).values(row).returning(RUNS.c.id))
            run = int(entered.scalar_one())
            await insert_new(connection, CONTENTS, [content.row()])
            if not await _enter_deliveries(connection, run, one, set(notes)):
                await connection.rollback()
                return None
        return run

    async def leave(self, one: Outdated, now: datetime) -> None:
        """Let the old replies stand: this change of the fact is not offered again."""
        content = content_of(one.fact, now).version
        async with self._store.write() as connection:
            rows = [{"fact": one.fact.id, "old": old, "content": content} for old in one.versions]
            await insert_new(connection, LEFT, rows)

    async def running(self) -> tuple[Run, ...]:
        """Return the runs that are not at their end, oldest first."""
        async with self._store.read() as connection:
            rows = (await connection.execute(select(RUNS).where(RUNS.c.state == "running").order_by(RUNS.c.id))).all()
            return tuple([await _run(connection, row) for row in rows])

    async def run(self, number: int) -> Run | None:
        """Return a run with its counts, None where it has been purged."""
        async with self._store.read() as connection:
            row = (await connection.execute(select(RUNS).where(RUNS.c.id == number))).one_or_none()
            return await _run(connection, row) if row else None

    async def show_at(self, number: int, channel: int, message: int) -> None:
        """Remember where the progress of a run is shown."""
        async with self._store.write() as connection:
            await connection.execute(update(RUNS).where(RUNS.c.id == number).values(channel=channel, message=message))

    async def end(self, number: int) -> None:
        """Close a run; who began it is no longer known."""
        async with self._store.write() as connection:
            await connection.execute(update(RUNS).where(RUNS.c.id == number).values(state="done", editor=None))

    async def content(self, fact: str, version: str, now: datetime) -> Content | None:
        """Return what a fact said under a version."""
        sought = select(CONTENTS).where(CONTENTS.c.fact == fact, CONTENTS.c.version == version)
        async with self._store.read() as connection:
            row = (await connection.execute(sought)).one_or_none()
        return _content(row, now) if row else None


def is_correction(old: Content, new: Content) -> bool:
    """Whether people who were told ``old`` should hear of ``new``: other answer, other status, or a new correction."""
    added = set(new.corrections) - set(old.corrections)
    return (old.answer, old.status) != (new.answer, new.status) or bool(added)


async def _outdated(connection: AsyncConnection, fact: Fact, olds: list[Content], now: datetime) -> Outdated | None:
    new = content_of(fact, now)
    left = select(LEFT.c.old).where(LEFT.c.fact == fact.id, LEFT.c.content == new.version)
    standing = {new.version, *(await connection.scalars(left)).all()}
    versions = tuple(old.version for old in olds if old.version not in standing and is_correction(old, new))
    if not versions:
        return None
    replies = select(func.count()).select_from(REPLIES).where(_given(fact, versions))
    watching = (WATCHES.c.fact == fact.id) & WATCHES.c.content.in_(versions)
    watchers = select(func.count()).select_from(WATCHES).where(watching)
    counts = [int((await connection.execute(counted)).scalar_one()) for counted in (replies, watchers)]
    return Outdated(fact=fact, replies=counts[0], watchers=counts[1], versions=versions) if any(counts) else None


def _given(fact: Fact, versions: Iterable[str]) -> ColumnElement[bool]:
    """Return what is true of the public replies that gave other versions of a fact and are not being put right."""
    under_way = select(DELIVERIES.c.message).where(
        DELIVERIES.c.fact == fact.id, DELIVERIES.c.kind == "edit", DELIVERIES.c.state.in_(("waiting", "sending"))
    )
    given = (REPLIES.c.fact == fact.id) & REPLIES.c.content.in_(versions) & REPLIES.c.message.is_not(None)
    return given & REPLIES.c.message.not_in(under_way)


async def _enter_deliveries(connection: AsyncConnection, run: int, one: Outdated, notes: set[int]) -> bool:
    # A second click on the same button finds nothing that the first has not entered.
    given = _given(one.fact, one.versions)
    columns = ["run", "kind", "state", "fact", "content", "channel", "message"]
    same = (literal(run), literal("edit"), literal("waiting"), REPLIES.c.fact, REPLIES.c.content)
    edits = select(*same, REPLIES.c.channel, REPLIES.c.message).where(given).order_by(REPLIES.c.id)
    entered = (await connection.execute(insert(DELIVERIES).from_select(columns, edits))).rowcount
    row = {"run": run, "state": "waiting", "fact": one.fact.id}
    own = (DELIVERIES.c.run == run) & DELIVERIES.c.channel.in_(notes)
    newest = select(func.max(DELIVERIES.c.id)).where(own).group_by(DELIVERIES.c.channel)
    for edit in (await connection.execute(select(DELIVERIES).where(DELIVERIES.c.id.in_(newest)))).all():
        told = {"kind": "note", "channel": edit.channel, "message": edit.message, "content": edit.content}
        await connection.execute(insert(DELIVERIES).values(row | told))
    watching = (WATCHES.c.fact == one.fact.id) & WATCHES.c.content.in_(one.versions)
    for watch in (await connection.execute(select(WATCHES.c.user, WATCHES.c.content).where(watching))).all():
        told = {"kind": "tell", "user": watch.user, "content": watch.content}
        entered += (await connection.execute(insert(DELIVERIES).values(row | told))).rowcount
    await connection.execute(WATCHES.delete().where(watching))
    return entered > 0


async def _run(connection: AsyncConnection, row: Row[Any]) -> Run:
    counted = select(DELIVERIES.c.kind, DELIVERIES.c.state, func.count()).where(DELIVERIES.c.run == row.id)
    rows = (await connection.execute(counted.group_by(DELIVERIES.c.kind, DELIVERIES.c.state))).all()
    return Run(
        number=row.id,
        fact=row.fact,
        channel=row.channel,
        message=row.message,
        editor=row.editor,
        counts=Counter({f"{kind} {state}": count for kind, state, count in rows}),
    )


def _content(row: Row[Any], now: datetime) -> Content:
    return Content(
        at=now,
        fact=row.fact,
        version=row.version,
        answer=row.answer,
        status=row.status,
        corrections=tuple((on, note) for on, note in row.corrections),
    )
