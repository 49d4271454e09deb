"""Which facts bear on a text: claims anywhere in it, links to sources, and nothing in what only fills it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.newsroom.bearing import PARTS, SENTENCES, bearing_on
from knowledge.decision.matcher import Matcher
from knowledge.loading.loader import load

CLAIM = "The toll on North Bridge is 7 dollars."
FERRY = "When did the ferry make its first trip?"
TALK = "My aunt came by on her bicycle and told us number {} of her stories."


def ids(matcher: Matcher, text: str, most: int = 3) -> list[str]:
    return [fact.id for fact in bearing_on(matcher, text, most)]


@pytest.mark.parametrize("before", [0, SENTENCES - 1])
def test_a_claim_is_found_wherever_it_stands(town: Matcher, before: int) -> None:
    talk = " ".join(TALK.format(number) for number in range(before))

    assert ids(town, f"{talk} {CLAIM} {TALK}") == ["north-bridge-toll"]


def test_what_runs_on_without_an_end_is_taken_apart(town: Matcher) -> None:
    assert "north-bridge-toll" in ids(town, "and so on and so forth, " * 40 + "the toll on North Bridge is 7 dollars")


def test_a_text_of_single_words_comes_to_an_end(town: Matcher) -> None:
    assert ids(town, "yes.\n" * PARTS * 4 + CLAIM) == ["north-bridge-toll"]
    assert not ids(town, "\n".join(f"q{'z' * number}" for number in range(PARTS)) + f"\n{CLAIM}")


@pytest.mark.parametrize(
    "link",
    [
        "https://gazette.example/bridge",
        "HTTP://www.gazette.example/bridge/?utm_source=mail&b=1",
        "[read](https://gazette.example/bridge), or",
        "<https://gazette.example/bridge>",
        "so they say: https://gazette.example/bridge.",
    ],
)
def test_a_link_to_a_source_leads_to_what_rests_on_it(town: Matcher, link: str) -> None:
    assert len(ids(town, link)) == 3
    assert ids(town, f"{FERRY} {link}", 1) == ["ferry-first-trip"]


@pytest.mark.parametrize(
    "link", ["https://gazette.example/", "https://other.example/bridge", "http://[::1/bridge", "http://"]
)
def test_another_link_leads_to_nothing(town: Matcher, link: str) -> None:
    assert not ids(town, link)


def test_where_the_query_tells_reports_apart_it_counts(write_base: Callable[..., Path]) -> None:
    folder = write_base(
        all="""
        sources:
          - {id: one, publisher: Gazette, title: One, published: 2024-03-01, url: "https://gazette.example/read?id=1"}
          - {id: two, publisher: Gazette, title: Two, published: 2024-03-01, url: "https://gazette.example/read?id=2"}
        facts:
          - {id: toll, question: What is the toll?, answer: It is 4 dollars., citations: [{source: one}]}
          - {id: ferry, question: When did the ferry sail?, answer: In 2021., citations: [{source: two}]}
        """
    )

    assert ids(Matcher(load(folder)), "https://gazette.example/read?id=2") == ["ferry"]
