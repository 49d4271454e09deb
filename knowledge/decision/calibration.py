"""How sure to be: P(right) fitted on the base itself, so that an editor sets a share of right answers, not a score.

The base is asked its own questions with a wording left out (does the rest of the fact still answer?), with a whole
fact left out, with the editors' near misses, and with strange words in place of its own. On these rehearsals, whose
right outcome is known, a ranker and a logistic model are fitted; both fall back on a prior where a base is small.
An answer with a fact that the editors call related counts as right.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.decision.fitting import fit_logistic, fit_ranker, logistic
from knowledge.decision.selection import CandidateSet, Selector
from knowledge.language.analysis import Analyst
from knowledge.language.text import stem
from knowledge.language.vectors import word_vectors
from knowledge.model import FactBase
from knowledge.retrieval.corpus import Corpus
from knowledge.retrieval.retriever import LeftOut

Array = NDArray[np.float64]

# What the fits come to on bases of several kinds: where a small base starts from.
RANKER_PRIOR = np.array([8.0, 5.0, 5.0])
LOGISTIC_PRIOR = np.array([10.0, 7.0, -2.5, -3.5])
PRIOR_STRENGTH = 2.0
FALLBACK = 0.2
EVEN = 0.5
# Rehearsing more facts than these changes the fit little.
FACTS, WORDINGS, NEAR_MISSES = 150, 3, 300
# Editors put the likeliest wording first: the k-th one is taken to be asked as 1/k².
POSITION_POWER = 2.0
# What is asked beside questions that the base can answer, as shares of those: facts that it lacks, near misses that
# no editor foresaw, strange things. LEARNT from so much, so that the model sees enough of what it must refuse; then
# fitted to what is EXPECTED, so that its P(right) is honest.
LEARNT = {"absent": 0.5, "near miss": 0.1, "strange": 0.2}
EXPECTED = {"absent": 0.1, "near miss": 0.01, "strange": 0.1}
# A word in more than this share of the phrasings is no topic of its own.
COMMON_WORD = 0.1


@dataclass(frozen=True)
class Calibration:
    """The fitted models: how candidates are ranked, and P(right) of the one that stands first."""

    ranker: Array
    coefficients: Array
    rehearsed: Array
    mass: Array

    def of(self, features: Array) -> float:
        """Return P(right), 0 to 1, for a candidate's features."""
        value = float(features @ self.coefficients[:-1]) + float(self.coefficients[-1])
        return 1.0 / (1.0 + math.exp(-min(max(value, -40.0), 40.0)))

    def of_each(self, features: Array) -> Array:
        """Return P(right), shape (n,), for the features of n candidates."""
        return logistic(features @ self.coefficients[:-1] + self.coefficients[-1])

    def threshold(self, precision: float) -> float:
        """Return the lowest confidence from which on the share of right answers is expected to be ``precision``.

        However good the others are, no answer is given that is as likely wrong as right.
        """
        order = np.argsort(-self.rehearsed, kind="stable")
        chances, mass = self.rehearsed[order], self.mass[order]
        expected = np.cumsum(chances * mass) / np.maximum(np.cumsum(mass), 1e-12)
        enough = np.flatnonzero(expected >= precision)
        return max(float(chances[enough[-1]]), EVEN) if len(enough) else max(precision, EVEN)


@dataclass(frozen=True)
class _Rehearsal:
    """One question whose right outcome is known: ``right`` facts, or none; ``absent`` and ``skip`` as in ``select``."""

    found: CandidateSet
    right: frozenset[int]
    mass: float
    absent: int = -1
    skip: tuple[int, int] = (-1, -1)


@dataclass(frozen=True)
class _Trial:
    """What came of a rehearsal: the features of the fact that stood first, and whether it was right."""

    kind: str
    features: Array
    right: bool
    mass: float


