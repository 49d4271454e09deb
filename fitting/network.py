"""Fits `reading/answerability.py`: `python -m fitting.network PAIRS.jsonl [--first ...] [--last ...]` (needs torch).

A line of PAIRS.jsonl holds `question`, `answer`, `wording` ("" where there is none), `label` (1: the answer answers
the question) and `weight`. It is fitted on `--first` before: with twelve thousand questions of SQuAD 2.0 (Rajpurkar
et al. 2018), each with the sentence that holds its answer or seems to, it tells answered from unanswered questions of
stories that were left out with an AUROC of .82, without them of .77; each story gave seven questions a fact, and its
nearest other facts as wrong ones. With variants of all wordings beside them (see ``variants``) the very words of a
wording are no trap, and a wording with a word swapped is no answer. `--last` are the likeliest facts of questions
that readers asked of whole bases (`python -m fitting BASES.json --pairs FILE`), right or wrong as candidates come:
pairs made to mislead are another kind. They raise the AUROC among first candidates of bases left out from .72 to .78
alone, and that of the whole judgement from .84 to .86; two rounds are enough, more only learn them by heart.
"""

import argparse
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from fitting.variants import variants
from knowledge.language.encoder import States, packaged_encoder
from knowledge.reading.answerability import NOTHING, WEIGHTS, beside, hints

SIZE, INNER, HEADS, LAYERS, DROPOUT, LONGEST = 96, 192, 4, 2, 0.1, 128
BATCH, RATE, FIRST_EPOCHS, EPOCHS, LAST_EPOCHS = 64, 1e-3, 3, 4, 2
# Without its wording a fact is seen so often, so that the answer must speak for itself.
WITHOUT_WORDING = 0.25


# Torch is installed for fitting only.
class Network(nn.Module):  # type: ignore[misc]
    """Two layers of attention over the word states of question, answer and wording."""

    def __init__(self) -> None:
        super().__init__()
        self.proj, self.match, self.norm = nn.Linear(384, SIZE), nn.Linear(3, SIZE), nn.LayerNorm(SIZE)
        self.seg, self.pos = nn.Embedding(3, SIZE), nn.Embedding(LONGEST, SIZE)
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
    options = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    network, encoder = Network(), packaged_encoder()
    states: dict[str, States] = {}
    rounds = ((options.first, FIRST_EPOCHS), (options.pairs, EPOCHS), (options.last, LAST_EPOCHS))
    for path, epochs in rounds:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path else []
        rows += list(variants(rows)) if path == options.pairs else []
        for text in {
            row[name] for row in rows for name in ("question", "answer", "wording") if row[name]
        } - states.keys():
            kept = encoder.read(text)[1]
            states[text] = replace(kept, states=kept.states.astype(np.float32))
        _fit(network, rows, states, epochs)
    np.savez(WEIGHTS, **{name: value.numpy().astype(np.float16) for name, value in network.state_dict().items()})


def _fit(network: Network, rows: list[dict[str, Any]], states: dict[str, States], epochs: int) -> None:
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    total, step = epochs * (len(rows) // BATCH + 1), 0
    for _ in range(epochs):
        network.train()
        random.shuffle(rows)
        for first in range(0, len(rows), BATCH):
            batch = rows[first : first + BATCH]
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / (0.06 * total)) * max(0.0, (total - step) / total)
            right = torch.tensor([float(row["label"]) for row in batch])
            mass = torch.tensor([float(row.get("weight", 1.0)) for row in batch])
            log_odds = network(*_stacked(batch, states))
            loss = (nn.functional.binary_cross_entropy_with_logits(log_odds, right, reduction="none") * mass).mean()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
    network.eval()


def _stacked(batch: list[dict[str, Any]], states: dict[str, States]) -> list[Any]:
    rows = []
    for row in batch:
        has_wording = bool(row["wording"]) and random.random() >= WITHOUT_WORDING
        parts = (states[row["question"]], states[row["answer"]], states[row["wording"]] if has_wording else NOTHING)
        segments = np.repeat([0, 1, 2], [len(part.ids) for part in parts])
        positions = np.concatenate([np.arange(len(part.ids)) for part in parts])
        rows.append(
            (
                np.concatenate([part.states for part in parts]),
                hints(*(beside(parts[0], part) for part in parts[1:])),
                segments,
                positions,
            )
        )
    length = max(len(row[2]) for row in rows)
    there = np.array([[at < len(row[2]) for at in range(length)] for row in rows])
    padded = [np.stack([_padded(row[at], length) for row in rows]) for at in range(4)]
    return [torch.from_numpy(array) for array in (*padded, there)]


def _padded(rows: Any, length: int) -> Any:
    return np.pad(rows, [(0, length - len(rows)), *((0, 0) for _ in rows.shape[1:])])


if __name__ == "__main__":
    main()
