from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer
from knowledge.language.analysis import Analyst
from knowledge.loading.loader import load
from knowledge.model import Citation, Entity, Fact, FactBase, Source
from knowledge.reading.blocks import Block, BlockKind
from knowledge.reading.fact_profile import FactProfiler
from knowledge.reading.guard import Guard
from knowledge.reading.query import QueryReader

# Lower than the shipped precision: what keeps a near miss from being answered is the guard, not the threshold.
PRECISION = 0.9
TOLL, FERRY, LIND = "north-bridge-toll", "ferry-first-trip", "mayor-dismissed-lind"


@pytest.mark.parametrize(
    ("question", "fact", "block"),
    [
        pytest.param("Why did Anna Berg dismiss Kowalski?", LIND, Block("unknown name", "kowalski"), id="unknown-name"),
        pytest.param(
            "why did berg dismiss kowalski", LIND, Block("unknown name", "kowalski"), id="unknown-name-in-lower-case"
        ),
        pytest.param("How much is the toll on East Bridge?", TOLL, Block("unknown name", "east"), id="unknown-place"),
        pytest.param("How much does Tom Lind pay on North Bridge?", TOLL, Block("name", "Tom Lind"), id="other-person"),
        pytest.param("how much is the mayor's toll on North Bridge", TOLL, Block("name", "Anna Berg"), id="other-role"),
        pytest.param("How much is the toll on South Bridge?", TOLL, Block("name", "South Bridge"), id="other-place"),
        pytest.param("is there a fee on the southern bridge", TOLL, Block("name", "South Bridge"), id="other-alias"),
        pytest.param("Is the toll on North Bridge 7 dollars?", TOLL, Block("number", "7"), id="other-number"),
        pytest.param("is the north bridge toll seven dollars", TOLL, Block("number", "7"), id="other-number-word"),
        pytest.param("how much is the 45k toll on north bridge", TOLL, Block("number", "45000"), id="other-thousands"),
        pytest.param("How much was the toll on North Bridge in 2019?", TOLL, Block("date", "2019"), id="other-year"),
        pytest.param("How much is the north bridge toll in july", TOLL, Block("date", "July"), id="other-month"),
        pytest.param(
            "when did the ferry make its first trip in june", FERRY, Block("date", "June"), id="other-month-2"
        ),
        pytest.param("north bridge toll on sunday", TOLL, Block("date", "Sunday"), id="other-weekday"),
        pytest.param("Why did Anna Berg not dismiss Tom Lind?", LIND, Block("negation", "not"), id="negation"),
        pytest.param("why didn't the mayor sack Lind", LIND, Block("negation", "not"), id="negation-contracted"),
        pytest.param("since when has the ferry never been running", FERRY, Block("negation", "not"), id="never"),
        pytest.param("When did the ferry make its last trip?", FERRY, Block("opposite", "last"), id="opposite"),
        pytest.param("When did Anna Berg dismiss Tom Lind?", LIND, Block("question word", "when"), id="when"),
        pytest.param("Where did Anna Berg dismiss Tom Lind?", LIND, Block("question word", "where"), id="where"),
        pytest.param("Why did the ferry make its first trip?", FERRY, Block("question word", "why"), id="why"),
        pytest.param("how long is North Bridge", TOLL, Block("question word", "how long"), id="how-long"),
        pytest.param("who pays on North Bridge", TOLL, None, id="who"),
        pytest.param("How tall is North Bridge?", TOLL, Block("question word", "how tall"), id="how-tall"),
        pytest.param("how fast is the ferry", FERRY, Block("question word", "how fast"), id="how-fast"),
        pytest.param(
            "What bank collects the North Bridge toll?", TOLL, Block("near miss", "collects"), id="like-a-near-miss"
        ),
        pytest.param("Which bank collects the toll on North Bridge?", TOLL, None, id="the-near-miss-itself"),
    ],
)
def test_near_miss_is_never_answered(town: Matcher, question: str, fact: str, block: Block | None) -> None:
    outcome = town.decide(question, precision=PRECISION)

    blocks = {candidate.fact.id: candidate.block for candidate in town.candidates(question)}
    assert not isinstance(outcome, Answer)
    assert blocks[fact] is not None
    assert block is None or blocks[fact] == block


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        pytest.param("Why did Tom Lind dismiss Anna Berg?", "roles", id="roles-swapped"),
        pytest.param("When in May 2024 did the ferry make its first trip?", "date", id="other-year-of-the-month"),
        pytest.param(
            "Why was Anna Berg dismissed?",
            "name",
            id="the-doer-done-to",
            marks=pytest.mark.xfail(strict=True, reason="the same person in the other role is not told apart"),
        ),
        pytest.param("Why did Anna Berg appoint Tom Lind?", "opposite", id="opposite-of-a-synonym"),
        pytest.param("Why did Anna Berg hire Tom Lind?", "opposite", id="opposite-one-letter-off"),
        pytest.param(
            "When did the ferry service end?",
            "opposite",
            id="opposite-of-a-phrasing",
            marks=pytest.mark.xfail(strict=True, reason="only opposites of the canonical question are looked up"),
        ),
        pytest.param("How much is the toll on North Bridge in July?", "date", id="month-in-capitals"),
        pytest.param("When did the ferry make its second trip?", "number", id="other-ordinal"),
    ],
)
def test_near_miss_is_blocked_for_what_it_is(town: Matcher, question: str, kind: BlockKind) -> None:
    best = town.candidates(question)[0]

    assert best.block is not None
    assert best.block.kind == kind


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        pytest.param("How much is the toll on North Bridge?", TOLL, id="canonical"),
        pytest.param("what does it cost to cross the North Bridge", TOLL, id="phrasing"),
        pytest.param("how mcuh is teh toll on north brigde", TOLL, id="typos"),
        pytest.param("how mcuh is teh tol on north brigde", TOLL, id="typo-of-three-letters"),
        pytest.param("whats the toll on north bridge rn", TOLL, id="slang"),
        pytest.param(
            "good morning! could you tell me how much is the toll on North Bridge? thanks", TOLL, id="manners"
        ),
        pytest.param("<@123> **how much** is the toll on __North Bridge__ <:car:45>", TOLL, id="markup"),
        pytest.param("HOW MUCH IS THE TOLL ON NORTH BRIDGE", TOLL, id="shouted"),
        pytest.param("how much is the charge on the northern bridge", TOLL, id="synonym-and-alias"),
        pytest.param("north bridge toll", TOLL, id="keywords"),
        pytest.param("on North Bridge the toll is how much", TOLL, id="order"),
        pytest.param("is the toll on North Bridge 4 dollars", TOLL, id="its-own-number"),
        pytest.param("how much is the toll on north bridge in march", TOLL, id="its-own-date"),
        pytest.param("Why did Anna Berg dismiss Tom Lind?", LIND, id="both-names"),
        pytest.param("why did the mayor fire the harbour master", LIND, id="roles-instead-of-names"),
        pytest.param("why'd berg sack lind", LIND, id="surnames"),
        pytest.param("why was lind sacked by mayor berg", LIND, id="passive"),
        pytest.param("reason the mayor fired the harbor master lol", LIND, id="keywords-and-laughter"),
        pytest.param("didn't Anna Berg dismiss Tom Lind", LIND, id="leading-didnt"),
    ],
)
def test_an_honest_rewording_is_answered(town: Matcher, question: str, fact: str) -> None:
    outcome = town.decide(question, precision=PRECISION)

    assert isinstance(outcome, Answer)
    assert outcome.fact.id == fact


