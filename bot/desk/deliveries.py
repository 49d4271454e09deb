"""Sending what is owed, one message at a time: corrections, notes, and answers that people asked to be told of.

Each delivery is marked before it is sent and after. An edit that was under way when the bot died is looked at and done
again, which changes nothing where it had come through. A new message carries a nonce, under which Discord takes it once
within some minutes; one that was under way for longer is left and counted as unsure, since nobody is told twice.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, NoReturn, Protocol

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.corrections import Corrections, Run
from bot.desk.records import Content, content_of
from bot.repeating import repeat
from bot.store.opening import Store, StoreError, insert_new
from bot.store.tables import ASKINGS, CONTENTS, DELIVERIES, REPLIES
from knowledge.model import Fact

Result = Literal["done", "deleted", "forbidden", "closed", "failed", "unneeded", "unsure"]
LOG = logging.getLogger("factbot")
# Discord remembers a nonce for some minutes; this is well within.
NONCE_HOLDS = timedelta(minutes=2)
PROGRESS_EVERY = timedelta(seconds=3)
TRIES, LOOK_AGAIN_SECONDS, AGAIN_SECONDS = 5, 30.0, 5.0
OWED = ("waiting", "sending")


class LaterError(Exception):
    """Discord wants nothing more for ``seconds``.

    ``was_taken`` says that it may have taken the message all the same, ``is_fault`` that it was no matter of pace.
    """

    def __init__(self, seconds: float, *, is_fault: bool = False, was_taken: bool = False) -> None:
        self.seconds = seconds
        self.is_fault = is_fault
        self.was_taken = was_taken
        super().__init__(seconds)


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact beside what it said when it was told, and the day on which that is put right."""

    old: Content
    fact: Fact
    on: date


class Sender(Protocol):
    """Whoever brings messages to Discord; each method may raise ``LaterError``."""

    async def edit(self, channel: int, message: int, changed: Changed) -> Result:
        """Put a public reply right, unless it is right already."""
        ...

    async def note(self, channel: int, message: int, changed: Changed, nonce: str) -> Result:
        """Post a correction below a corrected reply."""
        ...

    async def tell(self, user: int, changed: Changed, nonce: str) -> Result:
        """Tell somebody of a change."""
        ...

    async def answer(self, user: int, question: str | None, fact: Fact, nonce: str) -> Result:
        """Bring somebody the answer to a question of old."""
        ...

    async def progress(self, run: Run) -> tuple[int, int] | None:
        """Show how far a run has come, and return channel and message of the line that does."""
        ...

    async def report(self, run: Run) -> None:
        """Say what has become of a run."""
        ...


