"""The wordings and answers of all facts as vectors of whole sentences: what means nearly the same as a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.language.encoder import Vectors
from knowledge.retrieval.fact_means import Bounds, FactMeans, Scores
from knowledge.retrieval.vector_store import VectorStore


@dataclass(frozen=True, slots=True)
class Nearness:
    """Cosines with all ``wordings``, and with each fact's nearest wording, nearest sentence ``told``, and ``mean``."""

    wordings: Scores
    near: Scores
    told: Scores
    mean: Scores


class Sentences:
    """Vectors of all wordings and answer sentences, in the order of their facts."""

    def __init__(self, store: VectorStore, asked: Sequence[Sequence[str]], told: Sequence[Sequence[str]]) -> None:
        """Encode the texts, given fact by fact; what ``store`` has already is taken from there."""
        self.bounds = _bounds(asked)
        self._told_bounds = _bounds(told)
        texts = [as_question(text) for fact in asked for text in fact] + [text for fact in told for text in fact]
        vectors = store.vectors(texts)
        count = int(self.bounds[-1])
        self._asked, self._told = vectors[:count], vectors[count:]
        self._means = FactMeans(self._asked, self.bounds)

    def near(self, question: Vectors, left_out: int = -1) -> Nearness:
        """Return how near a question's vector, shape (dimensions,), comes to every fact, but for one wording."""
        wordings = np.asarray(self._asked @ question, dtype=np.float32)
        if left_out >= 0:
            wordings[left_out] = -1.0
        told = _best(self._told @ question, self._told_bounds)
        return Nearness(wordings, _best(wordings, self.bounds), told, self._means.cosines(question, left_out))

    def of_fact(self, nearness: Nearness, fact: int) -> Scores:
        """Return the cosines with the wordings of one fact."""
        return nearness.wordings[self.bounds[fact] : self.bounds[fact + 1]]


def as_question(text: str) -> str:
    """Return a wording as the encoder likes it best: with a question mark (+.9 points on two public sets)."""
    stripped = text.strip()
    return stripped if stripped.endswith(("?", ".", "!")) else stripped + "?"


def _bounds(groups: Iterable[Sequence[str]]) -> Bounds:
    return np.cumsum([0, *(len(group) for group in groups)], dtype=np.int64)


def _best(scores: NDArray[np.floating], bounds: Bounds) -> Scores:
    """Return the highest score of each group, 0 for an empty one."""
    best = np.zeros(len(bounds) - 1, dtype=np.float32)
    filled = np.flatnonzero(np.diff(bounds))
    if len(filled):
        best[filled] = np.maximum.reduceat(scores, bounds[filled])
    return np.maximum(best, 0.0)
