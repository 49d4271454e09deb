"""Names and sides of a draft: shown as the fact has them, changed line by line, and nothing lost that isn't shown."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.desk.draft_entries import entry_of
from bot.desk.drafting import Draft, NewSource, draft_from_fact, draft_of
from bot.desk.sides import faults_of, shown_sides, with_sides
from bot.limits import FIELD
from knowledge.loading.loader import load
from knowledge.loading.published import DeskFile
from knowledge.model import Citation, Fact, FactBase, Position

LIND, TOLL, GAZETTE = "mayor-dismissed-lind", "north-bridge-toll", "gazette-2024-03-01"
HERALD = NewSource(publisher="Herald", title="The dues", published="2024-03-02", url="https://herald.example/dues")


@pytest.fixture
def base(town_folder: Path) -> FactBase:
    return load(town_folder)


def fact_in(base: FactBase, name: str) -> Fact:
    return next(fact for fact in base.facts if fact.id == name)


def draft_in(base: FactBase, name: str, **more: Any) -> Draft:
    return replace(draft_from_fact(fact_in(base, name), base), day="2024-03-03", **more)


def with_fact(base: FactBase, name: str, **changed: Any) -> FactBase:
    facts = (replace(fact, **changed) if fact.id == name else fact for fact in base.facts)
    return replace(base, facts=tuple(facts))


def test_a_fact_s_names_and_sides_are_shown(base: FactBase) -> None:
    assert shown_sides(draft_in(base, LIND), base) == {
        "entities": "anna-berg\ntom-lind",
        "related": "",
        "positions": f"tom-lind; he paid every bill; 2024-02-28; {GAZETTE}",
        "citations": GAZETTE,
    }
    assert shown_sides(draft_in(base, TOLL), base)["citations"] == f"{GAZETTE}; via the city council"


def test_what_comes_back_as_shown_leaves_the_fact_as_it_is(base: FactBase) -> None:
    for fact in base.facts:
        draft = draft_in(base, fact.id)

        assert with_sides(draft, shown_sides(draft, base), base) == draft


def test_what_is_typed_is_in_the_entry_and_stands_in_the_form_again(base_folder: Path) -> None:
    base = load(base_folder)
    typed = {
        "entities": " Tom Lind\nanna-berg",
        "related": f"{TOLL}\nWhen did the ferry make its first trip?",
        "positions": 'Tom Lind; "he paid; every bill"; 2024\nanna-berg; he owes dues',
        "citations": f"{GAZETTE}; supports the dismissal; via three council members",
    }

    draft = with_sides(draft_in(base, LIND), typed, base)
    entry = entry_of(draft, base)
    content = DeskFile(facts=(*_others(base), entry.fact), published={}).content()
    served = load(base_folder, overlay={"facts.yaml": content})

    assert shown_sides(draft_of(draft.plain()), base) == typed
    fact = fact_in(served, LIND)
    assert fact.related == (TOLL, "ferry-first-trip")
    assert fact.entities == ("tom-lind", "anna-berg")
    assert [(one.by, one.says) for one in fact.positions] == [
        ("Tom Lind", "he paid; every bill"),
        ("anna-berg", "he owes dues"),
    ]
    assert fact.citations == (Citation(GAZETTE, "the dismissal", "three council members"),)
    assert with_sides(draft, dict.fromkeys(typed, ""), base).cited == ()
    assert "positions" not in entry_of(with_sides(draft, {"positions": ""}, base), base).fact


def _others(base: FactBase) -> list[dict[str, Any]]:
    return [dict(entry_of(draft_in(base, name), base).fact) for name in (TOLL, "ferry-first-trip")]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Anna  berg\nthe Harbour master", ["anna-berg", "tom-lind"]),
        ("anna-berg\nBerg", ["anna-berg"]),
        ("Mayor\nThe Bridge", ["Mayor", "The Bridge"]),
    ],
)
def test_a_name_is_resolved_where_one_has_it_and_kept_else(base: FactBase, typed: str, names: list[str]) -> None:
    assert entry_of(draft_in(base, LIND, entities=typed), base).fact["entities"] == names


def test_a_draft_of_an_older_version_has_what_its_fact_has(base: FactBase) -> None:
    new = ("entities", "related", "positions", "citations", "name")
    plain = {key: value for key, value in draft_in(base, LIND, sources=(HERALD,)).plain().items() if key not in new}
    plain["sources"] = [{key: text for key, text in asdict_of(HERALD).items() if key != "id"}]

    draft = draft_of(plain)
    fact = entry_of(draft, base).fact

    assert fact["entities"] == ["anna-berg", "tom-lind"]
    assert fact["positions"][0]["says"] == "he paid every bill"
    assert shown_sides(draft, base)["citations"] == f"{GAZETTE}\nherald-2024-03-02"


def asdict_of(source: NewSource) -> dict[str, str]:
    return {name: getattr(source, name) for name in ("id", "publisher", "title", "published", "url")}


def test_what_would_not_come_back_or_has_no_room_is_not_shown_and_stays(base: FactBase) -> None:
    says, many = "he paid\nevery bill", tuple(f"fact-{number}" for number in range(FIELD))
    odd = with_fact(base, LIND, positions=(Position("tom-lind", says),), related=many)

    draft = draft_in(odd, LIND)
    shown = shown_sides(draft, odd)
    entry = entry_of(with_sides(draft, {"entities": "tom-lind"}, odd), odd)

    assert set(shown) == {"entities", "citations"}
    assert entry.fact["positions"] == [{"by": "tom-lind", "says": says}]
    assert len(entry.fact["related"]) == FIELD


def test_each_citation_of_one_source_stays(base: FactBase) -> None:
    twice = (Citation(GAZETTE, "the toll"), Citation(GAZETTE, "the day", "the council"))
    odd = with_fact(base, TOLL, citations=twice)

    draft = draft_in(odd, TOLL)

    assert shown_sides(draft, odd)["citations"].count(GAZETTE) == 2
    assert entry_of(draft, odd).fact["citations"][1] == {"source": GAZETTE, "supports": "the day", "via": "the council"}


def test_a_source_that_the_draft_brings_along_keeps_its_name(base: FactBase) -> None:
    """Whatever its publisher becomes later, the lines that name it mean it."""
    draft = draft_in(base, LIND, sources=(HERALD,))
    citations = f"herald-2024-03-02; supports the dues\n{GAZETTE}"

    draft = with_sides(draft, {"citations": citations, "positions": "tom-lind; no; herald-2024-03-02"}, base)
    draft = replace(draft, sources=(replace(draft.sources[0], publisher="The Sun"),))
    entry = entry_of(draft, base)
    taken = replace(base, sources={**base.sources, "herald-2024-03-02": base.sources[GAZETTE]})

    assert draft.cited == (GAZETTE,)
    assert entry.fact["citations"] == [{"source": GAZETTE}, {"source": "herald-2024-03-02", "supports": "the dues"}]
    # Another source has that id by now: nobody cites that by mistake.
    assert entry_of(draft, taken).fact["citations"][1] == {"source": "the-sun-2024-03-02", "supports": "the dues"}
    assert entry_of(draft, taken).fact["positions"][0]["source"] == "the-sun-2024-03-02"


def test_the_lines_of_a_source_go_with_it(base: FactBase) -> None:
    draft = with_sides(draft_in(base, TOLL, sources=(HERALD,)), {"citations": f"{GAZETTE}; the toll"}, base)

    assert [(one.file, one.line) for one in faults_of(draft)] == [("citations", 1)]
    assert shown_sides(draft, base)["citations"] == f"{GAZETTE}; the toll\nherald-2024-03-02"
    assert entry_of(draft, base).fact["citations"][0] == {"source": GAZETTE, "supports": "the toll"}
    dropped = replace(draft, cited=(), sources=())
    assert list(faults_of(dropped)) == []
    assert shown_sides(dropped, base)["citations"] == ""


def test_faults_of_lines_come_with_their_field(base: FactBase) -> None:
    draft = draft_in(base, LIND, positions="tom-lind; a; b; c; d\n\nanna-berg; a;b;c;d;e")

    assert [(one.file, one.line) for one in faults_of(draft)] == [("positions", 1), ("positions", 3)]
