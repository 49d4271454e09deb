import pickle
from collections.abc import Sequence

import numpy as np
import pytest

from knowledge.decision.matcher import Matcher
from knowledge.decision.witness import TESTIMONY, Witness
from knowledge.language.encoder import KEPT, OnnxEncoder, States, Vectors, packaged_encoder
from knowledge.reading.answerability import NOTHING, answerability, beside
from knowledge.retrieval.vector_store import VectorStore


class LengthEncoder:
    """Knows of a text no more than its length."""

    key = "lengths"

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


class CountingEncoder(OnnxEncoder):
    """Remembers what it read."""

    def __init__(self) -> None:
        model = packaged_encoder()
        super().__init__(model._model, model._pieces)
        self.texts = list[str]()

    def _read_anew(self, text: str) -> tuple[Vectors, States]:
        self.texts.append(text)
        return super()._read_anew(text)


WITNESS = Witness(VectorStore(packaged_encoder()))


def test_the_judgement_is_the_one_for_the_encoder() -> None:
    assert WITNESS.name == "sentences"
    assert Witness(VectorStore(LengthEncoder())).name == "words"


def test_an_encoder_without_words_in_context_tells_of_no_answer(town: Matcher) -> None:
    witness = Witness(VectorStore(LengthEncoder()))

    assert not witness.testimony("how much is the toll", [("", town.base.facts[0].answer)]).any()
    assert witness.vector("toll").tolist() == [5.0, 1.0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("what is the toll", "what is the toll?", id="question-mark"),
        pytest.param("what is the toll?", "**what** is the __toll__?", id="markup"),
    ],
)
def test_how_a_question_is_typed_changes_no_vector(one: str, other: str) -> None:
    assert float(WITNESS.vector(one) @ WITNESS.vector(other)) == pytest.approx(1.0, abs=0.01)


def test_without_a_wording_only_the_answer_speaks(town: Matcher) -> None:
    toll = town.base.facts[0]
    said = dict(zip(TESTIMONY, WITNESS.testimony("what is the toll", [("", toll.answer)])[0].tolist(), strict=True))

    assert said["asked least"] == said["back mean"] == 0.0
    assert said["answered as asked"] == said["answered"]


def test_the_network_reads_the_question_and_the_answer(town: Matcher) -> None:
    toll, encoder = town.base.facts[0], packaged_encoder()
    asked, told = (encoder.read(text)[1] for text in ("is it dear?", toll.answer))

    expected = answerability().log_odds(asked, [(beside(asked, told), beside(asked, NOTHING))])[0]
    assert WITNESS.testimony("is it **dear**", [(toll.question, toll.answer)])[0, 0] == pytest.approx(
        expected, abs=1e-3
    )


def test_each_text_is_read_once_while_it_is_remembered(town: Matcher) -> None:
    encoder = CountingEncoder()
    witness = Witness(VectorStore(encoder))
    toll = town.base.facts[0]

    first = [tuple(witness.testimony("what is the toll", [(toll.question, toll.answer)])[0]) for _ in range(3)]
    witness.vector("what is the toll")

    # A base that takes the place of another has no text to read anew.
    Witness(VectorStore(encoder)).testimony("what is the toll", [(toll.question, toll.answer)])
    assert len(set(first)) == 1
    assert sorted(encoder.texts) == sorted({"what is the toll?", toll.question, toll.answer})


def test_a_stored_witness_says_the_same(town: Matcher) -> None:
    toll = town.base.facts[0]
    recalled = pickle.loads(pickle.dumps(WITNESS))  # noqa: S301  our own bytes

    said = [one.testimony(toll.question, [(toll.question, toll.answer)])[0] for one in (recalled, WITNESS)]
    assert said[0] == pytest.approx(said[1], abs=1e-4)


def test_what_is_remembered_has_a_bound_in_bytes() -> None:
    states = packaged_encoder().read("word " * 200)[1]

    assert states.states.nbytes * KEPT < 80e6
