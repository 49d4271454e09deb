from typing import Any

import pytest

from bot.cli.json_output import candidates_json, citations_json, fact_json, reply_json
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Candidate, Outcome, Suggestions
from knowledge.model import Fact
from knowledge.reading.blocks import Block

KEYS = [
    "question",
    "outcome",
    "fact",
    "answer",
    "status",
    "as_of",
    "confidence",
    "citations",
    "suggestions",
    "reason",
]  # fmt: skip


def fact(matcher: Matcher, name: str) -> Fact:
    return next(fact for fact in matcher.base.facts if fact.id == name)


def outcomes(matcher: Matcher) -> dict[str, Outcome]:
    toll = fact(matcher, "north-bridge-toll")
    return {
        "answer": Answer(toll, 0.98765, toll.question),
        "suggestions": Suggestions((Candidate(toll, 0.4, toll.question),)),
        "abstention": Abstention("nothing near"),
    }


@pytest.mark.parametrize("kind", ["answer", "suggestions", "abstention"])
def test_every_outcome_has_the_same_keys_in_the_same_order(town: Matcher, kind: str) -> None:
    reply = reply_json("asked", outcomes(town)[kind], town)

    assert list(reply) == KEYS
    assert (reply["question"], reply["outcome"]) == ("asked", kind)


def test_an_answer_carries_the_fact_and_no_reason(town: Matcher) -> None:
    reply = reply_json("asked", outcomes(town)["answer"], town)

    assert reply | {"citations": []} == {
        "question": "asked",
        "outcome": "answer",
        "fact": "north-bridge-toll",
        "answer": "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported.",
        "status": "confirmed",
        "as_of": "2024-03-01",
        "confidence": 0.9877,
        "citations": [],
        "suggestions": [],
        "reason": None,
    }


def test_suggestions_name_fact_question_and_confidence_and_give_a_reason(town: Matcher) -> None:
    toll, ferry = fact(town, "north-bridge-toll"), fact(town, "ferry-first-trip")
    block = Block("number", "7")
    near = (Candidate(toll, 0.41239, "any", block), Candidate(ferry, 0.1, "any"))

    reply = reply_json("asked", Suggestions(near, block), town)

    assert reply["suggestions"] == [
        {"fact": toll.id, "question": toll.question, "confidence": 0.4124},
        {"fact": ferry.id, "question": ferry.question, "confidence": 0.1},
    ]
    assert "7" in reply["reason"]
    assert (reply["fact"], reply["answer"], reply["citations"]) == (None, None, [])


def test_an_abstention_has_nothing_but_its_reason(town: Matcher) -> None:
    reply: dict[str, Any] = reply_json("asked", Abstention("unknown name", Block("unknown name", "zeppelin")), town)

    assert {key: value for key, value in reply.items() if value} == {
        "question": "asked",
        "outcome": "abstention",
        "reason": "I have no checked fact that mentions “zeppelin”.",
    }


def test_a_citation_carries_all_that_is_known_of_its_source(town: Matcher) -> None:
    assert citations_json(fact(town, "north-bridge-toll"), town) == [
        {
            "source": "gazette-2024-03-01",
            "publisher": "Northfield Gazette",
            "title": "The bridge, the ferry and the mayor",
            "published": "2024-03-01",
            "url": "https://gazette.example/bridge",
            "via": "the city council",
        }
    ]


def test_a_citation_keeps_its_keys_where_nothing_is_known(town: Matcher) -> None:
    ferry = fact(town, "ferry-first-trip")

    found = citations_json(ferry, town)

    assert found[0]["via"] is None


def test_fact_json_is_what_a_reply_says_of_the_fact(town: Matcher) -> None:
    toll = fact(town, "north-bridge-toll")

    assert fact_json(toll, town).items() <= reply_json("asked", outcomes(town)["answer"], town).items()
    assert set(fact_json(toll, town)) == {"fact", "answer", "status", "as_of", "citations"}


def test_candidates_keep_their_order_and_name_what_blocks_them(town: Matcher) -> None:
    toll, ferry = fact(town, "north-bridge-toll"), fact(town, "ferry-first-trip")

    shown = candidates_json((Candidate(ferry, 0.12341, "boat"), Candidate(toll, 0.9, "toll", Block("date", "1999"))))

    assert shown == [
        {"fact": "ferry-first-trip", "confidence": 0.1234, "phrasing": "boat", "blocked_by": None},
        {"fact": "north-bridge-toll", "confidence": 0.9, "phrasing": "toll", "blocked_by": "date: 1999"},
    ]
