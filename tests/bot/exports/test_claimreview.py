"""ClaimReview, held against the terms of schema.org: an extract of its vocabulary stands beside this file."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.exports.claimreview import BEST, RATINGS, WORST, Publisher, claim_review, claim_reviews
from bot.wording.status_looks import look_of
from knowledge.decision.matcher import Matcher
from knowledge.model import EntityKind, Fact
from knowledge.statuses import Status

VOCABULARY = json.loads(Path(__file__).with_name("schema_org.json").read_text("utf-8"))
TYPES: dict[str, list[str]] = VOCABULARY["types"]
PROPERTIES: dict[str, dict[str, list[str]]] = VOCABULARY["properties"]
# A day, a month or a year is a Date or a Text by what it says; a number may be written as a Text.
LITERALS = {"Text", "URL", "Date", "DateTime", "Number", "Integer"}
GAZETTE = Publisher("The Northfield Gazette", lambda fact: f"https://gazette.example/facts/{fact.id}.html")
NOBODY = Publisher(None, lambda fact: None)


def with_parents(name: str) -> set[str]:
    return {name, *(above for parent in TYPES[name] for above in with_parents(parent))}


def faults(node: dict[str, Any]) -> Iterator[str]:
    """Yield what of a JSON-LD node isn't as schema.org has it: its type, its properties, and what they hold."""
    kind = node.get("@type", "nothing")
    if kind not in TYPES:
        yield f"no type {kind}"
        return
    for name, value in node.items():
        if name in ("@type", "@context"):
            continue
        if name not in PROPERTIES:
            yield f"no property {name}"
        elif with_parents(kind).isdisjoint(PROPERTIES[name]["domain"]):
            yield f"{name} is none of {kind}"
        else:
            for one in value if isinstance(value, list) else [value]:
                yield from held(name, one)


def held(name: str, value: Any) -> Iterator[str]:
    wanted = PROPERTIES[name]["range"]
    if isinstance(value, dict):
        if value.get("@type") in TYPES and with_parents(value["@type"]).isdisjoint(wanted):
            yield f"{name} holds no {value['@type']}"
        yield from faults(value)
    elif not value or LITERALS.isdisjoint(wanted):
        yield f"{name} holds no {value!r}"
    elif not isinstance(value, str) and "Number" not in wanted:
        yield f"{name} holds no number"
    elif "Text" not in wanted and "URL" in wanted and not re.match(r"https?://\S+$", str(value)):
        yield f"{name} holds no address"
    elif "Text" not in wanted and "Date" in wanted and not re.fullmatch(r"\d{4}(-\d\d){0,2}", str(value)):
        yield f"{name} holds no day"


def toll(full: Matcher) -> Fact:
    return full.base.facts[0]


def reviewed(fact: Fact, full: Matcher) -> dict[str, Any]:
    return claim_review(fact, full, GAZETTE)


def test_every_type_and_property_is_schema_orgs(full: Matcher) -> None:
    document = claim_reviews(full, GAZETTE)

    assert document["@context"] == "https://schema.org"
    assert [node["@type"] for node in document["@graph"]] == ["ClaimReview"] * len(full.base.facts)
    assert [fault for node in document["@graph"] for fault in faults(node)] == []


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "Claims"},
        {"name": "of nothing"},
        {"@type": "Claim", "answer": "4 dollars"},
        {"@type": "Person", "claimReviewed": "4 dollars"},
        {"@type": "Claim", "appearance": {"@type": "Person", "name": "Ann"}},
        {"@type": "Claim", "appearance": "a text"},
        {"@type": "Claim", "url": "gazette"},
        {"@type": "Claim", "datePublished": "in May"},
        {"@type": "Claim", "text": 4},
        {"@type": "Claim", "text": ""},
    ],
)
def test_what_schema_org_has_not_is_found_out(node: dict[str, Any]) -> None:
    assert len(list(faults(node))) == 1


def test_the_extract_says_where_it_is_from_and_under_what_licence() -> None:
    assert "release 30.0" in VOCABULARY["source"]
    assert "ShareAlike" in VOCABULARY["licence"]
    assert {parent for parents in TYPES.values() for parent in parents} <= TYPES.keys()


