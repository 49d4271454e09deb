"""What is proposed for a fact: few things and good ones, each asked by somebody or said by the fact."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.loading.lessons import with_lessons
from knowledge.model import Entity
from knowledge.service.live import LiveBase
from knowledge.service.opening import open_matcher
from knowledge.service.proposing import Asked, Proposals, propose
from knowledge.service.teaching import preview_with_lessons
from knowledge.service.unlisted import names_of, offices_of

NOON = datetime(2024, 3, 2, 12, tzinfo=UTC)
TOLL, FERRY, LIND = "north-bridge-toll", "ferry-first-trip", "mayor-dismissed-lind"
SURE = "how much is the toll on north bridge"


@pytest.fixture
def live(base_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> LiveBase:
    cache = tmp_path_factory.getbasetemp() / "matchers"
    return LiveBase(base_folder, NOON, "start", lambda folder, overlay, _: open_matcher(folder, cache, overlay=overlay))


def proposed(live: LiveBase, name: str, *asked: str, refused: tuple[str, ...] = ()) -> Proposals:
    fact = live.served.matcher.fact(name)
    assert fact is not None
    preview = partial(preview_with_lessons, live)
    return propose(live.served.matcher, fact, Asked(open=asked, refused=refused), preview)


def test_what_readers_asked_is_proposed_where_it_is_found_then(live: LiveBase) -> None:
    slang = "what must drivers shell out to get over North Bridge"

    found = proposed(live, TOLL, slang, SURE, "who invented the zeppelin", "since when does the ferry sail")

    assert found.wordings == (slang,)
    after = preview_with_lessons(live, with_lessons(live.served.matcher.base, TOLL, found.wordings, "ed", NOON.date()))
    fact = after.exact(slang)
    assert fact is not None
    assert fact.id == TOLL
    assert not (live.folder / "learned.yaml").exists()


def test_several_are_checked_together(live: LiveBase) -> None:
    asked = (
        "what must drivers shell out to get over North Bridge",
        "whats the damage for crossing north bridge",
    )

    assert proposed(live, TOLL, *asked).wordings == asked


def test_what_asks_for_something_else_is_a_near_miss(live: LiveBase) -> None:
    found = proposed(
        live, TOLL, "how much was the toll on north bridge in 1990", "which bank collects the toll on north bridge",
        refused=("what do lorries pay on North Bridge",),
    )  # fmt: skip

    assert found.wordings == ()
    # With another listed name, and not with another word, which may make nonsense.
    assert found.near_misses == (
        "what do lorries pay on North Bridge", "how much was the toll on north bridge in 1990",
        "How much is the toll on South Bridge?",
    )  # fmt: skip
    assert proposed(live, FERRY, "when did the ferry make its last trip").near_misses == (
        "when did the ferry make its last trip",
    )


CELLS = """\
sources:
  - {id: gazette, publisher: Northfield Gazette, title: Tolls, published: 2024-03-01}
entities:
  - {id: cell-4, name: Cell 4, kind: place}
  - {id: cell-5, name: Cell 5, kind: place}
  - {id: cell-6, name: Cell 6, kind: place}
facts:
  - id: heat
    question: What temperature was measured in Cell 4?
    answer: In Cell 4 of the landfill 93 degrees were measured.
    citations: [{source: gazette}]
  - id: spread
    question: Has the heat spread beyond Cell 4?
    answer: Yes, in Cell 5 of the landfill 74 degrees were measured.
    citations: [{source: gazette}]
"""


def test_what_another_fact_may_answer_is_no_near_miss(tmp_path: Path) -> None:
    (tmp_path / "all.yaml").write_text(CELLS, "utf-8")
    live = LiveBase(tmp_path, NOON, "start", lambda folder, overlay, _: open_matcher(folder, overlay=overlay))

    found = proposed(live, "heat", *(f"how many degrees in cell {cell} of the landfill" for cell in (5, 6)))

    assert "how many degrees in cell 6 of the landfill" in found.near_misses
    assert "how many degrees in cell 5 of the landfill" not in found.near_misses


def test_a_wording_that_draws_questions_of_another_fact_is_not_proposed(live: LiveBase) -> None:
    mixed = "north bridge ferry toll first trip fee"

    assert mixed not in proposed(live, FERRY, mixed).wordings


def test_names_and_offices_of_the_answer_that_nobody_has_listed_are_proposed(town: Matcher) -> None:
    fact = town.fact(LIND)
    assert fact is not None
    told = replace(
        fact,
        answer="Tom Lind met the former ambassador Anna Berg and Zoe Park in Southport, the Gazette reported. "
        "On Monday he went to the Bank of Southport's office. The council met.",
    )
    base = replace(town.base, facts=(told,))

    assert names_of(base, told) == ("Zoe Park", "Southport", "Bank of Southport")
    assert [(one.entity.id, one.title) for one in offices_of(base, told)] == [("anna-berg", "ambassador")]


def test_a_part_of_a_listed_name_is_proposed_as_none(town: Matcher) -> None:
    listed = (*town.base.entities, Entity("berg-sons", "Berg & Sons", "organisation"))
    told = replace(
        town.base.facts[0],
        question="Who mended the crane?",
        answer="It was Berg & Sons, and not the Sons of Toil, who mended it.",
    )
    base = replace(town.base, facts=(told,), entities=listed)

    assert names_of(base, told) == ("Sons of Toil",)
