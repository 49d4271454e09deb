from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema_rs
import pytest

from bot.api.description import description
from bot.api.replies import candidates_json, listed_json, reply_json
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Candidate, Outcome, Suggestions
from knowledge.model import Citation, Correction, Fact, Retraction
from knowledge.reading.blocks import Block

TODAY = date(2024, 3, 5)

KEYS = [
    "question",
    "outcome",
    "fact",
    "fact_question",
    "page",
    "answer",
    "status",
    "status_in_words",
    "as_of",
    "review_by",
    "overdue",
    "happened",
    "confidence",
    "cautions",
    "positions",
    "citations",
    "corrections",
    "related",
    "suggestions",
    "reason",
]  # fmt: skip


def fact(matcher: Matcher, name: str) -> Fact:
    return next(fact for fact in matcher.base.facts if fact.id == name)


def answer_to(value: Fact, matcher: Matcher) -> dict[str, Any]:
    return reply_json("asked", Answer(value, 0.98765, value.question), matcher, TODAY)


def outcomes(matcher: Matcher) -> dict[str, Outcome]:
    toll = fact(matcher, "north-bridge-toll")
    return {
        "answer": Answer(toll, 0.98765, toll.question),
        "suggestions": Suggestions((Candidate(toll, 0.4, toll.question),)),
        "abstention": Abstention("nothing near"),
    }


@pytest.mark.parametrize("kind", ["answer", "suggestions", "abstention"])
def test_every_outcome_has_the_same_keys_in_the_same_order(town: Matcher, kind: str) -> None:
    reply = reply_json("asked", outcomes(town)[kind], town, TODAY)

    assert list(reply) == KEYS
    assert (reply["question"], reply["outcome"]) == ("asked", kind)


def test_an_answer_carries_the_fact_and_no_reason(town: Matcher) -> None:
    reply = reply_json("asked", outcomes(town)["answer"], town, TODAY)

    assert reply | {"citations": []} == {
        "question": "asked",
        "outcome": "answer",
        "fact": "north-bridge-toll",
        "fact_question": "How much is the toll on North Bridge?",
        "page": None,
        "answer": "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported.",
        "status": "confirmed",
        "status_in_words": "Confirmed",
        "as_of": "2024-03-01",
        "review_by": None,
        "overdue": False,
        "happened": "2024-03",
        "confidence": 0.9877,
        "cautions": [],
        "positions": [],
        "citations": [],
        "corrections": [],
        "related": [],
        "suggestions": [],
        "reason": None,
    }


def test_suggestions_name_fact_question_and_confidence_and_give_a_reason(town: Matcher) -> None:
    toll, ferry = fact(town, "north-bridge-toll"), fact(town, "ferry-first-trip")
    block = Block("number", "7")
    near = (Candidate(toll, 0.41239, "any", block), Candidate(ferry, 0.1, "any"))

    reply = reply_json("asked", Suggestions(near, block), town, TODAY)

    assert reply["suggestions"] == [
        {"fact": toll.id, "question": toll.question, "confidence": 0.4124},
        {"fact": ferry.id, "question": ferry.question, "confidence": 0.1},
    ]
    assert "7" in reply["reason"]
    assert (reply["fact"], reply["answer"], reply["citations"]) == (None, None, [])


def test_an_abstention_has_nothing_but_its_reason(town: Matcher) -> None:
    reply = reply_json("asked", Abstention("unknown name", Block("unknown name", "zeppelin")), town, TODAY)

    assert {key: value for key, value in reply.items() if value} == {
        "question": "asked",
        "outcome": "abstention",
        "reason": "I have no checked fact that mentions “zeppelin”.",
    }


