"""What stands on the pages, and that they hold together."""

import posixpath
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.site.building import Owner
from bot.site.pages import ON_A_PAGE
from knowledge.model import Fact, FactBase, Position
from knowledge.statuses import STATUSES
from tests.bot.site.conftest import BASE, OWNER, SACKING, TOLL
from tests.bot.site.support import Read, Site, built


def shown(site: Site, path: str) -> str:
    return Read(site[path]).text


def links(site: Site, path: str) -> list[str]:
    return [found["href"] for found in Read(site[path]).named("a")]


def test_a_fact_has_a_page_with_all_that_is_on_record(site: Site) -> None:
    text = shown(site, "facts/toll.html")

    for told in (
        "How much is the toll?", "Cars pay 4 dollars.", "🟢 Confirmed", "last checked 1 March 2024",
        "February 2024 to March 2024", "Gazette (passing on Reuters), by Ann Ash, March 2024, relying on the council",
        "for: the price", "“Four dollars it is,” said the mayor", "paragraph 3", "read on 1 March 2024",
        "Corrected on 20 February 2024: It said 5 dollars. Corrected on 10 February 2024: It said 3 dollars.",
        "A report that this rests on was retracted: Herald, “Who paid”.",
        "Taken back on 1 March 2024: its source made it up", "To be checked again by 1 September 2024",
        "Bridges", "Money", "Why did Anna Berg dismiss Tom Lind?",
    ):  # fmt: skip
        assert told in text
    assert {"https://gazette.example/?a=1&b=2", "https://archive.example/gazette", "sacking.html"} <= {
        link.removeprefix("../facts/") for link in links(site, "facts/toll.html")
    }


def test_positions_stand_side_by_side_with_their_day_and_report(site: Site) -> None:
    text = shown(site, "facts/sacking.html")

    assert "Tom Lind he paid every bill 28 February 2024, Gazette the union a pretext" in text
    assert "../names/tom-lind.html" in links(site, "facts/sacking.html")


def test_what_only_editors_and_the_bot_need_is_nowhere(site: Site) -> None:
    whole = "".join(site.values())

    assert not [word for word in ("which bank takes it", "wievil", BASE.version) if word in whole]


def test_facts_are_found_by_the_alphabet_by_topic_name_and_source(site: Site) -> None:
    for path in ("facts.html", "topics/bridges.html", "sources/gazette.html"):
        assert [link for link in links(site, path) if "facts/" in link][:1] == [
            posixpath.relpath("facts/toll.html", posixpath.dirname(path) or ".")
        ]
    assert "facts/sacking.html" in links(site, "names/anna-berg.html")[-3].removeprefix("../")
    assert "mayor, from 2020 until May 2024" in shown(site, "names/anna-berg.html")
    assert "Taken back on 1 March 2024: its source made it up" in shown(site, "sources.html")


def test_the_first_page_tells_what_is_new_corrected_and_what_the_marks_mean(site: Site) -> None:
    text = shown(site, "index.html")

    assert text.index("Why did Anna Berg") < text.index("How much is")
    assert "Corrected on 20 February 2024: It said 5 dollars." in text
    assert "Disputed those involved contradict one another" in text
    assert "The Gazette on the bridge" in text
    assert "Write to desk@gazette.example" in text


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_told_by_its_mark_its_words_and_a_colour_of_its_own(status: str) -> None:
    fact = replace(TOLL, status=status)  # type: ignore[arg-type]
    site = built(replace(BASE, facts=(fact,)))

    assert f"edge-{status}" in site["facts/toll.html"]
    assert f".edge-{status} {{ border-left-color: #" in site["style.css"]


def test_every_link_leads_to_a_page_and_every_part_that_is_named_is_there(site: Site) -> None:
    for path, content in site.items():
        if not path.endswith(".html"):
            continue
        read = Read(content)
        ids = {found["id"] for _, found in read.elements if "id" in found}
        assert read.open == []
        for found in read.named("a", "link", "script", "form"):
            address = found.get("href") or found.get("src") or found.get("action") or ""
            if address.startswith("#"):
                assert address[1:] in ids
            elif not address.startswith("https://"):
                assert posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) in site
        labels = {name for _, found in read.elements for name in found.get("aria-labelledby", "").split()}
        assert labels | {found["for"] for found in read.named("label")} <= ids


def test_headings_go_down_a_step_at_a_time_below_one_title(site: Site) -> None:
    for page in [Read(content) for path, content in site.items() if path.endswith(".html")]:
        levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3")]
        assert (levels[0], levels.count(1)) == (1, 1)
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_a_long_list_is_on_several_pages_that_lead_to_one_another() -> None:
    facts = tuple(replace(TOLL, id=f"toll-{n}", question=f"Toll {n:03}?", related=()) for n in range(2 * ON_A_PAGE + 1))
    site = built(replace(BASE, facts=facts))

    assert "facts--3.html" in links(site, "facts--2.html")
    assert "Page 2 of 3" in shown(site, "topics/bridges--2.html")
    listed = {link for path in site if path.startswith("facts") for link in links(site, path) if "facts/toll-" in link}
    assert len(listed) == len(facts)


def test_the_day_of_the_next_check_follows_from_the_base_where_the_fact_has_none() -> None:
    base = replace(BASE, facts=(replace(TOLL, review_by=None),), review_after=10)
    page = built(base)["facts/toll.html"]

    assert f'data-due="{TOLL.as_of + timedelta(days=10)}"' in page
    assert "review.js" in page
    assert "review.js" not in built(replace(base, review_after=None))["facts/toll.html"]


def test_the_address_of_the_site_is_told_where_it_is_known() -> None:
    page = built(BASE, Owner(site_url="https://facts.example/a/"))["facts/toll.html"]

    assert '<link rel="canonical" href="https://facts.example/a/facts/toll.html">' in page
    assert "canonical" not in built(BASE)["facts/toll.html"]


def test_the_same_base_gives_the_same_bytes_whatever_order_its_facts_come_in(site: Site) -> None:
    turned = replace(BASE, facts=(SACKING, TOLL), entities=BASE.entities[::-1])

    assert built(turned, OWNER) == site


def test_a_base_without_facts_has_a_site_that_says_so() -> None:
    site = built(FactBase((), {}))

    assert "There are no facts here yet." in shown(site, "index.html")
    assert "1970-01-01" in site["new.xml"]


def test_a_fact_named_like_a_page_of_a_list_has_its_own() -> None:
    def fact(name: str) -> Fact:
        return Fact(name, f"{name}?", "Yes.", (), date(2024, 1, 1), topics=(name,))

    names = ("index", "facts", "toll", "toll-2", "search")
    site = built(FactBase(tuple(map(fact, names)), {}))

    assert len({path for path in site if path.startswith("facts/")}) == len(names)


def test_a_review_that_was_met_is_over_and_a_side_may_rest_on_what_was_taken_back() -> None:
    side = Position("the mayor", "it is four", source="herald")
    fact = replace(SACKING, review_by=SACKING.as_of, positions=(side,))
    page = built(replace(BASE, facts=(fact,), review_after=None))["facts/sacking.html"]

    assert "data-due" not in page
    assert "A report that this rests on was retracted: Herald, “Who paid”." in Read(page).text


def test_no_review_lies_behind_the_end_of_the_calendar() -> None:
    site = built(replace(BASE, facts=(replace(TOLL, as_of=date(9999, 1, 1), review_by=None),), review_after=9999))

    assert "data-due" not in site["facts/toll.html"]
