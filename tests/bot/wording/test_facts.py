import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import pages
from bot.wording.facts import fact_in_full
from knowledge.decision.matcher import Matcher


def test_a_fact_in_full_holds_everything(town: Matcher) -> None:
    fact = town.fact("mayor-dismissed-lind")
    assert fact is not None

    text = fact_in_full(fact, town)

    assert text.startswith(f"**{fact.question}**\n{fact.answer}\n*Disputed, as of ")
    assert "**Tom Lind, 28 February 2024**: he paid every bill" in text
    assert "1. [Northfield Gazette, “The bridge, the ferry and the mayor”](<https://gazette.example/bridge>)" in text


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
