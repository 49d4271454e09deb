import pytest

from knowledge.language.analysis import Analyst
from knowledge.model import FactBase
from knowledge.reading.query import QueryWord
from knowledge.reading.topics import MOST, TOPIC_SHARE, Topics

ANALYST = Analyst(FactBase((), {}, (), (("toll", "fee"),)))
SHARES = {"boat": TOPIC_SHARE * 2}


def topics() -> Topics:
    found = Topics(lambda token: SHARES.get(token, 0.0))
    for fact, question in enumerate(("what is the toll for a boat", "when did the ferry sail", "who sails the boat")):
        found.add(fact, ANALYST.stored(question))
    return found


@pytest.mark.parametrize(
    ("word", "facts"),
    [
        pytest.param(QueryWord("sail", "sailing", frozenset()), {1, 2}, id="in-two-questions"),
        pytest.param(QueryWord("fee", "fee", frozenset({0})), {0}, id="a-synonym"),
        pytest.param(QueryWord("boat", "boat", frozenset()), set(), id="too-common"),
        pytest.param(QueryWord("bridg", "bridge", frozenset()), set(), id="in-none"),
    ],
)
def test_the_facts_whose_topic_a_word_is(word: QueryWord, facts: set[int]) -> None:
    assert topics().having(word) == facts


def test_no_more_facts_are_kept_for_a_word_than_it_can_tell_apart() -> None:
    found = Topics(lambda token: 0.0)
    for fact in range(MOST + 5):
        found.add(fact, ANALYST.stored("sail"))

    assert len(found.having(QueryWord("sail", "sail", frozenset()))) == MOST
