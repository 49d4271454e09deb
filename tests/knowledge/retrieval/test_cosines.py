import pickle

import numpy as np
import pytest

from knowledge.retrieval.cosines import CosineCache
from knowledge.retrieval.meanings import unit_rows

UNITS = unit_rows(np.random.default_rng(1).normal(size=(9, 4)).astype(np.float32))
ROWS = np.array([0, 3, 8], dtype=np.int32)


def test_cosines_are_those_of_the_vectors_at_first_and_ever_after() -> None:
    similarity = CosineCache(UNITS)
    words = np.array([2, 5], dtype=np.int32)
    expected = UNITS[words] @ UNITS[ROWS].T

    for _ in range(2):
        assert similarity.of(words, UNITS[words], ROWS) == pytest.approx(expected, abs=1e-6)


def test_words_that_the_base_lacks_are_never_taken_for_each_other() -> None:
    similarity = CosineCache(UNITS)
    strange = np.array([-1], dtype=np.int32)

    first = similarity.of(strange, UNITS[:1], ROWS)
    second = similarity.of(strange, UNITS[1:2], ROWS)

    assert first == pytest.approx(UNITS[:1] @ UNITS[ROWS].T, abs=1e-6)
    assert second == pytest.approx(UNITS[1:2] @ UNITS[ROWS].T, abs=1e-6)


def test_what_is_kept_is_not_stored() -> None:
    similarity = CosineCache(UNITS)
    similarity.of(np.array([2], dtype=np.int32), UNITS[2:3], ROWS)

    assert len(pickle.dumps(similarity)) == len(pickle.dumps(CosineCache(UNITS)))