class Deliverer:
    """Works through what is owed, for ever; of one process at a time."""

    def __init__(
        self, store: Store, corrections: Corrections, fact: Callable[[str], Fact | None], pause: timedelta
    ) -> None:
        """Take ``fact`` to look facts up by id, and pause so long after each message."""
        self._store = store
        self._corrections = corrections
        self._fact = fact
        self._pause = pause
        self._due = asyncio.Event()
        self._tries: Counter[int] = Counter()
        self._shown_at: dict[int, datetime] = {}

    def wake(self) -> None:
        """Say that something is owed."""
        self._due.set()

    async def run(self, sender: Sender) -> NoReturn:
        """Deliver, for ever; while the store or Discord is away, wait and go on where it was."""

        async def step() -> float:
            try:
                await self._deliver_all(sender)
            except LaterError as later:
                return later.seconds
            except StoreError as error:
                LOG.warning("deliveries wait for the store: %s", error)
                return AGAIN_SECONDS
            return 0.0

        await repeat(step, "delivering", again_seconds=AGAIN_SECONDS)

    async def _deliver_all(self, sender: Sender) -> None:
        """Deliver what is owed, and wait until something may be owed again."""
        self._due.clear()
        while await self.step(sender):
            await asyncio.sleep(self._pause.total_seconds())
        await self._end_runs(sender)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK_AGAIN_SECONDS):
                await self._due.wait()

    async def step(self, sender: Sender) -> bool:
        """Deliver what comes next; False where nothing is owed.

        Raises:
            StoreError: the store is away.
            LaterError: Discord wants a pause; the delivery stays owed.
        """
        delivery = await self._next()
        if delivery is None:
            return False
        if delivery.run is not None:
            await self._show(sender, delivery.run)
        # What a message says is what is noted of it, whatever is reloaded while it is on its way.
        fact = self._fact(delivery.fact)
        result = await self._deliver(sender, delivery, fact)
        self._tries.pop(delivery.id, None)
        await self._settle(delivery, result, fact)
        return True

    async def _next(self) -> Row[Any] | None:
        owed = select(DELIVERIES).where(DELIVERIES.c.state.in_(OWED))
        # An answer that somebody waits for need not wait for ten thousand edits.
        first = owed.order_by(DELIVERIES.c.run.is_not(None), DELIVERIES.c.id).limit(1)
        async with self._store.read() as connection:
            return (await connection.execute(first)).one_or_none()

    async def _deliver(self, sender: Sender, delivery: Row[Any], fact: Fact | None) -> Result:
        now = datetime.now(UTC)
        if fact is None:
            return "failed"  # taken out of the base since
        is_repeated = delivery.state == "sending"
        if is_repeated and delivery.kind != "edit" and now - delivery.begun_at > NONCE_HOLDS:
            return "unsure"
        if not is_repeated and not await self._mark(delivery.id, {"state": "sending", "begun_at": now}):
            return "unneeded"  # whoever was to be told has asked to be forgotten meanwhile
        try:
            return await self._send(sender, delivery, fact, now)
        except LaterError as later:
            return await self._put_off(delivery.id, later)
        except StoreError:
            raise
        except Exception:
            LOG.exception("a delivery failed")
            return "failed"

    async def _put_off(self, number: int, later: LaterError) -> Result:
        """Leave a delivery for later, the longer the more often it has failed, and give it up at last."""
        self._tries[number] += later.is_fault
        if self._tries[number] >= TRIES:
            return "failed"
        if not later.was_taken:
            # It is owed as before; else it is under way, as after a crash.
            await self._mark(number, {"state": "waiting"})
        raise LaterError(later.seconds * 2 ** self._tries[number]) from later

    async def _send(self, sender: Sender, delivery: Row[Any], fact: Fact, now: datetime) -> Result:
        nonce = f"delivery-{delivery.id}"
        if delivery.kind == "answer":
            return await sender.answer(delivery.user, await self._wording(delivery.asking), fact, nonce)
        # An edit that was under way at a crash may have come through: only the message itself can tell.
        is_in_doubt = delivery.kind == "edit" and delivery.state == "sending"
        if delivery.content == content_of(fact, now).version and not is_in_doubt:
            return "unneeded"  # changed back since
        old = await self._corrections.content(fact.id, delivery.content, now)
        if old is None:
            return "failed"
        changed = Changed(old, fact, (delivery.begun_at or now).date())
        if delivery.kind == "edit":
            return await sender.edit(delivery.channel, delivery.message, changed)
        if delivery.kind == "note":
            return await sender.note(delivery.channel, delivery.message, changed, nonce)
        return await sender.tell(delivery.user, changed, nonce)

    async def _wording(self, asking: str | None) -> str | None:
        """Return the words of a question as its asker put it, None where they have been erased."""
        async with self._store.read() as connection:
            sought = select(ASKINGS.c.text).where(ASKINGS.c.record == asking)
            return (await connection.scalars(sought)).one_or_none()

    async def _settle(self, delivery: Row[Any], result: Result, fact: Fact | None) -> None:
        now = datetime.now(UTC)
        ended = {"state": result, "user": None, "asking": None, "begun_at": now}
        async with self._store.write() as connection:
            own = (DELIVERIES.c.id == delivery.id) & DELIVERIES.c.state.in_(OWED)
            await connection.execute(update(DELIVERIES).where(own).values(ended))
            if delivery.kind == "edit":
                await _settle_reply(connection, delivery.message, result, fact, now)
            if result == "forbidden" and delivery.channel is not None:
                # Asking once more would be refused once more, and too many refusals get the bot banned.
                same = (DELIVERIES.c.run == delivery.run) & (DELIVERIES.c.channel == delivery.channel)
                waiting = same & (DELIVERIES.c.state == "waiting")
                messages = select(DELIVERIES.c.message).where(waiting, DELIVERIES.c.kind == "edit")
                lost = update(REPLIES).where(REPLIES.c.message.in_(messages)).values(channel=None, message=None)
                await connection.execute(lost)
                await connection.execute(update(DELIVERIES).where(waiting).values(state="forbidden", begun_at=now))

    async def _mark(self, number: int, values: dict[str, Any]) -> bool:
        """Change a delivery that is still owed; False where it no longer is."""
        owed = (DELIVERIES.c.id == number) & DELIVERIES.c.state.in_(OWED)
        async with self._store.write() as connection:
            return (await connection.execute(update(DELIVERIES).where(owed).values(values))).rowcount > 0

    async def _show(self, sender: Sender, number: int) -> None:
        """Show the progress of a run, not more often than every few seconds."""
        now = datetime.now(UTC)
        shown = self._shown_at.get(number)
        run = None if shown and now - shown < PROGRESS_EVERY else await self._corrections.run(number)
        if run is not None:
            self._shown_at[number] = now
            place = await sender.progress(run)
            if place is not None and place != (run.channel, run.message):
                await self._corrections.show_at(number, *place)

    async def _end_runs(self, sender: Sender) -> None:
        for run in await self._corrections.running():
            if any(end.endswith(OWED) for end in run.counts):
                continue  # begun this very moment
            await sender.progress(run)
            await sender.report(run)
            await self._corrections.end(run.number)
            self._shown_at.pop(run.number, None)
            ends = ", ".join(f"{count} {end}" for end, count in sorted(run.counts.items()))
            LOG.info("audit: correction %d of %s ended: %s", run.number, run.fact, ends)


async def _settle_reply(
    connection: AsyncConnection, message: int, result: Result, fact: Fact | None, now: datetime
) -> None:
    """Note what a reply says now, or that it can't be reached; one that failed stays to be offered again."""
    reply = update(REPLIES).where(REPLIES.c.message == message)
    if fact is not None and result in ("done", "unneeded"):
        content = content_of(fact, now)
        # The next correction has to know what this one said.
        await insert_new(connection, CONTENTS, [content.row()])
        await connection.execute(reply.values(content=content.version))
    elif result in ("deleted", "forbidden"):
        await connection.execute(reply.values(channel=None, message=None))
