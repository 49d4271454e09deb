import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.decision.fitting import fit_logistic, fit_ranker, logistic

PRIOR = np.array([1.0, -2.0, 0.5])


def ranked(weights: NDArray[np.float64], groups: int) -> list[tuple[NDArray[np.float64], int]]:
    random = np.random.default_rng(1)
    found = []
    for _ in range(groups):
        signals = random.normal(size=(5, len(weights)))
        noise = random.gumbel(size=5)
        found.append((signals, int((signals @ weights + noise).argmax())))
    return found


def test_the_ranker_recovers_known_weights() -> None:
    weights = np.array([2.0, 0.0, -1.0])

    found = fit_ranker(ranked(weights, 2000), np.zeros(3), 0.1)

    assert found == pytest.approx(weights, abs=0.2)


def test_the_ranker_keeps_its_prior_without_questions() -> None:
    assert fit_ranker([], PRIOR, 2.0) == pytest.approx(PRIOR)


def test_a_stronger_prior_moves_the_ranker_less() -> None:
    groups = ranked(np.array([5.0, 5.0, 5.0]), 50)

    weak, strong = fit_ranker(groups, PRIOR, 0.1), fit_ranker(groups, PRIOR, 1000.0)

    assert np.abs(strong - PRIOR).max() < 0.2 < np.abs(weak - PRIOR).max()


def test_the_ranker_leaves_its_prior_as_it_was() -> None:
    prior = PRIOR.copy()

    fit_ranker(ranked(np.array([5.0, 5.0, 5.0]), 10), prior, 1.0)

    assert prior.tolist() == PRIOR.tolist()


def cases(coefficients: NDArray[np.float64], count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    random = np.random.default_rng(2)
    features = random.normal(size=(count, len(coefficients) - 1))
    chance = logistic(features @ coefficients[:-1] + coefficients[-1])
    return features, (random.random(count) < chance).astype(float)


def test_the_logistic_model_recovers_known_coefficients() -> None:
    coefficients = np.array([1.5, -0.5, 0.7])
    features, right = cases(coefficients, 8000)

    found = fit_logistic(features, right, np.ones(8000), np.zeros(3), 0.1)

    assert found == pytest.approx(coefficients, abs=0.15)


def test_the_logistic_model_keeps_its_prior_without_cases() -> None:
    found = fit_logistic(np.zeros((0, 2)), np.zeros(0), np.zeros(0), PRIOR, 0.2)

    assert found == pytest.approx(PRIOR)


def test_cases_without_mass_count_for_nothing() -> None:
    features, right = cases(np.array([1.5, -0.5, 0.7]), 200)

    assert fit_logistic(features, right, np.zeros(200), PRIOR, 0.2) == pytest.approx(PRIOR)


def test_mass_counts_like_as_many_cases() -> None:
    features, right = cases(np.array([1.5, -0.5, 0.7]), 100)

    weighted = fit_logistic(features, right, np.full(100, 3.0), PRIOR, 1.0)
    repeated = fit_logistic(np.tile(features, (3, 1)), np.tile(right, 3), np.ones(300), PRIOR, 1.0)

    assert weighted == pytest.approx(repeated, abs=1e-4)


def test_cases_that_are_perfectly_apart_stay_finite() -> None:
    features = np.array([[-1.0], [-2.0], [1.0], [2.0]])
    right = np.array([0.0, 0.0, 1.0, 1.0])

    found = fit_logistic(features, right, np.ones(4), np.zeros(2), 0.2)

    assert np.isfinite(found).all()
    assert found[0] > 1.0


def test_logistic_rises_from_nought_to_one_without_overflow() -> None:
    values = logistic(np.array([-1e9, -1.0, 0.0, 1.0, 1e9]))

    assert values[2] == pytest.approx(0.5)
    assert values[1] + values[3] == pytest.approx(1.0)
    assert values[0] == pytest.approx(0.0)
    assert values[4] == pytest.approx(1.0)
    assert np.all(np.diff(values) > 0)
