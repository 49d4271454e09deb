import pytest

from knowledge.language.analysis import Analyst
from knowledge.model import Entity, FactBase
from knowledge.reading.query import Query, QueryReader, QueryWord

ENTITIES = (
    Entity("anna-berg", "Anna Berg", "person"),
    Entity("tom-lind", "Tom Lind", "person"),
    Entity("north-bridge", "North Bridge", "place"),
)
ANALYST = Analyst(FactBase((), {}, ENTITIES, (("toll", "fee"), ("tall", "height"))))


TOLL = QueryWord("toll", "toll", frozenset({0}))


def heard(question: str) -> Query:
    return QueryReader(ANALYST, lambda token: token in {"toll", "driver", "bridg"}).read(ANALYST.question(question))


def test_people_are_told_from_things_and_owners_from_those_asked_about() -> None:
    query = heard("did Anna Berg's driver and Tom Lind cross North Bridge")

    assert query.people == {"anna-berg", "tom-lind"}
    assert query.named == {"tom-lind"}
    assert query.things == {"north-bridge"}
    assert [(owner, word.text) for owner, word in query.owned] == [("anna-berg", "driver")]


def test_telling_words_come_with_their_synonym_groups() -> None:
    assert heard("what is the toll of North Bridge").telling == (TOLL,)


@pytest.mark.parametrize(
    ("question", "measures"), [("how tall is it", ["tall"]), ("how is it", []), ("how did Anna Berg go", [])]
)
def test_a_measure_stands_behind_how(question: str, measures: list[str]) -> None:
    assert [word.text for word in heard(question).measured] == measures


def test_ordinals_and_opposites_are_heard() -> None:
    query = heard("when was the second ferry the last to win")

    assert [word.text for word in query.ordinals] == ["second"]
    assert ("last", "first") in [(word.text, other.text) for word, others in query.opposed for other in others]


@pytest.mark.parametrize(
    ("tokens", "groups"), [({"toll"}, frozenset()), (set(), frozenset({0, 4}))], ids=["itself", "a-synonym"]
)
def test_a_word_is_in_a_text_that_has_it_or_a_synonym(tokens: set[str], groups: frozenset[int]) -> None:
    assert TOLL.is_in(tokens, groups)


def test_a_word_is_not_in_a_text_that_has_neither() -> None:
    assert not TOLL.is_in({"ferri"}, frozenset({4}))
