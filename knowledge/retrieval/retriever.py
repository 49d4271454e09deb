"""The few facts worth weighing for a question, each with its signals."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.language.analysis import Analysis
from knowledge.language.encoder import Vectors
from knowledge.retrieval.index import Index
from knowledge.retrieval.meanings import Meanings, MeantText
from knowledge.retrieval.sentences import Nearness, Sentences

# How many facts are looked at closely. On 24 bases of some thirty facts with a wording or two the right one is among
# six, twelve, 24 for 97.2, 99.2, 99.7 of 100 questions, on 77 and 150 topics of ten wordings among twelve for 99 and
# all. More cost time, and the standing of the first among the others is fitted to twelve.
CLOSE = 12

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
        facts = _largest(_impression(scores, nearness), CLOSE)
        cosines = self.meanings.cosines(meant, facts)
        if left_out:
            cosines[facts == left_out.fact] = self.meanings.cosine_without(meant, left_out.fact)
        signals = np.empty((len(facts), 6))
        signals[:, 0], signals[:, 1] = scores[facts], cosines
        signals[:, 2] = self._covered(meant, facts, left_out)
        signals[:, 3] = nearness.told[facts]
        signals[:, 4] = [self._lexical(meant, int(fact), left_out) for fact in facts]
        signals[:, 5] = nearness.mean[facts]
        return Retrieved(facts, signals, nearness, meant)

    def around(self, texts: Iterable[tuple[Analysis, Vectors]], count: int) -> frozenset[int]:
        """Return the ``count`` facts that at first sight come nearest to any of some texts with their vectors."""
        seen = [_impression(self.scores(text), self.sentences.near(vector)) for text, vector in texts]
        return frozenset(_largest(np.max(seen, axis=0), count).tolist())

    def scores(self, question: Analysis) -> NDArray[np.float32]:
        """Return the index's score of every fact, 0 to 1, shape (facts,)."""
        return self._index.score(self._index.weigh(question))

    def _covered(self, meant: MeantText, facts: NDArray[np.intp], left_out: LeftOut | None) -> NDArray[np.float32]:
        covered = self.meanings.covered(meant, facts.tolist())
        if left_out:
            own = facts == left_out.fact
            covered[own] = self.meanings.covered_without(meant, left_out.fact, left_out.place) if own.any() else 0.0
        return covered

    def _lexical(self, meant: MeantText, fact: int, left_out: LeftOut | None) -> float:
        place = left_out.place if left_out and left_out.fact == fact else -1
        return self.meanings.nearest(meant, fact, place)[0]


def _impression(scores: NDArray[np.float32], nearness: Nearness) -> NDArray[np.float32]:
    # All weigh the same: weights that were sought for them found the right fact no oftener.
    return np.asarray(scores + nearness.near + nearness.told + nearness.mean, dtype=np.float32)


def _largest(values: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    if len(values) > count:
        places = np.argpartition(-values, count)[:count]
        # Ties fall to the earlier fact, so that the same question always gets the same outcome.
        return places[np.lexsort((places, -values[places]))]
    return np.argsort(-values, kind="stable")
