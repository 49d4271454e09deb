from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.decision.answering import SHOWN
from knowledge.decision.follow_ups import Context
from knowledge.decision.matcher import PRECISION, Matcher
from knowledge.decision.outcomes import SUGGESTED, WORTH_SUGGESTING, Abstention, Answer, Outcome, Suggestions
from knowledge.loading.loader import load
from knowledge.reading.blocks import Block

WriteBase = Callable[..., Path]
NOON = datetime(2024, 3, 2, 12, tzinfo=UTC)

QUESTIONS = [
    "How much is the toll on North Bridge?",
    "how much is the toll on south bridge",
    "why did berg sack lind",
    "when did teh frery sail",
    "did Kowalski pay in 2019",
    "and him?",
    "zzz",
    "",
]


@pytest.fixture(scope="module")
def twin(town_folder: Path) -> Matcher:
    return Matcher(load(town_folder))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_gets_the_same_outcome(town: Matcher, twin: Matcher, question: str) -> None:
    first = town.decide(question)

    assert town.decide(question) == first
    assert twin.decide(question) == first
    assert twin.candidates(question) == town.candidates(question)
    assert twin.threshold() == town.threshold()


@pytest.mark.parametrize(
    "question", ["", " ", "???", "...!", "** **", "<@1234>", "\U0001f6a2", "\u200b", "https://a.b/c"]
)
def test_a_question_without_words_is_empty(town: Matcher, question: str) -> None:
    assert town.decide(question) == Abstention("empty question")
    assert town.candidates(question) == ()


WORDS = st.sampled_from(
    "the toll bridge north south ferry mayor berg Berg Lind Kowalski why when not never 4 2019 may she him and "
    "dismiss hire what's F.B.I. 2 @ <@1> last first how tall ??? \u2019s isn't".split()
)


@given(st.text() | st.lists(WORDS).map(" ".join))
@settings(derandomize=True, max_examples=200, deadline=None)
def test_decide_never_raises_and_keeps_its_promises(town: Matcher, question: str) -> None:
    outcome: Outcome = town.decide(question, precision=0.5)

    match outcome:
        case Answer(confidence=confidence):
            assert town.threshold(0.5) <= confidence <= 1.0
        case Suggestions(candidates=candidates):
            confidences = [candidate.confidence for candidate in candidates]
            assert 1 <= len(candidates) <= SUGGESTED
            assert confidences == sorted(confidences, reverse=True)
            assert min(confidences) >= WORTH_SUGGESTING
        case Abstention(reason=reason):
            assert reason in ("empty question", "other language", "unknown name", "nothing near")


@pytest.mark.parametrize("question", ["n't", "is it open, n't it"])
def test_a_lone_contraction_is_no_fault(town: Matcher, question: str) -> None:
    assert isinstance(town.decide(question), Suggestions | Abstention)


@pytest.mark.parametrize("question", QUESTIONS)
def test_candidates_are_at_most_five_and_best_first(town: Matcher, question: str) -> None:
    found = town.candidates(question)

    confidences = [candidate.confidence for candidate in found]
    assert len(found) <= SHOWN == 5
    assert confidences == sorted(confidences, reverse=True)
    assert all(0.0 <= confidence <= 1.0 for confidence in confidences)
    assert all(candidate.phrasing in candidate.fact.wordings for candidate in found)


def test_a_base_of_many_facts_shows_five(write_base: WriteBase) -> None:
    facts = "".join(
        f"""
  - id: pier-{name}
    question: When was the {name} pier built?
    phrasings: [how old is the {name} pier]
    answer: Long ago, of {name} stone.
    citations: [{{source: gazette}}]"""
        for name in "red blue green yellow orange purple white".split()
    )
    sources = "sources:\n  - {id: gazette, publisher: Gazette, title: Piers, published: 2024}\nfacts:"
    matcher = Matcher(load(write_base(facts=sources + facts)))

    found = matcher.candidates("when was the green pier built")

    assert len(found) == 5
    assert found[0].fact.id == "pier-green"
    assert len({candidate.fact.id for candidate in found}) == 5


def test_a_blocked_candidate_stands_where_it_would_stand_unblocked(town: Matcher) -> None:
    best = town.candidates("How much is the toll on South Bridge?")[0]

    assert best.fact.id == "north-bridge-toll"
    assert best.block == Block("name", "South Bridge")


def test_a_suggestion_says_what_kept_the_best_from_answering(town: Matcher) -> None:
    outcome = town.decide("How much is the toll on South Bridge?")

    assert isinstance(outcome, Suggestions)
    assert outcome.block == outcome.candidates[0].block == Block("name", "South Bridge")


def test_a_candidate_names_the_phrasing_that_came_nearest(town: Matcher) -> None:
    best = town.candidates("is there really a fee on the northern bridge")[0]

    assert best.fact.id == "north-bridge-toll"
    assert best.phrasing == "is there a fee on the northern bridge"


def test_a_fact_s_own_question_is_answered_at_the_shipped_precision(town: Matcher) -> None:
    outcome = town.decide("Why did Anna Berg dismiss Tom Lind?")

    assert isinstance(outcome, Answer)
    assert outcome.fact.id == "mayor-dismissed-lind"
    assert outcome.confidence >= town.threshold(PRECISION)


