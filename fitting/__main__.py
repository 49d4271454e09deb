"""Fits the judgement: `python -m fitting BASES.json [--encoder packaged|none|FOLDER] [--pairs FILE]`.

BASES.json is a list of `{"name": "...", "base": "folder", "questions": ["file.jsonl", ...]}`; bases whose names share
what stands before the first hyphen are one collection, and a collection is left out whole. The question files are those
of `factbot eval`. With `--pairs` nothing is fitted: the likeliest facts of each question are written for the network.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fitting.examples import Example, candidate_pairs, examples, own_examples
from fitting.fit import UNFITTED, collection, fit_judge, fit_ranker, judged, likeliest, weights_of
from fitting.thresholds import thresholds
from knowledge.decision.judgement import FITTED, logistic
from knowledge.decision.matcher import Matcher
from knowledge.language.encoder import encoder_named
from knowledge.loading.loader import load
from knowledge.retrieval.vector_store import VectorStore

Array = NDArray[np.float64]


def main() -> None:
    """Gather, leave each collection out in turn, print what came of it, and write the fitted coefficients."""
    parser = argparse.ArgumentParser(prog="python -m fitting", description=__doc__)
    parser.add_argument("bases", type=Path)
    parser.add_argument("--encoder", default="packaged")
    parser.add_argument("--pairs", type=Path)
    options = parser.parse_args()
    store = VectorStore(encoder_named(options.encoder))
    bases = json.loads(options.bases.read_text("utf-8"))
    if options.pairs:
        options.pairs.write_text(
            "".join(json.dumps(row) + "\n" for one in bases for row in _pairs(one, store)), "utf-8"
        )
        return
    every: list[Example] = []
    for one in bases:
        every += _gathered(one, store)
        print(f"{one['name']}: {len(every)} examples so far", file=sys.stderr)
    bounds = thresholds(*_left_out(every))
    ranker = fit_ranker(every)
    features, right, kept = judged(every, ranker)
    trees = fit_judge(features, right, weights_of([every[at] for at in kept]))
    name = "words" if options.encoder == "none" else "sentences"
    np.savez(
        FITTED / f"{name}.npz", ranker=ranker, features=trees.features.astype(np.int16), thresholds=bounds,
        nodes=trees.thresholds.astype(np.float32), leaves=trees.leaves.astype(np.float32), start=np.array(trees.start),
    )  # fmt: skip


def _gathered(one: dict[str, Any], store: VectorStore) -> list[Example]:
    matcher = Matcher(load(Path(one["base"])), store=store, fitted=UNFITTED)
    asked = [example for path in one["questions"] for example in examples(matcher, Path(path), one["name"])]
    return [*asked, *own_examples(matcher, one["name"])]


def _pairs(one: dict[str, Any], store: VectorStore) -> Iterator[dict[str, Any]]:
    matcher = Matcher(load(Path(one["base"])), store=store, fitted=UNFITTED)
    for path in one["questions"]:
        yield from candidate_pairs(matcher, Path(path))


def _left_out(every: Sequence[Example]) -> tuple[Array, Array, Array]:
    """Return chance, rightness and mass of what a judgement fitted on the other collections would answer each with."""
    chances, right, mass = [], [], []
    for name in sorted({collection(example.group) for example in every}):
        others = [example for example in every if collection(example.group) != name]
        mine = [example for example in every if collection(example.group) == name]
        ranker = fit_ranker(others)
        features, outcome, kept = judged(others, ranker)
        trees = fit_judge(features, outcome, weights_of([others[at] for at in kept]))
        rows, outcome, kept = judged(mine, ranker)
        found = logistic(np.array([trees.log_odds(row) for row in rows]))
        best = likeliest(found, kept)
        chances.append(found[best])
        right.append(outcome[best])
        mass.append(weights_of(mine)[[kept[at] for at in best]])
        print(f"{name}: {int(outcome[best].sum())} of {len(mine)} have the right fact first", file=sys.stderr)
    return np.concatenate(chances), np.concatenate(right), np.concatenate(mass)


if __name__ == "__main__":
    main()
