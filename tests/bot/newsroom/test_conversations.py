from datetime import UTC, datetime, timedelta

import pytest

from bot.newsroom.conversations import FORGOTTEN_AFTER, Conversations
from knowledge.decision.matcher import PRECISION, Matcher
from knowledge.decision.outcomes import Abstention, Answer, Suggestions

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
WHOLE = "How much is the toll on North Bridge?"
LEANING = "how much do drivers pay on it?"


@pytest.mark.parametrize(
    ("thread", "later", "answered"),
    [
        pytest.param("same", timedelta(minutes=1), True, id="same-thread"),
        pytest.param("same", FORGOTTEN_AFTER, True, id="ten-minutes"),
        pytest.param("same", FORGOTTEN_AFTER + timedelta(seconds=1), False, id="stale"),
        pytest.param("other", timedelta(minutes=1), False, id="other-thread"),
    ],
)
def test_a_question_leans_on_the_last_answer_of_its_own_thread(
    town: Matcher, thread: str, later: timedelta, answered: bool  # noqa: FBT001
) -> None:  # fmt: skip
    conversations = Conversations(PRECISION)
    conversations.decide(town, WHOLE, "same", NOON)

    outcome = conversations.decide(town, LEANING, thread, NOON + later)

    assert isinstance(outcome, Answer if answered else (Suggestions, Abstention))


def test_an_answer_in_context_names_what_it_assumed(town: Matcher) -> None:
    conversations = Conversations(PRECISION)
    conversations.decide(town, WHOLE, "t", NOON)

    outcome = conversations.decide(town, LEANING, "t", NOON)

    assert isinstance(outcome, Answer)
    assert outcome.assumed == ("North Bridge",)


def test_contexts_last_ten_minutes() -> None:
    assert timedelta(minutes=10) == FORGOTTEN_AFTER


def test_a_subject_outlives_a_refusal(town: Matcher) -> None:
    conversations = Conversations(PRECISION)
    unanswered = conversations.decide(town, "Which bank collects the toll on North Bridge?", "t", NOON)

    outcome = conversations.decide(town, LEANING, "t", NOON)

    assert not isinstance(unanswered, Answer)
    assert isinstance(outcome, Answer)
    assert outcome.assumed == ("North Bridge",)


def test_each_answer_starts_the_ten_minutes_anew(town: Matcher) -> None:
    conversations = Conversations(PRECISION)
    conversations.decide(town, WHOLE, "t", NOON)
    conversations.decide(town, LEANING, "t", NOON + timedelta(minutes=9))

    outcome = conversations.decide(town, LEANING, "t", NOON + timedelta(minutes=18))

    assert isinstance(outcome, Answer)


def test_the_newest_answer_is_the_subject(town: Matcher) -> None:
    conversations = Conversations(PRECISION)
    conversations.decide(town, WHOLE, "t", NOON)
    conversations.decide(town, "Why did Anna Berg dismiss Tom Lind?", "t", NOON)

    outcome = conversations.decide(town, "why was he sacked by her", "t", NOON)

    assert isinstance(outcome, Answer)
    assert outcome.fact.id == "mayor-dismissed-lind"


def test_forgetting_drops_what_is_stale_and_nothing_else(town: Matcher) -> None:
    conversations = Conversations(PRECISION)
    conversations.decide(town, WHOLE, "old", NOON)
    conversations.decide(town, WHOLE, "new", NOON + timedelta(minutes=9))

    conversations.forget(NOON + timedelta(minutes=11))

    asked_at = NOON + timedelta(minutes=1)
    assert not isinstance(conversations.decide(town, LEANING, "old", asked_at), Answer)
    assert isinstance(conversations.decide(town, LEANING, "new", asked_at), Answer)


def test_a_question_of_two_halves_gets_an_answer_to_each(town: Matcher) -> None:
    message = "How much is the toll on North Bridge and when did the ferry make its first trip?"

    decided = Conversations(PRECISION).decide_all(town, message, "t", NOON)

    assert [type(one.outcome) for one in decided] == [Answer, Answer]
    assert [one.question for one in decided] == message.split(" and ")


def test_a_question_of_two_halves_of_which_neither_has_an_answer_stays_one(town: Matcher) -> None:
    conversations = Conversations(PRECISION)
    message = "which bank owns the zeppelin and who sank the submarine"

    decided = conversations.decide_all(town, message, "t", NOON)

    assert [one.question for one in decided] == [message]
    assert conversations.offered("t") == ()


@pytest.mark.parametrize(
    ("message", "answers"),
    [
        ("how much is the toll on North Bridge and when did the ferry first sail", 2),
        # One fact has both.
        ("how much is the toll on North Bridge and how much do drivers pay on North Bridge", 1),
    ],
)
def test_each_half_gets_the_fact_that_answers_it(town: Matcher, message: str, answers: int) -> None:
    decided = Conversations(PRECISION).decide_all(town, message, "t", NOON)

    facts = [one.outcome.fact.id for one in decided if isinstance(one.outcome, Answer)]
    assert len(facts) == len(set(facts)) == answers
