"""Out to a spreadsheet and in again: the base that loads is the same."""

import json
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.exchange.csv_files import csv_bytes
from knowledge.exchange.exporting import tables_of
from knowledge.exchange.importing import carry_out, plan_import
from knowledge.exchange.xlsx_writing import xlsx_bytes
from knowledge.loading.files import bundled_folder, take_snapshot
from knowledge.loading.loader import load, load_records
from knowledge.model import FactBase

KINDS = ("xlsx", "csv")


def there_and_back(folder: Path, kind: str, place: Path) -> Path:
    """Export a base, import it into a new folder, and return that."""
    sheets = tables_of(folder)
    target = place / f"base.{kind}" if kind == "xlsx" else place / "tables"
    if kind == "xlsx":
        target.write_bytes(xlsx_bytes(sheets))
    else:
        target.mkdir()
        for sheet in sheets:
            (target / f"{sheet.name}.csv").write_bytes(csv_bytes(sheet))
    new = place / "new"
    carry_out(plan_import(target, new))
    return new


def content(folder: Path) -> FactBase:
    return replace(load(folder), version="", locations={})


@pytest.mark.parametrize("kind", KINDS)
def test_the_bundled_base_comes_back_as_it_was(kind: str, tmp_path: Path) -> None:
    new = there_and_back(bundled_folder(), kind, tmp_path)

    assert content(new) == content(bundled_folder())
    assert list(load(new).sources) == list(load(bundled_folder()).sources)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_left_open_stays_open(kind: str, tmp_path: Path) -> None:
    new = there_and_back(bundled_folder(), kind, tmp_path)

    before, after = (load_records(take_snapshot(folder)) for folder in (bundled_folder(), new))
    assert [one.yaml for one in after["facts"]] == [one.yaml for one in before["facts"]]


# Any text that the format takes: first what a spreadsheet could run, at its end what could end a cell or a line.
TEXT = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["=", "+", "-", "@", "'", "'=", "''-", "_x0041_", "=1+1", "a", '"', "# ", "- ", "No"]),
        st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\ufffe\u2028"), max_size=9),
        st.sampled_from(["z", "\n;z", ",z", "_x000D_", "'", '"z']),
    ),
)
TEXTS = st.lists(TEXT, max_size=3)
DAY = st.dates(date(1970, 1, 1), date(2025, 1, 1)).map(str)
IDS = ["a", "b-1", "2016"]


def some(**optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=optional)


def entry(needed: dict[str, Any], **optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(needed, optional=optional)


CITATION = entry({"source": st.just("s")}, supports=TEXT, via=TEXT)
POSITION = entry({"by": st.just("Tom Lind"), "says": TEXT}, on=DAY, source=st.just("s"))
CORRECTION = entry({"on": DAY, "note": TEXT})
FACT = entry(
    {"answer": TEXT, "citations": st.lists(CITATION, min_size=1, max_size=2)},
    status=st.sampled_from(["confirmed", "denied"]),
    as_of=DAY,
    happened=st.sampled_from(["2016", "2016-12", "2016-12-01", "2016/2017-02"]),
    entities=st.just(["e"]),
    topics=st.lists(st.sampled_from(IDS), min_size=1),
    positions=st.lists(POSITION, max_size=2),
    corrections=st.lists(CORRECTION, max_size=2),
    **{"not": TEXTS},
)
OFFICE = st.fixed_dictionaries({"title": TEXT.map(lambda text: f"mayor {text}")}, optional={"whose": st.just("e")})
ENTITY = entry({"name": TEXT.map(lambda text: f"Eva {text}")}, offices=st.lists(OFFICE, max_size=2))
SOURCE = entry({"publisher": TEXT, "title": TEXT}, authors=TEXTS, relays=TEXT, url=st.just("https://a.example/=1"))


@st.composite
def bases(draw: st.DrawFn) -> dict[str, Any]:
    facts = [
        {"id": f"f{at}", "question": f"=who is {at}", "phrasings": [f"-what {at}\nis", f"'=what {at}"], **fact}
        for at, fact in enumerate(draw(st.lists(FACT, min_size=1, max_size=3)))
    ]
    return {
        "facts": facts,
        "entities": [{"id": "e", "kind": "person", "aliases": ["+Holm"], **draw(ENTITY)}],
        "sources": [{"id": "s", "published": "2016", **draw(SOURCE)}],
        "synonyms": [draw(st.lists(TEXT, min_size=2, max_size=3))],
    }


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(base=bases())
def test_any_base_comes_back_as_it_was(
    kind: str, base: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("any")
    folder = place / "base"
    folder.mkdir()
    (folder / "all.yaml").write_text(json.dumps(base), "utf-8")

    assert content(there_and_back(folder, kind, place)) == content(folder)


# Seconds for 10,000 facts there or back: an editor waits so long before wondering, on one slow core.
PATIENCE_SECONDS = 120


@pytest.mark.parametrize("kind", KINDS)
def test_ten_thousand_facts_each_way(kind: str, tmp_path: Path) -> None:
    lines = ["sources:", "  - {id: s, publisher: =P, title: T, published: 2016}", "facts:"]
    for at in range(10_000):
        lines += [f"  - id: f{at}", f"    question: Who paid bill {at}?", "    phrasings:"]
        lines += [f"      - who settled bill number {at} in year {year}" for year in range(2010, 2015)]
        lines += [f"    not: [Who wrote bill {at}?]", f"    answer: '=The council paid bill {at} in full.'"]
        lines += ["    topics: [bills, council]", "    citations: [{source: s, supports: all of it}]"]
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "all.yaml").write_text("\n".join(lines), "utf-8")

    started = time.process_time()
    new = there_and_back(folder, kind, tmp_path)
    spent = time.process_time() - started

    assert content(new) == content(folder)
    print(f"10,000 facts through {kind} and back: {spent:.1f} s")  # noqa: T201
    assert spent < 2 * PATIENCE_SECONDS