def test_a_citation_carries_all_that_is_known_of_its_source(town: Matcher) -> None:
    source = replace(town.base.sources["gazette-2024-03-01"], relays="Reuters", authors=("Ann Ash",))
    told = replace(town.base, sources={source.id: source})
    quoted = ("four dollars", "paragraph 3", "https://archive.example/1", date(2024, 3, 2))
    cited = Citation(source.id, "the price", "the city council", *quoted)
    toll = replace(fact(town, "north-bridge-toll"), citations=(cited,))

    reply = answer_to(toll, Matcher(told))

    assert reply["citations"] == [
        {
            "source": "gazette-2024-03-01",
            "publisher": "Northfield Gazette",
            "relays": "Reuters",
            "authors": ["Ann Ash"],
            "title": "The bridge, the ferry and the mayor",
            "published": "2024-03-01",
            "url": "https://gazette.example/bridge",
            "via": "the city council",
            "supports": "the price",
            "quote": "four dollars",
            "where": "paragraph 3",
            "archive": "https://archive.example/1",
            "accessed": "2024-03-02",
            "retracted": None,
        }
    ]


def test_an_answer_says_that_it_is_overdue_and_what_was_taken_back(town: Matcher) -> None:
    back = Retraction(date(2024, 3, 2), "It was made up.")
    sources = {name: replace(source, retracted=back) for name, source in town.base.sources.items()}
    matcher = Matcher(replace(town.base, sources=sources, review_after=3))

    reply = answer_to(fact(matcher, "ferry-first-trip"), matcher)

    assert (reply["review_by"], reply["overdue"]) == ("2024-03-04", True)
    assert [caution.partition(":")[0] for caution in reply["cautions"]] == [
        "Not checked since 1 March 2024", "This rests on a report that was taken back on 2 March 2024",
    ]  # fmt: skip
    assert reply["citations"][0]["retracted"] == {"on": "2024-03-02", "note": "It was made up."}
    schema = {"$ref": "#/components/schemas/Citation", "components": description()["components"]}
    jsonschema_rs.validator_for(schema).validate(reply["citations"][0])


def test_a_citation_keeps_its_keys_where_nothing_is_known(town: Matcher) -> None:
    (citation,) = answer_to(fact(town, "ferry-first-trip"), town)["citations"]

    assert [citation[key] for key in ("relays", "authors", "via", "supports")] == [None, [], None, None]
    assert [citation[key] for key in ("quote", "where", "archive", "accessed")] == [None] * 4


def test_an_answer_carries_who_says_what_by_name(town: Matcher) -> None:
    reply = answer_to(fact(town, "mayor-dismissed-lind"), town)

    assert (reply["status"], reply["status_in_words"]) == ("disputed", "Disputed")
    assert reply["positions"] == [
        {"by": "tom-lind", "name": "Tom Lind", "says": "he paid every bill", "on": "2024-02-28",
         "source": "gazette-2024-03-01"}
    ]  # fmt: skip


def test_an_answer_carries_its_corrections_and_the_related_facts_that_are_there(town: Matcher) -> None:
    changed = (Correction(date(2024, 3, 2), "It said 3 dollars."),)
    toll = replace(fact(town, "north-bridge-toll"), corrections=changed, related=("ferry-first-trip", "gone"))

    reply = answer_to(toll, town)

    assert reply["corrections"] == [{"on": "2024-03-02", "note": "It said 3 dollars."}]
    assert reply["related"] == [{"fact": "ferry-first-trip", "question": "When did the ferry make its first trip?"}]


def test_a_listed_fact_says_what_a_reply_says_of_it(town: Matcher) -> None:
    value = fact(town, "mayor-dismissed-lind")
    listed, reply = listed_json(value, town, TODAY), answer_to(value, town)

    assert (listed["id"], listed["question"], listed["topics"]) == (value.id, value.question, [])
    assert {key: reply[key] for key in listed if key not in ("id", "question", "topics")}.items() <= listed.items()


def test_candidates_keep_their_order_and_name_what_blocks_them(town: Matcher) -> None:
    toll, ferry = fact(town, "north-bridge-toll"), fact(town, "ferry-first-trip")

    shown = candidates_json((Candidate(ferry, 0.12341, "boat"), Candidate(toll, 0.9, "toll", Block("date", "1999"))))

    assert shown == [
        {"fact": "ferry-first-trip", "confidence": 0.1234, "phrasing": "boat", "blocked_by": None},
        {"fact": "north-bridge-toll", "confidence": 0.9, "phrasing": "toll", "blocked_by": "date: 1999"},
    ]
