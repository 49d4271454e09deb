"""Two small convex fits in plain numpy: a ranker over candidates and a logistic model of being right."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_STEPS = 30
# A step so small changes no chance in its sixth digit.
_STILL = 1e-6


def fit_ranker(groups: list[tuple[Array, int]], prior: Array, strength: float) -> Array:
    """Return weights under which the right candidate of each group scores highest (conditional logit, Newton's method).

    Args:
        groups: for each question the candidates' signals, shape (n, d), and the place of the right one.
        prior: the weights to fall back on, shape (d,).
        strength: how many groups the prior counts for.
    """
    weights = prior.copy()
    for _ in range(_STEPS):
        gradient = strength * (weights - prior)
        hessian = strength * np.eye(len(prior))
        for signals, right in groups:
            shares = _softmax(signals @ weights)
            mean = shares @ signals
            gradient += mean - signals[right]
            hessian += (signals * shares[:, None]).T @ signals - np.outer(mean, mean)
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def fit_logistic(features: Array, right: Array, mass: Array, prior: Array, strength: float) -> Array:
    """Return the coefficients of P(right), the intercept last, drawn towards ``prior`` (Newton's method).

    Args:
        features: one row for each case, shape (n, d).
        right: 1 or 0 for each case, shape (n,).
        mass: how much each case counts, shape (n,).
        prior: coefficients to fall back on, shape (d + 1,).
        strength: how much the prior counts.
    """
    rows = np.hstack([features, np.ones((len(features), 1))])
    weights, loss = prior.copy(), _loss(rows, right, mass, prior, prior, strength)
    for _ in range(_STEPS):
        chance = logistic(rows @ weights)
        gradient = rows.T @ (mass * (chance - right)) + strength * (weights - prior)
        slope = mass * chance * (1.0 - chance)
        step = np.linalg.solve((rows * slope[:, None]).T @ rows + strength * np.eye(len(prior)), gradient)
        # A full step may overshoot where the chances are near 0 or 1: it is halved until it makes the loss smaller.
        ahead = _loss(rows, right, mass, weights - step, prior, strength)
        while ahead > loss and np.abs(step).max() > _STILL:
            step /= 2.0
            ahead = _loss(rows, right, mass, weights - step, prior, strength)
        weights, loss = weights - step, min(ahead, loss)
        if float(np.abs(step).max()) < _STILL:
            break
    return weights


def _loss(rows: Array, right: Array, mass: Array, weights: Array, prior: Array, strength: float) -> float:  # noqa: PLR0913
    values = rows @ weights
    return float(mass @ (np.logaddexp(0.0, values) - right * values) + strength / 2.0 * ((weights - prior) ** 2).sum())


def logistic(values: Array) -> Array:
    """Return 1 / (1 + exp(-values)), without overflow."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(values, -40.0, 40.0))))


def _softmax(values: Array) -> Array:
    powers = np.exp(values - values.max())
    return np.asarray(powers / powers.sum())
