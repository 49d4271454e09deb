"""How near words come to the words of a small base, each worked out once."""

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.corpus import Rows

Vectors = NDArray[np.float32]
KEPT_BYTES = 64 * 2**20


class CosineCache:
    """Cosines of words with all words of a small base: what has been worked out once is kept.

    People ask with the same words again and again, and a row that is kept spares a product of matrices.
    """

    def __init__(self, units: Vectors) -> None:
        self._units = units
        self._most = KEPT_BYTES // (len(units) * units.itemsize)
        self._kept: dict[int, Vectors] = {}

    def of(self, words: Rows, units: Vectors, rows: Rows) -> Vectors:
        """Return the cosines of words with those in ``rows``, shape (words, rows).

        Args:
            words: their rows in the base, -1 where it has no such word.
            units: their vectors, of unit length.
            rows: rows of the base.
        """
        near = np.empty((len(words), len(rows)), dtype=np.float32)
        for at, row in enumerate(words.tolist()):
            cosines = self._kept.get(row)
            if cosines is None:
                cosines = self._units @ units[at]
                if row >= 0 and len(self._kept) < self._most:
                    self._kept[row] = cosines
            cosines.take(rows, out=near[at], mode="clip")
        return near

    def __getstate__(self) -> dict[str, object]:
        return self.__dict__ | {"_kept": {}}
