"""Lines of pairs -> what the network is given of each: every text read once through the packaged encoder."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.language.encoder import States, packaged_encoder
from knowledge.reading.answerability import LAST, NOTHING, beside, hints


@dataclass(frozen=True, slots=True)
class Read:
    """What the network is given of a pair: states (n, 384), hints (n, 3), segments and positions (n,)."""

    states: NDArray[np.float16]
    hints: NDArray[np.float32]
    segments: NDArray[np.int64]
    positions: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair with its wording and without, whether it is right, how much it counts, and the base that it is of."""

    worded: Read
    bare: Read
    label: float
    weight: float
    group: str


class Reader:
    """Reads lines of pairs through the packaged encoder, each text once."""

    def __init__(self) -> None:
        self._encoder = packaged_encoder()
        self._states: dict[str, States] = {"": NOTHING}

    def pairs(self, lines: Sequence[dict[str, Any]]) -> list[Pair]:
        """Return lines as the network reads them."""
        return [self._pair(line) for line in lines]

    def _pair(self, line: dict[str, Any]) -> Pair:
        question, answer, wording = (self.states(line[name]) for name in ("question", "answer", "wording"))
        worded, bare = _beside(question, answer, wording), _beside(question, answer, NOTHING)
        return Pair(worded, bare, float(line["label"]), float(line.get("weight", 1.0)), line.get("group", ""))

    def states(self, text: str) -> States:
        """Return what the encoder makes of a text; of none, none."""
        if text not in self._states:
            kept = self._encoder.read(text)[1]
            self._states[text] = replace(kept, states=kept.states.astype(np.float32))
        return self._states[text]


def _beside(question: States, answer: States, wording: States) -> Read:
    parts = (question, answer, wording)
    lengths = [len(part.ids) for part in parts]
    return Read(
        np.concatenate([part.states for part in parts]).astype(np.float16),
        hints(*(beside(question, part) for part in parts[1:])),
        np.repeat(np.arange(3), lengths),
        np.minimum(np.concatenate([np.arange(length) for length in lengths]), LAST),
    )
