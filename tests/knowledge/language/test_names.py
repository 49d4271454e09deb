from datetime import date

import pytest

from knowledge.language.analysis import Analyst
from knowledge.language.names import as_written, names_in
from knowledge.model import Citation, Entity, Fact, FactBase, Source

DAY = date(2024, 3, 1)
FACTS = (
    Fact("dues", "Did Rosa Price pay the harbour dues?", "The clerk of Eastbank, Nils Moen, says so.", (), DAY),
    Fact("swearing", "When was the mayor sworn in?", "The swearing-in was at Port Hall with Karl Mueller.", (), DAY),
    Fact(
        "toll",
        "What did Otto West say of the toll?",
        "West of the bridge it is 4 dollars, in the west 5, on Mondays none, he told NATO.",
        (),
        DAY,
    ),
    Fact("dock", "Who owns dock Q?", "The dock of Xi, by the plan marked Q, is the town's.", (), DAY),
    Fact("son", "Who is Bo Lind's father?", "Old Lind. Many young people know Ida Young.", (Citation("herald"),), DAY),
)
ENTITIES = (
    Entity("rosa-price", "Rosa Price", "person"),
    Entity("otto-west", "Otto West", "person"),
    Entity("ida-young", "Ida Young", "person"),
    Entity("bo-lind", "Bo Lind", "person", ("Lind",)),
    Entity("lind-junior", "Carl Lind Jr", "person", ("Lind the younger",)),
    Entity("sam-king", "Sam King Sr", "person"),
    Entity("karl-mueller", "Karl Mueller", "person"),
    Entity("america", "United States", "place", ("the US",)),
)
SOURCES = {"herald": Source("herald", "Kystavisen", "Whose Dues Were Paid Late And Why", "2024", ("Siv Aas",))}
BASE = FactBase(FACTS, SOURCES, ENTITIES)


@pytest.fixture(scope="module")
def analyst() -> Analyst:
    return Analyst(BASE)


def test_names_are_what_stands_with_a_capital_in_mid_sentence_and_never_without() -> None:
    names = names_in(BASE)

    assert names >= {"eastbank", "nils", "moen", "rosa", "price", "hall", "nato", "kystavisen", "siv", "aas", "xi"}
    assert names.isdisjoint({"the", "young", "west", "dues", "old", "many", "late", "did", "what", "q"})


@pytest.mark.parametrize(
    ("question", "entities"),
    [
        pytest.param("what price did they pay", [], id="ordinary-word"),
        pytest.param("did young people pay", [], id="ordinary-word-that-the-base-has"),
        pytest.param("did young pay", [], id="could-be-either"),
        pytest.param("did they pay in the west", [], id="direction"),
        pytest.param("did they go to the West Bank", [], id="part-of-another-name"),
        pytest.param("did Price pay", ["rosa-price"], id="capital"),
        pytest.param("did price pay", ["rosa-price"], id="only-a-name-here-and-where-a-name-stands"),
        pytest.param("Price paid what", ["rosa-price"], id="only-a-name-here-at-the-beginning"),
        pytest.param("did they ask Young", ["ida-young"], id="capital-of-a-word-that-the-base-has"),
        pytest.param("Price's boat, did West's sail", ["rosa-price", "otto-west"], id="owners"),
        pytest.param("did america pay", ["america"], id="other-name-of-a-country"),
        pytest.param("did the USA pay", ["america"], id="usa"),
        pytest.param("did they tell us", [], id="us-the-pronoun"),
        pytest.param("did they tell the US", ["america"], id="us-the-country"),
    ],
)
def test_surnames_and_countries(analyst: Analyst, question: str, entities: list[str]) -> None:
    assert analyst.question(question).entities == set(entities)


@pytest.mark.parametrize(
    ("question", "foreign"),
    [
        pytest.param("did Rosa Price Jr pay", "Rosa Price Jr", id="jr"),
        pytest.param("did bo lind sr pay", "bo lind sr", id="sr-in-lower-case"),
        pytest.param("did Price junior pay", "Price junior", id="junior"),
        pytest.param("did the elder Price pay", "elder Price", id="elder-before"),
        pytest.param("did Lind the elder pay", "Lind the elder", id="elder-behind"),
        pytest.param("did Sam King Jr pay", "Sam King Jr", id="junior-of-a-senior"),
    ],
)
def test_a_relative_of_the_same_name_is_nobody_whom_the_base_knows(
    analyst: Analyst, question: str, foreign: str
) -> None:
    found = analyst.question(question)

    assert found.foreign == (foreign,)
    assert found.entities == set()


@pytest.mark.parametrize(
    ("question", "entity"),
    [
        pytest.param("did Carl Lind Jr pay", "lind-junior", id="listed"),
        pytest.param("did Lind the younger pay", "lind-junior", id="alias"),
        pytest.param("did Sam King Sr pay", "sam-king", id="listed-senior"),
        pytest.param("did Sam King pay", "sam-king", id="without-what-tells-apart"),
        pytest.param("did King pay", "sam-king", id="surname-before-what-tells-apart"),
        pytest.param("did Karl Müller pay", "karl-mueller", id="umlaut"),
        pytest.param("did Muller pay", "karl-mueller", id="without-umlaut"),
    ],
)
def test_names_told_apart_and_spelt_otherwise(analyst: Analyst, question: str, entity: str) -> None:
    found = analyst.question(question)

    assert found.entities == {entity}
    assert found.foreign == ()
    assert found.repairs == ()


@pytest.mark.parametrize(
    ("question", "names"),
    [
        pytest.param("did Moen pay at Port Hall", {"moen", "port", "hall"}, id="capitals"),
        pytest.param("did moen pay", {"moen"}, id="lower-case-of-no-common-word"),
        pytest.param("what was in the hall", set(), id="common-word-in-lower-case"),
        pytest.param("did Rosa Price pay", set(), id="listed-by-an-editor"),
        pytest.param("did Kowalski pay", set(), id="nobody-the-base-has"),
    ],
)
def test_names_that_no_editor_listed(analyst: Analyst, question: str, names: set[str]) -> None:
    assert analyst.question(question).names == names


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("did the Westbank clerk pay", id="another-name-with-another-beginning"),
        pytest.param("what was the mayor wearing", id="form-of-an-english-word"),
        pytest.param("did Meyen pay", id="name-near-an-implicit-one"),
        pytest.param("did they go to Norway or Paris", id="names-that-english-has"),
    ],
)
def test_nothing_is_taken_for_another_name_or_word(analyst: Analyst, question: str) -> None:
    assert analyst.question(question).repairs == ()


def test_a_repair_is_kept_with_what_was_written(analyst: Analyst) -> None:
    found = analyst.question("did Karl Muelller pay the Harbuor dues")

    assert found.repairs == (("Muelller", "mueller"), ("Harbuor", "harbour"))
    assert found.entities == {"karl-mueller"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("who is Rosa Novak-Hill?", "Rosa", id="capital"),
        pytest.param("did rosa pay", "rosa", id="lower-case"),
        pytest.param("what of Rosa's boat", "Rosa", id="owner"),
        pytest.param("the rosary", "rosa", id="nowhere"),
        pytest.param("ROSA (NOVAK", "ROSA", id="hostile"),
    ],
)
def test_a_name_is_said_as_it_was_written(text: str, written: str) -> None:
    assert as_written(text, "rosa") == written


def test_days_of_the_week_are_no_names_in_the_plural_either() -> None:
    assert "mondays" not in names_in(BASE)
