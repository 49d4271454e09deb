"""Outcomes of what was asked lately: the same question over the same base always gets the same outcome."""

from collections import OrderedDict
from threading import Lock

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer, Outcome, Suggestions

# What all that is kept may take together: thousands of questions, and little beside the hundreds of megabytes that a
# matcher takes.
LIMIT_BYTES = 8 * 2**20
# Characters of a question that is worth keeping: what is longer than this nobody asks twice.
LONGEST = 200
# What Python takes for an object of an outcome with its fields, and for a character that is no plain letter; the facts
# and their wordings belong to the base. ``test_outcome_cache.py`` measures that this is enough.
OBJECT_BYTES, CHARACTER_BYTES = 300, 4


class OutcomeCache:
    """Decides questions that stand alone, each only once as long as the base stays; bounded in bytes."""

    def __init__(self, precision: float, limit_bytes: int = LIMIT_BYTES) -> None:
        self._precision = precision
        self._limit_bytes = limit_bytes
        self._matcher: Matcher | None = None
        # Longest unasked first.
        self._kept: OrderedDict[str, Outcome] = OrderedDict()
        self._changing = Lock()  # two threads read
        self.bytes = 0

    def decide(self, matcher: Matcher, question: str) -> Outcome:
        """Return the outcome of ``question`` without any context."""
        if len(question) > LONGEST:
            return matcher.decide(question, precision=self._precision)
        with self._changing:
            if matcher is not self._matcher:
                self._matcher, self.bytes = matcher, 0
                self._kept.clear()
            if question in self._kept:
                self._kept.move_to_end(question)
                return self._kept[question]
        outcome = matcher.decide(question, precision=self._precision)
        with self._changing:
            # What was still being decided when the base changed is not kept.
            if matcher is self._matcher:
                self._keep(question, outcome)
        return outcome

    def _keep(self, question: str, outcome: Outcome) -> None:
        if question not in self._kept:
            self.bytes += size_of(question, outcome)
        self._kept[question] = outcome
        while self.bytes > self._limit_bytes:
            self.bytes -= size_of(*self._kept.popitem(last=False))


def size_of(question: str, outcome: Outcome) -> int:
    """Return how many bytes a question and its outcome take at the most."""
    # Each candidate has a block, which quotes the question.
    candidates = len(outcome.candidates) if isinstance(outcome, Suggestions) else 1
    repairs = len(outcome.repairs) if isinstance(outcome, Answer) else 0
    objects = 2 + 2 * candidates + 3 * repairs
    return OBJECT_BYTES * objects + CHARACTER_BYTES * len(question) * (2 + candidates)
