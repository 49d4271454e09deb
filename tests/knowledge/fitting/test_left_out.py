"""A base that is only measured teaches nothing: what is fitted is fitted on the others."""

from collections.abc import Sequence

import numpy as np
import pytest

import fitting.__main__ as program
from fitting.examples import Example
from fitting.fit import NO_TREES, UNFITTED
from fitting.parts import part_of
from knowledge.decision.judgement import SIGNALS
from knowledge.decision.trees import Trees
from knowledge.decision.witness import TESTIMONY

NAMES = [f"story{number}" for number in range(20)]


def example(group: str) -> Example:
    signals = np.zeros((1, len(SIGNALS)))
    return Example(
        group, "a question", "", is_answerable=True, facts=("a-fact",), signals=signals, right=np.array([True]),
        blocked=np.array([False]), kin=np.eye(1, dtype=bool), foil=None, own_foils=np.array([np.nan]),
        testimony=np.zeros((1, len(TESTIMONY))),
    )  # fmt: skip


def test_a_base_that_is_only_measured_teaches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    taught: list[set[str]] = []

    def fitted(every: Sequence[Example], _: object) -> tuple[np.ndarray, Trees]:
        taught.append({one.group for one in every})
        return UNFITTED.ranker, NO_TREES

    monkeypatch.setattr(program, "_fitted", fitted)
    chances, _, _ = program._left_out([example(name) for name in NAMES], None, {"story1", "story2"})

    assert len(chances) == len(NAMES)
    assert set().union(*taught) == set(NAMES) - {"story1", "story2"}
    # Each time one part is left out, whole.
    parts = {part_of(name) for name in NAMES}
    assert [len(parts - {part_of(name) for name in names}) for names in taught] == [1] * len(parts)