ENTITIES = (
    Entity("anna-berg", "Anna Berg", "person"),
    Entity("tom-lind", "Tom Lind", "person"),
    Entity("rosa-novak", "Rosa Novak", "person"),
    Entity("port-council", "Port Council", "organisation"),
    Entity("northfield", "Northfield", "place"),
    Entity("southport", "Southport", "place"),
)
SOURCES = {"gazette": Source("gazette", "Northfield Gazette", "News", "2024-03-05")}


def fact(question: str, *phrasings: str, answer: str = "So it is.", **more: str | tuple[str, ...]) -> Fact:
    fields: dict[str, object] = {
        "id": "it", "question": question, "phrasings": phrasings, "answer": answer,
        "citations": (Citation("gazette"),), "as_of": date(2024, 3, 5), **more,
    }  # fmt: skip
    return Fact(**fields)  # type: ignore[arg-type]


def nothing_tells(token: str) -> bool:
    """Keep the rule about a strange topic out of the tables of the others."""
    return False


def blocked(stored: Fact, question: str, is_telling: Callable[[str], bool] = nothing_tells) -> Block | None:
    base = FactBase((stored,), SOURCES, ENTITIES, (("tall", "height"),))
    return blocked_in(base, question, is_telling)


def blocked_in(base: FactBase, question: str, is_telling: Callable[[str], bool] = nothing_tells) -> Block | None:
    analyst = Analyst(base)
    query = QueryReader(analyst, is_telling).read(analyst.question(question))
    return Guard(analyst.finder).block(query, FactProfiler(base, analyst).profile(0))


CHAIR = fact("Who chaired the council under Anna Berg?", "who led it in Northfield", answer="Tom Lind did in 2019.")
TOLLS = fact("What is the toll?", "the price", answer="It costs 4 dollars since May 2021.", happened="2021-05-17")
STORM = fact("Why did the ferry not sail?", "what kept the ferry from ever sailing, no boats", answer="A storm.")


