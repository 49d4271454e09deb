"""What a change of the base means for what was told and for who waits."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.desk.desk import Desk
from bot.desk.outdated import Outdated, Standing
from bot.desk.queue import Waiting
from bot.store.opening import StoreError
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer
from knowledge.model import Fact, Lesson
from knowledge.service.live import LiveBase
from knowledge.service.teaching import Rehearsal

# So many questions of the queue are put to a lesson before it is taught: some seconds of reading.
REHEARSED = 300
LOG = logging.getLogger("factbot")


class Aftermath:
    """Holds the base that is served, or one that may be, against the replies that stand and the questions that wait."""

    def __init__(self, live: LiveBase, desk: Desk, precision: float) -> None:
        self._live = live
        self._desk = desk
        self._precision = precision
        # At the start the files may have changed since the last one.
        self.owes_review = True

    @property
    def _matcher(self) -> Matcher:
        return self._live.served.matcher

    async def review(self, now: datetime, lessons: Sequence[Lesson] = ()) -> tuple[Outdated, ...]:
        """Look, after the base has changed, which waiting questions have an answer now and what was told otherwise.

        ``lessons`` are what has been taught, where that is the change. Return what others were told otherwise. While
        the store is away, nothing: the review is owed then.
        """
        self.owes_review = True
        try:
            await self._desk.queue.answer(self._answering, lessons)
            self._desk.deliverer.wake()
            outdated = await self._desk.corrections.outdated(self._matcher.base, now)
        except StoreError as error:
            LOG.warning("what the change means for earlier replies is looked at when the store is back: %s", error)
            return ()
        self.owes_review = False
        return outdated

    async def standing(self, now: datetime) -> Standing:
        """Return how what was published stands to the base that is served by the time this is known.

        Raises:
            StoreError: the store is away.
        """
        while True:
            base = self._matcher.base
            found = await self._desk.corrections.standing(base, now)
            # A slow store leaves time for a reload, of which what was read then knows nothing.
            if base is self._matcher.base:
                return found

    def _answering(self, question: str) -> str | None:
        outcome = self._matcher.decide(question, precision=self._precision)
        return outcome.fact.id if isinstance(outcome, Answer) else None

    async def moved(self, rehearsal: Rehearsal) -> tuple[Waiting, ...]:
        """Return which of the questions that wait a lesson would answer.

        Raises:
            StoreError: the store is away.
        """
        answered = await self.answered_by(rehearsal.matcher)
        return tuple(one for one, fact in answered if fact.id == rehearsal.fact.id)

    async def answered_by(self, matcher: Matcher) -> tuple[tuple[Waiting, Fact], ...]:
        """Return which of the questions that wait, the most asked of them, another matcher would answer, and how.

        Raises:
            StoreError: the store is away.
        """
        waiting = await self._desk.queue.search("", REHEARSED)
        decide = partial(matcher.decide, precision=self._precision)
        outcomes = await asyncio.to_thread(lambda: [decide(one.text) for one in waiting])
        return tuple(
            (one, outcome.fact) for one, outcome in zip(waiting, outcomes, strict=True)
            if isinstance(outcome, Answer) and outcome.fact.id != one.fact
        )  # fmt: skip
