"""Unit vectors of words as the reader compares them: of a question's by themselves, of a base's texts each word once.

The texts of a fact share most of their words with those of other facts: of the bundled base's nineteen thousand words,
counted fact by fact, four thousand are left, and sixteen megabytes less.
"""

from collections.abc import Iterable
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.language.english import english
from knowledge.language.vectors import DIMENSIONS, word_vectors

Units = NDArray[np.float32]
Places = NDArray[np.int64]

# Rows that a table has room for at first; it doubles when it is full. A base of thirty facts has some nine hundred.
ROOM = 1024


def units_of(words: Iterable[str]) -> Units:
    """Return a unit vector for each word, shape (words, 256); zero for names and grammar, which match as such only."""
    skipped = english().function_words
    rows = [
        word_vectors().unit(word) if word and word not in skipped else np.zeros(DIMENSIONS, dtype=np.float32)
        for word in words
    ]
    return np.array(rows, dtype=np.float32).reshape(-1, DIMENSIONS)


class WordUnits:
    """The unit vectors of a base's words, which grow as facts are met; threads may share it."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._table = np.zeros((ROOM, DIMENSIONS), dtype=np.float32)
        self._growing = Lock()

    def places(self, words: Iterable[str]) -> Places:
        """Return where the vector of each word stands, shape (words,); that of a new one is added."""
        with self._growing:
            return np.array([self._place(word) for word in words], dtype=np.int64)

    def _place(self, word: str) -> int:
        place = self._places.get(word, len(self._places))
        if place == len(self._places):
            if place == len(self._table):
                # Who reads the old table meanwhile finds there what was there.
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._table[place] = units_of([word])[0]
            self._places[word] = place
        return place

    def at(self, places: Places) -> Units:
        """Return the vectors at ``places``, shape (places, 256)."""
        return self._table.take(places, axis=0)

    def __getstate__(self) -> dict[str, Any]:
        with self._growing:
            return {"_places": dict(self._places), "_table": self._table[: len(self._places)].copy()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, _growing=Lock())
