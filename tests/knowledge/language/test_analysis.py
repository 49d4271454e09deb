from pathlib import Path

import pytest

from knowledge.language.analysis import Analyst
from knowledge.loading.loader import load
from knowledge.model import Entity, FactBase

MEANWHILE = "bla " * 80


@pytest.fixture(scope="module")
def analyst(town_folder: Path) -> Analyst:
    return Analyst(load(town_folder))


def test_a_name_becomes_its_entity_and_has_no_text(analyst: Analyst) -> None:
    found = analyst.question("why did the mayor sack Lind")

    assert found.tokens == ("whi", "do", "@anna-berg", "sack", "@tom-lind")
    assert found.texts == ("why", "did", "", "sack", "")
    assert found.entities == {"anna-berg", "tom-lind"}


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        pytest.param("the frery sailed", ("the", "ferry", "sailed"), id="typo"),
        pytest.param("teh ferry", ("the", "ferry"), id="swap"),
        pytest.param("the market", ("the", "market"), id="common-english-is-left-alone"),
        pytest.param("the bank", ("the", "bank"), id="word-of-a-near-miss-is-left-alone"),
        pytest.param("ferry x77", ("ferry", "x77"), id="not-letters"),
        pytest.param("the tempestous ferry", ("the", "tempestuous", "ferry"), id="rare-word"),
        pytest.param("forgo suspentions", ("forgo", "suspensions"), id="rare-word-in-another-form"),
        pytest.param("did tempestous sail", ("did", "tempestous", "sail"), id="no-rare-word-where-a-name-stands"),
        pytest.param("since eleven", ("since", "eleven"), id="number-word"),
    ],
)
def test_a_question_is_repaired(analyst: Analyst, question: str, texts: tuple[str, ...]) -> None:
    assert analyst.question(question).texts == texts


def test_a_question_is_told_as_it_was_written_but_mended(analyst: Analyst) -> None:
    question = "Is teh Frery, so to say (teh 2nd), sailing??"

    assert analyst.question(question).mended(question) == "Is the ferry, so to say (the 2nd), sailing??"


@pytest.mark.parametrize(
    ("question", "mended"),
    [
        pytest.param("is the ferry sailing", "is the ferry sailing", id="nothing-to-mend"),
        pytest.param("teh ferry tehran", "the ferry tehran", id="whole-words-alone"),
        pytest.param("why did Anna Brerg do it", "why did Anna berg do it", id="name"),
        pytest.param("**teh** ferry?", "**the** ferry?", id="markup"),
        pytest.param("did the ferry sail too", "did the ferry sail too", id="a-word-of-grammar-is-no-slip"),
        pytest.param("did the theives sail", "did the thieves sail", id="an-e-and-an-i-turned"),
        pytest.param("has anybdy seen the ferry", "has anybody seen the ferry", id="a-slip-for-a-word-of-grammar"),
    ],
)
def test_only_slips_are_mended(analyst: Analyst, question: str, mended: str) -> None:
    assert analyst.question(question).mended(question) == mended


def test_a_stored_text_is_never_repaired(analyst: Analyst) -> None:
    assert analyst.stored("teh frery").texts == ("teh", "frery")


def test_a_mistyped_name_is_mended_where_a_name_stands(analyst: Analyst) -> None:
    assert analyst.question("talk to Brg about harbuor master").entities == {"tom-lind"}
    assert analyst.question("why did Anna Brerg do it").entities == {"anna-berg"}


@pytest.mark.parametrize(
    ("question", "strangers"),
    [
        pytest.param("why did Anna Berg dismiss Kowalski", ("kowalski",), id="capital"),
        pytest.param("what did kowalski pay", ("kowalski",), id="after-an-auxiliary"),
        pytest.param("the toll of kowalski", ("kowalski",), id="after-of"),
        pytest.param("was it kowalski", ("kowalski",), id="lower-case-where-no-name-stands"),
        pytest.param("was it goign", (), id="a-slip-that-the-base-has-nothing-like"),
        pytest.param("Trolls like Berg", (), id="opens-the-sentence"),
        pytest.param("is the Toll on North Bridge high", (), id="known-word"),
        pytest.param("did many cars wait", (), id="common-word"),
        pytest.param("did Anna Berg call", (), id="known-name"),
        pytest.param("did Xy call", (), id="two-letters"),
        pytest.param("did Kowalski call Nowicki", ("kowalski", "nowicki"), id="two"),
    ],
)
def test_strangers(analyst: Analyst, question: str, strangers: tuple[str, ...]) -> None:
    assert analyst.question(question).strangers == strangers