def test_a_review_says_what_the_fact_says(full: Matcher) -> None:
    fact, review = toll(full), reviewed(toll(full), full)

    assert (review["claimReviewed"], review["itemReviewed"]["text"]) == (fact.answer, fact.answer)
    assert (review["identifier"], review["name"]) == (fact.id, fact.question)
    assert review["url"] == "https://gazette.example/facts/north-bridge-toll.html"
    assert review["author"] == review["publisher"]
    assert review["author"] == {"@type": "NewsMediaOrganization", "name": "The Northfield Gazette"}
    assert (review["datePublished"], review["dateModified"]) == ("2024-03-01", "2024-03-05")
    assert review["keywords"] == ["tolls", "bridges"]
    assert review["itemReviewed"]["temporalCoverage"] == "2024-03"


def test_a_correction_is_a_correction_comment(full: Matcher) -> None:
    assert reviewed(toll(full), full)["correction"] == [
        {"@type": "CorrectionComment", "text": "An earlier version said 3 dollars.", "datePublished": "2024-03-05"}
    ]


def test_a_citation_says_all_that_is_known_of_the_report(full: Matcher) -> None:
    first, second = reviewed(toll(full), full)["citation"]

    assert first == {
        "@type": "CreativeWork",
        "name": "The bridge_toll_ [and] *more*",
        "url": "https://gazette.example/bridge?a=1&b=(2)",
        "datePublished": "2024-03-01",
        "publisher": {"@type": "Organization", "name": "The <b>Gazette</b>"},
        "author": [{"@type": "Person", "name": "Ann Ash"}, {"@type": "Person", "name": "Bo Birk"}],
        "sourceOrganization": {"@type": "Organization", "name": "Reuters"},
        "creditText": "the city council",
        "about": {"@type": "Thing", "name": "the price"},
        "archivedAt": "https://archive.example/1",
        "hasPart": {"@type": "Quotation", "text": "four dollars, _not_ more", "position": "paragraph 4"},
    }
    assert second["creativeWorkStatus"] == "Retracted"
    assert second["correction"] == {
        "@type": "CorrectionComment", "text": "It was & is wrong.", "datePublished": "2024-04-01",
    }  # fmt: skip
    appearances = reviewed(toll(full), full)["itemReviewed"]["appearance"]
    assert [one["name"] for one in appearances] == [first["name"], second["name"]]


def test_who_says_what_is_a_claim_and_an_author_only_who_can_be_one(full: Matcher) -> None:
    sides = reviewed(toll(full), full)["itemReviewed"]["hasPart"]

    assert sides[0] == {
        "@type": "Claim", "text": "it's | free", "author": {"@type": "Person", "name": "Tom Lind"},
        "datePublished": "2024-02-28",
    }  # fmt: skip
    assert sides[1]["author"] == {"@type": "Organization", "name": "City Council"}
    assert [side.get("creditText") for side in sides] == [None, None, "North Bridge", "A reader"]
    assert [side for side in sides if "author" in side and "creditText" in side] == []


@pytest.mark.parametrize("status", get_args(Status))
def test_no_rating_says_false(full: Matcher, status: Status) -> None:
    rating = reviewed(replace(toll(full), status=status), full)["reviewRating"]

    assert rating == {
        "@type": "Rating", "ratingValue": RATINGS[status], "bestRating": BEST, "worstRating": WORST,
        "alternateName": look_of(status).words,
    }  # fmt: skip
    assert (WORST + BEST) / 2 <= rating["ratingValue"] <= BEST


def test_every_kind_of_entity_is_mentioned_as_what_it_is(full: Matcher) -> None:
    for kind in get_args(EntityKind):
        entities = tuple(replace(one, kind=kind) for one in full.base.entities)
        told = type("Told", (), {"base": replace(full.base, entities=entities)})
        assert list(faults(claim_review(toll(full), told, GAZETTE))) == []  # type: ignore[arg-type]


def test_what_nobody_knows_is_left_out(full: Matcher) -> None:
    review = claim_review(full.base.facts[1], full, NOBODY)

    assert review.keys().isdisjoint({"author", "publisher", "url", "correction", "keywords"})
    assert review["itemReviewed"].keys().isdisjoint({"mentions", "hasPart"})
    assert list(faults(review)) == []


def test_a_fact_is_published_on_the_first_day_that_it_knows(full: Matcher) -> None:
    early = replace(toll(full), publish_at=datetime(2024, 2, 1, 6, 0, tzinfo=UTC))
    late = replace(toll(full), publish_at=datetime(2024, 6, 1, 6, 0, tzinfo=UTC))

    assert [reviewed(early, full)[key] for key in ("datePublished", "dateModified")] == ["2024-02-01", "2024-03-05"]
    assert [reviewed(late, full)[key] for key in ("datePublished", "dateModified")] == ["2024-03-01", "2024-06-01"]
