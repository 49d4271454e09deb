"""Whether a text answers a question, word in context by word in context: a network over the encoder's states.

Cosines of sentences say that two texts are about one matter, not that the one has what the other asks for. Here every
word of the question is held against every word of the answer and of a wording: two layers of attention (Vaswani et al.
2017) over the states that the encoder has computed anyway, which costs a tenth of another encoding ("late interaction",
Khattab and Zaharia 2020; Cao et al. 2020). Its two hundred thousand weights are fitted by ``fitting/`` and lie beside
this file; numpy is all it takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.language.encoder import States

Array = NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "answerability.npz"
HEADS, LAYERS = 4, 2
QUESTION, ANSWER, WORDING = 0, 1, 2
# In the place of a wording: beside one, its words weigh more than the answer's, and the wording is compared anyway. On
# readers' questions the answer alone tells right from wrong first candidates with an AUROC of .66 to .74, with the
# wording .59 to .72.
NOTHING = States(np.zeros(0, dtype=np.int64), np.zeros((0, 384), dtype=np.float32), np.zeros(0, dtype=bool))
# The furthest position that has a weight of its own.
LAST = 127


@dataclass(frozen=True)
class Answerability:
    """The fitted network; ``weights`` by the names under which they were fitted."""

    weights: Mapping[str, Array]

    def log_odds(self, question: States, answer: States, wording: States) -> float:
        """Return the logarithm of the odds that ``answer``, the answer to ``wording``, answers ``question``."""
        weights = self.weights
        hidden = self._linear("proj", np.concatenate([question.states, answer.states, wording.states]))
        hidden = hidden + self._linear("match", match_hints(question, answer, wording))
        segments = np.repeat([QUESTION, ANSWER, WORDING], [len(question.ids), len(answer.ids), len(wording.ids)])
        positions = np.concatenate([np.arange(len(part.ids)) for part in (question, answer, wording)])
        hidden = hidden + weights["seg.weight"][segments] + weights["pos.weight"][np.minimum(positions, LAST)]
        hidden = np.concatenate([weights["cls"][None], self._norm("norm", hidden)])
        for layer in range(LAYERS):
            # Of the last layer nothing is read but its first row.
            hidden = self._layer(f"enc.layers.{layer}", hidden, rows=1 if layer == LAYERS - 1 else len(hidden))
        first = np.tanh(self._linear("out.1", self._norm("out.0", hidden)))
        return float(self._linear("out.4", first)[0, 0])

    def _layer(self, name: str, hidden: Array, rows: int) -> Array:
        """Return the first ``rows`` rows of what a layer makes of ``hidden``, shape (rows, size)."""
        normed, first = self._norm(f"{name}.norm1", hidden), hidden[:rows]
        size = hidden.shape[1]
        weight, bias = (self.weights[f"{name}.self_attn.in_proj_{part}"] for part in ("weight", "bias"))
        query = _heads(normed[:rows] @ weight[:size].T + bias[:size])
        key, value = map(_heads, np.split(normed @ weight[size:].T + bias[size:], 2, axis=1))
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(size / HEADS))
        scores = np.exp(scores - scores.max(axis=2, keepdims=True))
        mixed = (scores / scores.sum(axis=2, keepdims=True)) @ value
        first = first + self._linear(f"{name}.self_attn.out_proj", mixed.transpose(1, 0, 2).reshape(rows, size))
        inner = _gelu(self._linear(f"{name}.linear1", self._norm(f"{name}.norm2", first)))
        return np.asarray(first + self._linear(f"{name}.linear2", inner))

    def _linear(self, name: str, values: Array) -> Array:
        return np.asarray(values @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"])

    def _norm(self, name: str, values: Array) -> Array:
        centred = values - values.mean(axis=1, keepdims=True)
        scale = np.sqrt((centred**2).mean(axis=1, keepdims=True) + 1e-5)
        return np.asarray(centred / scale * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"])


def _heads(values: Array) -> Array:
    """Return values of shape (n, size) by head, shape (heads, n, size / heads)."""
    return values.reshape(len(values), HEADS, -1).transpose(1, 0, 2)


def _gelu(values: Array) -> Array:
    """Return the Gaussian error linear unit (Hendrycks and Gimpel 2016) in its form with a hyperbolic tangent."""
    return np.asarray(0.5 * values * (1.0 + np.tanh(0.7978845608 * (values + 0.044715 * values * values * values))))


def match_hints(question: States, answer: States, wording: States) -> Array:
    """Return three hints a word: its best cosine across, if the very piece is across, and a cosine of the whole.

    Across means: for a word of the question all words of answer and wording, for those all words of the question.
    """
    mine = _unit(question.states)
    theirs = _unit(np.concatenate([answer.states, wording.states]))
    cosines = mine @ theirs.T
    same = question.ids[:, None] == np.concatenate([answer.ids, wording.ids])[None]
    split = len(answer.ids)
    asked = np.stack([cosines.max(1), same.any(1), cosines[:, :split].max(1)], axis=1)
    told = np.stack([cosines.max(0), same.any(0), cosines.mean(0)], axis=1)
    return np.asarray(np.concatenate([asked, told]), dtype=np.float32)


def _unit(rows: Array) -> Array:
    return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6))


@cache
def answerability(path: Path = WEIGHTS) -> Answerability:
    """Return the fitted network."""
    with np.load(path, allow_pickle=False) as file:
        return Answerability({name: file[name].astype(np.float32) for name in file.files})
