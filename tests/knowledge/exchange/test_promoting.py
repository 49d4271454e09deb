"""What was published and taught goes into the curated files; the base says the same before, after and amid that."""

import random
import time
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest

from knowledge.errors import FactBaseError
from knowledge.exchange import promoting
from knowledge.exchange.promoting import Move, plan_promotion, promote
from knowledge.loading.files import take_snapshot
from knowledge.loading.lessons import written
from knowledge.loading.loader import load, load_records
from knowledge.loading.published import DeskFile, version_of
from knowledge.model import Fact, FactBase, Lesson
from tests.bot.desk.test_full_disk import full_disk
from tests.knowledge.service.at_work import AtWork, Say

TOLL, FERRY = "north-bridge-toll", "ferry-first-trip"
SOURCE = {
    "id": "herald",
    "publisher": "Herald",
    "title": "The bare lighthouse",
    "published": "2024-03-02",
    "retracted": {"on": "2024-03-04", "note": "It was another tower: no. 2."},
}
PAINTED: dict[str, Any] = {
    "id": "painted",
    "question": "Who painted the lighthouse?",
    "answer": "Nobody: it is bare stone.",
    "topics": ["lighthouse"],
    "citations": [
        {
            "source": "herald",
            "supports": "both",
            "quote": '"Bare", # he said',
            "where": "p. 3",
            "accessed": "2024-03-02",
        }
    ],
    "review_by": "2027-01-01",
    "publish_at": "2026-12-01 06:00+01:00",
    "draft": "yes",
    "audience": "staff",
}
EDITED: dict[str, Any] = {
    "id": TOLL,
    "question": "How much is the toll on North Bridge?",
    "answer": "Cars pay 5 dollars.",
    "citations": [{"source": "gazette-2024-03-01"}],
}
BY = {"by": ["ed", "eva"], "on": "2024-03-02"}
LESSONS = [
    Lesson(FERRY, "ferry: when first", "Ed", date(2024, 3, 2)),
    Lesson(FERRY, "Ferry MAIDEN voyage date", "Ed", date(2024, 3, 2)),  # known, in other letters
    Lesson("painted", "lighthouse painter", "Ed", date(2024, 3, 3)),
    Lesson(TOLL, "price of the crossing", "Ed", date(2024, 3, 3)),
]


@pytest.fixture
def folder(base_folder: Path) -> Path:
    """A base in which one fact is published, one edited and four phrasings are taught."""
    (toll,) = (r for r in load_records(take_snapshot(base_folder))["facts"] if r.value.id == TOLL)
    published = {"painted": BY, TOLL: {**BY, "replaces": version_of(toll.value)}}
    facts = base_folder / "facts.yaml"
    facts.write_text("review_after: 180d" + facts.read_text("utf-8"), "utf-8")
    desk = DeskFile(sources=(SOURCE,), facts=(PAINTED, EDITED), published=published)
    (base_folder / "desk.yaml").write_bytes(desk.content())
    (base_folder / "learned.yaml").write_bytes(written(LESSONS))
    return base_folder


def said(base: FactBase) -> dict[str, Fact]:
    """Return the facts of a base, their phrasings in the order of the alphabet."""
    return {fact.id: replace(fact, phrasings=tuple(sorted(fact.phrasings))) for fact in base.facts}


def promoted(folder: Path) -> tuple[Move, ...]:
    promotion = plan_promotion(folder)
    promote(promotion, folder)
    return promotion.moves


def test_everything_moves_and_the_base_says_the_same(folder: Path) -> None:
    before, sources = said(load(folder)), load(folder).sources

    moves = promoted(folder)

    assert (load(folder).sources, load(folder).review_after) == (sources, 180)
    assert sorted(path.name for path in folder.iterdir()) == ["entities.yaml", "facts.yaml", "sources.yaml"]
    after = load(folder)
    assert said(after) == before
    assert after.lessons == ()
    assert after.locations["painted"].file == "base/facts.yaml"
    assert {(move.kind, move.name) for move in moves} == {
        ("source", "herald"), ("fact", "painted"), ("change", TOLL),
        ("phrasing", "ferry: when first"), ("phrasing", "lighthouse painter"), ("phrasing", "price of the crossing"),
    }  # fmt: skip


def test_curated_files_change_by_nothing_else(folder: Path) -> None:
    old = (folder / "facts.yaml").read_text("utf-8").splitlines()

    promoted(folder)

    text = (folder / "facts.yaml").read_text("utf-8")
    new = text.splitlines()
    toll = old[old.index(f"  - id: {TOLL}") : old.index(f"  - id: {FERRY}")]
    assert [line for line in old if line not in new and line not in toll] == []
    assert f"  - id: {TOLL}  # published by ed, eva on 2024-03-02\n" in text
    assert '      - "ferry: when first"  # taught by Ed on 2024-03-02\n' in text
    assert "north bridge toll" not in text


def test_a_fact_goes_where_those_of_its_topic_are(folder: Path) -> None:
    for name, topic in (("harbour", "quay"), ("light", "lighthouse")):
        entry = f"facts:\n  - id: {name}\n    question: What of the {name}?\n    answer: None.\n    topics: [{topic}]\n"
        (folder / name).mkdir()
        (folder / name / "all.yaml").write_text(f"{entry}    citations:\n      - source: herald\n", "utf-8")

    moves = promoted(folder)

    assert next(move.file for move in moves if move.name == "painted") == "light/all.yaml"


