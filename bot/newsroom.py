"""What every cog works with: the base being served, the conversations, the desk and the settings."""

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime

from bot.config import Config
from bot.conversations import Conversations
from bot.cooldown import Cooldown
from bot.desk import Desk
from bot.statistics import Statistics
from knowledge.live import Change, LiveBase
from knowledge.matching import Matcher
from knowledge.model import Fact
from knowledge.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome with the question behind it and the matcher that made it: all of one base."""

    question: str
    outcome: Outcome
    matcher: Matcher


class Newsroom:
    """Decides questions and looks after the base; knows nothing of Discord."""

    def __init__(self, live: LiveBase, config: Config, desk: Desk) -> None:
        self.live = live
        self.config = config
        self.desk = desk
        self.cooldown = Cooldown(config.questions_per_minute)
        self.statistics = Statistics()
        self._conversations = Conversations()
        # Two reloads at once would swap in an order that nobody chose.
        self._changing = asyncio.Lock()

    @property
    def matcher(self) -> Matcher:
        """The matcher being served now."""
        return self.live.served.matcher

    def decide(self, question: str, thread: str, asked_at: datetime) -> Decision:
        """Return the decision on a question in the light of its conversation."""
        matcher = self.matcher
        started = time.perf_counter()
        outcome = self._conversations.decide(matcher, question, thread, asked_at, self.config.precision)
        self.statistics.count(outcome, time.perf_counter() - started)
        self._conversations.forget(asked_at)
        return Decision(question, outcome, matcher)

    def fact(self, name: str) -> Fact | None:
        """Return the fact with the id ``name`` in the base being served, if it is still there."""
        return self.matcher.fact(name)

    async def reload(self, now: datetime, by: str) -> Change:
        """Reload the base without holding up anybody's question.

        Raises:
            FactBaseError: the files are broken; the old base keeps serving.
        """
        async with self._changing:
            return await asyncio.to_thread(self.live.reload, now, by)

    async def preview(self) -> tuple[Change, Matcher]:
        """Return what a reload would change, and the matcher it would serve.

        Raises:
            FactBaseError: the files are broken.
        """
        async with self._changing:
            return await asyncio.to_thread(self.live.preview)

    async def rollback(self, now: datetime, by: str) -> Change | None:
        """Serve the base of before the last reload again; None where there was none."""
        async with self._changing:
            return self.live.rollback(now, by)
