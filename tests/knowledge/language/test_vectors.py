from importlib.machinery import ModuleSpec

import numpy as np
import pytest

from knowledge.language import vectors
from knowledge.language.vectors import DIMENSIONS, word_vectors


@pytest.mark.parametrize(
    ("word", "common"),
    [
        pytest.param("bridge", True, id="everyday-word"),
        pytest.param("the", True, id="short-word"),
        pytest.param("kowalski", False, id="name"),
        pytest.param("brigde", False, id="typo"),
        pytest.param("zq", False, id="short-fragment"),
        pytest.param("lik", False, id="short-piece-that-begins-no-sentence"),
        pytest.param("leaf", True, id="longer-piece-that-begins-no-sentence"),
    ],
)
def test_common_words_are_neither_names_nor_typos(word: str, *, common: bool) -> None:
    assert word_vectors().is_common(word) is common


def test_common_words_come_sorted_long_and_in_lower_case() -> None:
    found = word_vectors().common_words()

    assert found == sorted(found)
    assert len(found) > 1000
    assert all(len(word) > 4 and word.isascii() and word.islower() and word.isalpha() for word in found)


def test_one_word_and_a_list_of_words_get_the_same_vectors() -> None:
    words = ["bridge", "kowalski", ""]

    rows = word_vectors().vectors(words)

    assert rows.shape == (3, DIMENSIONS)
    for row, word in zip(rows, words, strict=True):
        assert np.allclose(row, word_vectors().vector(word), atol=1e-3)


def cosine(one: str, other: str) -> float:
    first, second = word_vectors().vector(one), word_vectors().vector(other)
    return float(first @ second / (np.linalg.norm(first) * np.linalg.norm(second)))


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("sacked", "fired", "ferry"), ("boat", "ship", "mayor"), ("fee", "charge", "weather")],
)
def test_words_of_like_meaning_are_nearer_than_others(word: str, near: str, far: str) -> None:
    assert cosine(word, near) > cosine(word, far) + 0.1


def test_the_table_is_read_once() -> None:
    assert word_vectors() is word_vectors()


@pytest.mark.parametrize("spec", [None, ModuleSpec("wordllama", None)], ids=["missing", "no-package"])
def test_a_missing_table_says_what_to_install(monkeypatch: pytest.MonkeyPatch, spec: ModuleSpec | None) -> None:
    monkeypatch.setattr(vectors, "find_spec", lambda name: spec)

    with pytest.raises(ModuleNotFoundError, match="wordllama is missing; install"):
        word_vectors.__wrapped__()
