"""A question in other ways, by grammar alone, and nothing where grammar alone would make nonsense."""

from dataclasses import replace

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.service.recasting import noun_synonyms, recast

NOUNS = (("toll", "fee"), ("report", "article"), ("calls", "talks"))


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("How much is the toll on North Bridge?", ["How much is the fee on North Bridge"]),
        ("What is the penalty for crossing on foot?", ["penalty for crossing on foot"]),
        ("Who was the founder of the club?", ["founder of the club"]),
        (
            "When did the ferry make its first trip?",
            ["on what day did the ferry make its first trip", "what date did the ferry make its first trip"],
        ),
        ("Where was the treaty signed?", ["in what place was the treaty signed"]),
        (
            "Why did Anna Berg dismiss Tom Lind?",
            ["what made Anna Berg dismiss Tom Lind", "for what reason did Anna Berg dismiss Tom Lind"],
        ),
        ("Who founded the club?", ["which person founded the club", "by whom was the club founded"]),
        ("Who painted the hall in the summer?", ["which person painted the hall in the summer"]),
    ],
)
def test_a_question_is_recast(question: str, others: list[str]) -> None:
    assert list(recast(question, NOUNS)) == others


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What is the man that she was talking to?", id="hanging"),
        pytest.param("What is the council planning?", id="no-thing"),
        pytest.param("What is the mayor accused of?", id="no-name-of-a-thing"),
        pytest.param("What is the Harbour Act?", id="a-bare-name"),
        pytest.param("Who is Anna Berg?", id="who-somebody-is"),
        pytest.param("Did the Gazette report that the toll bridge was sold?", id="not-a-noun-there"),
        pytest.param("Did the council meet?", id="yes-or-no"),
        pytest.param("Why?", id="bare"),
    ],
)
def test_what_would_be_nonsense_is_left_alone(question: str) -> None:
    assert list(recast(question, NOUNS)) == []


def test_synonyms_are_nouns_where_the_base_uses_them_as_such(town: Matcher) -> None:
    base = replace(town.base, synonyms=(("toll", "fee", "charge", "pay"), ("fire", "sack")))

    assert noun_synonyms(base) == (("toll", "fee"), ())
