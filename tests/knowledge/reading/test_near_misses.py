from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from knowledge.language.analysis import Analyst
from knowledge.language.encoder import Vectors
from knowledge.model import Citation, Entity, Fact, FactBase, Source
from knowledge.reading.blocks import Block
from knowledge.reading.near_misses import NearMisses
from knowledge.retrieval.vector_store import VectorStore

WORDS = ("toll", "bank", "lorry", "ferry", "zeppelin", "bridge")
REFUSED = Block("near miss", "")


class WordCounter:
    """Points a text in the direction of the words that it has."""

    key = "words counted"

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.array([[word in text for word in WORDS] for text in texts], dtype=np.float32)
        return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9), dtype=np.float32)


def fact(name: str, question: str, *not_: str) -> Fact:
    return Fact(name, question, "So it is.", (Citation("gazette"),), date(2024, 3, 1), not_=not_)


TOLL = fact("toll", "What is the toll for cars?", "which bank takes the toll", "the toll for a lorry")
MAYOR = fact("mayor", "Who is the mayor?")
FERRY = fact("ferry", "When did the ferry sail?", "when did the zeppelin sail")
FACTS = (TOLL, MAYOR, FERRY)
ANALYST = Analyst(FactBase(FACTS, {"gazette": Source("gazette", "Gazette", "News", "2024")}))
NEAR_MISSES = NearMisses(FACTS, ANALYST, VectorStore(WordCounter()))
NONE = NearMisses((MAYOR,), ANALYST, VectorStore(WordCounter()))


def vector(question: str) -> Vectors:
    return np.asarray(WordCounter().encode([question])[0])


def nearest_line(question: str, skip: int = -1, fact: int = -1) -> float | None:
    return NEAR_MISSES.nearest(ANALYST.question(question), vector(question), skip, fact)


def block(place: int, question: str, near: float, skip: int = -1) -> Block | None:
    return NEAR_MISSES.block(place, ANALYST.question(question), vector(question), near, skip)


@pytest.mark.parametrize(
    ("place", "question", "near", "blocked"),
    [
        pytest.param(0, "does the bank get any of the toll", 0.89, True, id="nearer-to-the-line"),
        pytest.param(0, "does the bank get any of the toll", 0.91, False, id="hardly-nearer-to-the-line"),
        pytest.param(0, "does the bank get any of the toll", 1.0, False, id="nearer-to-a-wording"),
        pytest.param(0, "how high is that toll", 0.3, True, id="no-wording-is-near"),
        pytest.param(0, "how high is that toll", 0.8, False, id="a-wording-is-nearer"),
        pytest.param(0, "is the ferry on the bridge a toll", 0.0, False, id="not-near-enough-to-any-line"),
        pytest.param(1, "does the bank get any of the toll", 0.0, False, id="like-a-line-of-another-fact"),
        pytest.param(1, "when did the zeppelin sail", 1.0, True, id="the-very-line-of-another-fact"),
        pytest.param(1, "and when did that zeppelin sail?", 1.0, True, id="in-other-words-of-grammar"),
        pytest.param(1, "why did the zeppelin sail", 1.0, False, id="with-another-question-word"),
        pytest.param(2, "when did the zeppelin sail", 1.0, True, id="the-very-line"),
    ],
)
def test_a_near_miss_refuses(place: int, question: str, near: float, *, blocked: bool) -> None:
    assert block(place, question, near) == (REFUSED if blocked else None)


@pytest.mark.parametrize(
    ("place", "question", "line"),
    [
        pytest.param(0, "does the bank get any of the toll", 0, id="like-it"),
        pytest.param(2, "when did the zeppelin sail", 2, id="the-very-line"),
    ],
)
def test_a_line_that_is_left_out_refuses_nothing(place: int, question: str, line: int) -> None:
    assert block(place, question, 0.8) == REFUSED
    assert block(place, question, 0.8, skip=line) is None


def test_lines_stand_in_the_order_of_their_facts() -> None:
    assert NEAR_MISSES.owners.tolist() == [0, 0, 2]
    assert NEAR_MISSES.texts == (*TOLL.not_, *FERRY.not_)


@pytest.mark.parametrize(
    ("question", "skip", "nearest"),
    [
        ("zeppelin", -1, 1.0),
        ("zeppelin", 2, 0.0),
        ("toll", -1, 2**-0.5),
        ("bridge", -1, 0.0),
    ],
)
def test_the_nearest_line_of_any_fact_is_a_foil(question: str, skip: int, nearest: float) -> None:
    assert nearest_line(question, skip) == pytest.approx(nearest, abs=1e-3)


@pytest.mark.parametrize(
    ("fact", "question", "skip", "nearest"),
    [
        (0, "toll", -1, 2**-0.5),
        (0, "zeppelin", -1, 0.0),
        (0, "bank", 0, 0.0),
        (1, "toll", -1, None),
        (2, "zeppelin", -1, 1.0),
        (2, "zeppelin", 2, None),
    ],
)
def test_the_nearest_line_of_one_fact_is_its_own_foil(
    fact: int, question: str, skip: int, nearest: float | None
) -> None:
    found = nearest_line(question, skip, fact)

    assert found == (None if nearest is None else pytest.approx(nearest, abs=1e-3))


def test_skipping_a_line_changes_no_later_question() -> None:
    nearest_line("zeppelin", 2)

    assert nearest_line("zeppelin") == pytest.approx(1.0, abs=1e-3)


def test_a_base_without_lines_refuses_nothing_and_has_no_foil() -> None:
    assert NONE.block(0, ANALYST.question("who is mayor"), vector("mayor"), 0.0) is None
    assert NONE.nearest(ANALYST.question("toll"), vector("toll")) is None


@pytest.mark.parametrize(
    ("place", "blocked"),
    [
        pytest.param(0, True, id="whose-line-it-is"),
        pytest.param(1, False, id="whose-wording-it-is"),
        pytest.param(2, True, id="a-third"),
    ],
)
def test_what_is_no_question_for_one_fact_may_be_one_for_another(place: int, *, blocked: bool) -> None:
    facts = (fact("toll", "What is the toll?", "who runs that ferry"), fact("run", "Who runs the ferry?"), MAYOR)
    analyst = Analyst(FactBase(facts, {"gazette": Source("gazette", "Gazette", "News", "2024")}))
    near_misses = NearMisses(facts, analyst, VectorStore(WordCounter()))

    found = near_misses.block(place, analyst.question("who runs the ferry"), vector("who runs the ferry"), 1.0)

    assert found == (REFUSED if blocked else None)


@pytest.mark.parametrize(
    ("question", "blocked"),
    [
        pytest.param("who takes the toll on bridge 3", True, id="its-number"),
        pytest.param("who takes the toll on the bridge", True, id="no-number"),
        pytest.param("who takes the toll on bridge 4", False, id="another-number"),
        pytest.param("does Berg take the toll on the bridge", False, id="another-name"),
    ],
)
def test_a_question_about_another_never_means_the_line(question: str, *, blocked: bool) -> None:
    tolls = fact("tolls", "Who takes the toll on bridge 4?", "does Lind take the toll on bridge 3")
    people = tuple(Entity(name, f"Anna {name.capitalize()}", "person", (name,)) for name in ("berg", "lind"))
    base = FactBase((tolls,), {"gazette": Source("gazette", "Gazette", "News", "2024")}, people)
    analyst = Analyst(base)
    near_misses = NearMisses((tolls,), analyst, VectorStore(WordCounter()))

    found = near_misses.block(0, analyst.question(question), vector(question), 0.5)

    assert found == (REFUSED if blocked else None)
