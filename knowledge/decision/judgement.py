"""The fitted judgement: which candidate stands first, and how likely it is the right one.

A conditional logit over a candidate's signals ranks (McFadden 1974); boosted trees over those and over how it stands to
the others say how likely the first one answers the question. Trees, because parts of a question make up for each other
only so far: on bases that were left out they tell right from wrong answers with an AUROC of .80, a logistic regression
over the same signals with .71. Both are fitted once over many fact bases (see ``fitting/``), so a base with one wording
a fact starts from what other bases taught; ``calibration`` then adapts them to the base at hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.decision.trees import Trees
from knowledge.decision.witness import TESTIMONY
from knowledge.reading.alignment import SIGNALS as ALIGNED

Array = NDArray[np.float64]

FITTED = Path(__file__).parent / "fitted"
# What retrieval says of a candidate, before its alignment.
RETRIEVED = ("score", "cosine", "covered", "told", "lexical", "mean")
SIGNALS = (*RETRIEVED, *ALIGNED, "wordings", "untold")
NEAR, TOLD, SCORE = (SIGNALS.index(name) for name in ("near", "told", "score"))
WORDINGS = SIGNALS.index("wordings")
# What a fact's wordings say together, and by the logarithm of how many wordings it is scaled.
GATHERED = ("score", "cosine", "covered", "told", "lexical", "mean", "near", "cover all")
COLUMNS = [SIGNALS.index(name) for name in GATHERED]
MANY = 2.4
# What is told of the first candidate beside its own signals: how it stands to the others, and to what editors ruled
# out.
STANDING = (
    "rank", "lead", "share", "near lead", "told lead", "score lead", "foil", "has foil", "own foil", *TESTIMONY,
)  # fmt: skip


# A base without `not` lines has no foil to keep a distance from; the average distance where there is one.
NO_FOIL = 0.2


@dataclass(frozen=True, slots=True)
class Field:
    """The candidates of a question: ``signals`` (n, d), ``kin`` (n, n), the cosine with the nearest ``not`` line.

    ``own_foils`` (n,) has the cosine with the nearest line of each one's own, not a number where it has none.
    """

    signals: Array
    kin: NDArray[np.bool_]
    foil: float | None
    own_foils: Array


@dataclass(frozen=True, slots=True)
class Judgement:
    """Weights of ``SIGNALS`` and, by the number of wordings, of ``GATHERED``, that rank; trees that judge.

    ``thresholds`` are shares of right answers, rising, each with the chance from which on answers reached it on bases
    left out.
    """

    ranker: Array
    judge: Trees
    thresholds: Array

    def rank(self, signals: Array) -> Array:
        """Return the rank score of each candidate, shape (n,), from signals of shape (n, d); higher is better."""
        return np.asarray(spread(signals) @ self.ranker)

    def features(self, field: Field, place: int, present: Sequence[int], testimony: Array) -> Array:
        """Return what the judge weighs of the candidate at ``place`` among those ``present``, shape (d,).

        Refused rivals are present: that they are refused makes no other candidate surer. ``testimony`` is what a
        witness says of it, as ``TESTIMONY`` names it.
        """
        scores = self.rank(field.signals)
        shares = np.exp(scores[list(present)] - scores[list(present)].max())
        rivals = [other for other in present if not field.kin[place, other]]
        share = float(np.exp(scores[place] - scores[list(present)].max()) / shares.sum())
        near = float(field.signals[place, NEAR])
        standing = [
            scores[place], _lead(scores, place, rivals), share,
            *(_lead(field.signals[:, column], place, rivals) for column in (NEAR, TOLD, SCORE)),
            NO_FOIL if field.foil is None else near - field.foil, float(field.foil is not None),
            NO_FOIL if np.isnan(field.own_foils[place]) else near - field.own_foils[place],
        ]  # fmt: skip
        return np.concatenate([field.signals[place], standing, testimony])

    def precision(self, least: float) -> float:
        """Return the share of right answers, 0 to 1, that answers from the chance ``least`` on had on other bases."""
        shares, chances = self.thresholds
        return float(np.interp(least, [*chances, 1.0], [*shares, 1.0]))

    def chance(self, features: Array) -> float:
        """Return the chance, 0 to 1, that the candidate with these features is right."""
        return float(logistic(np.array(self.judge.log_odds(features))))


def spread(signals: Array) -> Array:
    """Return signals, shape (n, d), with ``GATHERED`` once more by the number of wordings, shape (n, d + 8).

    A profile of ten wordings says more than one of a single wording, so what it says is weighed apart.
    """
    many = signals[:, [WORDINGS]] / MANY
    return np.hstack([signals, signals[:, COLUMNS] * many])


def logistic(values: Array) -> Array:
    """Return 1 / (1 + exp(-values)), without overflow."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(values, -40.0, 40.0))))


def _lead(values: Array, place: int, rivals: Sequence[int]) -> float:
    """Return how far a candidate is ahead of those that are no kin of it; below zero: behind."""
    return float(values[place] - max((values[other] for other in rivals), default=0.0))


@cache
def judgement(name: str) -> Judgement:
    """Return the judgement fitted for the vectors of one kind of encoder: ``sentences`` or ``words``."""
    with np.load(FITTED / f"{name}.npz", allow_pickle=False) as file:
        trees = Trees(file["features"], file["nodes"].astype(float), file["leaves"].astype(float), float(file["start"]))
        return Judgement(file["ranker"], trees, file["thresholds"])