@pytest.mark.parametrize("question", ["did she sail in July", "did she sail on Sunday"])
def test_a_month_or_weekday_is_no_stranger(analyst: Analyst, question: str) -> None:
    assert analyst.question(question).strangers == ()


def test_a_stored_text_has_no_strangers(analyst: Analyst) -> None:
    assert analyst.stored("why did Berg dismiss Kowalski").strangers == ()


def test_synonyms_share_a_concept(analyst: Analyst) -> None:
    assert analyst.question("toll").concepts == analyst.question("fees").concepts == {0}
    assert analyst.question("sacked").concepts == analyst.question("dismissed").concepts == {1}
    assert analyst.question("ferry").concepts == frozenset()


def test_a_synonym_of_several_words_is_met_as_a_phrase() -> None:
    analyst = Analyst(FactBase((), {}, (), (("dismiss", "let go of"), ("ship", "shipping"))))

    assert 0 in analyst.stored("they were letting go of him").concepts
    assert 0 not in analyst.stored("they let him go").concepts


def test_names_and_synonyms_may_be_asked_with(analyst: Analyst) -> None:
    assert {"harbour", "berg", "charg", "sack"} <= analyst.askable


def test_claims_leave_out_numbers_inside_names() -> None:
    analyst = Analyst(FactBase((), {}, (Entity("pier-17", "Pier 17", "place"),)))

    assert analyst.stored("did 9 boats leave pier 17").claims.numbers == {"9"}


def test_told_reads_a_long_text_further_than_a_question_is_read(analyst: Analyst) -> None:
    text = MEANWHILE + "toll"

    assert "toll" in analyst.told(text).tokens
    assert "toll" not in analyst.stored(text).tokens
    assert len(analyst.told("bla " * 2000).tokens) == 1000


def test_a_question_of_nothing_has_no_tokens(analyst: Analyst) -> None:
    assert analyst.question("?! \U0001f6a2").tokens == ()


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        pytest.param("quick check: what is the toll", ("what", "is", "the", "toll"), id="heading"),
        pytest.param("ferry: what is the toll", ("ferry", "what", "is", "the", "toll"), id="what-it-is-about"),
        pytest.param("quick check: toll", ("quick", "check", "toll"), id="too-little-behind-it"),
    ],
)
def test_a_heading_that_nobody_asks_with_is_cut_off(analyst: Analyst, question: str, texts: tuple[str, ...]) -> None:
    assert analyst.question(question).texts == texts


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param("did the goverment pay", "government", id="one-letter-off"),
        pytest.param("did the Goverment pay", "goverment", id="a-capital-may-be-a-name"),
        pytest.param("did lind realy pay", "realy", id="too-short-to-be-sure"),
    ],
)
def test_a_long_mistyped_word_of_common_english_is_mended(analyst: Analyst, question: str, text: str) -> None:
    assert text in analyst.question(question).texts


@pytest.mark.parametrize(
    ("question", "strangers"),
    [
        pytest.param("did the governor know about it", ("governor",), id="nobody-holds-it"),
        pytest.param("did her ambassador pay", ("ambassador",), id="hers"),
        pytest.param("did the mayor know about it", (), id="somebody-does"),
        pytest.param("can a governor close a bridge", (), id="any"),
        pytest.param("did governor Berg pay the toll", (), id="with-a-name"),
        pytest.param("did the boss know about it", (), id="a-word-for-many"),
    ],
)
def test_a_title_that_the_base_has_nowhere_is_a_stranger(
    analyst: Analyst, question: str, strangers: tuple[str, ...]
) -> None:
    assert analyst.question(question).strangers == strangers
