import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.retrieval.fact_means import FactMeans

BOUNDS = np.array([0, 3, 6])


def vectors(*rows: tuple[float, ...]) -> NDArray[np.float32]:
    found = np.array(rows, dtype=np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


# In the last direction wordings of one fact differ, in the first two the facts do.
ASKED = vectors((1, 0, 1), (1, 0, 0), (1, 0, -1), (0, 1, 1), (0, 1, 0), (0, 1, -1))


def test_a_question_is_nearest_to_the_fact_whose_wordings_share_its_direction() -> None:
    cosines = FactMeans(ASKED, BOUNDS).cosines(vectors((0.9, 0.1, 0.4))[0])

    assert cosines.shape == (2,)
    assert cosines[0] > cosines[1]


def test_a_direction_in_which_wordings_of_one_fact_differ_counts_less() -> None:
    question = vectors((0.6, 0, 0.8))[0]

    plain = float(question @ vectors((1, 0, 0))[0])

    assert FactMeans(ASKED, BOUNDS).cosines(question)[0] > plain


def test_a_wording_that_is_left_out_has_no_say_in_its_fact_alone() -> None:
    means = FactMeans(ASKED, BOUNDS)
    question = ASKED[0]

    whole, rest = means.cosines(question), means.cosines(question, left_out=0)

    assert rest[0] < whole[0]
    assert rest[1] == pytest.approx(whole[1])


def test_one_wording_a_fact_is_its_own_mean() -> None:
    asked = ASKED[[0, 3]]
    means = FactMeans(asked, np.array([0, 1, 2]))

    assert means.cosines(asked[0]) == pytest.approx(asked @ asked[0], abs=1e-6)
    assert means.cosines(asked[0], left_out=0)[0] == pytest.approx(0.0, abs=1e-6)


def test_a_base_without_facts_has_no_means() -> None:
    assert FactMeans(np.zeros((0, 3), dtype=np.float32), np.array([0])).cosines(vectors((1, 0, 0))[0]).shape == (0,)


def test_the_spread_of_many_wordings_is_drawn_half_to_a_round_one() -> None:
    means = FactMeans(
        np.tile(ASKED, (100, 1))[np.argsort(np.tile(np.repeat([0, 1], 3), 100), kind="stable")], BOUNDS * 100
    )

    # A third of half the spread in each direction, and the other half in the last: the question's last part shrinks.
    last = np.sqrt((0.5 / 3) / (0.5 + 0.5 / 3))
    assert means.cosines(vectors((1, 0, 1))[0])[0] == pytest.approx(1 / np.hypot(1, last), abs=0.02)
