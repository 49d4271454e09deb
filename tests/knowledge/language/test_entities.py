import pytest

from knowledge.language.entities import EntityFinder, Mention
from knowledge.language.text import split
from knowledge.model import Entity

FINDER = EntityFinder(
    [
        Entity("anna-halvorsen", "Anna Halvorsen", "person", ("mayor", "mayor of Northfield")),
        Entity("tom-lind", "Tom Lindqvist", "person", ("the harbour master",)),
        Entity("rosa-young", "Rosa Young", "person"),
        Entity("otto-halvorsen", "Otto Halvorsen", "person"),
        Entity("northfield", "Northfield", "place", ("town of Northfield",)),
        Entity("northfield-council", "Northfield City Council", "organisation", ("the council of the city",)),
        Entity("week", "The Week", "organisation"),
        Entity("gazette", "the Northfield Gazette", "organisation", ("the Kvlt",)),
        Entity("toll-act", "The Day", "law"),
        Entity("pier", "Northfield Pier", "place", ("the pier",)),
        Entity("line", "Line 3", "place"),
        Entity("gate", "Gate Nine", "place"),
        Entity("pier-trust", "Northfield Pier Trust", "organisation", ("the pier trust",)),
    ]
)


def found(text: str) -> list[str]:
    return [mention.entity for mention in FINDER.find(split(text))]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        pytest.param(
            "did anna halvorsen call tom lindqvist", ["anna-halvorsen", "tom-lind"], id="whole-names-any-case"
        ),
        pytest.param("who is lindqvist", ["tom-lind"], id="surname"),
        pytest.param("is Halvorsen in", ["anna-halvorsen"], id="shared-surname-is-the-first-one's"),
        pytest.param("otto halvorsen", ["otto-halvorsen"], id="whole-name-beats-surname"),
        pytest.param("rosa young", ["rosa-young"], id="whole-name-of-a-common-surname"),
        pytest.param("is young in", [], id="common-word-is-no-surname"),
        pytest.param("northfield city council", ["northfield-council"], id="longest-match"),
        pytest.param("northfield city hall", ["northfield"], id="shorter-match-where-the-longer-fails"),
        pytest.param("the mayor of northfield", ["anna-halvorsen"], id="longest-alias"),
        pytest.param("harbour master and the harbour master", ["tom-lind", "tom-lind"], id="article"),
        pytest.param("the harbour masters of the coast", [], id="plural-of-a-role-means-several"),
        pytest.param("the harbour masters boat", ["tom-lind"], id="plural-of-a-role-that-owns-lost-its-apostrophe"),
        pytest.param("the Halvorsens", ["anna-halvorsen"], id="plural-of-a-surname"),
        pytest.param("Lindqvist's boat, the Halvorsens' boat", ["tom-lind", "anna-halvorsen"], id="possessive"),
        pytest.param("mayor of northfield of northfield", ["anna-halvorsen"], id="said-twice"),
        pytest.param("what did the pier trust's chair say", ["pier-trust"], id="longer-name-behind-the-article"),
        pytest.param("who trusts the pier", ["pier"], id="name-with-its-article"),
        pytest.param("is line three out, and gate 9", ["line", "gate"], id="number-in-words-or-figures"),
        pytest.param("is line two out, and gate 8", [], id="another-number"),
        pytest.param("is line \U00010a42 out, and gate \U00010a48", [], id="a-digit-that-is-no-number"),
        pytest.param("nobody we know", [], id="nobody"),
        pytest.param("", [], id="empty"),
    ],
)
def test_names_found(text: str, entities: list[str]) -> None:
    assert found(text) == entities


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        pytest.param("what happened in the week of the storm", [], id="plain-week"),
        pytest.param("what did The Week report", ["week"], id="title-case"),
        pytest.param("what did the Week report", ["week"], id="one-capital-is-enough"),
        pytest.param("who runs the kvlt", ["gazette"], id="uncommon-word-needs-none"),
        pytest.param("the day after", ["toll-act"], id="only-papers-and-works-need-one"),
    ],
)
def test_an_everyday_title_needs_a_capital(text: str, entities: list[str]) -> None:
    assert found(text) == entities


def test_mentions_say_where_they_stand() -> None:
    assert FINDER.find(split("why did Anna Halvorsen call Lindqvist")) == (
        Mention("anna-halvorsen", 2, 4),
        Mention("tom-lind", 5, 6),
    )


def test_an_organisation_implies_the_place_in_its_name_but_no_person() -> None:
    assert FINDER.implied["northfield-council"] - {"northfield-council"} == {"northfield"}
    assert FINDER.implied["anna-halvorsen"] == {"northfield"}
    assert "anna-halvorsen" not in FINDER.implied["otto-halvorsen"]


def test_vocabulary_holds_every_word_of_a_name() -> None:
    assert {"anna", "halvorsen", "lindqvist", "harbour", "council", "week"} <= set(FINDER.vocabulary())


def test_kinds_and_names_are_known_by_id() -> None:
    assert FINDER.kinds["week"] == "organisation"
    assert FINDER.names["tom-lind"] == "Tom Lindqvist"