@pytest.mark.parametrize(("topics", "file"), [(["lighthouse"], "facts/lighthouse.yaml"), ([], "facts/more.yaml")])
def test_a_topic_that_no_file_has_gets_one(folder: Path, topics: list[str], file: str) -> None:
    (folder / "facts").mkdir()
    (folder / "facts.yaml").rename(folder / "facts" / "town.yaml")
    (folder / "tiny.yaml").write_text(
        "facts:\n  - id: tiny\n    question: How tiny is the town?\n    answer: Very.\n"
        "    citations:\n      - source: herald\n",
        "utf-8",
    )
    desk, told = folder / "desk.yaml", "    topics:\n      - lighthouse\n"
    desk.write_text(desk.read_text("utf-8").replace(told, told if topics else ""), "utf-8")

    promoted(folder)

    assert load(folder).locations["painted"].file == f"base/{file}"


def test_what_an_import_wrote_takes_in_no_new_fact(folder: Path) -> None:
    (folder / "facts.yaml").rename(folder / "imported.yaml")

    promoted(folder)

    assert load(folder).locations["painted"].file == "base/lighthouse.yaml"
    assert load(folder).locations[TOLL].file == "base/imported.yaml"


def test_nothing_is_promoted_where_nothing_was_published(base_folder: Path) -> None:
    before = {path: path.read_bytes() for path in base_folder.iterdir()}

    promotion = plan_promotion(base_folder)
    promote(promotion, base_folder)

    assert promotion.is_empty
    assert {path: path.read_bytes() for path in base_folder.iterdir()} == before


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("facts.yaml", "facts:", "facts: [", "base/facts.yaml:"),
        ("desk.yaml", "    question: Who", "    # asked twice\n    question: Who", "a comment, which would be lost"),
        ("sources.yaml", "sources:\n  - id:", "sources:\n  -\n    id:", "written so that no line can be put in"),
    ],
    ids=["broken", "comment", "form"],
)
def test_refused_it_changes_nothing(folder: Path, file: str, old: str, new: str, what: str) -> None:
    path = folder / file
    text = path.read_text("utf-8").lstrip()
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    before = {path: path.read_bytes() for path in folder.iterdir()}

    with pytest.raises(FactBaseError) as caught:
        plan_promotion(folder)

    assert what in str(caught.value)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_files_that_changed_since_are_not_written_over(folder: Path) -> None:
    promotion = plan_promotion(folder)
    (folder / "facts.yaml").write_text((folder / "facts.yaml").read_text("utf-8") + "\n# more\n", "utf-8")
    before = {path: path.read_bytes() for path in folder.iterdir()}

    with pytest.raises(FactBaseError, match="base: has changed meanwhile; run the command again"):
        promote(promotion, folder)

    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_what_the_bot_publishes_meanwhile_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    promotion = plan_promotion(folder)
    desk = folder / "desk.yaml"

    def published_amid(path: Path, content: bytes) -> None:
        path.write_bytes(content)
        desk.write_text(desk.read_text("utf-8").replace("it is bare stone", "it is all stone"), "utf-8")

    monkeypatch.setattr(promoting, "write_whole", published_amid)
    with pytest.raises(FactBaseError, match=r"desk\.yaml: has changed meanwhile"):
        promote(promotion, folder)

    assert "all stone" in desk.read_text("utf-8")
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_on_a_full_disk_nothing_is_lost(folder: Path) -> None:
    before, promotion = said(load(folder)), plan_promotion(folder)

    with full_disk(), pytest.raises(FactBaseError, match=r"cannot be written \(.*\); look at its permissions"):
        promote(promotion, folder)

    assert said(load(folder)) == before


KILLS = 50


def test_killed_at_any_moment_the_base_says_the_same(folder: Path, tmp_path: Path) -> None:
    """A promoter works on one copy after the other and is killed amid one of them."""
    draw, before = random.Random(13), said(load(folder))
    taken = time_taken([Path(copytree(folder, tmp_path / f"timed-{copy}")) for copy in range(3)])
    for kill in range(KILLS):
        copies = [Path(copytree(folder, tmp_path / f"{kill}-{copy}")) for copy in range(3)]
        worker = AtWork(partial(promote_each, copies))
        worker.next_line()
        time.sleep(draw.uniform(0.0, taken))  # picks the moment; what is asserted holds at any
        worker.kill()
        for copy in copies:
            assert said(load(copy)) == before
            rmtree(copy)


def time_taken(copies: list[Path]) -> float:
    """Return how long it takes to promote in each folder once all are planned, in seconds."""
    began: list[float] = []
    promote_each(copies, lambda line: began.append(time.perf_counter()))
    return time.perf_counter() - began[0]


def promote_each(copies: list[Path], say: Say) -> None:
    promotions = [plan_promotion(copy) for copy in copies]
    say("ready")
    for promotion, copy in zip(promotions, copies, strict=True):
        promote(promotion, copy)
