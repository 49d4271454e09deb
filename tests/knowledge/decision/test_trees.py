import numpy as np
import pytest

from knowledge.decision.trees import Trees

# The first tree asks for the first feature and then for one of the others; the second asks for the last alone.
DEEP = Trees(
    features=np.array([[0, 1, 2], [2, 2, 2]]),
    thresholds=np.array([[0.5, 0.1, 0.2], [0.0, np.inf, np.inf]]),
    leaves=np.array([[1.0, 2.0, 3.0, 4.0], [10.0, 20.0, 30.0, 40.0]]),
    start=-0.5,
)


@pytest.mark.parametrize(
    ("row", "first", "second"),
    [
        pytest.param([0.0, 0.0, 0.0], 1.0, 10.0, id="below-all"),
        pytest.param([0.5, 0.2, 0.0], 2.0, 10.0, id="equal-is-below"),
        pytest.param([0.6, 9.0, 0.2], 3.0, 30.0, id="above-and-equal"),
        pytest.param([0.6, 0.0, 0.3], 4.0, 30.0, id="above-twice"),
        pytest.param([-9.0, 0.2, -1.0], 2.0, 10.0, id="left-then-right"),
    ],
)
def test_each_tree_adds_the_leaf_that_a_row_falls_to(row: list[float], first: float, second: float) -> None:
    assert DEEP.log_odds(np.array(row)) == pytest.approx(-0.5 + first + second)


def test_a_question_in_a_single_level_is_enough() -> None:
    stump = Trees(np.array([[0]]), np.array([[0.5]]), np.array([[-1.0, 1.0]]), 0.0)

    assert [stump.log_odds(np.array([value])) for value in (0.4, 0.6)] == [-1.0, 1.0]


@pytest.mark.parametrize("row", [[0.0, 0.0, 0.0], [0.5, 0.2, 0.0], [0.6, 9.0, 0.2], [0.6, 0.0, 0.3]])
def test_deepened_trees_say_the_same(row: list[float]) -> None:
    assert DEEP.deepened().leaves.shape == (2, 8)
    assert DEEP.deepened().log_odds(np.array(row)) == DEEP.log_odds(np.array(row))


@pytest.mark.parametrize("row", [[0.0, 0.0, 0.0], [0.5, 0.2, 0.0], [0.6, 9.0, 0.2], [0.6, 0.0, 0.3]])
def test_trees_say_nothing_beyond_what_they_know(row: list[float]) -> None:
    bounded = DEEP.where_at_most(1, 0.2)

    assert bounded.log_odds(np.array(row)) == (DEEP.log_odds(np.array(row)) if row[1] <= 0.2 else DEEP.start)


@pytest.mark.parametrize("row", [[0.0, 0.0, 0.0], [0.6, 0.0, 0.3]])
def test_trees_of_any_depth_are_added_up(row: list[float]) -> None:
    stump = Trees(np.array([[0]]), np.array([[0.5]]), np.array([[-1.0, 1.0]]), 0.25)
    sum_ = DEEP.log_odds(np.array(row)) + stump.log_odds(np.array(row))

    assert DEEP.with_more(stump).log_odds(np.array(row)) == pytest.approx(sum_)
    assert stump.with_more(DEEP).log_odds(np.array(row)) == pytest.approx(sum_)
