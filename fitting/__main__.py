"""Fits the judgement: `python -m fitting BASES.json [--onto] [--apart FOLDER] [--encoder NAME] [--pairs FILE]`.

BASES.json is a list of `{"name": "...", "base": "folder", "questions": ["file.jsonl", ...]}`; bases whose names share
what stands before the first hyphen are one collection, which is left out whole; one with `"is_measured_only": true`
teaches nothing, but the thresholds hold for it too. The question files are those of `factbot eval`. NAME is `packaged`,
`none` or a folder. With `--onto` the ranker that serves stays and trees are added to its judge: where the bases that it
was fitted on are no longer at hand, what they taught is kept. With `--apart` each base is read by the network of FOLDER
that was fitted without it (see ``network``). With `--pairs` nothing is fitted: the likeliest facts of each question are
written for the network.
"""

import argparse
import json
import sys
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fitting.examples import Example, candidate_pairs, examples, own_pairs
from fitting.fit import UNFITTED, fit_judge, fit_ranker, judged, likeliest, weights_of
from fitting.parts import apart, part_of
from fitting.thresholds import thresholds, weight_without_answer
from knowledge.decision.judgement import FITTED, WORDINGS, Judgement, judgement, logistic
from knowledge.decision.matcher import Matcher
from knowledge.decision.trees import Trees
from knowledge.language.encoder import encoder_named
from knowledge.loading.loader import load
from knowledge.reading.answerability import answerability
from knowledge.retrieval.vector_store import VectorStore

Array = NDArray[np.float64]


def main() -> None:
    """Gather, leave each part of the collections out in turn, print what came of it, and write the coefficients."""
    parser = argparse.ArgumentParser(prog="python -m fitting", description=__doc__)
    parser.add_argument("bases", type=Path)
    parser.add_argument("--encoder", default="packaged")
    parser.add_argument("--onto", action="store_true")
    parser.add_argument("--apart", type=Path)
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
        every += _gathered(one, store, options.apart)
        print(f"{one['name']}: {len(every)} examples so far", file=sys.stderr)
    name = "words" if options.encoder == "none" else "sentences"
    onto = judgement(name) if options.onto else None
    silent = {one["name"] for one in bases if one.get("is_measured_only")}
    bounds = thresholds(*_left_out(every, onto, silent))
    ranker, trees = _fitted([example for example in every if example.group not in silent], onto)
    np.savez(
        FITTED / f"{name}.npz", ranker=ranker, features=trees.features.astype(np.int16), thresholds=bounds,
        nodes=trees.thresholds.astype(np.float32), leaves=trees.leaves.astype(np.float32), start=np.array(trees.start),
    )  # fmt: skip


def _gathered(one: dict[str, Any], store: VectorStore, folder: Path | None) -> list[Example]:
    network = answerability(apart(folder, part_of(one["name"]))) if folder else None
    matcher = Matcher(load(Path(one["base"])), store=store, fitted=UNFITTED, network=network)
    return [example for path in one["questions"] for example in examples(matcher, Path(path), one["name"])]


def _pairs(one: dict[str, Any], store: VectorStore) -> Iterator[dict[str, Any]]:
    matcher = Matcher(load(Path(one["base"])), store=store, fitted=UNFITTED)
    yield from own_pairs(matcher, one["name"])
    for path in one["questions"]:
        yield from candidate_pairs(matcher, Path(path), one["name"])


def _fitted(every: Sequence[Example], onto: Judgement | None) -> tuple[Array, Trees]:
    ranker = onto.ranker if onto else fit_ranker(every)
    features, right, kept = judged(every, ranker)
    mass = weights_of([every[at] for at in kept])
    # Of facts with more wordings they know nothing: those of twenty stories, of two wordings a fact, would answer 32
    # instead of 37 of 40 questions to the bundled base.
    return ranker, fit_judge(features, right, mass, onto.judge if onto else None, WORDINGS)


def _left_out(
    every: Sequence[Example], onto: Judgement | None, silent: Container[str] = ()
) -> tuple[Array, Array, Array]:
    """Return chance, rightness and mass of what a judgement fitted on the other collections would answer each with."""
    chances, right, mass = [], [], []
    without = weight_without_answer([example.is_answerable for example in every])
    for part in sorted({part_of(example.group) for example in every}):
        others = [example for example in every if part_of(example.group) != part and example.group not in silent]
        mine = [example for example in every if part_of(example.group) == part]
        ranker, trees = _fitted(others, onto)
        rows, outcome, kept = judged(mine, ranker)
        found = logistic(np.array([trees.log_odds(row) for row in rows]))
        best = likeliest(found, kept)
        chances.append(found[best])
        right.append(outcome[best])
        counts = weights_of(mine) * [1.0 if example.is_answerable else without for example in mine]
        mass.append(counts[[kept[at] for at in best]])
        print(f"part {part}: {int(outcome[best].sum())} of {len(mine)} have the right fact first", file=sys.stderr)
    return np.concatenate(chances), np.concatenate(right), np.concatenate(mass)


if __name__ == "__main__":
    main()
