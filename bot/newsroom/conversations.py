"""What was answered last in each conversation, for questions that lean on it."""

from collections import OrderedDict
from datetime import datetime

from bot.newsroom.outcome_cache import OutcomeCache
from knowledge.decision.follow_ups import Context
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer, Outcome
from knowledge.model import Fact


class Conversations:
    """Remembers one fact a conversation; forgets it after ten minutes."""

    def __init__(self, precision: float) -> None:
        self._precision = precision
        self._cache = OutcomeCache(precision)
        # Oldest first, so that forgetting looks only at those that are due.
        self._last: OrderedDict[str, Context] = OrderedDict()

    def decide(self, matcher: Matcher, question: str, thread: str, asked_at: datetime) -> Outcome:
        """Return the outcome of ``question`` in the light of the conversation ``thread``."""
        context = self._last.get(thread)
        if context is not None and context.is_stale(asked_at):
            context = None
        if context is None:
            outcome = self._cache.decide(matcher, question)
        else:
            outcome = matcher.decide(question, context, self._precision)
        if isinstance(outcome, Answer):
            self.remember(outcome.fact, thread, asked_at)
        else:
            # What comes next leans on this question, and nobody answered it.
            self._last.pop(thread, None)
        return outcome

    def remember(self, fact: Fact, thread: str, at: datetime) -> None:
        """Take a fact for what was answered last."""
        self._last[thread] = Context(fact, at)
        self._last.move_to_end(thread)

    def forget(self, asked_at: datetime) -> None:
        """Drop every context that is too old to matter."""
        while self._last and next(iter(self._last.values())).is_stale(asked_at):
            self._last.popitem(last=False)

    def forget_person(self, user: int) -> None:
        """Drop every context of a person; a conversation's name begins with the id of who holds it."""
        for thread in [thread for thread in self._last if thread.startswith(f"{user}:")]:
            del self._last[thread]
