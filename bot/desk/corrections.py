"""The runs that put right what was published, as an editor has confirmed it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.filing import Clerk
from bot.desk.outdated import DOUBT, Outdated, Standing, content_from, find_outdated, find_standing, given, told_in_vain
from bot.desk.records import Content, withdrawal_of
from bot.store.opening import Store, insert_new
from bot.store.tables import CONTENTS, DELIVERIES, LEFT, REPLIES, RUNS, WATCHES
from knowledge.model import FactBase


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
        """Return what others were told otherwise than ``base`` has it, the most replies first."""
        await self._clerk.settle()
        async with self._store.read() as connection:
            return await find_outdated(connection, base, now)

    async def standing(self, base: FactBase, now: datetime) -> Standing:
        """Return how what was published stands to ``base``."""
        await self._clerk.settle()
        async with self._store.read() as connection:
            return await find_standing(connection, base, now)

    async def begin(
        self, one: Outdated, editor: int, notes: Iterable[int], now: datetime, withdrawal: str = ""
    ) -> int | None:
        """Enter a run with all that it has to send, and return its number; None where there is nothing to send.

        Args:
            one: what is to be corrected.
            editor: who is to be told how it goes.
            notes: the channels in which a note is posted beside the edited replies.
            now: when it was confirmed.
            withdrawal: what the editor says of a fact that was removed.
        """
        content = one.now or withdrawal_of(one.olds[0], withdrawal, now)
        async with self._store.write() as connection:
            row = {"fact": one.name, "content": content.version, "state": "running", "at": now, "editor": editor}
            entered = await connection.execute(insert(RUNS).values(row).returning(RUNS.c.id))
            run = int(entered.scalar_one())
            await insert_new(connection, CONTENTS, [content.row()])
            if not await _enter_deliveries(connection, run, one, set(notes)):
                await connection.rollback()
                return None
        return run

    async def leave(self, one: Outdated) -> None:
        """Let the old replies stand: this change of the fact is not offered again."""
        async with self._store.write() as connection:
            rows = [{"fact": one.name, "old": old, "content": one.version} for old in one.versions]
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

    async def end(self, number: int, *, is_told: bool) -> None:
        """Close a run; who began it is known no longer than until that editor ``is_told`` how it ended."""
        known = {"editor": None} if is_told else {}
        async with self._store.write() as connection:
            await connection.execute(update(RUNS).where(RUNS.c.id == number).values(state="done", **known))

    async def content(self, fact: str, version: str | None, now: datetime) -> Content | None:
        """Return what a fact said under a version."""
        sought = select(CONTENTS).where(CONTENTS.c.fact == fact, CONTENTS.c.version == version)
        async with self._store.read() as connection:
            row = (await connection.execute(sought)).one_or_none()
        return content_from(row, now) if row else None

    async def withdrawal(self, number: int | None, now: datetime) -> Content | None:
        """Return what a run says of a fact that was removed; None where it does not withdraw."""
        same = (CONTENTS.c.fact == RUNS.c.fact) & (CONTENTS.c.version == RUNS.c.content)
        sought = select(CONTENTS).join(RUNS, same).where(RUNS.c.id == number, CONTENTS.c.status == "withdrawn")
        async with self._store.read() as connection:
            row = (await connection.execute(sought)).one_or_none()
        return content_from(row, now) if row else None


async def _enter_deliveries(connection: AsyncConnection, run: int, one: Outdated, notes: set[int]) -> bool:
    # A second click on the same button finds nothing that the first has not entered.
    columns = ["run", "kind", "state", "fact", "content", "channel", "message"]
    # What may have been put right already is looked at first, as after a crash.
    state = case((REPLIES.c.missed.endswith(DOUBT), "sending"), else_="waiting")
    same = (literal(run), literal("edit"), state, REPLIES.c.fact, REPLIES.c.content)
    edits = select(*same, REPLIES.c.channel, REPLIES.c.message).where(given(one.name, one.versions))
    entered = (await connection.execute(insert(DELIVERIES).from_select(columns, edits.order_by(REPLIES.c.id)))).rowcount
    row = {"run": run, "state": "waiting", "fact": one.name}
    own = (DELIVERIES.c.run == run) & DELIVERIES.c.channel.in_(notes)
    newest = select(func.max(DELIVERIES.c.id)).where(own).group_by(DELIVERIES.c.channel)
    for edit in (await connection.execute(select(DELIVERIES).where(DELIVERIES.c.id.in_(newest)))).all():
        told = {"kind": "note", "channel": edit.channel, "message": edit.message, "content": edit.content}
        await connection.execute(insert(DELIVERIES).values(row | told))
    return await _enter_people(connection, row, one) + entered > 0


async def _enter_people(connection: AsyncConnection, row: dict[str, Any], one: Outdated) -> int:
    """Owe a message to everybody who asked to be told, and to everybody who was told what no longer holds."""
    watching = (WATCHES.c.fact == one.name) & WATCHES.c.content.in_(one.versions)
    watches = (await connection.execute(select(WATCHES.c.user, WATCHES.c.content).where(watching))).all()
    told = [{"kind": "tell", "user": watch.user, "content": watch.content, "about": None} for watch in watches]
    await connection.execute(WATCHES.delete().where(watching))
    # Whoever was told and has asked once more is told once.
    again = DELIVERIES.c.user.in_([watch.user for watch in watches]) & told_in_vain(one)
    await connection.execute(update(DELIVERIES).where(again).values(user=None))
    for before in (await connection.execute(select(DELIVERIES).where(told_in_vain(one)))).all():
        kind = "untell" if before.kind == "tell" else "tell"
        told.append({"kind": kind, "user": before.user, "content": before.told, "about": before.id})
    if told:
        await connection.execute(insert(DELIVERIES), [row | values for values in told])
    return len(told)


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
