"""Examples -> coefficients: a ranker and a judge, each over standardised signals, every base with the same say."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fitting.examples import Example
from knowledge.decision.judgement import GATHERED, SIGNALS, Field, Judgement, logistic, spread
from knowledge.decision.trees import Trees

Array = NDArray[np.float64]
# How strongly coefficients are drawn to zero, as a number of questions (of some ten thousand): by leaving one base out.
RANKER_STRENGTH = 10.0
# So many of the candidates that rank highest are learned from: the first alone is seldom wrong.
JUDGED = 3
# Trees, and how deep they are. Of 4,080 questions to sixty stories, a sixth of those left out in turn, 150 more than
# before answer 1,085 rightly at 60 wrong answers, 90 of them 1,037 and 250 of them 1,102.
TREES, DEPTH = 150, 4
STEPS = 40
NO_TREES = Trees(np.zeros((1, 1), dtype=np.int64), np.zeros((1, 1)), np.zeros((1, 2)), 0.0)
# What serves while signals are gathered: they don't depend on it.
UNFITTED = Judgement(np.zeros(len(SIGNALS) + len(GATHERED)), NO_TREES, np.array([[0.0, 1.0], [0.0, 1.0]]))


def weights_of(examples: Sequence[Example]) -> Array:
    """Return how much each example counts: every base the square root of its size, the mean being one."""
    sizes = Counter(example.group for example in examples)
    mass = np.array([sizes[example.group] ** -0.5 for example in examples])
    return np.asarray(mass / mass.mean())


def fit_ranker(examples: Sequence[Example]) -> Array:
    """Return the weight of each of ``SIGNALS`` under which a right candidate ranks highest (conditional logit)."""
    useful = [example for example in examples if example.right.any() and not example.right.all()]
    mass = weights_of(useful)
    scale = np.concatenate([spread(example.signals) for example in useful]).std(axis=0) + 1e-6
    size = max(len(example.facts) for example in useful)
    signals = np.zeros((len(useful), size, len(SIGNALS) + len(GATHERED)))
    there, right = np.zeros((len(useful), size), dtype=bool), np.zeros((len(useful), size), dtype=bool)
    for at, example in enumerate(useful):
        signals[at, : len(example.facts)] = spread(example.signals) / scale
        there[at, : len(example.facts)], right[at, : len(example.facts)] = True, example.right
    weights = np.zeros(len(SIGNALS) + len(GATHERED))
    for _ in range(STEPS):
        scores = np.where(there, signals @ weights, -np.inf)
        step = _newton_step(scores, right, mass, signals, weights)
        weights -= step
        if float(np.abs(step).max()) < 1e-4:
            break
    return np.asarray(weights / scale)


def _newton_step(scores: Array, right: NDArray[np.bool_], mass: Array, signals: Array, weights: Array) -> Array:
    """Return Newton's step down the ranker's loss, shape (d,), at scores of shape (questions, candidates)."""
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    wanted = shares * right
    wanted /= wanted.sum(axis=1, keepdims=True) + 1e-12
    gradient = RANKER_STRENGTH * weights + np.einsum("g,gk,gkd->d", mass, shares - wanted, signals)
    mean = np.einsum("gk,gkd->gd", shares, signals)
    squares = np.einsum("g,gk,gkd,gke->de", mass, shares, signals, signals, optimize=True)
    hessian = RANKER_STRENGTH * np.eye(len(weights)) + squares - np.einsum("g,gd,ge->de", mass, mean, mean)
    return np.asarray(np.linalg.solve(hessian, gradient))


def judged(examples: Sequence[Example], ranker: Array) -> tuple[Array, Array, list[int]]:
    """Return features and rightness of the candidates that are judged, and which example each belongs to."""
    judgement = Judgement(ranker, NO_TREES, np.zeros((2, 1)))
    rows, right, kept = [], [], []
    for at, example in enumerate(examples):
        order = np.argsort(-judgement.rank(example.signals), kind="stable")
        field = Field(example.signals, example.kin, example.foil, example.own_foils)
        for place in [int(place) for place in order if not example.blocked[place]][:JUDGED]:
            rows.append(judgement.features(field, place, range(len(example.facts)), example.testimony[place]))
            right.append(bool(example.right[place]))
            kept.append(at)
    return np.array(rows), np.array(right, dtype=float), kept


def likeliest(chances: Array, kept: Sequence[int]) -> list[int]:
    """Return the rows with the highest chance of each example."""
    best: dict[int, int] = {}
    for row, example in enumerate(kept):
        if example not in best or chances[row] > chances[best[example]]:
            best[example] = row
    return list(best.values())


def fit_judge(features: Array, right: Array, mass: Array, onto: Trees | None = None, bound: int | None = None) -> Trees:
    """Return boosted trees for the chance of being right; those that go ``onto`` others start from what those say.

    Those say nothing of rows in which the feature ``bound`` is above all that they are fitted on.
    """
    from sklearn.ensemble import GradientBoostingClassifier

    model = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=DEPTH, learning_rate=0.03, subsample=0.5, min_samples_leaf=30, max_features=0.2,
        random_state=0, init=_start_from(onto) if onto else None,
    )  # fmt: skip
    model.fit(features, right, sample_weight=mass)
    grown = [_complete(tree.tree_, model.learning_rate) for tree in model.estimators_[:, 0]]
    asked, thresholds, leaves = (np.array(part) for part in zip(*grown, strict=True))
    if onto:
        more = Trees(asked, thresholds, leaves, 0.0)
        return onto.with_more(more if bound is None else more.where_at_most(bound, float(features[:, bound].max())))
    base = float(model.init_.class_prior_[1])
    return Trees(asked, thresholds, leaves, float(np.log(base / (1.0 - base))))


def _start_from(trees: Trees) -> Any:
    """Return what scikit-learn asks for the first chances: those of ``trees``."""
    from sklearn.base import BaseEstimator, ClassifierMixin

    class Serving(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
        """Says what the trees that serve say."""

        def fit(self, features: Array, *_: object, **__: object) -> "Serving":
            """Learn nothing: all is known."""
            self.classes_, self.n_features_in_ = np.array([0, 1]), features.shape[1]
            return self

        def predict_proba(self, features: Array) -> Array:
            """Return the chances of both outcomes, shape (n, 2)."""
            chances = logistic(np.array([trees.log_odds(row) for row in features]))
            return np.column_stack([1.0 - chances, chances])

    return Serving()


def _complete(tree: Any, rate: float) -> tuple[list[int], list[float], list[float]]:
    """Return a tree with all its levels filled up: a leaf above the last one is repeated below."""
    asked, thresholds = [0] * (2**DEPTH - 1), [np.inf] * (2**DEPTH - 1)
    nodes = [0] * (2 ** (DEPTH + 1) - 1)
    for at in range(2**DEPTH - 1):
        node = nodes[at]
        left, right = int(tree.children_left[node]), int(tree.children_right[node])
        if left < 0:
            nodes[2 * at + 1] = nodes[2 * at + 2] = node
        else:
            asked[at], thresholds[at] = int(tree.feature[node]), float(tree.threshold[node])
            nodes[2 * at + 1], nodes[2 * at + 2] = left, right
    return asked, thresholds, [rate * float(tree.value[node, 0, 0]) for node in nodes[2**DEPTH - 1 :]]
