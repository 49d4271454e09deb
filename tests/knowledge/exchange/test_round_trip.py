"""Out to a spreadsheet and in again: the base that loads is the same."""

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from knowledge.exchange.csv_files import csv_bytes
from knowledge.exchange.exporting import tables_of
from knowledge.exchange.importing import carry_out, plan_import
from knowledge.exchange.tables import Sheet
from knowledge.exchange.xlsx_writing import xlsx_bytes
from knowledge.loading.building import build
from knowledge.loading.files import bundled_folder, take_snapshot
from knowledge.loading.loader import load_records
from knowledge.loading.records import Records
from knowledge.model import FactBase

KINDS = ("xlsx", "csv")


def there_and_back(folder: Path, kind: str, place: Path) -> Path:
    """Export a base, import it into a new folder, and return that."""
    return imported(tables_of(load_records(take_snapshot(folder))), kind, place)


def imported(sheets: Iterable[Sheet], kind: str, place: Path) -> Path:
    """Write tables, import them into a new folder, and return that."""
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


def bare(records: Records) -> FactBase:
    return replace(build(records, ""), locations={}, lessons=())


def content(folder: Path) -> FactBase:
    return bare(load_records(take_snapshot(folder)))


@pytest.fixture(scope="module")
def bundled() -> Records:
    return load_records(take_snapshot(bundled_folder()))


@pytest.mark.parametrize("kind", KINDS)
def test_the_bundled_base_comes_back_as_it_was_and_what_was_left_open_stays_open(
    kind: str, bundled: Records, tmp_path: Path
) -> None:
    new = load_records(take_snapshot(there_and_back(bundled_folder(), kind, tmp_path)))

    assert bare(new) == bare(bundled)
    assert list(build(new, "").sources) == list(build(bundled, "").sources)
    assert [one.yaml for one in new["facts"]] == [one.yaml for one in bundled["facts"]]


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


ADDRESS = st.just("https://a.example/=1")
CITATION = entry(
    {"source": st.just("s")}, supports=TEXT, via=TEXT, quote=TEXT, where=TEXT, archive=ADDRESS, accessed=DAY
)
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
    review_by=DAY,
    publish_at=st.sampled_from(["2026-12-01 06:00+01:00", "2026-12-01T05:00:00Z"]),
    draft=st.sampled_from(["yes", "No"]),
    audience=st.sampled_from(["staff", "everyone"]),
    **{"not": TEXTS},
)
OFFICE = st.fixed_dictionaries({"title": TEXT.map(lambda text: f"mayor {text}")}, optional={"whose": st.just("e")})
ENTITY = entry({"name": TEXT.map(lambda text: f"Eva {text}")}, offices=st.lists(OFFICE, max_size=2))
SOURCE = entry(
    {"publisher": TEXT, "title": TEXT},
    authors=TEXTS,
    relays=TEXT,
    url=ADDRESS,
    retracted=entry({"on": DAY, "note": TEXT}),
)


class Quoting(yaml.SafeDumper):
    """Writes what stands twice twice: the loader takes no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


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
        **draw(some(review_after=st.sampled_from(["1d", "180d"]))),
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
    (folder / "all.yaml").write_text(yaml.dump(base, Dumper=Quoting, default_style='"', width=10**6), "ascii")

    assert content(there_and_back(folder, kind, place)) == content(folder)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """Return 10,000 facts, each with a phrasing and a near miss."""
    lines = ["sources:", "  - {id: s, publisher: =P, title: T, published: 2016}", "facts:"]
    for at in range(10_000):
        lines += [f"  - id: f{at}", f"    question: Who paid bill {at}?"]
        lines += [f"    phrasings: [=bill {at} was met by whom]", f"    not: [Who wrote bill {at}?]"]
        lines += [f"    answer: '=The council paid bill {at} in full.'", "    topics: [bills, council]"]
        lines += ["    citations: [{source: s, supports: all of it}]"]
    folder = tmp_path_factory.mktemp("large")
    (folder / "all.yaml").write_text("\n".join(lines), "utf-8")
    return load_records(take_snapshot(folder))


def test_a_sheet_says_how_large_it_is_so_that_readers_need_not_count(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(xlsx_bytes([Sheet("facts", "facts", (("id", "question"), ("toll", "How much?"), ("dam", "")))]))

    page = load_workbook(path, read_only=True).worksheets[0]
    assert (page.max_row, page.max_column) == (3, 2)


# Seconds of work for 10,000 facts into a spreadsheet and in again: so long an editor waits before wondering.
PATIENCE_SECONDS = 40


@pytest.mark.parametrize("kind", KINDS)
def test_ten_thousand_facts_each_way(kind: str, large: Records, tmp_path: Path) -> None:
    started = time.process_time()
    folder = imported(tables_of(large), kind, tmp_path)
    spent = time.process_time() - started

    back = load_records(take_snapshot(folder))["facts"]
    assert [one.yaml for one in back] == [one.yaml for one in large["facts"]]
    assert [one.value for one in back] == [one.value for one in large["facts"]]
    assert spent < PATIENCE_SECONDS, f"{spent:.0f} s"
