import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.cli.terminal import show, show_candidates
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Candidate, Outcome, Suggestions
from knowledge.loading.loader import load
from knowledge.model import Correction, Fact, Retraction
from knowledge.reading.blocks import Block

TODAY = date(2024, 3, 5)

PLAIN, COLOURED = False, True
COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7]m")
LOUD = r"@everyone **Cars** pay [red]4[/red] dollars :car: <@123> <https://x.example> \[now] [link=x]y[/link]"


def fact(matcher: Matcher, name: str) -> Fact:
    return next(fact for fact in matcher.base.facts if fact.id == name)


def shown(outcome: Outcome, matcher: Matcher, width: int = 80) -> str:
    console = Console(file=StringIO(), width=width)
    show(outcome, matcher, TODAY, console)
    return printed(console)


def printed(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_what_is_overdue_or_was_taken_back_says_so_first(town: Matcher) -> None:
    back = Retraction(date(2024, 3, 2), "It was made up.")
    sources = {name: replace(source, retracted=back) for name, source in town.base.sources.items()}
    matcher = Matcher(replace(town.base, sources=sources, review_after=3))

    lines = shown(answer(matcher, "north-bridge-toll"), matcher, 400).splitlines()

    assert lines[0].startswith("Not checked since 1 March 2024: it was to be checked again by 4 March 2024")
    assert lines[1].startswith("This rests on a report that was taken back on 2 March 2024: Northfield Gazette")
    assert lines[-1] == "      Taken back on 2 March 2024: It was made up."


def answer(matcher: Matcher, name: str, assumed: tuple[str, ...] = ()) -> Answer:
    found = fact(matcher, name)
    return Answer(found, 0.99, found.question, assumed)


@pytest.fixture
def loud(write_base: Callable[..., Path]) -> Matcher:
    """Return a base full of what Discord, rich and terminals would read as markup."""
    folder = write_base(
        all=f"""
        sources:
          - {{id: gazette, publisher: "The [b]Gazette[/b]", title: "The :car: [red]bridge[/red]",
             published: 2023-09-13}}
        facts:
          - id: toll
            question: "How much is the [red]toll[/red] :car: on the bridge?"
            phrasings: [bridge toll price, "what do [b]drivers[/b] pay on the bridge"]
            answer: '{LOUD}'
            citations: [{{source: gazette}}]
            positions: [{{by: "The [i]Drivers[/i]", says: "@here [red]too much[/red]"}}]
        """
    )
    return Matcher(load(folder))


def test_an_answer_shows_question_answer_status_date_and_source(town: Matcher) -> None:
    lines = shown(answer(town, "north-bridge-toll"), town).splitlines()

    assert lines == [
        "How much is the toll on North Bridge?",
        "",
        "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported.",
        "",
        "Confirmed · last checked 1 March 2024",
        "",
        "Sources",
        "  [1] Northfield Gazette, “The bridge, the ferry and the mayor”, 1 March 2024,",
        "      relying on the city council",
        "      https://gazette.example/bridge",
    ]


def test_an_answer_shows_the_words_it_rests_on(town: Matcher) -> None:
    toll = fact(town, "north-bridge-toll")
    quoted = replace(toll, citations=(replace(toll.citations[0], quote="[red]four[/red] dollars", where="p. 3"),))

    lines = shown(Answer(quoted, 0.99, toll.question), town).splitlines()

    assert lines[-2:] == ["      “[red]four[/red] dollars” (p. 3)", "      https://gazette.example/bridge"]


def test_an_answer_shows_who_says_what(town: Matcher) -> None:
    text = shown(answer(town, "mayor-dismissed-lind"), town)

    assert "Who says what\n  - Tom Lind (28 February 2024): he paid every bill\n" in text


def test_an_answer_names_the_subject_it_assumed(town: Matcher) -> None:
    text = shown(answer(town, "mayor-dismissed-lind", ("Anna Berg", "Tom Lind")), town)

    assert text.startswith("Taking it that you mean Anna Berg, Tom Lind.\n")


def test_an_answer_shows_its_corrections(town: Matcher) -> None:
    toll = fact(town, "north-bridge-toll")
    corrected = Fact(
        toll.id, toll.question, toll.answer, toll.citations, toll.as_of,
        corrections=(Correction(date(2024, 4, 2), "The toll was wrong."),),
    )  # fmt: skip

    text = shown(Answer(corrected, 0.99, toll.question), town)

    assert "Corrected on 2 April 2024: The toll was wrong." in text


def test_suggestions_are_numbered_from_one(town: Matcher) -> None:
    near = tuple(Candidate(one, 0.4, one.question) for one in town.base.facts)

    lines = shown(Suggestions(near), town).splitlines()

    assert lines == [
        "I am not sure which fact you mean.",
        "Did you mean:",
        *(f"  {number}. {one.question}" for number, one in enumerate(town.base.facts, 1)),
    ]


def test_an_abstention_says_what_to_do_next(town: Matcher) -> None:
    lines = shown(Abstention("nothing near"), town).splitlines()

    assert lines == ["I have no checked fact on that.", "Try other words, or see what there is with: factbot facts"]


def test_text_of_the_base_is_printed_as_it_is(loud: Matcher) -> None:
    text = shown(answer(loud, "toll"), loud, 1000)

    assert LOUD in text.replace("\n", " ")
    assert "How much is the [red]toll[/red] :car: on the bridge?" in text
    assert "The [b]Gazette[/b], “The :car: [red]bridge[/red]”" in text
    assert "The [i]Drivers[/i]: @here [red]too much[/red]" in text


def test_suggested_questions_are_printed_as_they_are(loud: Matcher) -> None:
    toll = fact(loud, "toll")

    text = shown(Suggestions((Candidate(toll, 0.5, toll.question),)), loud)

    assert "1. How much is the [red]toll[/red] :car: on the bridge?" in text


def test_candidates_are_printed_as_they_are(loud: Matcher) -> None:
    toll = fact(loud, "toll")
    console = Console(file=StringIO(), width=200)

    show_candidates([Candidate(toll, 0.5, toll.wordings[2], Block("name", "[red]x[/red]"))], console)

    assert printed(console) == (
        "\n 0.500  toll  (“what do [b]drivers[/b] pay on the bridge”)  blocked: name [red]x[/red]\n"
    )


@pytest.mark.parametrize("name", ["north-bridge-toll", "mayor-dismissed-lind", "ferry-first-trip"])
def test_a_narrow_terminal_gets_narrow_lines(town: Matcher, name: str) -> None:
    lines = shown(answer(town, name, ("Anna Berg", "North Bridge", "South Bridge")), town, 40).splitlines()

    assert max(map(len, lines)) <= 40


def test_a_narrow_terminal_loses_no_word(town: Matcher) -> None:
    outcome = answer(town, "mayor-dismissed-lind")

    assert shown(outcome, town, 40).split() == shown(outcome, town, 80).split()


def test_a_narrow_terminal_gets_a_narrow_status_line(loud: Matcher) -> None:
    lines = shown(answer(loud, "toll"), loud, 40).splitlines()

    assert max(map(len, lines)) <= 40


def test_a_narrow_terminal_gets_narrow_candidates(town: Matcher) -> None:
    toll = fact(town, "north-bridge-toll")
    console = Console(file=StringIO(), width=40)

    show_candidates([Candidate(toll, 0.5, toll.question)], console)

    assert max(map(len, printed(console).splitlines())) <= 40


def test_a_wide_terminal_gets_lines_that_can_be_read(town: Matcher) -> None:
    lines = shown(answer(town, "mayor-dismissed-lind"), town, 300).splitlines()

    assert 80 < max(map(len, lines)) <= 100


@pytest.mark.parametrize(
    ("no_color", "colour"), [pytest.param(False, COLOURED, id="colour"), pytest.param(True, PLAIN, id="no-colour")]
)
def test_colour_is_left_out_where_it_is_not_welcome(town: Matcher, no_color: bool, colour: bool) -> None:  # noqa: FBT001
    console = Console(file=StringIO(), force_terminal=True, color_system="standard", no_color=no_color, width=80)

    show(answer(town, "north-bridge-toll"), town, TODAY, console)

    assert bool(COLOUR.search(printed(console))) == colour


def test_a_pipe_gets_no_control_codes(town: Matcher) -> None:
    assert "\x1b" not in shown(answer(town, "mayor-dismissed-lind"), town)


def test_candidates_are_shown_best_first_with_confidence_and_block(town: Matcher) -> None:
    toll, ferry = fact(town, "north-bridge-toll"), fact(town, "ferry-first-trip")
    console = Console(file=StringIO(), width=200)

    show_candidates([Candidate(toll, 0.91, "toll"), Candidate(ferry, 0.08, "boat", Block("date", "1999"))], console)

    assert printed(console).splitlines() == [
        "",
        " 0.910  north-bridge-toll  (“toll”)",
        " 0.080  ferry-first-trip  (“boat”)  blocked: date 1999",
    ]
