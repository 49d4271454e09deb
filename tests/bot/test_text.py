import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import pages, quoted, without_mentions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("short", ["short"], id="one-page"),
        pytest.param("one line\nand another", ["one line", "and another"], id="between-lines"),
        pytest.param("It is so. It stays.", ["It is so.", "It stays."], id="between-sentences"),
        pytest.param("one two three four", ["one two", "three four"], id="between-words"),
        pytest.param("x" * 25, ["x" * 12, "x" * 12, "x"], id="nowhere-to-cut"),
    ],
)
def test_pages_are_cut_where_it_hurts_least(text: str, found: list[str]) -> None:
    assert list(pages(text, 12)) == found


@given(st.text(max_size=300), st.integers(5, 50))
def test_pages_lose_nothing_but_white_space(text: str, limit: int) -> None:
    found = list(pages(text, limit))

    assert all(len(page) <= limit for page in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(st.text(max_size=400), st.integers(20, 300))
def test_what_is_quoted_fits_and_no_mark_in_it_is_left_open(text: str, limit: int) -> None:
    shown = quoted(text, limit)

    assert len(shown) <= limit
    bare = shown.replace("\\\\", "").removesuffix(" …")
    assert not bare.endswith("\\")


def test_markup_is_shown_as_it_was_typed() -> None:
    assert quoted("[x](https://evil.example) **b**", 200) == r"\[x\]\(https\://evil.example\) \*\*b\*\*"
    assert quoted("plain words", 200) == "plain words"


def test_nobody_s_id_is_left_in_what_was_typed() -> None:
    assert without_mentions("<@1> <@!2> <@&3> <#4> <5>") == "@somebody @somebody @somebody #somewhere <5>"
