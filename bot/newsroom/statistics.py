"""What the bot has done since it started: how many questions, how many answered, how fast."""

from collections import Counter, deque
from dataclasses import dataclass, field

import numpy as np

from knowledge.decision.outcomes import Answer, Outcome

# Decisions whose time is kept: enough for a 99th percentile of a hundred, and less than a megabyte.
KEPT = 10_000


@dataclass
class Statistics:
    """Counts of outcomes and the seconds of the last ten thousand decisions."""

    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: deque[float] = field(default_factory=lambda: deque(maxlen=KEPT))

    def count(self, outcome: Outcome, seconds: float) -> None:
        """Add one decision."""
        self.outcomes[type(outcome).__name__] += 1
        self.seconds.append(seconds)

    @property
    def questions(self) -> int:
        """How many questions were decided."""
        return self.outcomes.total()

    @property
    def answered(self) -> int:
        """How many of them got an answer."""
        return self.outcomes[Answer.__name__]

    def percentile_ms(self, percent: float) -> float:
        """Return a percentile of the time a decision took, in milliseconds; 0 where there was none."""
        return float(np.percentile(list(self.seconds), percent) * 1e3) if self.seconds else 0.0
