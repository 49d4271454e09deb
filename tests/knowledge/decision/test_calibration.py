from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from knowledge.decision.calibration import LOGISTIC_PRIOR, RANKER_PRIOR, Calibration
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Suggestions
from knowledge.loading.loader import load

WriteBase = Callable[..., Path]

REHEARSED = np.array([0.95, 0.9, 0.6, 0.99, 0.2])
MASS = np.array([1.0, 2.0, 1.0, 1.0, 5.0])
MODEL = Calibration(RANKER_PRIOR, LOGISTIC_PRIOR, REHEARSED, MASS)

ONE_FACT = """
sources:
  - {id: gazette, publisher: Gazette, title: Tolls, published: 2024}
facts:
  - id: toll
    question: How much is the bridge toll?
    answer: Four dollars.
    citations: [{source: gazette}]
"""


@pytest.mark.parametrize("feature", [0, 1], ids=["score", "lead"])
def test_confidence_rises_with(feature: int) -> None:
    chances = []
    for value in np.linspace(0.0, 1.0, 11):
        features = np.array([0.3, 0.1, 0.0])
        features[feature] = value
        chances.append(MODEL.of(features))

    assert chances == sorted(chances)
    assert chances[-1] > chances[0] + 0.3
    assert 0.0 <= chances[0] <= chances[-1] <= 1.0


def test_confidence_falls_when_a_refused_fact_scored_higher() -> None:
    assert MODEL.of(np.array([0.3, 0.1, 0.4])) < MODEL.of(np.array([0.3, 0.1, 0.0]))


@pytest.mark.parametrize(
    ("precision", "threshold"),
    [
        pytest.param(0.99, 0.99, id="only-the-best"),
        pytest.param(0.97, 0.95, id="mean-of-the-two-best"),
        pytest.param(0.93, 0.9, id="mass-counts"),
        pytest.param(0.85, 0.6, id="four"),
        pytest.param(0.0, 0.5, id="never-below-even"),
        pytest.param(0.995, 0.995, id="out-of-reach"),
        pytest.param(1.0, 1.0, id="certainty"),
    ],
)
def test_threshold_is_the_lowest_that_keeps_the_precision(precision: float, threshold: float) -> None:
    assert MODEL.threshold(precision) == pytest.approx(threshold)


def test_threshold_of_a_base_that_was_never_rehearsed_is_the_precision() -> None:
    assert Calibration(RANKER_PRIOR, LOGISTIC_PRIOR, np.zeros(0), np.zeros(0)).threshold(0.7) == 0.7


def test_threshold_rises_with_precision(town: Matcher) -> None:
    thresholds = [town.threshold(precision) for precision in (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.999, 1.0)]

    assert thresholds == sorted(thresholds)
    assert thresholds[0] < thresholds[-1]


def test_what_is_answered_with_precision_is_answered_with_less(town: Matcher) -> None:
    question = "why did the mayor fire the harbour master"

    answered = [isinstance(town.decide(question, precision=precision), Answer) for precision in (0.0, 0.9, 1.0)]

    assert answered == [True, True, False]


def test_the_very_words_of_a_fact_are_answered_at_any_precision(town: Matcher) -> None:
    wordings = [(text, fact.id) for fact in town.base.facts for text in fact.wordings]

    outcomes = [(text, town.decide(text, precision=1.0)) for text, _ in wordings]

    answered = [(text, outcome.fact.id) for text, outcome in outcomes if isinstance(outcome, Answer)]
    assert answered == wordings


def test_a_base_of_one_fact_with_one_wording_still_works(write_base: WriteBase) -> None:
    matcher = Matcher(load(write_base(facts=ONE_FACT)))

    (candidate,) = matcher.candidates("how much is the bridge toll")

    assert candidate.fact.id == "toll"
    assert 0.9 < candidate.confidence <= 1.0
    assert isinstance(matcher.decide("how much is the bridge toll"), Answer | Suggestions)
    assert isinstance(matcher.decide("who is the mayor of Paris"), Suggestions | Abstention)


def test_a_closer_wording_gets_more_confidence(town: Matcher) -> None:
    def confidence(question: str) -> float:
        return next(c.confidence for c in town.candidates(question) if c.fact.id == "north-bridge-toll")

    assert confidence("how much is the toll on north bridge") > confidence("toll") > confidence("mayor")


def test_the_fit_gives_every_signal_a_share(town_folder: Path) -> None:
    steps: list[tuple[str, int, int]] = []

    matcher = Matcher(load(town_folder), lambda step, done, total: steps.append((step, done, total)))

    shares = matcher._calibration.ranker
    assert [done for step, done, _ in steps if step == "rehearsing"] == [1, 2, 3]
    assert shares.min() > 0.0
    assert shares.sum() == pytest.approx(1.0)
    assert np.abs(shares - RANKER_PRIOR / RANKER_PRIOR.sum()).max() > 1e-4  # three facts move it little
