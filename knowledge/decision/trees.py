"""Boosted decision trees, evaluated: a sum of small trees over signals (Friedman 2001), fitted by ``fitting/``."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trees:
    """Complete binary trees of one depth: inner nodes ask whether a feature is above a threshold, leaves hold log odds.

    ``features`` and ``thresholds`` have the shape (trees, 2^depth - 1), breadth first, ``leaves`` (trees, 2^depth).
    """

    features: NDArray[np.int64]
    thresholds: Array
    leaves: Array
    start: float

    def log_odds(self, row: Array) -> float:
        """Return the sum of what all trees say of one row of features, shape (d,)."""
        every = np.arange(len(self.features))
        nodes = np.zeros(len(every), dtype=np.int64)
        inner = self.features.shape[1]
        while nodes[0] < inner:
            is_above = row[self.features[every, nodes]] > self.thresholds[every, nodes]
            nodes = 2 * nodes + 1 + is_above
        return self.start + float(self.leaves[every, nodes - inner].sum())
