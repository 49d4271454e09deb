"""Which pronouns a question leaves open, and whom they can mean."""

from pathlib import Path

import pytest

from knowledge.decision.pronouns import Name, bindings, filled_in, open_pronouns
from knowledge.language.analysis import Analyst
from knowledge.loading.loader import load


@pytest.fixture(scope="module")
def analyst(town_folder: Path) -> Analyst:
    return Analyst(load(town_folder))


@pytest.mark.parametrize(
    ("question", "forms"),
    [
        pytest.param("was he fired", {"he"}, id="nobody-named"),
        pytest.param("what did he say to Anna Berg", {"he"}, id="named-behind"),
        pytest.param("why did Anna Berg say she resigned", set(), id="named-before"),
        pytest.param("did Anna Berg fire him", {"him"}, id="done-to-another"),
        pytest.param("did Anna Berg tell Tom Lind about him", set(), id="one-of-two"),
        pytest.param("was Tom Lind paid before they fired him", set(), id="another-clause"),
        pytest.param("did he pay him", {"he", "him"}, id="two-people"),
        pytest.param("did he say who sent him his bill", {"he", "him"}, id="his-own"),
        pytest.param("what is her salary", {"she"}, id="possessive"),
        pytest.param("why did the harbour engineer say he left", set(), id="spoken-of-by-office"),
        pytest.param("my nan says she was late, why did the ferry not sail", set(), id="a-relative-of-the-asker"),
        pytest.param("after he left what did Tom Lind do", set(), id="named-behind-a-clause-ahead"),
        pytest.param("do the drivers get their money back", set(), id="they-of-a-noun"),
        pytest.param("is there a fee", set(), id="there-of-grammar"),
        pytest.param("how much do drivers pay there", {"there"}, id="there-of-a-place"),
        pytest.param("what did drivers then pay", {"then"}, id="then-of-an-event"),
        pytest.param("why did the newspaper say he left", {"he"}, id="not-spoken-of-by-a-thing"),
        pytest.param("did Kowalski say he left", set(), id="stranger-before"),
        pytest.param("was the toll raised by council engineers when he left", {"he"}, id="article-of-another"),
    ],
)
def test_pronouns_are_open_unless_the_question_names_whom_they_mean(
    analyst: Analyst, question: str, forms: set[str]
) -> None:
    found = open_pronouns(analyst.question(question), analyst.finder.kinds)

    assert {pronoun.form for pronoun in found} == forms


@pytest.mark.parametrize(
    ("question", "turns", "expected"),
    [
        pytest.param("was he fired", [["tom-lind"]], ["was Tom Lind fired"], id="one"),
        pytest.param("was he fired", [["north-bridge"], ["tom-lind"]], ["was Tom Lind fired"], id="only-what-fits"),
        pytest.param("was it built", [["tom-lind"], ["north-bridge"]], ["was North Bridge built"], id="it-no-person"),
        pytest.param("what's his job", [["tom-lind"]], ["what's Tom Lind's job"], id="possessive"),
        pytest.param(
            "did he pay her",
            [["anna-berg", "tom-lind"]],
            ["did Anna Berg pay Tom Lind", "did Tom Lind pay Anna Berg"],
            id="either-way-round",
        ),
        pytest.param("he's gone", [["tom-lind"], ["anna-berg"]], ["Tom Lind is gone"], id="newest-turn"),
        pytest.param("was he fired", [["north-bridge"]], [], id="nobody-fits"),
    ],
)
def test_pronouns_mean_those_named_latest(
    analyst: Analyst, question: str, turns: list[list[str]], expected: list[str]
) -> None:
    kinds = analyst.finder.kinds
    named = [[Name(analyst.finder.names[entity], entity) for entity in turn] for turn in turns]
    pronouns = open_pronouns(analyst.question(question), kinds)

    ways = bindings(pronouns, named, kinds)

    assert [filled_in(question, pronouns, way) for way in ways] == expected


def test_of_many_named_in_one_breath_the_first_three_may_be_meant(analyst: Analyst) -> None:
    named = [Name(text) for text in ("Moen", "Rask", "Aas", "Dahl")]
    pronouns = open_pronouns(analyst.question("was he fired"), analyst.finder.kinds)

    ways = bindings(pronouns, [named], analyst.finder.kinds)

    assert [way["he"].text for way in ways] == ["Moen", "Rask", "Aas"]
