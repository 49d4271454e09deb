"""What every cog works with: the base being served, the conversations, the desk and the settings."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from bot.config import Config, waiting_for_start, with_rights_of
from bot.desk.desk import Desk
from bot.desk.history import Past
from bot.desk.records import new_id
from bot.newsroom.aftermath import Aftermath
from bot.newsroom.bearing import bearing_on
from bot.newsroom.comparison import Difference, differences
from bot.newsroom.conversations import Conversations
from bot.newsroom.cooldown import Cooldown
from bot.newsroom.drift import DriftWatch
from bot.newsroom.findings import Finding, find, held_against
from bot.newsroom.reading import Readers
from bot.newsroom.recording import Recorder
from bot.newsroom.statistics import Statistics
from bot.newsroom.suggested import Suggested
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Candidate, Outcome
from knowledge.model import Fact, Lesson
from knowledge.service.live import Change, LiveBase
from knowledge.service.teaching import Rehearsal, rehearse_together, teach_together, unteach

LOG = logging.getLogger("factbot")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome with the question behind it and the matcher that made it: all of one base, on the day ``on``."""

    question: str
    outcome: Outcome
    matcher: Matcher
    on: date


class Newsroom:
    """Decides questions and looks after the base; knows nothing of Discord."""

    def __init__(
        self, live: LiveBase, config: Config, desk: Desk, read_again: Callable[[], Config] | None = None
    ) -> None:
        """Make a newsroom; ``read_again`` returns the configuration as its file has it now."""
        self.live = live
        self.config = config
        self.desk = desk
        self.cooldown = Cooldown(config.questions_per_minute)
        self.statistics = Statistics()
        self.drift = DriftWatch(live)
        self.suggested = Suggested()
        self.recorder = Recorder(desk.history, lambda: live.served)
        self.aftermath = Aftermath(live, desk, config.precision)
        self._conversations = Conversations(config.precision)
        # Reading takes some hundredths of a second, which nobody else's reply must wait for.
        self._readers = Readers()
        # Two reloads at once would swap in an order that nobody chose.
        self._changing = asyncio.Lock()
        self._read_again = read_again

    @property
    def matcher(self) -> Matcher:
        """The matcher being served now, over what everybody may know."""
        return self.live.served.matcher

    @property
    def full(self) -> Matcher:
        """The matcher over all facts, hidden ones too: for the staff alone, and for those who write the facts."""
        return self.live.served.full

    @property
    def questions(self) -> Mapping[str, str]:
        """The questions of all facts by their ids, hidden ones too: for the staff alone."""
        return {fact.id: fact.question for fact in self.full.base.facts}

    async def decide(self, message: str, thread: str, asked_at: datetime, replied_to: str = "") -> tuple[Decision, ...]:
        """Return the decision on each question of a message in the light of its conversation.

        ``replied_to`` is the text that the message replies to.
        """
        matcher = self.matcher
        started = time.perf_counter()
        decide = partial(self._conversations.decide_all, matcher, message, thread, asked_at, replied_to)
        decided = await self._readers.read(message + replied_to, thread, decide)
        seconds = (time.perf_counter() - started) / len(decided)
        for one in decided:
            self.statistics.count(one.outcome, seconds)
        self._conversations.forget(asked_at)
        return tuple(Decision(one.question, one.outcome, matcher, asked_at.date()) for one in decided)

    async def decide_apart(self, message: str, asked_at: datetime) -> tuple[Decision, ...]:
        """Return the decision on each question of a message that belongs to no conversation but its own."""
        thread = new_id()
        try:
            return await self.decide(message, thread, asked_at)
        finally:
            self._conversations.drop(thread)

    def fact(self, name: str) -> Fact | None:
        """Return the fact with the id ``name`` in the base being served, if it is still there."""
        return self.matcher.fact(name)

    async def past(self, fact: Fact) -> Past:
        """Return what a fact has said, up to this moment.

        Raises:
            StoreError: the store is away.
        """
        await self.recorder.look()
        return await self.desk.history.of(fact.id)

    def answered(self, fact: Fact, thread: str, at: datetime) -> None:
        """Take note that a fact was shown in a conversation, so that the next question may lean on it."""
        self._conversations.remember(self.matcher, fact, thread, at)

    def offered(self, facts: Iterable[Fact], thread: str, at: datetime) -> None:
        """Take note that facts were offered in a conversation, so that "the second one" picks from them."""
        self._conversations.offer(facts, thread, at)

    def forget_person(self, user: int) -> None:
        """Forget what a person was answered last, and what was suggested."""
        self._conversations.forget_person(user)
        self.suggested.forget_person(user)

    async def by_itself(self, question: str) -> Outcome:
        """Return the outcome of a question outside any conversation; nobody's question is counted."""
        return await self._readers.read(question, "", self._conversations.decide_alone, self.matcher, question)

    async def candidates(self, question: str) -> tuple[Candidate, ...]:
        """Return the best facts for a question as if nothing were refused, and what blocks each."""
        return await self._readers.read(question, "", self.matcher.candidates, question)

    async def bearing(self, texts: Iterable[str], most: int) -> tuple[Fact, ...]:
        """Return the facts that bear on the first of some texts on which any does, surest first."""
        for text in filter(None, texts):
            if facts := await self._readers.go_through(bearing_on, self.matcher, text, most):
                return facts
        return ()

    async def findings(self, texts: Iterable[str]) -> tuple[Finding, ...]:
        """Return the claims of the first of some texts on which any fact bears, each beside it; else of the first."""
        first: tuple[Finding, ...] = ()
        for text in filter(None, texts):
            found = await self._readers.go_through(find, self.matcher, text, self.config.precision)
            if any(one.fact for one in found):
                return found
            first = first or found
        return first

    async def held_against(self, claim: str, fact: Fact) -> Finding:
        """Return a claim beside a fact that bears on it, as the base has it now."""
        return await self._readers.read(claim, "", held_against, self.matcher, claim, fact, self.config.precision)

    async def reload(self, now: datetime, by: str) -> Change:
        """Reload the base without holding up anybody's question, and who its editors and admins are.

        Raises:
            ProblemsError: the configuration is broken, then nothing changes; or the files of the base are, then the
                old base keeps serving, and whoever has lost a right has lost it all the same.
        """
        async with self._changing:
            await self._reread_rights()
            return await asyncio.to_thread(self.live.reload, now, by)

    async def _reread_rights(self) -> None:
        if self._read_again is None:
            return
        newer = await asyncio.to_thread(self._read_again)
        if waiting := waiting_for_start(self.config, newer):
            LOG.info("changed in the configuration and taken up at the next start: %s", ", ".join(waiting))
        changed = with_rights_of(self.config, newer)
        if changed != self.config:
            self.config = changed
            LOG.info("audit: who is an editor or admin, or may use the API, has changed in the configuration")

    async def preview(self) -> tuple[Change, tuple[Difference, ...]]:
        """Return what a reload would change, and which of the facts' own questions would answer differently.

        Raises:
            FactBaseError: the files are broken.
        """
        return await self.alone(self._preview)

    def _preview(self) -> tuple[Change, tuple[Difference, ...]]:
        change, found = self.live.preview()
        return change, tuple(differences(self.full, found.full, self.config.precision))

    async def alone(self, work: Callable[[], Done]) -> Done:
        """Do in a thread what the base must not be changed amid."""
        async with self._changing:
            return await asyncio.to_thread(work)

    async def rehearse(self, fact: Fact, phrasings: Sequence[str], by: str, now: datetime) -> tuple[Rehearsal, ...]:
        """Return what it would be to make ``phrasings`` wordings of ``fact``, all together; nothing is changed.

        Raises:
            TeachingError: one of them would be refused.
        """
        return await self.alone(partial(rehearse_together, self.live, fact, phrasings, by, now))

    async def teach(self, fact: Fact, phrasings: Sequence[str], by: str, now: datetime) -> tuple[Lesson, ...]:
        """Make ``phrasings`` wordings of ``fact`` and serve the base with all of them.

        Raises:
            TeachingError: one is refused, or they could not be written.
        """
        async with self._changing:
            rehearsals = await asyncio.to_thread(rehearse_together, self.live, fact, phrasings, by, now)
            return await asyncio.to_thread(teach_together, self.live, rehearsals, by, now)

    async def unteach(self, fact: str, phrasing: str, by: str, now: datetime) -> Lesson:
        """Take a lesson back and serve the base without it.

        Raises:
            TeachingError: there is no such lesson, or the file could not be written.
        """
        return await self.alone(partial(unteach, self.live, fact, phrasing, by, now))

    async def prepare(self) -> None:
        """Build what everybody may know from the next hour on, in a thread.

        Raises:
            FactBaseError: it is unsound.
        """
        await self.alone(self.live.prepare)

    async def strike(self, now: datetime, by: str) -> Change:
        """Serve what everybody may know by now, and return what has appeared; no file is read.

        Raises:
            FactBaseError: it is unsound; what was served goes on.
        """
        return await self.alone(partial(self.live.strike, now, by))

    async def rollback(self, now: datetime, by: str) -> Change | None:
        """Serve the base of before the last reload again; None where there was none."""
        async with self._changing:
            return self.live.rollback(now, by)
