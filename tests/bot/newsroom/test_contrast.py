""" "I have this for X, not for Y": said only where both halves are true."""

from collections.abc import Callable

import pytest

from bot.newsroom.contrast import Contrast, set_against
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Candidate, Suggestions
from knowledge.loading.loader import load
from knowledge.reading.blocks import Block

BRIDGES = """
sources:
  - {id: one, publisher: Gazette, title: One, published: 2024-03-01}
entities:
  - {id: anna-berg, name: Anna Berg, kind: person}
  - {id: tom-lind, name: Tom Lind, kind: person}
  - {id: eva-novak, name: Eva Novak, kind: person}
  - {id: north-bridge, name: North Bridge, kind: place}
  - {id: south-bridge, name: South Bridge, kind: place}
facts:
  - id: north-toll
    question: How much is the toll on North Bridge?
    answer: It is 4 dollars.
    citations: [{source: one}]
  - id: south-toll
    question: What do cyclists pay on South Bridge?
    answer: They cross South Bridge for nothing.
    citations: [{source: one}]
  - id: dismissal
    question: Why did Anna Berg dismiss Tom Lind?
    answer: Anna Berg dismissed Tom Lind over unpaid dues.
    citations: [{source: one}]
"""


@pytest.fixture(scope="module")
def bridges(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    folder = tmp_path_factory.mktemp("bridges")
    (folder / "all.yaml").write_text(BRIDGES, "utf-8")
    return Matcher(load(folder))


Offer = Callable[..., Suggestions]


@pytest.fixture
def offer(bridges: Matcher) -> Offer:
    def make(lacks: str, *facts: str, confidence: float = 0.6) -> Suggestions:
        block = Block("name", lacks)
        found = [fact for name in facts if (fact := bridges.fact(name))]
        blocks = [block, *[None] * (len(found) - 1)]
        both = zip(found, blocks, strict=True)
        return Suggestions(tuple(Candidate(fact, confidence, fact.question, one) for fact, one in both), block)

    return make


def test_what_stands_alone_in_the_place_of_the_other_is_set_against_it(bridges: Matcher, offer: Offer) -> None:
    asked = "how much is the toll on south bridge"

    assert set_against(bridges, asked, offer("South Bridge", "north-toll")) == Contrast("South Bridge", "North Bridge")


def test_whom_the_question_names_too_is_not_set_against_another(bridges: Matcher, offer: Offer) -> None:
    found = set_against(bridges, "why did Anna Berg dismiss Eva Novak", offer("Eva Novak", "dismissal"))

    assert found == Contrast("Eva Novak", "Tom Lind")


def test_where_a_suggestion_is_about_the_other_it_may_have_an_answer(bridges: Matcher, offer: Offer) -> None:
    outcome = offer("South Bridge", "north-toll", "south-toll")

    assert set_against(bridges, "how much is the toll on south bridge", outcome) == Contrast(
        "South Bridge", may_have=True
    )


def test_where_two_may_be_meant_nobody_is_said_to_have_it(bridges: Matcher, offer: Offer) -> None:
    assert set_against(bridges, "why was Eva Novak dismissed", offer("Eva Novak", "dismissal")) is None


def test_a_fact_that_lacks_another_name_of_the_question_is_not_this(bridges: Matcher, offer: Offer) -> None:
    asked = "how much does Tom Lind pay on South Bridge"

    assert set_against(bridges, asked, offer("South Bridge", "north-toll")) is None


def test_of_a_fact_that_is_far_off_only_what_is_lacking_is_said(bridges: Matcher, offer: Offer) -> None:
    outcome = offer("South Bridge", "north-toll", confidence=0.2)

    assert set_against(bridges, "how much is the toll on south bridge", outcome) == Contrast("South Bridge")


def test_a_name_that_no_editor_listed_is_set_against_nobody(bridges: Matcher, offer: Offer) -> None:
    assert set_against(bridges, "why did Anna Berg dismiss Stone", offer("Stone", "dismissal")) is None
