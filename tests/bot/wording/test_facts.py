from datetime import date

import pytest

from bot.wording.facts import day_in_words, fact_in_full, source_in_words
from knowledge.decision.matcher import Matcher
from knowledge.model import Source


def test_a_fact_in_full_holds_everything(town: Matcher) -> None:
    fact = town.fact("mayor-dismissed-lind")
    assert fact is not None

    text = fact_in_full(fact, town)

    assert text.startswith(f"**{fact.question}**\n🟣 Disputed · last checked 1 March 2024\n{fact.answer}\n")
    assert "**Tom Lind, 28 February 2024**: he paid every bill" in text
    assert "1. [Northfield Gazette, “The bridge, the ferry and the mayor”](<https://gazette.example/bridge>)" in text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        pytest.param(date(2024, 3, 1), "1 March 2024", id="date"),
        pytest.param("2024-12-31", "31 December 2024", id="day"),
        pytest.param("2024-01", "January 2024", id="month"),
        pytest.param("2024", "2024", id="year"),
    ],
)
def test_days_are_written_out(day: date | str, words: str) -> None:
    assert day_in_words(day) == words


def test_a_source_is_shown_with_publisher_title_and_date() -> None:
    source = Source("gazette", "Northfield Gazette", "The bridge", "2024-03")

    shown = source_in_words(source)

    assert shown == "Northfield Gazette, “The bridge”, March 2024"


def test_a_source_that_relays_another_says_whose_reporting_it_is() -> None:
    source = Source("gazette", "Northfield Gazette", "The bridge", "2024", relays="Coast Wire")

    shown = source_in_words(source)

    assert shown.startswith("Northfield Gazette (passing on Coast Wire), ")
