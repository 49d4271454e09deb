from typing import get_args

import pytest

from knowledge.reading.blocks import BlockKind, Objection, objection_of


@pytest.mark.parametrize("kind", get_args(BlockKind))
def test_what_follows_is_known_of_every_kind_of_block(kind: BlockKind) -> None:
    assert isinstance(objection_of(kind), Objection)


def test_only_what_the_guard_may_simply_not_know_can_be_taught() -> None:
    taught = {kind for kind in get_args(BlockKind) if not objection_of(kind).is_final}
    assert taught == {"unknown name", "lacking", "opposite"}


@pytest.mark.parametrize("kind", ["name", "unknown name", "near miss", "lacking", "opposite"])
def test_who_or_what_a_fact_is_not_about_contradicts_nothing(kind: BlockKind) -> None:
    assert not objection_of(kind).contradicts
