from collections.abc import Sequence

import numpy as np
import pytest

from knowledge.language.encoder import Vectors
from knowledge.retrieval.sentences import Sentences, as_question
from knowledge.retrieval.vector_store import VectorStore

WORDS = ("toll", "ferry", "mayor", "harbour")


class WordCounter:
    """Points a text in the direction of the words that it has."""

    key = "words counted"

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.array([[word in text for word in WORDS] for text in texts], dtype=np.float32)
        return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9), dtype=np.float32)


ASKED = (
    ("what is the toll", "toll of the ferry"),
    ("when did the ferry sail",),
    ("who is mayor", "mayor", "the mayor"),
)
TOLD = (("The toll is four dollars.", "The harbour takes it."), (), ("Anna Berg is mayor.",))
SENTENCES = Sentences(VectorStore(WordCounter()), ASKED, TOLD)


def vector(text: str) -> Vectors:
    return np.asarray(WordCounter().encode([text])[0])


HALF = 2**-0.5


@pytest.mark.parametrize(
    ("question", "near", "told"),
    [
        pytest.param("toll", [1.0, 0.0, 0.0], [1.0, 0.0, 0.0], id="a-wording-and-a-sentence"),
        pytest.param("ferry", [HALF, 1.0, 0.0], [0.0, 0.0, 0.0], id="no-sentence-at-all"),
        pytest.param("harbour", [0.0, 0.0, 0.0], [1.0, 0.0, 0.0], id="told-and-never-asked"),
        pytest.param("mayor toll", [HALF, 0.0, HALF], [HALF, 0.0, HALF], id="two-facts"),
        pytest.param("nothing", [0.0, 0.0, 0.0], [0.0, 0.0, 0.0], id="nothing"),
    ],
)
def test_each_fact_is_as_near_as_its_nearest_text(question: str, near: list[float], told: list[float]) -> None:
    found = SENTENCES.near(vector(question))

    assert found.near == pytest.approx(near, abs=1e-3)
    assert found.told == pytest.approx(told, abs=1e-3)


def test_a_wording_that_is_left_out_counts_for_nothing() -> None:
    found = SENTENCES.near(vector("toll"), left_out=0)

    assert found.near == pytest.approx([HALF, 0.0, 0.0], abs=1e-3)
    assert SENTENCES.of_fact(found, 0) == pytest.approx([-1.0, HALF], abs=1e-3)


def test_a_fact_whose_only_wording_is_left_out_is_near_nothing() -> None:
    assert SENTENCES.near(vector("ferry"), left_out=2).near == pytest.approx([HALF, 0.0, 0.0], abs=1e-3)


def test_each_fact_has_a_mean_of_its_wordings_without_the_one_left_out() -> None:
    whole, rest = SENTENCES.near(vector("toll")).mean, SENTENCES.near(vector("toll"), left_out=0).mean

    assert int(whole.argmax()) == 0
    assert rest[0] < whole[0]
    assert rest[1:] == pytest.approx(whole[1:])


def test_leaving_out_changes_no_later_question() -> None:
    SENTENCES.near(vector("toll"), left_out=0)

    assert SENTENCES.near(vector("toll")).near[0] == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize(("fact", "wordings"), [(0, 2), (1, 1), (2, 3)])
def test_a_fact_has_a_cosine_for_each_of_its_wordings(fact: int, wordings: int) -> None:
    assert len(SENTENCES.of_fact(SENTENCES.near(vector("mayor")), fact)) == wordings


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what is the toll", "what is the toll?"),
        (" bridge toll ", "bridge toll?"),
        ("what is it?", "what is it?"),
        ("tell me about it.", "tell me about it."),
        ("oh no!", "oh no!"),
        ("", "?"),
    ],
)
def test_a_wording_ends_like_a_question(text: str, asked: str) -> None:
    assert as_question(text) == asked
