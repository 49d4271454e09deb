"""What anybody writes into a base stays text: on pages, in feeds, in the index of the search."""

import json
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from bot.site.building import Owner
from knowledge.model import Citation, Correction, Entity, Fact, FactBase, Position, Retraction, Source
from tests.bot.site.support import Read, Site, built

BAD = """"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}</title></style>]]>&amp;\x0b\ufffe\ud83d"""
SCRIPT = "JavaScript:alert(1)//https://gazette.example"
WORST_ID = '../../"><script>alert(1)</script>'


@pytest.fixture(scope="module")
def hostile() -> Site:
    source = Source(BAD, BAD, BAD, "2024", (BAD,), SCRIPT, BAD, Retraction(date(2024, 1, 1), BAD))
    fact = Fact(
        WORST_ID,
        BAD,
        BAD,
        (Citation(BAD, BAD, BAD, BAD, BAD, SCRIPT, date(2024, 1, 1)),),
        date(2024, 1, 1),
        phrasings=(BAD,),
        entities=(BAD,),
        topics=(BAD,),
        positions=(Position(BAD, BAD, "2024", BAD),),
        related=(WORST_ID,),
        corrections=(Correction(date(2024, 1, 1), BAD),),
    )
    base = FactBase((fact,), {BAD: source}, (Entity(BAD, BAD, "person", (BAD,)),))
    return built(base, Owner(newsroom=BAD, subject=BAD, contact=BAD))


def test_no_text_becomes_an_element(hostile: Site) -> None:
    for path, content in hostile.items():
        if path.endswith(".html"):
            read = Read(content)
            assert read.named("img") == []
            assert {found["src"].rpartition("/")[2] for found in read.named("script")} <= {"search.js"}
            assert not [
                name for _, found in read.elements for name in found if name.startswith("on") or name == "style"
            ]
            assert "{{ 7*7 }}" in read.text


def test_no_link_runs_a_script_and_what_has_no_address_is_still_named(hostile: Site) -> None:
    pages = [Read(content) for path, content in hostile.items() if path.endswith(".html")]
    addresses = [found["href"] for page in pages for found in page.named("a", "link")]

    assert addresses
    assert not [address for address in addresses if "alert" in address.lower()]
    assert "<span>&#34;" in hostile["sources.html"]


def test_no_path_leads_out_of_the_site(hostile: Site) -> None:
    assert not [path for path in hostile if set(path) - set("abcdefghijklmnopqrstuvwxyz0123456789-./")]
    assert not [path for path in hostile if ".." in path or path.startswith("/")]


def test_the_index_of_the_search_can_stand_in_a_script_and_is_whole(hostile: Site) -> None:
    assert "<" not in hostile["search.json"]
    assert json.loads(hostile["search.json"])["facts"][0][1] == f"{BAD[:-1]}?"


def test_the_feeds_are_xml_without_what_xml_cannot_hold(hostile: Site) -> None:
    for path in ("new.xml", "corrected.xml"):
        titles = [found.text or "" for found in ET.fromstring(hostile[path]).iter() if found.tag.endswith("title")]  # noqa: S314  ours
        assert BAD[:-3] in titles[-1]


def test_every_page_forbids_all_scripts_and_styles_but_its_own_files(hostile: Site) -> None:
    for path, content in hostile.items():
        if path.endswith(".html"):
            head = content[: content.index("<title>")]
            (policy,) = [one["content"] for one in Read(head).named("meta") if "http-equiv" in one]
            assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy
            assert "unsafe" not in policy


@pytest.mark.parametrize(
    "url", [None, "", SCRIPT, "data:text/html,x", "//gazette.example", "https://a.example/ b", "\x01https://a.example"]
)
def test_only_the_web_is_linked_to(url: str | None) -> None:
    source = Source("gazette", "Gazette", "The bridge", "2024", url=url)
    fact = Fact("toll", "Toll?", "Four.", (Citation("gazette"),), date(2024, 1, 1))
    site = built(FactBase((fact,), {"gazette": source}))

    assert "external" not in site["facts/toll.html"]
    told = replace(source, url="https://gazette.example/a?b=c&d")
    assert (
        'href="https://gazette.example/a?b=c&amp;d"' in built(FactBase((fact,), {"gazette": told}))["facts/toll.html"]
    )
