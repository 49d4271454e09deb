"""Fits `reading/answerability.py`: `python -m fitting.network PAIRS.jsonl [--first ...] [--last ...]` (needs torch).

A line of PAIRS.jsonl holds `question`, `answer`, `wording` ("" where there is none), `label` (1: the answer answers
the question), `weight` and `group`. It is fitted on `--first` before: with twelve thousand questions of SQuAD 2.0
(Rajpurkar et al. 2018), each with the sentence that holds its answer or seems to, it tells answered from unanswered
questions of stories that were left out with an AUROC of .82, without them of .77; each story gave seven questions a
fact, and its nearest other facts as wrong ones. With variants of all wordings beside them (see ``variants``) the very
words of a wording are no trap, and a wording with a word swapped is no answer. `--last` are the likeliest facts of
questions that readers asked of whole bases (`python -m fitting BASES.json --pairs FILE`), right or wrong as candidates
come: pairs made to mislead are another kind. They raise the AUROC among first candidates of bases left out from .72 to
.78 alone, and that of the whole judgement from .84 to .86; two rounds are enough, more only learn them by heart.

With `--onto` the network that serves is fitted further, on PAIRS.jsonl as they are and on `--last`: where the pairs of
before are no longer at hand, what they taught is kept. Of 36 stories, a sixth of them left out in turn, it then tells
right first candidates from wrong ones with an AUROC of .905 (before: .864), where PAIRS.jsonl has five questions a fact
that it answers and five that it seems to, of 48 other stories; without those with one of .900. With `--apart FOLDER` a
network for each part of the groups of `--last` is written there, fitted without it: what a judgement learns from must
not be known by heart to the network.
"""

import argparse
import json
import random
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from fitting.pairs import Pair, Read, Reader
from fitting.parts import PARTS, apart, part_of
from fitting.variants import variants
from knowledge.reading.answerability import LAST, WEIGHTS, answerability

SIZE, INNER, HEADS, LAYERS, DROPOUT = 96, 192, 4, 2, 0.1
BATCH, RATE, FIRST_EPOCHS, EPOCHS, LAST_EPOCHS = 64, 1e-3, 3, 4, 2
# A fitted network learns on at half the rate, and is drawn to zero more strongly: it has fewer pairs than before.
ONTO_RATE, DECAY, ONTO_DECAY = 5e-4, 0.01, 0.05
# The rate rises over the first tenth of the steps.
WARM_UP = 0.1
# Batches are made of pairs of like length from among so many batches' worth: the rest of each is padding.
ALIKE = 16
# Without its wording a fact is seen so often, so that the answer must speak for itself.
WITHOUT_WORDING = 0.25


# Torch is installed for fitting only.
class Network(nn.Module):  # type: ignore[misc]
    """Two layers of attention over the word states of question, answer and wording."""

    def __init__(self) -> None:
        super().__init__()
        self.proj, self.match, self.norm = nn.Linear(384, SIZE), nn.Linear(3, SIZE), nn.LayerNorm(SIZE)
        self.seg, self.pos = nn.Embedding(3, SIZE), nn.Embedding(LAST + 1, SIZE)
        self.cls = nn.Parameter(torch.randn(SIZE) * 0.02)
        layer = nn.TransformerEncoderLayer(SIZE, HEADS, INNER, DROPOUT, "gelu", batch_first=True, norm_first=True)
        self.enc = nn.TransformerEncoder(layer, LAYERS, enable_nested_tensor=False)
        self.out = nn.Sequential(
            nn.LayerNorm(SIZE), nn.Linear(SIZE, SIZE), nn.Tanh(), nn.Dropout(DROPOUT), nn.Linear(SIZE, 1)
        )

    def forward(self, states: Any, hints: Any, segments: Any, positions: Any, there: Any) -> Any:
        """Return the log odds of each row, shape (n,)."""
        hidden = self.norm(self.proj(states) + self.match(hints) + self.seg(segments) + self.pos(positions))
        hidden = torch.cat([self.cls.expand(len(hidden), 1, -1), hidden], 1)
        there = torch.cat([torch.ones(len(hidden), 1, dtype=torch.bool), there], 1)
        return self.out(self.enc(hidden, src_key_padding_mask=~there)[:, 0])[:, 0]


