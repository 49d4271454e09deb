"""Outcomes of what was asked lately: the same question over the same base always gets the same outcome."""

from functools import lru_cache

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Outcome

# Outcomes that are kept, about a kilobyte each; and the characters of a question that is worth it: what is longer than
# this nobody asks twice.
REMEMBERED, LONGEST = 10_000, 200


class OutcomeCache:
    """Decides questions that stand alone, each only once as long as the base stays."""

    def __init__(self, precision: float) -> None:
        self._precision = precision
        self._matcher: Matcher | None = None
        self._decide = lru_cache(REMEMBERED)(self._undecided)

    def decide(self, matcher: Matcher, question: str) -> Outcome:
        """Return the outcome of ``question`` without any context."""
        if matcher is not self._matcher:
            # A new cache, not an emptied one: nothing that is still being decided gets into it.
            self._matcher = matcher
            self._decide = lru_cache(REMEMBERED)(self._undecided)
        if len(question) > LONGEST:
            return matcher.decide(question, precision=self._precision)
        return self._decide(matcher, question)

    def _undecided(self, matcher: Matcher, question: str) -> Outcome:
        return matcher.decide(question, precision=self._precision)
