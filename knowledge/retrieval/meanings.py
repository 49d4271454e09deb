"""How near a question's words come to a fact's words when they are not the same.

Two signals from one table of word vectors: the cosine of the question's mean with the fact's mean, and the share
of the question's words that some word of the fact covers (the recall of BERTScore, Zhang et al. 2020, on static
vectors and weighted by rarity). A third, without vectors: the one phrasing that shares most words.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.language.analysis import ENTITY_MARK, Analysis
from knowledge.language.english import english
from knowledge.language.vectors import DIMENSIONS, word_vectors
from knowledge.retrieval.corpus import Corpus, Rows

Vectors = NDArray[np.float32]
# Below this cosine two words of the table are as good as unrelated. Halved it costs one wrong answer more on thirteen
# bases of which ten are answered wrongly, doubled one right one of 233.
RELATED = 0.35
# A word with less rarity is part of how people ask: one in twenty wordings has it. A small base has none so rare.
TELLING = 3.0
_BLOCK = 4_000


@dataclass(frozen=True, slots=True)
class MeantText:
    """A question's words: their rows (-1: not in the base), unit vectors, rarity, and the mean, of unit length.

    ``places`` says of every word row of the base which word of the question it is, counted from one; zero: none.
    """

    rows: Rows
    units: Vectors
    rarity: Vectors
    mean: Vectors
    places: NDArray[np.uint8]


class Meanings:
    """Word rows and mean vectors of every fact."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.vocabulary = corpus.row_of
        # The last row stays zero: it is where a row of -1 points until its word is known.
        words = word_vectors().vectors(corpus.texts)
        self._words = np.vstack([words, np.zeros((1, DIMENSIONS), dtype=np.float32)])
        self._units = unit_rows(self._words)
        counts = np.bincount(corpus.rows, minlength=len(corpus.texts))
        self._rarity = np.log((len(corpus) + 1.0) / (counts + 0.5)).astype(np.float32)
        self._squares = self._rarity**2
        self._unseen = np.float32(np.log((len(corpus) + 1.0) / 0.5))
        self._telling = min(TELLING, float(np.log(len(corpus) + 1.0)) / 2)
        self._centre = self._average_of_all()
        self._sums, self._norms = self._sum_by_fact()
        self._own_rows, self._own_starts = self._distinct_rows()
        self._keys, self._places = self._sorted_keys()
        self._having = np.bincount(self._own_rows, minlength=len(corpus.texts))

    def read(self, text: Analysis) -> MeantText:
        """Return the words of a question with their vectors."""
        row_of = self._corpus.row_of
        # Each word counts once: who names the same man twice has not said more.
        tokens = dict(zip(text.tokens, text.texts, strict=True))
        texts = list(tokens.values())
        known = [row_of.get(token, -1) for token in tokens]
        rows = np.array(known, dtype=np.int32)
        words, units, rarity = self._words.take(rows, axis=0), self._units.take(rows, axis=0), self._rarity[rows]
        for at, row in enumerate(known):
            if row >= 0:
                continue
            rarity[at] = self._unseen
            if texts[at]:
                words[at] = word_vectors().vector(texts[at])
                units[at] = _unit(words[at])
        places = np.zeros(len(self._squares) + 1, dtype=np.uint8)
        places[rows] = np.arange(1, len(rows) + 1)
        places[-1] = 0
        return MeantText(rows, units, rarity, self._centred(words.sum(axis=0)), places)

    def cosines(self, text: MeantText, facts: NDArray[np.intp] | slice) -> Vectors:
        """Return the cosine of the question's mean with the mean of each of ``facts``, -1 to 1."""
        return np.asarray((self._sums[facts] @ text.mean) / self._norms[facts], dtype=np.float32)

    def cosine_without(self, text: MeantText, fact: int) -> float:
        """Return the cosine with ``fact``, were the question's own phrasing not in it."""
        rest = self._sums[fact] - text.mean
        return float(rest @ text.mean / (np.linalg.norm(rest) + 1e-9))

    def covered(self, text: MeantText, facts: Sequence[int]) -> Vectors:
        """Return the share of the question, 0 to 1, by rarity, that words of each of ``facts`` cover."""
        parts = [self._own_rows[self._own_starts[fact] : self._own_starts[fact + 1]] for fact in facts]
        return self._cover(text, parts)

    def covered_without(self, text: MeantText, fact: int, place: int) -> float:
        """Return that share for one fact, were its phrasing at ``place`` not in it."""
        own = self._corpus.words(place)
        values, counts = np.unique(self._corpus.fact_words(fact), return_counts=True)
        np.subtract.at(counts, np.searchsorted(values, own), 1)
        rest = values[counts > 0]
        return float(self._cover(text, [rest])[0]) if len(rest) else 0.0

    def nearest(self, text: MeantText, fact: int, left_out: int = -1) -> tuple[float, int]:
        """Return the cosine, 0 to 1, with the phrasing of ``fact`` that shares most, and which one it is."""
        corpus = self._corpus
        first, last = corpus.bounds[fact], corpus.bounds[fact + 1]
        starts = corpus.starts[first:last]
        rows = corpus.fact_words(fact)
        weights = self._squares[rows]
        shared = np.add.reduceat(weights * (text.places[rows] > 0), starts - starts[0])
        lengths = np.add.reduceat(weights, starts - starts[0]) * (text.rarity @ text.rarity)
        scores = shared / np.sqrt(lengths + 1e-9)
        if left_out >= 0:
            scores[left_out - first] = 0.0
        best = int(scores.argmax())
        return float(min(scores[best], 1.0)), best

    def worded(self, text: Analysis) -> tuple[int, int] | None:
        """Return the fact, and which of its wordings, that has the very words of a text in order."""
        rows = tuple(self._corpus.row_of.get(token, -1) for token in text.tokens)
        key = hash(rows)
        for at in range(int(np.searchsorted(self._keys, key)), len(self._keys)):
            place = int(self._places[at])
            if self._keys[at] != key:
                break
            if tuple(self._corpus.words(place).tolist()) == rows:
                fact = int(np.searchsorted(self._corpus.bounds, place, side="right")) - 1
                return fact, place - int(self._corpus.bounds[fact])
        return None

    def has(self, text: Analysis) -> bool:
        """Whether a text has the very words of a wording, in order."""
        return self.worded(text) is not None

    def rarity(self, token: str) -> float:
        """Return how much a token tells: the logarithm of all phrasings over those that have it."""
        row = self._corpus.row_of.get(token)
        return float(self._unseen if row is None else self._rarity[row])

    def share(self, token: str) -> float:
        """Return the share of the facts, 0 to 1, that have a token in their wordings."""
        row = self._corpus.row_of.get(token)
        return 0.0 if row is None else float(self._having[row]) / self._corpus.facts

    def is_telling(self, token: str) -> bool:
        """Whether a token is part of what is asked about, not of how people ask."""
        if token.startswith(ENTITY_MARK):
            return True
        return token not in english().function_words and self.rarity(token) > self._telling

    def _cover(self, text: MeantText, parts: Sequence[Rows]) -> Vectors:
        rows = np.concatenate(parts)
        near = text.units @ self._units.take(rows, axis=0).T
        # A name has no vector, so what is the same is set to be.
        places = text.places[rows]
        (same,) = places.nonzero()
        near[places[same] - 1, same] = 1.0
        starts = list(accumulate(map(len, parts[:-1]), initial=0))
        best = np.minimum(np.maximum.reduceat(near, starts, axis=1), 1.0)
        best[best < RELATED] = 0.0
        return np.asarray(text.rarity @ best / (text.rarity.sum() + 1e-9), dtype=np.float32)

    def _means(self, facts: range) -> Vectors:
        corpus = self._corpus
        first, last = corpus.bounds[facts[0]], corpus.bounds[facts[-1] + 1]
        starts = corpus.starts[first : last + 1]
        rows = corpus.rows[starts[0] : starts[-1]]
        return unit_rows(np.add.reduceat(self._words[rows], starts[:-1] - starts[0], axis=0))

    def _average_of_all(self) -> Vectors:
        total = np.zeros(DIMENSIONS, dtype=np.float64)
        for facts in self._corpus.blocks(_BLOCK):
            total += self._means(facts).sum(axis=0)
        return np.asarray(total / len(self._corpus), dtype=np.float32)

    def _sum_by_fact(self) -> tuple[NDArray[np.floating[Any]], Vectors]:
        sums = np.zeros((self._corpus.facts, DIMENSIONS), dtype=np.float32)
        norms = np.zeros(self._corpus.facts, dtype=np.float32)
        for facts in self._corpus.blocks(_BLOCK):
            means = unit_rows(self._means(facts) - self._centre)
            bounds = self._corpus.bounds[facts[0] : facts[-1] + 1]
            part = np.add.reduceat(means, bounds - bounds[0], axis=0)
            sums[facts[0] : facts[-1] + 1] = part
            norms[facts[0] : facts[-1] + 1] = np.linalg.norm(part, axis=1) + 1e-9
        return sums, norms

    def _sorted_keys(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the hashes of all wordings in order, and whose each is."""
        starts, rows = self._corpus.starts.tolist(), self._corpus.rows.tolist()
        spans = pairwise(starts)
        keys = np.fromiter((hash(tuple(rows[first:last])) for first, last in spans), np.int64, len(self._corpus))
        order = np.argsort(keys, kind="stable")
        return keys[order], order

    def _distinct_rows(self) -> tuple[Rows, NDArray[np.int64]]:
        corpus = self._corpus
        counts = np.diff(corpus.starts[corpus.bounds])
        keys = np.repeat(np.arange(corpus.facts, dtype=np.int64), counts) * len(corpus.texts) + corpus.rows
        distinct = np.unique(keys)
        starts = np.searchsorted(distinct, np.arange(corpus.facts + 1) * len(corpus.texts))
        return (distinct % len(corpus.texts)).astype(np.int32), starts

    def _centred(self, total: Vectors) -> Vectors:
        return _unit(_unit(total) - self._centre)


def _unit(vector: Vectors) -> Vectors:
    return np.asarray(vector / np.float32(math.sqrt(vector @ vector) + 1e-9))


def unit_rows(rows: Vectors) -> Vectors:
    """Return ``rows`` with every row of unit length."""
    norms: Vectors = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / (norms + np.float32(1e-9))
