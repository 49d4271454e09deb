# ruff: noqa: RUF001  the marks that look alike are what is tested
"""A quotation stands in a text word for word, however the copy has its marks and lines; else the nearest is told."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.service.passages import Near, SourceText

# Of work, for 300,000 characters: a tenth of it was measured, and what grows with their square takes hours.
SOON_SECONDS = 10


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("the harbour 'needs' work", "It said the harbour “needs” work."),
        ('the "harbour" needs', "the ‘harbour’ needs"),
        ("Berg's 'no comment.'", "Berg’s “‘no comment.’”"),
        ("a toll for all", "a toll\n   for\u00a0all"),
        ("a toll for all", "a toll forall"),
        ("2014-2016", "from 2014–2016 on"),
        ("the toll - a fee - stays", "the toll—a fee—stays"),
        ("the toll--a fee", "the toll – a fee"),
        ("a fee", "the toll—a fee"),
        ("a well-known toll", "a well\u2011known toll"),
        ("the cooperation ended", "the co-\n  operation ended"),
        ("the co-operation ended", "the co-\r\n  operation ended"),
        ("pre- and post-war", "pre-\nand post-war"),
        ("the cooperation ended", "the co\u00adoperation ended"),
        ("the cooperation ended", "the co\u00ad\noperation ended"),
        ("zero width", "ze\u200bro wid\ufeffth"),
        ("a café of the first rank", "a cafe\u0301 of the \ufb01rst rank"),
        ("Four … bridge", "Four dollars for the bridge"),
        ("Four ... the bridge", "Four dollars for the bridge"),
        ("Four [...] bridge.... It", "Four dollars for the bridge. It is so"),
        ("... for the bridge", "Four dollars for the bridge"),
        ("(so he said)", "It was (so he said) free"),
        ("-3 degrees", "at \u22123 degrees"),
        ("costs 5 % more [sic]", "It costs 5 % more [sic]"),
    ],
)
def test_what_stands_there_is_found(quote: str, text: str) -> None:
    assert SourceText(text).missing(quote) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Of course not", "He said: of course not"),
        ("possible to convict", "impossible to convict"),
        ("it was possible", "it was possibley"),
        ("by the state", "by the state-run channel"),
        ("starter", "a non-starter"),
        ("3 degrees", "at -3 degrees"),
        ("nowhere", "now here"),
        ("He paid 4 dollars", "He paid 5 dollars"),
        ("He paid, 4 dollars", "He paid 4 dollars"),
        ("the toll 'stays'", "the toll stays"),
        ("bridge … four", "four for the bridge"),
        ("four … four", "four dollars"),
        (".+", "anything"),
        ("…", "anything"),
        ("four", ""),
    ],
)
def test_what_does_not_stand_there_is_missing(quote: str, text: str) -> None:
    assert SourceText(text).missing(quote) is not None


def test_the_nearest_passage_is_told_as_it_stands_there_with_its_line() -> None:
    text = SourceText("The bridge.\n\nThe mayor said cars pay “four\ndollars” each.\n")

    missing = text.missing("The mayor said cars pay 'nine dollars'")

    assert missing is not None
    assert (missing.passage, missing.is_earlier) == ("The mayor said cars pay 'nine dollars'", False)
    assert missing.near == Near("The mayor said cars pay “four dollars”", 3)


def test_only_the_passage_that_is_missing_is_told() -> None:
    missing = SourceText("Cars pay four dollars on the bridge.").missing("Cars pay … on the brigde")

    assert missing is not None
    assert (missing.passage, missing.near) == ("on the brigde", Near("on the bridge.", 1))


def test_nothing_is_near_where_nothing_is_like_it() -> None:
    missing = SourceText("Cars pay four dollars.").missing("Whoever jumps will zigzag quickly")

    assert missing is not None
    assert missing.near is None


def test_a_passage_that_stands_before_the_one_it_is_to_follow_is_told_as_such() -> None:
    missing = SourceText("Cars pay four dollars.").missing("four dollars … Cars")

    assert missing is not None
    assert (missing.passage, missing.is_earlier) == ("Cars", True)


@pytest.mark.parametrize("text", ["a **really** good [bridge](https://a.example/b)", "> a *really* good\n> bridge"])
def test_marks_of_markdown_are_no_part_of_a_text_that_has_them(text: str) -> None:
    assert SourceText(text, is_markdown=True).missing("a really good bridge") is None
    assert SourceText(text).missing("a really good bridge") is not None


@settings(max_examples=50)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_looked_for_in_any_other(quote: str, text: str) -> None:
    SourceText(text, is_markdown=True).missing(quote)


@settings(max_examples=50)
@given(st.lists(st.text("abÉé.,;", min_size=1, max_size=8), min_size=3, max_size=12), st.sampled_from(" \n\t"))
def test_words_of_a_text_are_found_in_it_however_it_breaks_its_lines(words: list[str], gap: str) -> None:
    text = SourceText(gap.join(["before", *words, "behind"]))

    assert text.missing("before " + " ".join(words)) is None or ".." in "".join(words)


@pytest.mark.parametrize("odd", ["\n", "-", "a-\n", "- ", "'", "' ", "\u00ad\n", "[", "](", "\\", ". ", " - "])
def test_no_text_takes_long_to_read(odd: str) -> None:
    text = SourceText(odd * (300_000 // len(odd)) + "; the end", is_markdown=True)

    started = time.process_time()
    assert text.missing("the end") is None
    assert time.process_time() - started < SOON_SECONDS