@pytest.mark.parametrize(
    ("stored", "question", "block"),
    [
        pytest.param(TOLLS, "what is the toll for Kowalski", Block("unknown name", "kowalski"), id="stranger"),
        pytest.param(
            TOLLS, "what is the toll for Anna Berg", Block("name", "Anna Berg"), id="person-in-a-fact-of-none"
        ),
        pytest.param(TOLLS, "what is the toll in Northfield", None, id="place-of-its-source"),
        pytest.param(TOLLS, "what is the toll in Southport", Block("name", "Southport"), id="place-it-lacks"),
        pytest.param(CHAIR, "did Anna Berg chair it", None, id="its-own-person"),
        pytest.param(CHAIR, "did Rosa Novak chair the council", Block("name", "Rosa Novak"), id="person-it-lacks"),
        pytest.param(
            CHAIR, "did Tom Lind chair the council", Block("name", "Tom Lind"), id="person-in-another's-place"
        ),
        pytest.param(
            CHAIR, "did Tom Lind chair it under Anna Berg", Block("name", "Tom Lind"), id="person-of-the-answer-alone"
        ),
        pytest.param(TOLLS, "is the toll 4 dollars", None, id="number-of-the-answer"),
        pytest.param(TOLLS, "is the toll 5 dollars", None, id="day-of-its-source"),
        pytest.param(TOLLS, "is the toll 6 dollars", Block("number", "6"), id="number-it-lacks"),
        pytest.param(TOLLS, "is the toll of may 21", None, id="short-year"),
        pytest.param(TOLLS, "the toll of may 17", None, id="day-it-happened"),
        pytest.param(TOLLS, "the toll in 2021 or 2024", None, id="its-years"),
        pytest.param(TOLLS, "the toll in 2020", Block("date", "2020"), id="year-it-lacks"),
        pytest.param(TOLLS, "the toll in march or in may", None, id="its-months"),
        pytest.param(TOLLS, "the toll of december", Block("date", "December"), id="month-it-lacks"),
        pytest.param(TOLLS, "the toll in spring 2021", None, id="season-it-happened"),
        pytest.param(TOLLS, "the toll last spring", None, id="a-spring"),
        pytest.param(TOLLS, "the toll in summer 2021", Block("date", "summer 2021"), id="season-it-lacks"),
        pytest.param(TOLLS, "the toll in spring 2022", Block("date", "2022"), id="its-season-of-another-year"),
        pytest.param(fact("What is the summer toll, in summer?"), "the toll in summer", None, id="season-of-its-own"),
        pytest.param(TOLLS, "the toll in winter", Block("date", "winter"), id="season-it-lacks-of-any-year"),
        pytest.param(TOLLS, "the toll on monday", None, id="weekday-it-happened"),
        pytest.param(TOLLS, "the toll on friday", Block("date", "Friday"), id="weekday-it-lacks"),
        pytest.param(TOLLS, "what is not the toll", Block("negation", "not"), id="negated-question"),
        pytest.param(STORM, "what kept the ferry from ever sailing, no boats", None, id="negated-in-one-phrasing"),
        pytest.param(TOLLS, "when was the toll", None, id="when-and-it-happened"),
        pytest.param(TOLLS, "how much is the toll", None, id="how-much-and-it-has-numbers"),
        pytest.param(
            STORM, "how many boats did not sail", Block("question word", "how many"), id="how-many-without-numbers"
        ),
        pytest.param(STORM, "when was no boat out", Block("question word", "when"), id="when-without-a-date"),
        pytest.param(TOLLS, "who is the toll", Block("question word", "who"), id="who-without-persons"),
        pytest.param(TOLLS, "where is the toll", None, id="where-and-a-place"),
        pytest.param(STORM, "how long was no boat out", Block("question word", "how long"), id="how-long"),
        pytest.param(CHAIR, "who chaired it", None, id="its-own-question-word"),
        pytest.param(TOLLS, "why is the toll", Block("question word", "why"), id="why-is-never-in-an-answer"),
        pytest.param(TOLLS, "how heavy is the toll", Block("question word", "how heavy"), id="measure-it-lacks"),
        pytest.param(TOLLS, "how did the toll come", None, id="how-asks-no-measure"),
        pytest.param(TOLLS, "how price", None, id="measure-it-has"),
        pytest.param(fact("The height of the pier"), "how tall is the pier", None, id="measure-by-synonym"),
        pytest.param(fact("Did the pier open first?"), "did the pier close", Block("opposite", "close"), id="opposite"),
        pytest.param(fact("Did it open?", "did it close or open"), "did it close", None, id="opposite-it-carries"),
        pytest.param(fact("Did it open?"), "did it opens", None, id="no-opposite"),
    ],
)
def test_each_rule_on_its_own(stored: Fact, question: str, block: Block | None) -> None:
    assert blocked(stored, question) == block


