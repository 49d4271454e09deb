"""What was answered last in each conversation, for questions that lean on it."""

from datetime import datetime

from knowledge.followup import Context
from knowledge.matching import Matcher
from knowledge.model import Fact
from knowledge.outcomes import Answer, Outcome


class Conversations:
    """Remembers one fact a conversation; forgets it after ten minutes."""

    def __init__(self) -> None:
        self._last: dict[str, Context] = {}

    def decide(self, matcher: Matcher, question: str, thread: str, asked_at: datetime, precision: float) -> Outcome:
        """Return the outcome of ``question`` in the light of the conversation ``thread``."""
        context = self._last.get(thread)
        if context is not None and context.is_stale(asked_at):
            context = None
        outcome = matcher.decide(question, context, precision)
        if isinstance(outcome, Answer):
            self._last[thread] = Context(outcome.fact, asked_at)
        else:
            # What comes next leans on this question, and nobody answered it.
            self._last.pop(thread, None)
        return outcome

    def remember(self, fact: Fact, thread: str, at: datetime) -> None:
        """Take a fact that somebody picked for what was answered last."""
        self._last[thread] = Context(fact, at)

    def forget(self, asked_at: datetime) -> None:
        """Drop every context that is too old to matter."""
        self._last = {thread: c for thread, c in self._last.items() if not c.is_stale(asked_at)}
