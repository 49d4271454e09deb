"""The few facts worth weighing for a question, each with its signals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.language.analysis import Analysis
from knowledge.language.encoder import Vectors
from knowledge.retrieval.index import Index
from knowledge.retrieval.meanings import Meanings, MeantText
from knowledge.retrieval.sentences import Nearness, Sentences

# How many facts are looked at closely: the right one is among eight for 97 % of what can be answered (six: 95 %); and
# how many of a large base each witness lets through to the others.
CLOSE, WIDE = 12, 64
SMALL = 500
# What a cosine of words, and of a sentence with the nearest wording, the nearest sentence of the answer and the mean of
# the wordings is worth beside a score of words when the close look is decided.
MEANING, NEAR, TOLD, MEAN = 0.4, 1.5, 0.75, 0.5

Signals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Candidates for a question: facts, shape (n,), and signals, shape (n, 6): see ``judgement.RETRIEVED``."""

    facts: NDArray[np.intp]
    signals: Signals
    nearness: Nearness
    meant: MeantText


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A phrasing to be treated as if the base didn't have it: its fact and its place in the corpus."""

    fact: int
    place: int


class Retriever:
    """Finds the candidates for a question by the index, the word vectors and the sentences."""

    def __init__(self, index: Index, meanings: Meanings, sentences: Sentences) -> None:
        self._index = index
        self.meanings = meanings
        self.sentences = sentences

    def retrieve(self, question: Analysis, vector: Vectors, left_out: LeftOut | None = None) -> Retrieved:
        """Return the candidates for ``question``, whose sentence has this ``vector``: the best first impressions."""
        weighted = self._index.weigh(question)
        meant = self.meanings.read(question)
        nearness = self.sentences.near(vector, left_out.place if left_out else -1)
        scores = self._index.score(weighted)
        if left_out:
            scores[left_out.fact] = self._index.score_without(weighted, left_out.fact)
        spoken = NEAR * nearness.near + TOLD * nearness.told + MEAN * nearness.mean
        wide = self._wide(scores, spoken)
        cosines = self.meanings.cosines(meant, wide)
        if left_out:
            cosines[wide == left_out.fact] = self.meanings.cosine_without(meant, left_out.fact)
        close = _largest(scores[wide] + MEANING * cosines + spoken[wide], CLOSE)
        facts = wide[close]
        signals = np.empty((len(facts), 6))
        signals[:, 0], signals[:, 1] = scores[facts], cosines[close]
        signals[:, 2] = self._covered(meant, facts, left_out)
        signals[:, 3] = nearness.told[facts]
        signals[:, 4] = [self._lexical(meant, int(fact), left_out) for fact in facts]
        signals[:, 5] = nearness.mean[facts]
        return Retrieved(facts, signals, nearness, meant)

    def scores(self, question: Analysis) -> NDArray[np.float32]:
        """Return the index's score of every fact, 0 to 1, shape (facts,)."""
        return self._index.score(self._index.weigh(question))

    def _wide(self, scores: NDArray[np.float32], spoken: NDArray[np.float32]) -> NDArray[np.intp]:
        if len(scores) <= SMALL:
            return np.arange(len(scores))
        return np.unique(np.concatenate([_largest(scores, WIDE), _largest(spoken, WIDE)]))

    def _covered(self, meant: MeantText, facts: NDArray[np.intp], left_out: LeftOut | None) -> NDArray[np.float32]:
        covered = self.meanings.covered(meant, facts.tolist())
        if left_out:
            own = facts == left_out.fact
            covered[own] = self.meanings.covered_without(meant, left_out.fact, left_out.place) if own.any() else 0.0
        return covered

    def _lexical(self, meant: MeantText, fact: int, left_out: LeftOut | None) -> float:
        place = left_out.place if left_out and left_out.fact == fact else -1
        return self.meanings.nearest(meant, fact, place)[0]


def _largest(values: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    if len(values) > count:
        places = np.argpartition(-values, count)[:count]
        # Ties fall to the earlier fact, so that the same question always gets the same outcome.
        return places[np.lexsort((places, -values[places]))]
    return np.argsort(-values, kind="stable")