def test_a_fact_that_is_always_negated_does_not_answer_the_plain_question() -> None:
    stored = fact("Why did the ferry not sail at night?", "what made the ferry never sail at night")

    assert blocked(stored, "why did the ferry sail at night") == Block("negation", "not")


@pytest.mark.parametrize(
    ("question", "block"),
    [
        pytest.param("who ran it after Tom Lind", Block("question word", "who"), id="the-man-it-asks-for"),
        pytest.param("who ran it", None, id="nobody"),
    ],
)
def test_a_who_question_names_nobody_whom_it_was_stored_without(question: str, block: Block | None) -> None:
    stored = fact("Did Tom Lind run it?", "who ran it")

    assert blocked(stored, question) == block


def test_a_fact_of_no_day_has_no_number_to_give() -> None:
    sources = {"gazette": Source("gazette", "Gazette", "News", "2024-03")}
    stored = fact("Why did the ferry stay in?", answer="A storm.")

    assert blocked_in(FactBase((stored,), sources), "how many boats") == Block("question word", "how many")


def test_the_town_is_loaded_for_these_tables(town_folder: Path) -> None:
    assert {fact.id for fact in load(town_folder).facts} == {TOLL, FERRY, LIND}


MEETING = fact(
    "When did Anna Berg first meet Tom Lind?",
    "when did Anna Berg become a friend of Tom Lind",
    "since when had Anna Berg known Tom Lind",
    "how long has Anna Berg known Tom Lind",
    happened="2021-05-17",
)


@pytest.mark.parametrize(
    ("question", "block"),
    [
        pytest.param("when did Anna Berg become it", Block("near miss", "become"), id="word-of-one-wording"),
        pytest.param("when did Anna Berg become it beside Tom Lind", None, id="both-are-named"),
        pytest.param("since when had Anna Berg known him", None, id="word-of-two-wordings"),
        pytest.param("when did Anna Berg meet him", None, id="word-of-the-canonical-question"),
        pytest.param("Anna Berg", None, id="no-word-at-all"),
    ],
)
def test_one_of_two_people_needs_more_than_a_word_of_one_wording(question: str, block: Block | None) -> None:
    assert blocked(MEETING, question, lambda token: token in {"becom", "known", "meet"}) == block


VISIT = fact(
    "When did Anna Berg visit Tom Lind's house?",
    "when was Anna Berg at Tom Lind's house",
    "Anna Berg visiting Tom Lind's house",
    happened="2021-05-17",
)


@pytest.mark.parametrize(
    ("question", "block"),
    [
        pytest.param("when was Anna Berg at Tom Lind's house", None, id="his-house"),
        pytest.param("when was anna berg at linds house", None, id="without-apostrophe"),
        pytest.param("when was it at Anna Berg's house", Block("name", "Anna Berg"), id="her-house"),
        pytest.param("when was Tom Lind at Anna Berg's house", Block("name", "Tom Lind"), id="both-turned-round"),
        pytest.param("when was Anna Berg at Tom Lind's son", Block("near miss", "son"), id="somebody-else"),
        pytest.param("when was Anna Berg at Tom Lind's big house", None, id="an-adjective-between"),
    ],
)
def test_whose_it_is_counts(question: str, block: Block | None) -> None:
    assert blocked(VISIT, question) == block


def test_of_three_people_the_order_tells_nothing() -> None:
    stored = fact(
        "What did Anna Berg tell Tom Lind after Rosa Novak left?",
        "Anna Berg told Tom Lind what after Rosa Novak left",
        "what has Anna Berg told Tom Lind since Rosa Novak left",
    )

    assert blocked(stored, "after Rosa Novak left, what was it that Anna Berg told Tom Lind") is None


def test_a_common_word_of_the_canonical_question_is_enough_beside_one_of_two_people() -> None:
    # In a base about tolls "toll" tells little, and still it is what this fact is about.
    stored = fact("What toll did Anna Berg set for Tom Lind?", "the harbour toll that Anna Berg set for Tom Lind")

    def only_the_harbour_tells(token: str) -> bool:
        return token.startswith("harbour")

    assert blocked(stored, "the harbour toll of Anna Berg", only_the_harbour_tells) is None
    assert blocked(stored, "the harbour of Anna Berg", only_the_harbour_tells) == Block("near miss", "harbour")


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        pytest.param("How much toll did Anna Berg pay when she dismissed Tom Lind?", False, id="topic-of-another-fact"),
        pytest.param("Why exactly did Anna Berg dismiss Tom Lind that day?", True, id="words-of-no-topic"),
    ],
)
def test_a_word_that_another_fact_is_about_blocks(town: Matcher, question: str, *, answers: bool) -> None:
    outcome = town.decide(question, precision=PRECISION)

    assert (isinstance(outcome, Answer) and outcome.fact.id == LIND) is answers
