"""What the wordings of a fact have in common: the cosine of a question with their mean.

Directions in which wordings of one fact differ anyway say little; they are evened out by the spread within facts, drawn
to a round one (linear discriminant analysis with shrinkage, Friedman 1989).
"""

import numpy as np
from numpy.typing import NDArray

from knowledge.language.encoder import Vectors

Scores = NDArray[np.float32]
Bounds = NDArray[np.int64]

# How far the spread within facts is drawn to a round one, at least; the fewer wordings, the further. Of 0, .5 and .9
# on two public sets .5 was best.
SHRINKAGE = 0.5


class FactMeans:
    """The means of all facts' wordings, given as unit vectors, shape (wordings, d), fact by fact."""

    def __init__(self, vectors: Vectors, bounds: Bounds) -> None:
        counts = np.diff(bounds)
        # One wording each differs from no other of its fact.
        self._evening = _evening(vectors, bounds) if len(vectors) > len(counts) else None
        evened = vectors if self._evening is None else vectors @ self._evening
        self._vectors, self._bounds = vectors, bounds
        self._sums = np.add.reduceat(evened, bounds[:-1]).astype(np.float32) if len(counts) else evened
        self._lengths = np.linalg.norm(self._sums, axis=1) + 1e-9

    def cosines(self, question: Vectors, left_out: int = -1) -> Scores:
        """Return the cosine of a question's vector with each fact's mean, shape (facts,), but for one wording."""
        evened = question if self._evening is None else question @ self._evening
        evened = evened / (np.linalg.norm(evened) + 1e-9)
        cosines = np.asarray(self._sums @ evened / self._lengths, dtype=np.float32)
        if left_out >= 0:
            fact = int(np.searchsorted(self._bounds, left_out, side="right")) - 1
            left = self._vectors[left_out]
            rest = self._sums[fact] - (left if self._evening is None else left @ self._evening)
            cosines[fact] = float(rest @ evened) / (float(np.linalg.norm(rest)) + 1e-9)
        return cosines


def _evening(vectors: Vectors, bounds: Bounds) -> Vectors:
    """Return the matrix, shape (d, d), under which wordings of one fact differ alike in all directions."""
    counts = np.diff(bounds)
    means = np.add.reduceat(vectors, bounds[:-1]) / counts[:, None]
    spread = vectors - np.repeat(means, counts, axis=0)
    size = vectors.shape[1]
    covariance = spread.T @ spread / len(vectors)
    few = size / (size + len(vectors) - len(counts))
    drawn = max(SHRINKAGE, few)
    covariance = (1.0 - drawn) * covariance + drawn * np.trace(covariance) / size * np.eye(size)
    values, axes = np.linalg.eigh(covariance + 1e-9 * np.eye(size))
    return np.asarray((axes / np.sqrt(values)) @ axes.T, dtype=np.float32)
