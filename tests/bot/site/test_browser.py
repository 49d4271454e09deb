"""The site in a real browser: everybody can use it, its search finds, and nothing of it is refused."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.site.building import site_of
from bot.site.folder import put_in_place
from tests.bot.site.browser import Page, axe, browsing, served
from tests.bot.site.conftest import BASE, OWNER

PAGES = (
    "index.html", "facts.html", "topics.html", "names.html", "sources.html", "search.html", "facts/toll.html",
    "facts/sacking.html", "topics/bridges.html", "names/anna-berg.html", "sources/herald.html",
)  # fmt: skip
FOUND = "[...document.querySelectorAll('#results a')].map((link) => link.textContent)"
TOLL = "How much is the toll?"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("served") / "site"
    put_in_place(folder, site_of(BASE, lambda _: (), OWNER))
    with served(folder) as found:
        yield found


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with browsing() as found:
        yield found


async def until(page: Page, script: str, wanted: Any) -> None:
    """Wait until a script returns what is wanted."""
    async with asyncio.timeout(90):
        while await page.run(script) != wanted:
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_axe_finds_no_fault_on_any_kind_of_page(page: Page, address: str, *, dark: bool) -> None:
    script = axe()
    for width in (390, 1280):
        await page.look(width=width, height=900, dark=dark)
        for path in PAGES:
            await page.open(address + path)
            await page.run(script)
            found = await page.run(
                "axe.run().then((told) => ({passed: told.passes.length, violated: told.violations.map("
                "(one) => [one.id, one.nodes.map((node) => node.html)])}))"
            )
            assert found["passed"] > 10  # it looked
            assert found["violated"] == [], path
            assert await page.run("document.documentElement.scrollWidth") <= width, path
    assert page.said == []


async def test_the_search_finds_by_words_of_the_question_and_the_answer_while_they_are_typed(
    page: Page, address: str
) -> None:
    await page.open(f"{address}search.html?q=lorries")
    await until(page, FOUND, [TOLL])
    assert await page.run("document.getElementById('found').textContent") == "1 fact"
    for typed, wanted in (("dol", [TOLL]), ("TÖLLS", [TOLL]), ("berg unpaid", ["Why did Anna Berg dismiss Tom Lind?"]),
                          ("zeppelin", []), ("", [])):  # fmt: skip
        await page.run(
            f"{{ const q = document.getElementById('q'); q.value = '{typed}'; q.dispatchEvent(new Event('input')); }}"
        )
        assert await page.run(FOUND) == wanted, typed
    assert page.said == []


async def test_what_is_searched_for_is_shown_as_text(page: Page, address: str) -> None:
    await page.open(f"{address}search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20toll")
    await until(page, f"{FOUND}.length", 1)

    assert await page.run("document.images.length") == 0
    assert await page.run("document.getElementById('q').value") == "<img src=x onerror=alert(1)> toll"


async def test_without_a_script_nothing_is_offered_that_needs_one(page: Page, address: str) -> None:
    await page.send("Emulation.setScriptExecutionDisabled", value=True)
    await page.open(f"{address}search.html")
    seen = await page.send("DOM.getDocument", depth=-1)
    html = (await page.send("DOM.getOuterHTML", nodeId=seen["root"]["nodeId"]))["outerHTML"]

    assert "The search needs JavaScript" in html
    assert ' hidden="" id="search"' in html


async def test_the_keyboard_comes_first_to_the_content_and_sees_where_it_is(page: Page, address: str) -> None:
    await page.open(f"{address}facts/toll.html")
    await page.press("Tab", 9)
    assert await page.run("document.activeElement.textContent") == "Skip to the content"
    assert await page.run("document.activeElement.getBoundingClientRect().left") >= 0
    assert await page.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


async def test_a_fact_whose_day_has_passed_says_so(page: Page, address: str) -> None:
    await page.open(f"{address}facts/toll.html")

    shown = "[...document.querySelectorAll('[data-due]')].map((one) => [one.hidden, one.textContent.trim()])"
    assert await page.run(shown) == [[False, "⚠️ Not checked since 1 March 2024: it may be out of date"]]
