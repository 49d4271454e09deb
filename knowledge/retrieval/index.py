"""A sparse index over facts: question -> a score for every fact, fast at any size.

Each fact is one profile: the damped sum of its phrasings' TF-IDF vectors (Rocchio 1971), so all wordings of a fact
speak together. Scores are cosines, 0 to 1: what the base has never seen keeps its weight in the question's length.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.language.analysis import Analysis
from knowledge.retrieval.corpus import Corpus, Starts
from knowledge.retrieval.features import CONCEPT, Codes, Hasher, Weights, code, concept_code

# Below one, so that a word in ten phrasings doesn't count ten times as much as a word in one.
DAMPING = 0.75
# A base of more wordings has a table of features four times as large, of 64 MB instead of 16: with 30,000 wordings of
# eight words 44 of 100 unknown features hit something in the smaller one, 13 in the larger.
LARGE = 20_000
_BLOCK = 10_000

Scores = NDArray[np.float32]
Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class WeightedText:
    """A text's features, the weight of each one's kind, and their weights as a question, of unit length."""

    ids: Codes
    kinds: Weights
    weights: Weights


class Index:
    """Profiles of all facts, by feature (to score) and by fact (to leave one phrasing out)."""

    def __init__(self, corpus: Corpus) -> None:
        self._hasher = Hasher(bits=22 if len(corpus) > LARGE else 20)
        self._facts = corpus.facts
        self._idf = self._document_weights(corpus)
        self._fact_starts, self._fact_ids, self._fact_sums = self._sum_by_fact(corpus)
        self._starts, self._posted, self._values = self._invert()

    def weigh(self, text: Analysis) -> WeightedText:
        """Return the features of ``text`` with their weights."""
        codes = np.array([[code(token) for token in text.tokens]], dtype=np.uint32)
        groups = np.array([concept_code(group) for group in sorted(text.concepts)], dtype=np.uint32)
        found, kinds = self._hasher.words(codes)
        ids = found[0]
        if len(groups):
            ids = np.concatenate([ids, self._hasher.concepts(groups)])
            kinds = np.concatenate([kinds, np.full(len(groups), CONCEPT, dtype=np.float32)])
        sharing = self._starts.take(ids + np.uint32(1)) - self._starts.take(ids)
        icf = np.log((self._facts + 1.0) / (sharing + 0.5)).astype(np.float32)
        return WeightedText(ids, kinds, _unit(kinds * (self._idf[ids] * icf)))

    def score(self, text: WeightedText) -> Scores:
        """Return the score of every fact, 0 to 1, shape (facts,)."""
        starts = self._starts.take(text.ids)
        lengths = self._starts.take(text.ids + np.uint32(1)) - starts
        ends = lengths.cumsum()
        places = np.arange(ends[-1] if len(ends) else 0) + (starts - ends + lengths).repeat(lengths)
        values = self._values.take(places) * text.weights.repeat(lengths)
        return np.bincount(self._posted.take(places), weights=values, minlength=self._facts).astype(np.float32)

    def score_without(self, text: WeightedText, fact: int) -> float:
        """Return the score of ``fact`` for one of its own phrasings, were that phrasing not in the base."""
        part = slice(self._fact_starts[fact], self._fact_starts[fact + 1])
        ids, sums = self._fact_ids[part], self._fact_sums[part].copy()
        places = np.searchsorted(ids, text.ids)
        np.subtract.at(sums, places, _unit(text.kinds * self._idf[text.ids]))
        sums[sums < 1e-5] = 0.0
        damped = sums**DAMPING
        norm = float(np.sqrt(damped @ damped))
        return float(damped[places] @ text.weights) / norm if norm else 0.0

    def _features(self, corpus: Corpus, facts: range) -> tuple[NDArray[np.int64], Codes, Weights]:
        """Return place, number and kind's weight of every feature of the phrasings of ``facts``."""
        first, last = int(corpus.bounds[facts[0]]), int(corpus.bounds[facts[-1] + 1])
        lengths = np.diff(corpus.starts[first : last + 1])
        places, ids, kinds = [], [], []
        for length in np.unique(lengths[lengths > 0]):
            these = np.flatnonzero(lengths == length) + first
            words = corpus.rows[corpus.starts[these][:, None] + np.arange(length)]
            features, weights = self._hasher.words(corpus.codes[words])
            places.append(np.repeat(these, features.shape[1]))
            ids.append(features.ravel())
            kinds.append(np.tile(weights, len(these)))
        groups = corpus.concepts[corpus.concept_starts[first] : corpus.concept_starts[last]]
        places.append(np.repeat(np.arange(first, last), np.diff(corpus.concept_starts[first : last + 1])))
        ids.append(self._hasher.concepts(groups))
        kinds.append(np.full(len(groups), CONCEPT, dtype=np.float32))
        return np.concatenate(places), np.concatenate(ids), np.concatenate(kinds)

    def _document_weights(self, corpus: Corpus) -> Weights:
        counts = np.zeros(1 << self._hasher.bits, dtype=np.int64)
        for facts in corpus.blocks(_BLOCK):
            counts += np.bincount(self._features(corpus, facts)[1], minlength=len(counts))
        return np.log((len(corpus) + 1.0) / (np.minimum(counts, len(corpus)) + 0.5)).astype(np.float32)

    def _sum_by_fact(self, corpus: Corpus) -> tuple[Starts, Codes, Weights]:
        bits, owners = self._hasher.bits, corpus.owners().astype(np.int64)
        counts = np.zeros(self._facts + 1, dtype=np.int64)
        every_id, every_sum = [], []
        for facts in corpus.blocks(_BLOCK):
            places, ids, kinds = self._features(corpus, facts)
            weights = kinds * self._idf[ids]
            lengths = np.sqrt(np.bincount(places, weights=weights * weights, minlength=1))
            weights /= lengths[places]
            keys, inverse = np.unique((owners[places] << bits) | ids, return_inverse=True)
            counts[1:] += np.bincount(keys >> bits, minlength=self._facts)
            every_id.append((keys & ((1 << bits) - 1)).astype(np.uint32))
            every_sum.append(np.bincount(inverse, weights=weights).astype(np.float32))
        return np.cumsum(counts), np.concatenate(every_id), np.concatenate(every_sum)

    def _invert(self) -> tuple[Places, Places, Weights]:
        size = 1 << self._hasher.bits
        sharing = np.bincount(self._fact_ids, minlength=size)
        values = self._fact_sums**DAMPING
        owners = np.repeat(np.arange(self._facts, dtype=np.int32), np.diff(self._fact_starts))
        norms = np.sqrt(np.bincount(owners, weights=values * values, minlength=self._facts)).astype(np.float32)
        values /= norms[owners]
        order = np.argsort(self._fact_ids, kind="stable")
        starts = np.zeros(size + 1, dtype=np.int32)
        np.cumsum(sharing, out=starts[1:])
        return starts, owners[order], values[order]


def _unit(weights: Weights) -> Weights:
    norm = math.sqrt(weights @ weights)
    return weights / np.float32(norm) if norm else weights