def main() -> None:
    """Fit the network and write its weights in half precision."""
    parser = argparse.ArgumentParser(prog="python -m fitting.network", description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--first", type=Path)
    parser.add_argument("--last", type=Path)
    parser.add_argument("--onto", action="store_true")
    parser.add_argument("--apart", type=Path)
    options = parser.parse_args()
    if options.onto and not options.last:
        parser.error("--onto needs --last: what serves was fitted last on questions as candidates come")
    reader = Reader()
    rows, last = _lines(options.pairs), reader.pairs(_lines(options.last))
    if options.onto:
        _fit_onto(reader.pairs(rows), last, options.apart)
        return
    network = _seeded()
    _fit(network, reader.pairs(_lines(options.first)), FIRST_EPOCHS, RATE, DECAY)
    _fit(network, reader.pairs([*rows, *variants(rows)]), EPOCHS, RATE, DECAY)
    _fit(network, last, LAST_EPOCHS, RATE, DECAY)
    _write(network, WEIGHTS)


def _lines(path: Path | None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path else []


def _seeded() -> Network:
    random.seed(0)
    torch.manual_seed(0)
    return Network()


def _fit_onto(pairs: Sequence[Pair], last: Sequence[Pair], folder: Path | None) -> None:
    """Fit the network that serves further and write it, and one without each part of ``last`` where a folder is."""
    network = _seeded()
    network.load_state_dict({name: torch.from_numpy(value) for name, value in answerability().weights.items()})
    before = _log_odds(network, last)
    _fit(network, pairs, LAST_EPOCHS, ONTO_RATE, ONTO_DECAY)
    without = {apart(folder, part): part for part in range(PARTS)} if folder else {}
    for path, part in {**without, WEIGHTS: None}.items():
        mine, learned = deepcopy(network), [pair for pair in last if part is None or part_of(pair.group) != part]
        _fit(mine, learned, LAST_EPOCHS, ONTO_RATE, ONTO_DECAY)
        _level(mine, before, _log_odds(mine, last))
        _write(mine, path)


def _level(network: Network, before: Any, after: Any) -> None:
    """Give log odds the mean and the spread that they had before: trees fitted on those then read them alike."""
    scale, last = before.std() / after.std(), network.out[-1]
    with torch.no_grad():
        last.weight *= scale
        last.bias.copy_(last.bias * scale + before.mean() - scale * after.mean())


@torch.no_grad()  # type: ignore[untyped-decorator]
def _log_odds(network: Network, pairs: Sequence[Pair]) -> Any:
    """Return the log odds of pairs, with their wordings and without, in no order; shape (2 n,)."""
    network.eval()
    reads = sorted((read for pair in pairs for read in (pair.worded, pair.bare)), key=lambda read: len(read.segments))
    return torch.cat([network(*_stacked(reads[first : first + BATCH])) for first in range(0, len(reads), BATCH)])


def _fit(network: Network, pairs: Sequence[Pair], epochs: int, rate: float, decay: float) -> None:
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=decay)
    total, step = epochs * (len(pairs) // BATCH + ALIKE), 0
    for _ in range(epochs):
        network.train()
        for batch in _batches(pairs):
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / (WARM_UP * total)) * max(0.0, (total - step) / total)
            right, mass = (torch.tensor([getattr(pair, name) for pair in batch]) for name in ("label", "weight"))
            reads = [pair.bare if random.random() < WITHOUT_WORDING else pair.worded for pair in batch]
            loss = nn.functional.binary_cross_entropy_with_logits(network(*_stacked(reads)), right, reduction="none")
            optimiser.zero_grad()
            (loss * mass).mean().backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
    network.eval()


def _batches(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Return all pairs in batches of like length, in random order."""
    shuffled, batches = random.sample(pairs, len(pairs)), []
    for first in range(0, len(shuffled), BATCH * ALIKE):
        alike = sorted(shuffled[first : first + BATCH * ALIKE], key=lambda pair: len(pair.worded.segments))
        batches += [alike[at : at + BATCH] for at in range(0, len(alike), BATCH)]
    random.shuffle(batches)
    return batches


def _stacked(reads: Sequence[Read]) -> list[Any]:
    length = max(len(read.segments) for read in reads)
    there = torch.tensor([[at < len(read.segments) for at in range(length)] for read in reads])
    columns = ([getattr(read, name) for read in reads] for name in ("states", "hints", "segments", "positions"))
    padded = [torch.from_numpy(np.stack([_padded(rows, length) for rows in column])) for column in columns]
    return [padded[0].float(), *padded[1:], there]


def _padded(rows: Any, length: int) -> Any:
    return np.pad(rows, [(0, length - len(rows)), *((0, 0) for _ in rows.shape[1:])])


def _write(network: Network, path: Path) -> None:
    np.savez(path, **{name: value.numpy().astype(np.float16) for name, value in network.state_dict().items()})


if __name__ == "__main__":
    main()
