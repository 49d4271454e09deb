import numpy as np
import pytest

from knowledge.language.encoder import States, packaged_encoder
from knowledge.reading.answerability import NOTHING, beside
from knowledge.reading.in_context import IN_CONTEXT, in_context

ASKED = "How many trams broke down on the harbour line?"
TOLD = "Forty trams and a crane stood still for an hour in May 2021."


def states(text: str) -> States:
    return packaged_encoder().read(text)[1]


def found(question: str, asked: str = ASKED, told: str = TOLD) -> dict[str, float]:
    read = states(question)
    stored = beside(read, states(asked) if asked else NOTHING)
    values = in_context(0.5, read.content, stored, beside(read, states(told)))
    return dict(zip(IN_CONTEXT, values.tolist(), strict=True))


def test_its_own_words_find_themselves() -> None:
    same = found(ASKED)

    for name in ("own mean", "own least", "asked least", "back mean", "back least"):
        assert same[name] == pytest.approx(1.0, abs=1e-3)


def test_the_word_that_a_fact_lacks_finds_least() -> None:
    assert found("How many buses broke down on the harbour line?")["own least"] < found(ASKED)["own least"]
    assert found("who painted the harbour chapel")["own least"] < found("how many trams stood still")["own least"]


def test_without_a_canonical_question_the_answer_speaks_alone() -> None:
    alone = found("how many trams stood still", asked="")

    assert alone["own least"] == alone["told least"]
    assert alone["asked least"] == alone["back mean"] == 0.0


def test_words_of_grammar_need_no_like() -> None:
    assert found("and so how many trams were it then that stood still")["own least"] > 0.4


def test_a_question_of_grammar_alone_is_read_whole() -> None:
    assert np.isfinite(list(found("who is it").values())).all()
