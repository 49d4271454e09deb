"""The few facts worth weighing for a question, each with its signals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.language.analysis import Analysis
from knowledge.retrieval.index import Index
from knowledge.retrieval.meanings import Meanings, MeantText

# How many facts are looked at closely, and how many a large base lets through to the word vectors.
CLOSE, WIDE = 6, 64
SMALL = 500
# What a cosine of meanings is worth beside a score of words when the close look is decided.
MEANING = 0.4
SIGNALS = ("score", "cosine", "covered")

Signals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Candidates for a question: fact numbers, shape (n,), and their signals (see ``SIGNALS``), shape (n, 3)."""

    facts: NDArray[np.intp]
    signals: Signals
    meant: MeantText


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A phrasing to be treated as if the base didn't have it: its fact and its place in the corpus."""

    fact: int
    place: int


class Retriever:
    """Finds the candidates for a question by the index and the word vectors."""

    def __init__(self, index: Index, meanings: Meanings) -> None:
        self._index = index
        self.meanings = meanings

    def retrieve(self, question: Analysis, left_out: LeftOut | None = None) -> Retrieved:
        """Return the candidates for ``question``: those with the strongest first impressions."""
        weighted = self._index.weigh(question)
        meant = self.meanings.read(question)
        scores = self._index.score(weighted)
        if left_out:
            scores[left_out.fact] = self._index.score_without(weighted, left_out.fact)
        is_small = len(scores) <= SMALL
        wide = np.arange(len(scores)) if is_small else _largest(scores, WIDE)
        cosines = self.meanings.cosines(meant, slice(None) if is_small else wide)
        if left_out:
            cosines[wide == left_out.fact] = self.meanings.cosine_without(meant, left_out.fact)
        close = _largest(scores[wide] + MEANING * cosines, CLOSE)
        facts = wide[close]
        covered = self.meanings.covered(meant, facts.tolist())
        if left_out:
            own = facts == left_out.fact
            covered[own] = self.meanings.covered_without(meant, left_out.fact, left_out.place) if own.any() else 0.0
        signals = np.empty((len(facts), len(SIGNALS)))
        signals[:, 0], signals[:, 1], signals[:, 2] = scores[facts], cosines[close], covered
        return Retrieved(facts, signals, meant)


def _largest(values: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    if len(values) > count:
        places = np.argpartition(-values, count)[:count]
        # Ties fall to the earlier fact, so that the same question always gets the same outcome.
        return places[np.lexsort((places, -values[places]))]
    return np.argsort(-values, kind="stable")
