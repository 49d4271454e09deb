"""From what an editor typed to an entry of the base: every field as typed, and nothing lost that no form shows."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.desk.draft_entries import entry_of
from bot.desk.drafting import (
    Draft,
    NewSource,
    checked_today,
    draft_from_fact,
    draft_from_queue,
    draft_of,
    with_source,
)
from knowledge.loading.lessons import with_lessons
from knowledge.loading.loader import load
from knowledge.loading.published import DeskFile
from knowledge.model import FactBase

QUESTION, ANSWER, DAY = "Who painted the lighthouse?", "Nobody: it is bare stone.", "2024-03-02"
LIND = "mayor-dismissed-lind"


@pytest.fixture
def base(town_folder: Path) -> FactBase:
    return load(town_folder)


def draft(**more: Any) -> Draft:
    return replace(Draft(question=QUESTION, answer=ANSWER, cited=("gazette-2024-03-01",), day=DAY), **more)


def published(folder: Path, typed: Draft) -> FactBase:
    entry = entry_of(typed, load(folder))
    facts, sources = (entry.fact,), entry.sources
    return load(folder, overlay={"desk.yaml": DeskFile(facts=facts, sources=sources, published={}).content()})


def test_the_ways_in_which_it_was_asked_are_wordings() -> None:
    asked = ("who painted the lighthouse", "who was it painted by", "Who was it painted by?", "?!")

    assert draft_from_queue(7, asked, QUESTION).wordings == "Who was it painted by?"


def test_what_was_typed_comes_back_from_the_store_as_it_was() -> None:
    odd = 'a: b #c "d" | \n🌉 ' * 100
    typed = draft(answer=odd, wordings=odd, sources=(NewSource(title=odd),), number=3)

    assert draft_of(json.loads(json.dumps(typed.plain()))) == typed
    assert draft_of({"question": "q", "of an older version": 1}) == Draft(question="q")


@pytest.mark.parametrize("between", ["; ", "\n", " ;\n"])
def test_a_source_may_be_typed_on_one_line(base: FactBase, between: str) -> None:
    text = between.join(("Herald", "The bare lighthouse", "2024-03", "https://herald.example/bare"))

    entry = entry_of(with_source(draft(), text, base), base)

    assert entry.sources == (
        {
            "id": "herald-2024-03",
            "publisher": "Herald",
            "title": "The bare lighthouse",
            "published": "2024-03",
            "url": "https://herald.example/bare",
        },
    )
    assert [one["source"] for one in entry.fact["citations"]] == ["gazette-2024-03-01", "herald-2024-03"]


def test_a_known_source_is_cited_by_its_id_or_its_address(base: FactBase) -> None:
    bare = draft(cited=())

    for typed in ("gazette-2024-03-01", "Gazette; The bridge; https://gazette.example/bridge"):
        entry = entry_of(with_source(bare, typed, base), base)
        assert entry.sources == ()
        assert entry.fact["citations"] == [{"source": "gazette-2024-03-01"}]


def test_a_draft_of_a_fact_that_changes_nothing_is_that_fact(base_folder: Path) -> None:
    """Positions, citations with whom they rely on, and all else that no form shows stay."""
    base = load(base_folder)
    assert base.end is not None
    (base_folder / "learned.yaml").write_bytes(with_lessons(base, LIND, ["why did the mayor do it"], "ed", base.end))
    base = load(base_folder)
    (fact,) = [fact for fact in base.facts if fact.id == LIND]

    entry = entry_of(replace(draft_from_fact(fact, base), day=DAY), base)
    alone = load(base_folder, overlay={"facts.yaml": DeskFile(facts=(entry.fact,), published={}).content()})

    assert "why did the mayor do it" not in entry.fact["phrasings"]
    assert alone.facts == (fact,)


def test_what_says_something_else_was_checked_today(base: FactBase) -> None:
    fact = base.facts[0]
    same = replace(draft_from_fact(fact, base), day="2024-05-06")

    assert checked_today(same, fact, base).as_of == "2024-03-01"
    assert checked_today(replace(same, wordings="x"), fact, base).as_of == "2024-03-01"
    assert checked_today(replace(same, answer="x"), fact, base).as_of == "2024-05-06"
    assert checked_today(replace(same, answer="x", as_of="2024-05-01"), fact, base).as_of == "2024-05-01"


def test_a_note_to_readers_is_a_correction_of_that_day(base_folder: Path) -> None:
    facts = {fact.id: fact for fact in published(base_folder, draft(note="We gave it as 3.")).facts}

    (note,) = facts["who-painted-the-lighthouse"].corrections
    assert (note.on.isoformat(), note.note) == (DAY, "We gave it as 3.")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who painted the lighthouse?", "who-painted-the-lighthouse"),
        ("Wer malte den Türm?", "wer-malte-den-turm"),
        ("誰?", "new"),
        ("x" * 100, "x" * 60),
    ],
)
def test_an_id_is_made_of_the_question(base: FactBase, question: str, name: str) -> None:
    assert entry_of(draft(question=question), base).name == name
