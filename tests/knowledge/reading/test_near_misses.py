from datetime import date

import pytest

from knowledge.language.analysis import Analyst
from knowledge.model import Citation, Entity, Fact, FactBase, Source
from knowledge.reading.blocks import Block
from knowledge.reading.fact_profile import FactProfile, FactProfiler
from knowledge.reading.near_misses import NearMisses, NearMissGuard, Telling, Tellings

ENTITIES = (Entity("anna-berg", "Anna Berg", "person"), Entity("port-bank", "Port Bank", "organisation"))
SYNONYMS = (("toll", "fee", "charge"), ("lorry", "truck"))


def fact(name: str, question: str, *not_: str, answer: str = "It costs 4 dollars.") -> Fact:
    return Fact(name, question, answer, (Citation("gazette"),), date(2024, 3, 1), not_=not_)


TOLL = fact(
    "toll", "What is the toll for cars?", "What is the toll for lorries?", "Who built the bridge for Anna Berg?"
)
FERRY = fact("ferry", "When did the ferry sail?", "When did the zeppelin sail?", "When did the first zeppelin land?")
SOURCES = {"gazette": Source("gazette", "Gazette", "News", "2024-03-01")}
ANALYST = Analyst(FactBase((TOLL, FERRY), SOURCES, ENTITIES, SYNONYMS))
RARITY = {"lorri": 3.0, "zeppelin": 4.0, "@anna-berg": 9.0}
GUARD = NearMissGuard(ANALYST, lambda token: RARITY.get(token, 1.0))


def profile(value: Fact) -> FactProfile:
    return FactProfiler(FactBase((value,), SOURCES, ENTITIES, SYNONYMS), ANALYST).profile(0)


def gathered(value: Fact) -> NearMisses:
    return GUARD.gather(value, profile(value))


def test_the_rarest_strange_word_of_a_line_tells() -> None:
    first, second = gathered(TOLL).telling.words

    assert first == Telling("lorri", "lorries", frozenset({1}))
    assert second == Telling("@anna-berg", "Anna Berg", frozenset())


def test_a_word_that_is_a_synonym_of_the_fact_s_own_tells_nothing() -> None:
    assert gathered(fact("toll", "What is the toll?", "What is the charge?")).telling.words == (None,)


def test_a_line_in_the_fact_s_own_words_tells_nothing() -> None:
    assert gathered(fact("toll", "What is the toll for cars?", "cars for the toll")).telling.words == (None,)


def test_a_fact_without_near_misses_gathers_none() -> None:
    found = gathered(fact("toll", "What is the toll?"))

    assert found.lines == ()
    assert found.telling.words == ()


@pytest.mark.parametrize(
    ("question", "nearest", "block"),
    [
        pytest.param("what do lorries pay", 0.9, Block("near miss", "lorries"), id="telling-word"),
        pytest.param("what does a truck pay", 0.9, Block("near miss", "lorries"), id="its-synonym"),
        pytest.param("what did Anna Berg pay", 0.9, Block("near miss", "Anna Berg"), id="telling-name"),
        pytest.param("what is the toll for it", 0.3, None, id="unlike-the-line-that-weighs-most"),
        pytest.param("what is it", 0.0, None, id="not-near-enough-to-the-line"),
        pytest.param("???", 0.0, None, id="empty"),
    ],
)
def test_a_near_miss_fits(question: str, nearest: float, block: Block | None) -> None:
    assert GUARD.fits(ANALYST.question(question), gathered(TOLL), nearest) == block


@pytest.mark.parametrize(
    ("nearest", "block"),
    [
        pytest.param(0.3, Block("near miss", ""), id="nearer-to-the-line"),
        pytest.param(0.99, None, id="nearer-to-the-fact"),
    ],
)
def test_a_question_like_the_line_is_refused_without_a_telling_word(nearest: float, block: Block | None) -> None:
    near_misses = gathered(fact("toll", "What is the toll for cars?", "cars for the toll: what is it for"))

    assert GUARD.fits(ANALYST.question("it is for the cars toll"), near_misses, nearest) == block


def test_a_line_that_is_left_out_blocks_nothing() -> None:
    question = ANALYST.question("what do lorries pay")

    assert GUARD.fits(question, gathered(TOLL), 0.9, skip=0) is None
    assert GUARD.fits(question, gathered(TOLL), 0.9, skip=1) == Block("near miss", "lorries")


def test_what_a_related_fact_refuses_is_refused_where_it_is_strange() -> None:
    question = ANALYST.question("did a truck sail")

    assert GUARD.off_limits(question, profile(FERRY), gathered(TOLL).telling) == Block("near miss", "lorries")
    assert GUARD.off_limits(ANALYST.question("did it sail"), profile(FERRY), gathered(TOLL).telling) is None
    assert GUARD.off_limits(question, profile(FERRY), Tellings([None])) is None


def test_what_a_related_fact_refuses_is_allowed_where_it_is_known() -> None:
    lorries = profile(fact("lorries", "What is the toll for a truck?"))

    assert GUARD.off_limits(ANALYST.question("what do lorries pay"), lorries, gathered(TOLL).telling) is None


def test_foreign_words_are_those_that_no_fact_has_with_their_number_of_lines() -> None:
    asked = (TOLL.question, FERRY.question, "who built a bridge for lorries", "is Anna Berg in")
    phrased = {token for text in asked for token in ANALYST.stored(text).tokens}

    found = GUARD.foreign((TOLL, FERRY), phrased)

    assert {word.token: word.lines for word in found} == {"zeppelin": 2}
    assert list(found) == sorted(found, key=lambda word: (word.token, word.text))


def test_a_base_without_near_misses_has_no_foreign_words() -> None:
    assert GUARD.foreign((fact("toll", "What is the toll?"),), {"toll"}) == ()


def test_a_question_word_never_tells() -> None:
    guard = NearMissGuard(ANALYST, lambda token: 1.0)
    value = fact("toll", "What is the toll?", "Which bank has the toll?")

    (telling,) = guard.gather(value, profile(value)).telling.words

    assert telling is not None
    assert telling.text == "bank"
