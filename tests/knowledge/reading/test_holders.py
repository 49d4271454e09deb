"""An office in a fact means its holder then: who is asked for by name is not whoever holds it now."""

import pytest

from knowledge.model import Entity, Office
from knowledge.reading.blocks import Block
from tests.knowledge.reading.support import fact, reading

COUNCIL = Entity("council", "Port Council", "organisation")
BEFORE = Entity("anna-berg", "Anna Berg", "person", offices=(Office("mayor", "council", "2019", "2024-03-04"),))
NOW = Entity("tom-lind", "Tom Lind", "person", offices=(Office("mayor", "council", "2024-03-04"),))
LATER = Entity("tom-lind", "Tom Lind", "person", offices=(Office("mayor", "council", "2024-03-05"),))
WHY = "Why did Anna Berg resign?"
LIND = Block("name", "Tom Lind")


def block(question: str, *wordings: str, holder: Entity = NOW, answer: str = "Over dues.", **more: str) -> Block | None:
    """Return what keeps a fact with these wordings from answering, in a base of two mayors."""
    base = reading(fact(*wordings, answer=answer, **more), entities=(COUNCIL, BEFORE, holder))
    return base.block(question)


@pytest.mark.parametrize("question", ["Why did Tom Lind resign?", "why did Lind step down"])
def test_who_is_mayor_now_is_not_the_one_of_whom_the_fact_tells(question: str) -> None:
    assert block(question, WHY, "did the mayor step down over dues") == LIND


@pytest.mark.parametrize(
    "question", [WHY, "why did the mayor resign", "did the mayor step down", "why did Berg step down"]
)
def test_whoever_asks_by_the_office_or_by_the_right_name_is_answered(question: str) -> None:
    assert block(question, WHY, "did the mayor step down over dues") is None


def test_a_day_tells_who_held_the_office_then() -> None:
    wording, told = "Why did the mayor apologise?", "The mayor apologised for the dues."

    assert block("Why did Tom Lind apologise?", wording, holder=LATER, answer=told) is None
    assert block("Why did Tom Lind apologise?", wording, holder=LATER, answer=told, happened="2024-02/2024-03") == LIND
    assert block("why did the mayor apologise", wording, holder=LATER, answer=told, happened="2024-02/2024-03") is None


def test_who_left_an_office_is_not_whoever_came_after() -> None:
    wording = "Why did the mayor resign?"

    assert block("Why did Tom Lind resign?", wording, holder=LATER) == LIND
    assert block("Why did Anna Berg resign?", wording, holder=LATER) is None


def test_who_is_named_beside_the_other_holder_is_meant() -> None:
    wording = "What did the mayor say of Anna Berg?"

    assert block("What did Tom Lind say of Anna Berg?", wording) is None


def test_who_is_named_anywhere_in_the_fact_is_carried() -> None:
    answer = "Over dues. Tom Lind said that he was sorry."

    assert block("was Tom Lind sorry", WHY, "was the mayor sorry", answer=answer) is None
