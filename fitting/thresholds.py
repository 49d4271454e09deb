"""Chances on bases left out -> from which chance on so many answers are right."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# The shares for which a threshold is kept; between them it is interpolated.
SHARES = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99)
# Of so many questions nobody has a fact. Whoever writes questions to fit on writes more of these, and each to mislead:
# of 1,280 to twenty stories 45 of 100.
UNANSWERABLE = 0.3
# How sure the share must be reached, in standard errors of it.
SURE = 0.25


def thresholds(chances: Array, right: Array, mass: Array) -> Array:
    """Return two rows: ``SHARES``, and the lowest chance from which on that share of answers was right, with a margin.

    Beyond the last chance at which a share was seen, the chance rises towards one as the share does.
    """
    order = np.argsort(-chances, kind="stable")
    chances, right, mass = chances[order], right[order], mass[order]
    weight, squares = np.cumsum(mass), np.cumsum(mass**2)
    share = np.cumsum(mass * right) / weight
    effective = weight**2 / squares
    # Wilson's lower bound (1927) of the share with so many answers.
    low = _lower(share, effective)
    found: list[float] = []
    for wanted in SHARES:
        enough = np.flatnonzero(low >= wanted)
        found.append(float(chances[enough[-1]]) if len(enough) else _beyond(found, chances, wanted))
    return np.array([SHARES, np.maximum.accumulate(found)])


def weight_without_answer(answerable: Sequence[bool]) -> float:
    """Return how much a question without an answer counts beside others for ``UNANSWERABLE`` of all to be such."""
    having = sum(answerable)
    without = len(answerable) - having
    return UNANSWERABLE / (1.0 - UNANSWERABLE) * having / without if having and without else 1.0


def _lower(share: Array, count: Array) -> Array:
    centre = share + SURE**2 / (2 * count)
    spread = SURE * np.sqrt(share * (1 - share) / count + SURE**2 / (4 * count**2))
    return np.asarray((centre - spread) / (1 + SURE**2 / count))


def _beyond(found: Sequence[float], chances: Array, wanted: float) -> float:
    last = found[-1] if found else float(chances[0])
    return last + (1.0 - last) * min(1.0, 0.5 * math.sqrt(max(wanted - 0.9, 0.0) / 0.1))