class Calibrator:
    """Asks a base what it should and should not answer."""

    def __init__(self, base: FactBase, analyst: Analyst, corpus: Corpus, selector: Selector) -> None:
        self._base = base
        self._analyst = analyst
        self._corpus = corpus
        self._selector = selector
        self._random = random.Random(0)  # noqa: S311  a fixed draw, so that the same base always gets the same fit
        self._strange_words = word_vectors().common_words()

    def fit(self, progress: Callable[[int, int], None]) -> Calibration:
        """Rehearse the base and return the models."""
        places = np.unique(np.linspace(0, len(self._base.facts) - 1, FACTS).astype(int)).tolist()
        self._rehearsed = len(places)
        wordings = [rehearsal for place in places for rehearsal in self._wordings(place)]
        progress(1, 4)
        ranker = self._fit_ranker(wordings)
        progress(2, 4)
        absent = [_Rehearsal(w.found, frozenset(), w.mass, absent=min(w.right)) for w in wordings]
        near_misses = [r for place in places for r in self._near_misses(place)][:NEAR_MISSES]
        strange = [rehearsal for place in places for rehearsal in self._strange(place)]
        progress(3, 4)
        return self._fit_chances({"": wordings, "absent": absent, "near miss": near_misses, "strange": strange}, ranker)

    def _wordings(self, fact: int) -> list[_Rehearsal]:
        first = int(self._corpus.bounds[fact])
        found = []
        if len(self._base.facts[fact].wordings) == 1:
            return []  # without its only wording nothing is left to be found
        for rank, text in enumerate(self._base.facts[fact].wordings[:WORDINGS], 1):
            analysis = self._analyst.stored(text)
            left_out = LeftOut(fact, first + rank - 1)
            found.append(
                _Rehearsal(self._selector.collect(analysis, left_out), frozenset({fact}), rank**-POSITION_POWER)
            )
        return found

    def _near_misses(self, fact: int) -> list[_Rehearsal]:
        lines = self._base.facts[fact].not_
        return [
            _Rehearsal(self._selector.collect(self._analyst.question(text)), frozenset(), 1.0, skip=(fact, at))
            for at, text in enumerate(lines)
        ]

    def _strange(self, fact: int) -> list[_Rehearsal]:
        words = self._base.facts[fact].question.split()
        common = np.log(1.0 / COMMON_WORD)
        replaced = [
            word if self._selector.rarity(stem(word.casefold())) < common else self._random.choice(self._strange_words)
            for word in words
        ]
        if replaced == words:
            return []
        return [_Rehearsal(self._selector.collect(self._analyst.question(" ".join(replaced))), frozenset(), 1.0)]

    def _fit_ranker(self, wordings: list[_Rehearsal]) -> Array:
        groups = []
        for rehearsal in wordings:
            retrieved = rehearsal.found.retrieved
            (right,) = rehearsal.right
            here = np.flatnonzero(retrieved.facts == right)
            if len(here) and len(retrieved.facts) > 1:
                groups.append((retrieved.signals, int(here[0])))
        weights = fit_ranker(groups, RANKER_PRIOR, PRIOR_STRENGTH)
        positive: Array = np.maximum(weights, 0.0)
        shares: Array = positive / positive.sum()
        return shares

    def _fit_chances(self, kinds: dict[str, list[_Rehearsal]], ranker: Array) -> Calibration:
        tried = [self._try(kind, rehearsal, ranker) for kind, rehearsals in kinds.items() for rehearsal in rehearsals]
        seen = [trial for trial in tried if trial is not None]
        if not seen:
            return Calibration(ranker, LOGISTIC_PRIOR, np.zeros(0), np.zeros(0))
        total = {kind: sum(rehearsal.mass for rehearsal in rehearsals) for kind, rehearsals in kinds.items()}
        features = np.array([trial.features for trial in seen])
        right = np.array([trial.right for trial in seen], dtype=float)
        share = np.array([self._rehearsed * trial.mass / total[trial.kind] for trial in seen])
        learnt = share * np.array([LEARNT.get(trial.kind, 1.0) for trial in seen])
        expected = share * np.array([EXPECTED.get(trial.kind, 1.0) for trial in seen])
        direction = fit_logistic(features, right, learnt, LOGISTIC_PRIOR, FALLBACK)
        # A second fit of one slope and one intercept makes the chances honest (Platt 1999).
        line = (features @ direction[:-1] + direction[-1])[:, None]
        slope, intercept = fit_logistic(line, right, expected, np.array([1.0, 0.0]), FALLBACK)
        coefficients = np.append(direction[:-1] * slope, direction[-1] * slope + intercept)
        return Calibration(ranker, coefficients, logistic(features @ coefficients[:-1] + coefficients[-1]), expected)

    def _try(self, kind: str, rehearsal: _Rehearsal, ranker: Array) -> _Trial | None:
        chosen = self._selector.select(rehearsal.found, ranker, absent=rehearsal.absent, skip=rehearsal.skip)
        if chosen.place is None:
            return None
        place = int(rehearsal.found.retrieved.facts[chosen.place])
        kin = self._selector.kin[place]
        if rehearsal.absent >= 0 and self._bear_on_the_same(rehearsal.absent, kin, place):
            return None  # so it is neither right nor wrong
        return _Trial(kind, chosen.features, bool(rehearsal.right & kin), rehearsal.mass)

    def _bear_on_the_same(self, absent: int, kin: frozenset[int], other: int) -> bool:
        topics = set(self._base.facts[absent].topics)
        return absent in kin or not topics.isdisjoint(self._base.facts[other].topics)
