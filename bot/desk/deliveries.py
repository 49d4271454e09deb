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
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

from sqlalchemy import Row, or_, select, update

from bot.desk.corrections import Corrections
from bot.desk.outdated import OWED
from bot.desk.outgoing import Changed, LaterError, Result, Sender
from bot.desk.records import Content, content_of
from bot.desk.settling import Ended, settle, wait_again
from bot.desk.unreached import Unreached
from bot.repeating import repeat
from bot.store.opening import Store, StoreError
from bot.store.tables import ASKINGS, DELIVERIES
from knowledge.decision.matcher import Matcher
from knowledge.model import Fact

LOG = logging.getLogger("factbot")
# Discord remembers a nonce for some minutes; this is well within.
NONCE_HOLDS = timedelta(minutes=2)
# Between two edits of the line that shows how far a run has come: Discord allows about one a second in a channel, which
# the corrections themselves need.
PROGRESS_EVERY = timedelta(seconds=3)
# So often a delivery is tried that fails by no matter of pace; the pauses are doubled, so it is given up after minutes.
TRIES = 5
# Between two looks when nobody wakes the deliverer; and before the store is tried again.
LOOK_AGAIN_SECONDS, AGAIN_SECONDS = 30.0, 5.0


class Deliverer:
    """Works through what is owed, for ever; of one process at a time."""

    def __init__(
        self, store: Store, corrections: Corrections, matcher: Callable[[], Matcher], pause: timedelta
    ) -> None:
        """Take ``matcher`` to ask for the one that is being served, and pause so long after each message."""
        self._store = store
        self._corrections = corrections
        self._matcher = matcher
        self._pause = pause
        self.unreached = Unreached(store)
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
        await self.unreached.load()
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
        matcher, now = self._matcher(), datetime.now(UTC)
        fact = matcher.fact(delivery.fact)
        says = content_of(fact, matcher.base, now) if fact else await self._corrections.withdrawal(delivery.run, now)
        result = await self._deliver(sender, delivery, fact, says)
        self._tries.pop(delivery.id, None)
        async with self._store.write() as connection:
            ended = Ended(delivery, result, None if delivery.kind == "retract" else says, datetime.now(UTC))
            await settle(connection, ended)
        if result == "closed" and delivery.user is not None:
            self.unreached.add(delivery.user)
        return True

    async def _next(self) -> Row[Any] | None:
        is_due = or_(DELIVERIES.c.due_at.is_(None), DELIVERIES.c.due_at <= datetime.now(UTC))
        owed = select(DELIVERIES).where(DELIVERIES.c.state.in_(OWED), is_due)
        # An answer that somebody waits for need not wait for ten thousand edits.
        first = owed.order_by(DELIVERIES.c.run.is_not(None), DELIVERIES.c.id).limit(1)
        async with self._store.read() as connection:
            return (await connection.execute(first)).one_or_none()

    async def _deliver(self, sender: Sender, delivery: Row[Any], fact: Fact | None, says: Content | None) -> Result:
        now = datetime.now(UTC)
        if says is None and delivery.kind != "retract":
            return await self._without_fact(delivery, now)
        is_repeated = delivery.state == "sending"
        if is_repeated and delivery.kind != "edit" and now - delivery.begun_at > NONCE_HOLDS:
            return "unsure"
        if not is_repeated and not await self._mark(delivery.id, {"state": "sending", "begun_at": now}):
            return "unneeded"  # whoever was to be told has asked to be forgotten meanwhile
        try:
            return await self._send(sender, delivery, fact, says)
        except LaterError as later:
            return await self._put_off(delivery.id, later)
        except StoreError:
            raise
        except Exception:
            LOG.exception("a delivery failed")
            return "failed"

    async def _without_fact(self, delivery: Row[Any], now: datetime) -> Result:
        """Let a delivery be whose fact was taken out of the base since; what it was for is not lost."""
        if delivery.state == "sending":
            return "unsure"  # it may have come through
        if delivery.kind != "answer":
            return "failed"  # it is offered again, as one to withdraw
        async with self._store.write() as connection:
            await wait_again(connection, delivery, now)
        return "unneeded"

    async def _put_off(self, number: int, later: LaterError) -> Result:
        """Leave a delivery for later, the longer the more often it has failed, and give it up at last."""
        self._tries[number] += later.is_fault
        if self._tries[number] >= TRIES:
            return "unsure" if later.was_taken else "failed"
        if not later.was_taken:
            # It is owed as before; else it is under way, as after a crash.
            await self._mark(number, {"state": "waiting"})
        raise LaterError(later.seconds * 2 ** self._tries[number]) from later

    async def _send(self, sender: Sender, delivery: Row[Any], fact: Fact | None, says: Content | None) -> Result:
        nonce = f"delivery-{delivery.id}"
        if delivery.kind == "retract":
            return await self._retract(sender, delivery, nonce)
        if delivery.kind == "answer" and fact is not None:
            return await sender.answer(delivery.user, await self._wording(delivery.asking), fact, nonce)
        # An edit that was under way at a crash may have come through: only the message itself can tell.
        is_in_doubt = delivery.kind == "edit" and delivery.state == "sending"
        if says is None or (delivery.content == says.version and not is_in_doubt):
            return "unneeded"  # changed back since
        now = datetime.now(UTC)
        old = await self._corrections.content(delivery.fact, delivery.content, now)
        if old is None:
            return "failed"
        on, is_taken_back = (delivery.begun_at or now).date(), delivery.kind == "untell"
        changed = Changed(old=old, now=says, fact=fact, on=on, is_taken_back=is_taken_back, today=now.date())
        if delivery.kind == "edit":
            return await sender.edit(delivery.channel, delivery.message, changed)
        if delivery.kind == "note":
            return await sender.note(delivery.channel, delivery.message, changed, nonce)
        return await sender.tell(delivery.user, changed, nonce)

    async def _retract(self, sender: Sender, delivery: Row[Any], nonce: str) -> Result:
        """Take an answer back from whoever got it; whom it never reached need not hear of it."""
        async with self._store.read() as connection:
            sought = select(DELIVERIES.c.state).where(DELIVERIES.c.id == delivery.about)
            end = (await connection.scalars(sought)).one_or_none()
        if end not in ("done", "unsure"):
            return "unneeded"
        return await sender.retract(delivery.user, await self._wording(delivery.asking), nonce)

    async def _wording(self, asking: str | None) -> str | None:
        """Return the words of a question as its asker put it, None where they have been erased."""
        async with self._store.read() as connection:
            sought = select(ASKINGS.c.text).where(ASKINGS.c.record == asking)
            return (await connection.scalars(sought)).one_or_none()

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
            is_told = await sender.report(run)
            await self._corrections.end(run.number, is_told=is_told)
            if not is_told and run.editor is not None:
                self.unreached.add(run.editor)
            self._shown_at.pop(run.number, None)
            ends = ", ".join(f"{count} {end}" for end, count in sorted(run.counts.items()))
            LOG.info("audit: correction %d of %s ended: %s", run.number, run.fact, ends)
