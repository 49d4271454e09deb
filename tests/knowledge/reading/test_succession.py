"""Who came before or after whom: told by a verb, by its side, by a noun, or not at all."""

import pytest

from knowledge.model import Entity
from knowledge.reading.blocks import Block
from tests.knowledge.reading.support import ENTITIES, fact, reading


def test_what_came_after_an_event_has_not_succeeded_it() -> None:
    fair = Entity("harbour-fair", "Harbour Fair", "event")
    told = reading(fact("Who measured the pier?", answer="Anna Berg did."), entities=(*ENTITIES, fair))

    assert told.block("who measured the pier after the Harbour Fair?") is None


BEFORE, AFTER = Block("lacking", "before"), Block("lacking", "after")


@pytest.mark.parametrize(
    ("answer", "block"),
    [
        pytest.param("Anna Berg succeeded Tom Lind in 2019.", None, id="verb"),
        pytest.param("Tom Lind was succeeded by Anna Berg.", None, id="passive"),
        pytest.param("Anna Berg, in office since 2019, when she followed Tom Lind.", None, id="pronoun"),
        pytest.param("Anna Berg took over the port from Tom Lind.", None, id="took-over-from"),
        pytest.param("Anna Berg is in office. Her predecessor was Tom Lind.", None, id="noun"),
        pytest.param("Before Anna Berg it was Tom Lind.", None, id="before"),
        pytest.param("Anna Berg, who runs it still.", BEFORE, id="neither"),
    ],
)
def test_who_came_before_is_told_or_refused(answer: str, block: Block | None) -> None:
    told = reading(fact("Who runs the port?", answer=answer))

    assert told.block("who ran the port before Anna Berg") == block
    assert told.block("who ran the port before Anna Berg took over?") == block


@pytest.mark.parametrize(
    ("answer", "block"),
    [
        pytest.param("Tom Lind succeeded Anna Berg.", None, id="verb"),
        pytest.param("Anna Berg was succeeded by Tom Lind.", None, id="passive"),
        pytest.param("Anna Berg left. Her successor is Tom Lind.", None, id="noun"),
        pytest.param("Tom Lind took over the ministry of finance from Anna Berg.", None, id="took-over-from"),
        pytest.param("Anna Berg succeeded Tom Lind.", AFTER, id="the-other-way-round"),
    ],
)
def test_who_came_after_is_told_or_refused(answer: str, block: Block | None) -> None:
    assert reading(fact("Who runs the port?", answer=answer)).block("who ran the port after Anna Berg") == block


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("who left before Anna Berg spoke", id="a-time"),
        pytest.param("when did it open before Anna Berg", id="asks-for-nobody"),
        pytest.param("who left before noon", id="nobody-is-named"),
        pytest.param("before Anna Berg who", id="not-asked-first"),
    ],
)
def test_before_says_when_in_other_questions(question: str) -> None:
    assert reading(fact("Who left?", answer="Anna Berg left at noon on 3 May 2020.")).block(question) is None
