"""Questions with known outcomes over many bases -> examples: the signals of their candidates, and which are right."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.decision.judgement import NEAR, SIGNALS, TOLD
from knowledge.decision.matcher import Matcher
from knowledge.decision.selection import CandidateSet
from knowledge.decision.witness import as_read
from knowledge.model import Fact, FactBase

Array = NDArray[np.float64]
# Of eight candidates the one that would answer is among these for 97 of 100 questions.
LIKELIEST = 4
# How much a wording of a fact counts, beside a reader's question.
OWN = 0.3


@dataclass(frozen=True)
class Example:
    """Candidates: ``signals`` (n, d), ``testimony`` (n, t), ``right``, ``blocked`` (n,), ``kin`` (n, n)."""

    group: str
    question: str
    kind: str
    is_answerable: bool
    facts: tuple[str, ...]
    signals: Array
    right: NDArray[np.bool_]
    blocked: NDArray[np.bool_]
    kin: NDArray[np.bool_]
    foil: float | None
    own_foils: Array
    testimony: Array


def examples(matcher: Matcher, path: Path, group: str) -> Iterator[Example]:
    """Yield an example for each line of a question file whose outcome is known and that stands alone."""
    for row in _known(path):
        yield _example(matcher, row, group)


def candidate_pairs(matcher: Matcher, path: Path, group: str) -> Iterator[dict[str, Any]]:
    """Yield the likeliest facts of each question that stands alone, as ``fitting.network`` reads pairs."""
    for row in _known(path):
        right, found = _right(matcher.base, row), matcher.gathered(row["question"])
        for fact in sorted(right.union(int(found.retrieved.facts[place]) for place in _likeliest(found))):
            yield _pair(found.said, matcher.base.facts[fact], group, label=int(fact in right))


def own_pairs(matcher: Matcher, group: str) -> Iterator[dict[str, Any]]:
    """Yield each fact with its own wordings: the very words are no trap."""
    for fact in matcher.base.facts:
        yield from ({**_pair(wording, fact, group, label=1), "weight": OWN} for wording in fact.wordings)


def _pair(question: str, fact: Fact, group: str, *, label: int) -> dict[str, Any]:
    wording = next(iter(fact.wordings), "")
    texts = {"question": as_read(question), "answer": fact.answer, "wording": as_read(wording)}
    return {**texts, "label": label, "group": group}


def _known(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line) if line.strip() else {}
        is_open = row.get("expect") == "either" and not row.get("must")
        if row and not row.get("thread") and not is_open:
            yield row


def _example(matcher: Matcher, row: dict[str, Any], group: str) -> Example:
    right = _right(matcher.base, row)
    found = matcher.gathered(row["question"])
    facts = [int(fact) for fact in found.retrieved.facts]
    selector = matcher.selector
    return Example(
        group, row["question"], row.get("kind", ""), row["expect"] == "answer",
        tuple(matcher.base.facts[fact].id for fact in facts),
        found.signals,
        np.array([fact in right for fact in facts]),
        np.array([selector.block(found, place) is not None for place in range(len(facts))]),
        selector.kinship(found),
        selector.foil(found),
        selector.own_foils(found),
        selector.testimony(found, range(len(facts))),
    )  # fmt: skip


def _likeliest(found: CandidateSet) -> list[int]:
    impressions = found.signals[:, [NEAR, TOLD]] @ np.array([1.0, 0.5]) + found.signals[:, SIGNALS.index("cover own")]
    return [int(place) for place in np.argsort(-impressions)[:LIKELIEST]]


def _right(base: FactBase, row: dict[str, Any]) -> set[int]:
    if row["expect"] == "no_answer":
        return set()
    if row.get("fact"):
        return {place for place, fact in enumerate(base.facts) if fact.id == row["fact"]}
    must = [re.compile(text, re.IGNORECASE) for text in row.get("must") or ()]
    must_not = [re.compile(text, re.IGNORECASE) for text in row.get("must_not") or ()]
    return {
        place
        for place, fact in enumerate(base.facts)
        if must and all(p.search(fact.answer) for p in must) and not any(p.search(fact.answer) for p in must_not)
    }
