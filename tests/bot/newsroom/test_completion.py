"""What somebody who types is offered: what goes on from there first, then what asks for the same kind of thing."""

import pytest

from bot.newsroom.completion import completions
from knowledge.decision.matcher import Matcher
from knowledge.loading.loader import load

TRIPS = """
sources:
  - {id: one, publisher: Gazette, title: One, published: 2024-03-01}
entities:
  - {id: anna-berg, name: Anna Berg, kind: person}
facts:
  - id: why-left
    question: Why did Berg leave the council?
    phrasings: [reason for the departure of Berg, what made Berg leave]
    answer: Berg left over unpaid dues.
    citations: [{source: one}]
  - id: where-from
    question: Where did Berg come from?
    phrasings: [Berg's home town]
    answer: Berg comes from Northfield.
    citations: [{source: one}]
  - id: elected
    question: Since when has Berg been mayor?
    phrasings: [when did Berg become mayor, Berg election date]
    answer: Berg has been mayor since 2019.
    citations: [{source: one}]
  - id: left
    question: When did Berg leave the council?
    answer: Berg left in 2018.
    citations: [{source: one}]
  - id: bridge
    question: When was the bridge opened by the mayor of those days, whose name nobody in town remembers any more?
    phrasings: [when was the bridge opened]
    answer: It was opened in 1950.
    citations: [{source: one}]
"""


@pytest.fixture(scope="module")
def trips(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    folder = tmp_path_factory.mktemp("trips")
    (folder / "all.yaml").write_text(TRIPS, "utf-8")
    return Matcher(load(folder))


def offered(matcher: Matcher, typed: str) -> list[str]:
    return [one.wording for one in completions(matcher, typed, 25, 100)]


def test_what_is_being_typed_is_completed_first(trips: Matcher) -> None:
    assert offered(trips, "why did be")[0] == "Why did Berg leave the council?"
    assert offered(trips, "  WHERE did")[0] == "Where did Berg come from?"
    assert offered(trips, "reason for")[0] == "reason for the departure of Berg"


def test_whens_are_offered_for_a_when(trips: Matcher) -> None:
    found = offered(trips, "when did ber")

    assert set(found[:2]) == {"when did Berg become mayor", "When did Berg leave the council?"}
    assert len(found) > 2
    assert offered(trips, "when mayor berg")[0] == "when did Berg become mayor"


def test_without_a_question_word_those_with_all_words_come_first(trips: Matcher) -> None:
    assert offered(trips, "berg ho")[0] == "Berg's home town"


def test_a_fact_is_offered_once_and_whole(trips: Matcher) -> None:
    found = completions(trips, "when", 25, 60)

    assert len({one.fact.id for one in found}) == len(found)
    assert "when was the bridge opened" in [one.wording for one in found]
    assert all(len(one.wording) <= 60 for one in found)


def test_nothing_typed_offers_the_first_facts(trips: Matcher) -> None:
    assert offered(trips, "")[0] == "Why did Berg leave the council?"


def test_no_more_is_offered_than_there_is_room_for(trips: Matcher) -> None:
    assert len(completions(trips, "when did berg", 2)) == 2
