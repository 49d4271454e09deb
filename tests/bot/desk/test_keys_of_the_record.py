"""Quotes, reviews, embargo and audience of a fact outlast an edit on Discord, whatever form or file it goes through."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.desk.draft_entries import entry_of
from bot.desk.draft_files import filled_from
from bot.desk.drafting import Draft, draft_from_fact
from bot.desk.sides import shown_sides, with_sides
from knowledge.loading.loader import load
from knowledge.loading.published import DeskFile
from knowledge.model import Fact, FactBase

DAY = "2024-03-03"
QUOTED = """{source: gazette-2024-03-01, quote: 'four "dollars"; no more', where: paragraph 3,
         archive: "https://archive.example/1", accessed: 2024-03-02}"""
STANDING = "review_by: 2027-01-01\n    publish_at: 2026-12-01 06:00+01:00\n    draft: yes\n    audience: staff"


@pytest.fixture
def base(base_folder: Path) -> FactBase:
    """Return the town with a fact that has every key of the record."""
    facts = base_folder / "facts.yaml"
    bare = "{source: gazette-2024-03-01, via: the city council}"
    facts.write_text(facts.read_text("utf-8").replace(bare, f"{QUOTED}\n    {STANDING}"), "utf-8")
    return load(base_folder)


def reloaded(draft: Draft, base: FactBase, folder: Path) -> Fact:
    content = DeskFile(facts=(entry_of(draft, base).fact,), published={}).content()
    (fact,) = load(folder, overlay={"facts.yaml": content}).facts
    return fact


def begun(base: FactBase) -> Draft:
    return replace(draft_from_fact(base.facts[0], base), day=DAY)


def test_an_edit_of_the_text_keeps_them(base: FactBase, base_folder: Path) -> None:
    edited = replace(begun(base), answer="Cars pay 5 dollars.")

    assert reloaded(edited, base, base_folder) == replace(base.facts[0], answer="Cars pay 5 dollars.")


def test_the_form_of_the_sides_shows_a_quote_and_changes_it(base: FactBase, base_folder: Path) -> None:
    line = shown_sides(begun(base), base)["citations"]
    edited = with_sides(begun(base), {"citations": line.replace("no more", "not more")}, base)

    assert line == (
        'gazette-2024-03-01; "quote four ""dollars""; no more"; where paragraph 3; archive https://archive.example/1; '
        "accessed 2024-03-02"
    )
    (citation,) = reloaded(edited, base, base_folder).citations
    assert citation == replace(base.facts[0].citations[0], quote='four "dollars"; not more')


def test_a_file_brings_them_back_as_they_went_out(base: FactBase, base_folder: Path) -> None:
    content = DeskFile(facts=(entry_of(begun(base), base).fact,), published={}).content()

    back = filled_from(begun(base), content, "x.yaml", base)

    assert reloaded(back, base, base_folder) == base.facts[0]


def test_a_file_without_them_lifts_no_embargo_and_one_with_them_does(base: FactBase, base_folder: Path) -> None:
    bare = b"facts:\n  - question: Who?\n    answer: Berg.\n    citations: [{source: gazette-2024-03-01}]\n"

    kept = reloaded(filled_from(begun(base), bare, "x.yaml", base), base, base_folder)
    open_ = bare + b"    draft: no\n    audience: everyone\n    publish_at: ''\n"
    lifted = reloaded(filled_from(begun(base), open_, "x.yaml", base), base, base_folder)

    assert (kept.draft, kept.audience, kept.publish_at) == (True, "staff", base.facts[0].publish_at)
    assert (lifted.draft, lifted.audience, lifted.publish_at) == (False, "everyone", None)
