import pickle
from datetime import date

import numpy as np
import pytest

from knowledge.language.analysis import Analyst
from knowledge.model import Citation, Entity, Fact, FactBase, Position, Source
from knowledge.reading.fact_text import FactText, FactTexts, sentences

ENTITIES = (
    Entity("anna-berg", "Anna Berg", "person"),
    Entity("tom-lind", "Tom Lind", "person"),
    Entity("rosa-novak", "Rosa Novak", "person"),
    Entity("otto-rask", "Otto Rask", "person"),
    Entity("port-council", "Port Council", "organisation"),
    Entity("gazette", "Northfield Gazette", "organisation"),
    Entity("wire", "Kvlt Wire", "organisation"),
)
SOURCES = {"gazette": Source("gazette", "Northfield Gazette", "News", "2024-03-01", relays="Kvlt Wire")}
FACT = Fact(
    id="dues",
    question="Why did Anna Berg dismiss Tom Lind?",
    phrasings=("who dismissed Tom Lind", "why was he never kept"),
    answer="Over 45k of dues from June 2023, it was said on a Tuesday. Rosa Novak denies it.",
    citations=(Citation("gazette", supports="all 7 letters", via="Otto Rask"),),
    as_of=date(2024, 3, 1),
    happened="2022-11/2023-12-24",
    entities=("port-council",),
    positions=(Position("tom-lind", "he paid 12 bills", on="2024-02-29"),),
)


def texts_of(fact: Fact) -> FactText:
    base = FactBase((fact,), SOURCES, ENTITIES, (("dismiss", "sack"),))
    return FactTexts(base, Analyst(base), lambda token, word: 0.5 if word else 1.0).of(0)


TEXT = texts_of(FACT)


@pytest.mark.parametrize(
    ("answer", "parts"),
    [
        pytest.param("Cars pay 4 dollars.", ("Cars pay 4 dollars.",), id="one"),
        pytest.param("Cars pay. Lorries don't! Why? Nobody knows.",
                     ("Cars pay.", "Lorries don't!", "Why?", "Nobody knows."), id="several"),
        pytest.param("It cost 3.5 million dollars.", ("It cost 3.5 million dollars.",), id="decimal"),
        pytest.param("She said so. \u201cNever again.\u201d", ("She said so.", "\u201cNever again.\u201d"), id="quote"),
        pytest.param("It rose. $4 is the toll.", ("It rose.", "$4 is the toll."), id="sum"),
        pytest.param("It rose, i.e. it fell.", ("It rose, i.e. it fell.",), id="small-letter"),
        pytest.param("One.\n\nTwo.", ("One.", "Two."), id="lines"),
        pytest.param("  ", (), id="nothing"),
        pytest.param("no end", ("no end",), id="no-full-stop"),
    ],
)  # fmt: skip
def test_an_answer_has_sentences(answer: str, parts: tuple[str, ...]) -> None:
    assert sentences(answer) == parts


def test_texts_are_the_wordings_and_then_the_sentences() -> None:
    assert TEXT.wordings == len(TEXT.analyses) == len(TEXT.requests) == 3
    assert len(TEXT.starts) == 3 + 2
    assert [request.kind for request in TEXT.requests] == ["why", "who", "why"]


def test_each_text_has_its_own_tokens() -> None:
    ends = [*TEXT.starts[1:].tolist(), len(TEXT.members)]
    found = [
        {TEXT.tokens[at] for at in TEXT.members[first:last]}
        for first, last in zip(TEXT.starts.tolist(), ends, strict=True)
    ]

    assert found[:3] == [set(text.tokens) for text in TEXT.analyses]
    assert "@rosa-novak" in found[4]


def test_a_token_and_a_synonym_are_found_by_column() -> None:
    assert all(TEXT.tokens[at] == token for token, at in TEXT.column.items())
    # The base's own groups come before those of English.
    assert {TEXT.words[at] for at in TEXT.columns[0]} == {"dismiss", "dismissed"} & set(TEXT.words)


def test_weights_and_vectors_belong_to_the_tokens() -> None:
    assert len(TEXT.places) == len(TEXT.tokens)
    assert TEXT.weights.tolist() == [0.5 if word else 1.0 for word in TEXT.words]


def test_a_fact_knows_the_names_of_all_its_texts_and_of_its_editors() -> None:
    assert TEXT.names == {"anna-berg", "tom-lind", "rosa-novak", "otto-rask", "port-council", "gazette", "wire"}


def test_a_fact_knows_every_word_that_it_says_and_those_of_its_names() -> None:
    assert {"dismissed", "tuesday", "letters", "bills", "council"} <= TEXT.said
    assert "zeppelin" not in TEXT.said


def test_claims_come_from_every_text_and_date() -> None:
    assert TEXT.claims.numbers == {"45000", "7", "12"}
    assert TEXT.claims.years == {"2022", "2023", "2024"}
    assert TEXT.claims.months == {2, 3, 6, 11, 12}
    assert TEXT.claims.weekdays == {"tuesday", "friday", "sunday", "thursday"}


def test_a_fact_s_own_claims_leave_out_its_sources_and_positions() -> None:
    assert TEXT.own_claims.numbers == {"45000"}
    assert TEXT.own_claims.weekdays == {"tuesday", "sunday", "thursday"}
    assert (6, "2023") in TEXT.own_claims.dated
    assert (3, "2024") not in TEXT.own_claims.dated


@pytest.mark.parametrize(
    ("answer", "kinds"),
    [
        pytest.param("She left in May.", {"when"}, id="month"),
        pytest.param("It was 1987.", {"when", "count", "frequency", "amount"}, id="year"),
        pytest.param("Seven crews came.", {"count", "frequency"}, id="number-word"),
        pytest.param("A million.", {"amount"}, id="amount"),
        pytest.param("It lasted weeks.", {"duration"}, id="duration"),
        pytest.param("Rask, aged so and so.", {"age"}, id="age"),
        pytest.param("Because of a storm.", {"why"}, id="reason"),
        pytest.param("A storm.", set(), id="nothing"),
    ],
)
def test_an_answer_holds_kinds_of_things(answer: str, kinds: set[str]) -> None:
    assert texts_of(Fact("it", "What?", answer, (Citation("gazette"),), date(2024, 3, 1))).holds == kinds


def test_a_fact_is_read_once() -> None:
    base = FactBase((FACT,), SOURCES, ENTITIES)
    texts = FactTexts(base, Analyst(base), lambda token, word: 1.0)

    assert texts.of(0) is texts.of(0)


def test_what_was_read_is_kept_and_taken_up_fact_by_fact() -> None:
    base = FactBase((FACT,), SOURCES, ENTITIES)
    texts = FactTexts(base, Analyst(base), _weight)
    read, units = texts.of(0), texts.units.at(texts.of(0).places)

    kept = pickle.dumps(texts)
    back = pickle.loads(kept)  # noqa: S301  our own
    again = pickle.loads(pickle.dumps(back))  # noqa: S301  our own

    assert np.array_equal(back.units.at(back.of(0).places), units)
    assert (back.of(0).tokens, back.of(0).analyses, back.of(0).claims) == (read.tokens, read.analyses, read.claims)
    assert back.of(0) is back.of(0)
    assert again.of(0).tokens == read.tokens


def _weight(token: str, word: str) -> float:
    return 1.0
