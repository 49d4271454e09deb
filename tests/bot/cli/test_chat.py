from io import StringIO

import pytest
from rich.console import Console

from bot.cli.chat import converse
from bot.config import Config
from knowledge.decision.matcher import PRECISION, Matcher

NORTHFIELD = Config(newsroom="The Gazette", subject="the bridge", precision=PRECISION)
TOLL = "How much is the toll on North Bridge?"
NEAR_MISS = "How much is the toll on South Bridge?"
PAID = "Cars pay 4 dollars on North Bridge"
UNREAD = "Why did Anna Berg dismiss Tom Lind?"
DUES = "over unpaid harbour dues"


def said(matcher: Matcher, monkeypatch: pytest.MonkeyPatch, *lines: str) -> str:
    monkeypatch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in lines)))
    console = Console(file=StringIO(), width=80)
    converse(matcher, NORTHFIELD, console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_a_conversation_begins_with_the_size_of_the_base(town: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    text = said(town, monkeypatch)

    assert text.startswith("3 facts. Ask away; an empty line or “quit” ends it.\n")


def test_questions_are_answered_in_turn(town: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    text = said(town, monkeypatch, TOLL, UNREAD)

    assert 0 < text.index(PAID) < text.index(DUES)


@pytest.mark.parametrize("line", [pytest.param("", id="empty"), pytest.param("   ", id="blank")])
def test_an_empty_line_ends_it(town: Matcher, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    text = said(town, monkeypatch, TOLL, line, UNREAD)

    assert PAID in text
    assert DUES not in text


def test_the_end_of_input_ends_it(town: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    text = said(town, monkeypatch, TOLL)

    assert PAID in text


def test_ctrl_c_ends_it(town: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        def readline(self) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Interrupted())
    console = Console(file=StringIO(), width=80)

    converse(town, NORTHFIELD, console)

    assert isinstance(console.file, StringIO)
    assert console.file.getvalue().startswith("3 facts.")


def test_a_number_takes_up_a_suggestion(town: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    text = said(town, monkeypatch, NEAR_MISS, "1")

    assert f"  1. {TOLL}" in text
    assert PAID in text


@pytest.mark.parametrize("line", [pytest.param("0", id="zero"), pytest.param("4", id="beyond")])
def test_a_number_that_was_not_offered_takes_up_nothing(
    town: Matcher, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    text = said(town, monkeypatch, NEAR_MISS, line)

    assert PAID not in text


def test_a_number_takes_up_nothing_once_something_was_answered(town: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    text = said(town, monkeypatch, NEAR_MISS, UNREAD, "1")

    assert DUES in text
    assert PAID not in text


def test_a_follow_up_leans_on_the_answer_before_it(town: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    text = said(town, monkeypatch, TOLL, "how much do drivers pay on it?")

    assert "Taking it that you mean North Bridge." in text
    assert text.count(PAID) == 2


def test_a_greeting_is_met_with_what_can_be_asked_and_a_number_takes_it_up(
    town: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = said(town, monkeypatch, "hi", "1")

    assert "I answer questions about the bridge from facts that the editors of The Gazette have checked" in " ".join(
        text.split()
    )
    first = text.split("1. ")[1].splitlines()[0]
    assert f"{first}\n" in text.split("3. ")[1]


def test_thanks_are_no_question(town: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    text = said(town, monkeypatch, "thanks a lot")

    assert "👍" in text
    assert "no question" not in text
