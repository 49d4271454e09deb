"""The feeds are what RFC 4287 asks for, and say what is new and what was corrected."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from bot.site.building import Owner
from bot.site.feeds import ENTRIES
from knowledge.model import FactBase
from tests.bot.site.conftest import BASE, TOLL
from tests.bot.site.support import Site, built

ATOM = {"a": "http://www.w3.org/2005/Atom"}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FEEDS = ("new.xml", "corrected.xml")
URL = "https://facts.example/a/"


def read(site: Site, path: str) -> ET.Element:
    return ET.fromstring(site[path])  # noqa: S314  ours


def texts(parent: ET.Element, path: str) -> list[str]:
    return [found.text or "" for found in parent.findall(path, ATOM)]


@pytest.mark.parametrize("url", [None, URL])
@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_has_what_the_format_demands(path: str, url: str | None) -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2: one title, id and day each, an author, one link to itself, no id twice."""
    feed = read(built(BASE, Owner(site_url=url)), path)

    assert feed.tag == f"{{{ATOM['a']}}}feed"
    parts = [feed, *feed.findall("a:entry", ATOM)]
    for part in parts:
        assert [len(part.findall(f"a:{name}", ATOM)) for name in ("title", "id", "updated")] == [1, 1, 1]
        assert RFC_3339.fullmatch(texts(part, "a:updated")[0])
        assert texts(part, "a:title")[0].strip()
        assert len([one for one in part.findall("a:link", ATOM) if one.get("rel") == "alternate"]) == 1
    assert texts(feed, "a:author/a:name") == ["This newsroom"]
    assert [one.get("href") for one in feed.findall("a:link[@rel='self']", ATOM)] == [f"{url or ''}{path}"]
    ids = [text for part in parts for text in texts(part, "a:id")]
    assert len(parts) == 3
    assert len(set(ids)) == len(ids)
    assert all(one.startswith("urn:uuid:") for one in ids)
    assert texts(feed, "a:updated") == [max(texts(feed, "a:entry/a:updated"))]


def test_new_facts_come_by_the_day_of_their_publication_with_status_and_answer(site: Site) -> None:
    feed = read(site, "new.xml")

    assert texts(feed, "a:entry/a:title") == ["Why did Anna Berg dismiss Tom Lind?", "How much is the toll?"]
    assert texts(feed, "a:entry/a:published") == ["2024-03-05T00:00:00Z", "2024-03-01T00:00:00Z"]
    assert texts(feed, "a:entry/a:summary")[0] == "Disputed. Over unpaid dues."


def test_each_correction_is_an_entry_the_latest_first(site: Site) -> None:
    feed = read(site, "corrected.xml")

    assert texts(feed, "a:entry/a:title") == ["Corrected: How much is the toll?"] * 2
    assert texts(feed, "a:entry/a:summary")[0] == "Corrected on 20 February 2024: It said 5 dollars."
    assert texts(feed, "a:updated") == ["2024-02-20T00:00:00Z"]


def test_an_entry_keeps_its_id_when_its_text_changes(site: Site) -> None:
    old = texts(read(built(BASE), "new.xml"), "a:entry/a:id")
    new = texts(
        read(built(replace(BASE, facts=(replace(TOLL, answer="Five."), BASE.facts[1]))), "new.xml"), "a:entry/a:id"
    )

    assert old == new


def test_a_feed_has_the_latest_and_no_more() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(ENTRIES + 5)]
    facts = tuple(replace(TOLL, id=f"toll-{n}", as_of=day, related=()) for n, day in enumerate(days))
    feed = read(built(FactBase(facts, BASE.sources)), "new.xml")

    assert len(feed.findall("a:entry", ATOM)) == ENTRIES
    assert texts(feed, "a:updated") == [f"{max(*days, date(2024, 2, 20))}T00:00:00Z"]
