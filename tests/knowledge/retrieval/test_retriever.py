from collections.abc import Sequence

import numpy as np
import pytest

from knowledge.language.analysis import Analyst
from knowledge.language.encoder import WordEncoder
from knowledge.model import FactBase
from knowledge.retrieval.corpus import gather, phrasing_of
from knowledge.retrieval.index import Index
from knowledge.retrieval.meanings import Meanings
from knowledge.retrieval.retriever import LeftOut, Retrieved, Retriever
from knowledge.retrieval.sentences import Sentences, as_question
from knowledge.retrieval.vector_store import VectorStore

ANALYST = Analyst(FactBase((), {}))
PLACES = "bridge ferry market school library harbour museum station theatre garden stadium airport".split()
ASKED = [(f"when was the {place} opened", f"opening of the {place}") for place in PLACES]
TOLD = [(f"The {place} was opened by a clown.",) for place in PLACES]


def retriever(asked: Sequence[Sequence[str]], told: Sequence[Sequence[str]]) -> Retriever:
    corpus = gather([[phrasing_of(ANALYST.stored(text)) for text in texts] for texts in asked], lambda done: None)
    return Retriever(Index(corpus), Meanings(corpus), Sentences(VectorStore(WordEncoder()), asked, told))


RETRIEVER = retriever(ASKED, TOLD)


def found(question: str, left_out: LeftOut | None = None, among: Retriever = RETRIEVER) -> Retrieved:
    (vector,) = WordEncoder().encode([as_question(question)])
    return among.retrieve(ANALYST.stored(question), vector, left_out)


@pytest.mark.parametrize("fact", range(len(PLACES)))
def test_the_fact_that_is_asked_for_comes_first(fact: int) -> None:
    assert int(found(f"when did the {PLACES[fact]} open").facts[0]) == fact


@pytest.mark.parametrize("question", ["when was the bridge opened", "zzkrx", "the", ""])
def test_few_facts_are_looked_at_closely_and_each_has_its_signals(question: str) -> None:
    retrieved = found(question)

    assert len(retrieved.facts) == len(set(retrieved.facts.tolist())) == 12
    assert retrieved.signals.shape == (12, 6)
    assert np.isfinite(retrieved.signals).all()


def test_a_small_base_is_looked_at_whole() -> None:
    small = retriever(ASKED[:2], TOLD[:2])

    assert sorted(found("ferry", among=small).facts.tolist()) == [0, 1]


def test_equals_come_in_the_order_of_the_base() -> None:
    same = retriever([("when was it opened",)] * 3, [("By a clown.",)] * 3)

    assert found("when was it opened", among=same).facts.tolist() == [0, 1, 2]


def test_a_wording_that_is_left_out_speaks_for_nothing() -> None:
    question = ASKED[3][1]
    whole, rest = found(question), found(question, LeftOut(3, 7))
    at, left = whole.facts.tolist().index(3), rest.facts.tolist().index(3)

    # Score, cosine, words covered, the nearest wording and the mean fall; what is told of the fact stays.
    for signal in (0, 1, 2, 4, 5):
        assert rest.signals[left, signal] <= whole.signals[at, signal] + 1e-6
    assert rest.nearness.near[3] < whole.nearness.near[3]
    assert rest.signals[left, 3] == pytest.approx(whole.signals[at, 3])
