from dataclasses import replace
from datetime import date

import pytest

from bot.limits import MESSAGE
from bot.wording.facts import day_in_words, fact_in_full, source_in_words, sources_in_full
from knowledge.decision.matcher import Matcher
from knowledge.model import Citation, Source


def test_a_fact_in_full_holds_everything(town: Matcher) -> None:
    fact = town.fact("mayor-dismissed-lind")
    assert fact is not None

    text = fact_in_full(fact, town)

    assert text.startswith(f"**{fact.question}**\n🟣 Disputed · last checked 1 March 2024\n{fact.answer}\n")
    assert "**Tom Lind, 28 February 2024**: he paid every bill" in text
    assert "1. [Northfield Gazette, “The bridge, the ferry and the mayor”](<https://gazette.example/bridge>)" in text


QUOTED = Citation(
    "gazette-2024-03-01",
    quote="Cars pay\nfour dollars",
    where="paragraph 3",
    archive="https://archive.example/1",
    accessed=date(2024, 3, 2),
)


def sources_of(citation: Citation, town: Matcher) -> list[str]:
    return sources_in_full(replace(town.base.facts[0], citations=(citation,)), town).splitlines()[1:]


def test_the_words_that_an_answer_rests_on_stand_below_their_source(town: Matcher) -> None:
    assert sources_of(QUOTED, town) == [
        "   “Cars pay four dollars” (paragraph 3)",
        "   [archived copy](<https://archive.example/1>), read on 2 March 2024",
    ]


def test_what_of_them_is_not_known_is_left_out(town: Matcher) -> None:
    nothing = replace(QUOTED, quote=None, where=None, archive=None, accessed=None)

    assert sources_of(nothing, town) == []
    assert sources_of(replace(nothing, where="p. 3"), town) == ["   at: p. 3"]
    assert sources_of(replace(nothing, accessed=date(2024, 3, 2)), town) == ["   read on 2 March 2024"]


def test_a_quote_is_text_whatever_is_in_it_and_is_never_cut(town: Matcher) -> None:
    hostile = "@everyone <@&1> **b** [x](https://evil.example) ||s|| \u202e"
    odd, longest = replace(QUOTED, quote=hostile), replace(QUOTED, quote="*" * 400, where="#" * 600)

    assert sources_of(odd, town)[0] == (
        "   “\\@everyone \\<\\@&1\\> \\*\\*b\\*\\* \\[x\\]\\(https\\://evil.example\\) \\|\\|s\\|\\|” (paragraph 3)"
    )
    (line, _) = sources_of(longest, town)
    assert (line.count("\\*"), len(line) < MESSAGE) == (400, True)


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
