"""Questions that look like one of a base and have no answer there."""

from collections.abc import Iterable
from datetime import date

import pytest

from knowledge.decision.swaps import Swapper
from knowledge.language.analysis import Analyst
from knowledge.model import Citation, Entity, Fact, FactBase, Source

ENTITIES = (
    Entity("anna-berg", "Anna Berg", "person", ("the mayor",)),
    Entity("tom-lind", "Tom Lind", "person"),
    Entity("rosa-novak", "Rosa Novak", "person"),
    Entity("northfield", "Northfield", "place"),
)


def fact(name: str, question: str, *phrasings: str, answer: str = "So it is.") -> Fact:
    return Fact(name, question, answer, (Citation("gazette"),), date(2024, 3, 1), phrasings=phrasings)


def swapper(*facts: Fact, entities: Iterable[Entity] = ENTITIES, rare: str = "") -> Swapper:
    """Return what swaps in a base of these facts, in which every stem is frequent but ``rare``."""
    base = FactBase(
        facts, {"gazette": Source("gazette", "Gazette", "News", "2024")}, tuple(entities), (("toll", "fee"),)
    )
    analyst = Analyst(base)
    asked = {analyst.stored(text).tokens for fact in base.facts for text in fact.wordings}
    return Swapper(base, analyst, lambda stem: 0.0 if stem == rare else 0.5, lambda text: text.tokens in asked)


def swapped(of: Swapper, one: Fact, place: int = 0) -> list[str]:
    return list(of(place, one.question))


FERRY = fact("ferry", "when did the ferry sail")
SUIT = fact("suit", "When did Anna Berg sue Tom Lind?", answer="Last May.")


def test_the_most_telling_word_is_swapped_for_one_of_another_fact() -> None:
    one = fact("toll", "how high is the toll for cars")

    assert swapped(swapper(one, FERRY, rare="toll"), one) in (
        ["how high is the ferry for cars"],
        ["how high is the sail for cars"],
    )


def test_what_the_fact_carries_itself_is_no_swap() -> None:
    one = fact("toll", "how high is the toll", "toll of the ferry", answer="Since boats " + "and " * 90 + "sail, high.")

    assert swapped(swapper(one, FERRY, rare="toll"), one) == []


def test_a_synonym_is_no_swap() -> None:
    one, fee = fact("toll", "how high is the toll"), fact("fee", "what is the fee")

    assert swapped(swapper(one, fee, rare="toll"), one) == []


def test_a_word_is_swapped_as_a_whole() -> None:
    one = fact("art", "was the part about art long")

    (found,) = swapped(swapper(one, fact("ferry", "did the ferry"), rare="art"), one)

    assert found == "was the part about ferry long"


def test_a_text_that_writes_its_word_otherwise_is_no_swap() -> None:
    """The very words of a fact would be answered, and rightly."""
    one = fact("cafe", "is the café")

    assert one.question not in swapped(swapper(one, fact("ferry", "did the ferry"), rare="cafe"), one)


def test_each_name_is_swapped_for_another_of_its_kind() -> None:
    assert swapped(swapper(SUIT, rare=""), SUIT) == [
        "When did Rosa Novak sue Tom Lind?",
        "When did Anna Berg sue Rosa Novak?",
    ]


def test_a_name_without_another_of_its_kind_stays() -> None:
    one = fact("fair", "When does Northfield have one?")

    assert swapped(swapper(one), one) == []


def test_a_name_that_the_fact_has_is_no_swap() -> None:
    one = fact("suit", "Who did Anna Berg sue?", "did Rosa Novak sue", answer="She sued Tom Lind.")

    assert swapped(swapper(one), one) == []


def test_a_name_that_is_written_otherwise_is_not_swapped() -> None:
    one = fact("suit", "Who did the mayor sue?")

    assert swapped(swapper(one), one) == []


@pytest.mark.parametrize("wording", ["When did Rosa Novak sue Tom Lind?", "when did rosa novak sue tom lind"])
def test_a_question_of_another_fact_has_an_answer_and_is_no_swap(wording: str) -> None:
    other = fact("other", "Why is it so?", wording)

    assert "When did Rosa Novak sue Tom Lind?" not in swapped(swapper(SUIT, other), SUIT)
    assert "When did Rosa Novak sue Tom Lind?" in swapped(swapper(SUIT, FERRY), SUIT)


def test_the_order_of_facts_changes_no_swap() -> None:
    facts = tuple(fact(word, f"how old is the {word}") for word in ("ferry", "toll", "chapel", "organ"))

    for place, one in enumerate(facts):
        assert swapped(swapper(*facts), one, place) == swapped(swapper(*facts[::-1]), one, 3 - place)


def test_where_one_swap_is_another_fact_s_question_the_next_is_taken() -> None:
    facts = tuple(fact(word, f"how old is the {word}") for word in ("ferry", "toll", "chapel", "organ"))
    tall = fact("tower", "is the tower tall")

    (found,) = swapped(swapper(*facts, tall, rare="ferri"), facts[0])

    assert found in ("how old is the tower", "how old is the tall")