def test_what_half_of_all_would_answer_is_no_answer_at_the_shipped_precision(town: Matcher) -> None:
    """Two of three are right from this confidence on: not what is promised."""
    question = "who did Berg sack"

    assert isinstance(town.decide(question, precision=0.5), Answer)
    assert isinstance(town.decide(question), Suggestions)


@pytest.mark.parametrize(
    "question", ["When did the ferry make its first trip?", "since when has the ferry been running"]
)
def test_a_question_without_names_is_answered_on_a_small_base(town: Matcher, question: str) -> None:
    outcome = town.decide(question, precision=0.9)

    assert isinstance(outcome, Answer)
    assert outcome.fact.id == "ferry-first-trip"


def test_winner_without_names_the_fact_that_would_take_over(odd_folder: Path) -> None:
    matcher = Matcher(load(odd_folder))

    taken_over = {
        text: winner.id
        for number, fact in enumerate(matcher.base.facts)
        for at, text in enumerate(fact.wordings)
        if (winner := matcher.winner_without(number, at)) is not None
    }

    assert taken_over == {"what do cars pay to cross the bridge": "bridge-toll"}


def test_names_are_shown_by_id(town: Matcher) -> None:
    assert town.names["anna-berg"] == "Anna Berg"


ABSTAINING = """
sources:
  - {id: gazette, publisher: Gazette, title: Tolls, published: 2024}
entities:
  - {id: anna-berg, name: Anna Berg, kind: person}
facts:
""" + "".join(
    f"""
  - id: f{number}
    question: {question}
    phrasings: ["{question} then", "tell the desk {question}", "{question} in Northfield town"]
    answer: Because.
    citations: [{{source: gazette}}]
"""
    for number, question in enumerate(
        [
            "Why did the ferry sink",
            "What is the bridge toll",
            "How was the market hall heated",
            "Which library burned",
            "How did the theatre sell tickets",
            "What did the gardener plant",
        ]
    )
)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        pytest.param("Zebedee Quillfeather Ibrahimovic", "unknown name", id="stranger"),
        pytest.param("qqq www", "nothing near", id="gibberish"),
    ],
)
def test_what_no_fact_is_near_gets_an_abstention(write_base: WriteBase, question: str, reason: str) -> None:
    matcher = Matcher(load(write_base(facts=ABSTAINING)))

    outcome = matcher.decide(question)

    assert isinstance(outcome, Abstention)
    assert outcome.reason == reason
    assert (outcome.block is not None) == (reason == "unknown name")


def test_a_fact_is_found_by_its_id(town: Matcher) -> None:
    found = town.fact("north-bridge-toll")

    assert found is not None
    assert found.question == "How much is the toll on North Bridge?"
    assert town.fact("no-such-fact") is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("how much toll", "north-bridge-toll", id="beginning-of-a-question"),
        pytest.param("ferry", "ferry-first-trip", id="one-word"),
        pytest.param("", "north-bridge-toll", id="nothing-yet"),
    ],
)
def test_near_facts_come_best_first(town: Matcher, typed: str, first: str) -> None:
    assert [fact.id for fact in town.near(typed, 1)] == [first]


def test_near_facts_are_none_where_nothing_is_shared(town: Matcher) -> None:
    assert town.near("zzkrx qwrt", 3) == ()
    assert len(town.near("", 2)) == 2


def test_a_canonical_question_is_complete_in_itself(town: Matcher) -> None:
    toll, ferry, _ = town.base.facts

    outcome = town.decide(ferry.question, Context(toll, NOON), 0.8)

    assert isinstance(outcome, Answer)
    assert outcome.fact is ferry
    assert not outcome.assumed


def test_every_wording_finds_its_own_fact_word_for_word(town: Matcher) -> None:
    for fact in town.base.facts:
        for wording in fact.wordings:
            outcome = town.decide(wording)
            assert isinstance(outcome, Answer)
            assert outcome.fact is fact
            assert outcome.phrasing == wording


@pytest.mark.parametrize("said", ["hello", "thank you!", "hi there!", "ok thanks"])
def test_small_talk_is_no_question(town: Matcher, said: str) -> None:
    assert town.decide(said, precision=0.5) == Abstention("empty question")


def test_a_near_miss_of_one_fact_is_answered_by_no_other(town: Matcher) -> None:
    toll, ferry, lind = town.base.facts
    line = "How old is the ferry?"
    old = replace(ferry, not_=(line,))
    bridge = replace(toll, phrasings=(*toll.phrasings, "how old is the toll", "how old is the North Bridge"))
    matcher = Matcher(replace(town.base, facts=(bridge, old, lind)))

    assert not isinstance(matcher.decide(line, precision=0.5), Answer)
    assert not isinstance(matcher.decide("how old was the ferry then", precision=0.5), Answer)


def test_the_very_words_of_a_wording_are_as_sure_as_an_answer_gets(town: Matcher) -> None:
    outcome = town.decide("How much is the toll on North Bridge?", precision=1.0)

    assert isinstance(outcome, Answer)
    assert outcome.confidence == 0.99
