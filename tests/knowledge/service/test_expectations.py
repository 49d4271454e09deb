"""Which facts a base names as wanting another wording most."""

from pathlib import Path

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.loading.loader import load
from knowledge.service.expectations import NAMED, expectation
from tests.knowledge.service.bases import FIVE, base


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("five")
    (folder / "all.yaml").write_text(base(*FIVE), "utf-8")
    return folder


@pytest.mark.parametrize("step", [1, -1], ids=["as-written", "turned-round"])
def test_three_facts_are_named_and_those_with_a_weak_single_wording_first(folder: Path, step: int) -> None:
    (folder / "all.yaml").write_text(base(*FIVE[::step]), "utf-8")

    wanting = [fact.id for fact in expectation(Matcher(load(folder)), 0.98).wanting]

    assert (NAMED, len(wanting)) == (3, 3)
    assert wanting[:2] == ["harbour-works", "school-works"]
    assert wanting[2] in ("bridge-toll", "ferry-first-trip", "night-bus")


def test_of_fewer_facts_no_more_are_named_than_there_are(folder: Path) -> None:
    (folder / "all.yaml").write_text(base(*FIVE[:2]), "utf-8")

    assert [fact.id for fact in expectation(Matcher(load(folder)), 0.98).wanting] == ["harbour-works", "bridge-toll"]
