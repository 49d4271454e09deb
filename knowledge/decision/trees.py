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

    def deepened(self) -> "Trees":
        """Return trees one level deeper that say the same: below each leaf both ways lead to it."""
        leaves = self.leaves.shape[1]
        return Trees(
            np.hstack([self.features, np.zeros((len(self.features), leaves), dtype=np.int64)]),
            np.hstack([self.thresholds, np.full((len(self.features), leaves), np.inf)]),
            np.repeat(self.leaves, 2, axis=1),
            self.start,
        )

    def with_more(self, more: "Trees") -> "Trees":
        """Return these and more trees, whose sums are added up."""
        these = self
        while these.leaves.shape[1] != more.leaves.shape[1]:
            if these.leaves.shape[1] < more.leaves.shape[1]:
                these = these.deepened()
            else:
                more = more.deepened()
        return Trees(
            np.vstack([these.features, more.features]),
            np.vstack([these.thresholds, more.thresholds]),
            np.vstack([these.leaves, more.leaves]),
            these.start + more.start,
        )

    def where_at_most(self, feature: int, most: float) -> "Trees":
        """Return trees one level deeper that say nothing of rows in which ``feature`` is above ``most``."""
        trees, leaves = self.leaves.shape
        features, thresholds = [np.full((trees, 1), feature, dtype=np.int64)], [np.full((trees, 1), most)]
        for level in range(leaves.bit_length() - 1):
            nodes = slice(2**level - 1, 2 ** (level + 1) - 1)
            mine = self.features[:, nodes]
            features += [mine, np.zeros_like(mine)]
            thresholds += [self.thresholds[:, nodes], np.full(mine.shape, np.inf)]
        silent = np.zeros_like(self.leaves)
        return Trees(np.hstack(features), np.hstack(thresholds), np.hstack([self.leaves, silent]), self.start)

    def log_odds(self, row: Array) -> float:
        """Return the sum of what all trees say of one row of features, shape (d,)."""
        every = np.arange(len(self.features))
        nodes = np.zeros(len(every), dtype=np.int64)
        inner = self.features.shape[1]
        while nodes[0] < inner:
            is_above = row[self.features[every, nodes]] > self.thresholds[every, nodes]
            nodes = 2 * nodes + 1 + is_above
        return self.start + float(self.leaves[every, nodes - inner].sum())
