"""A question before its candidates: what speaks for each, what blocks it, and which one would answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.analysis import Analysis
from knowledge.evidence import Evidence, LeftOut, Witness
from knowledge.guard import Block, Carried, Guard
from knowledge.meaning import Meanings
from knowledge.model import FactBase

Array = NDArray[np.float64]
FEATURES = ("score", "lead", "lag")


@dataclass(frozen=True)
class Examination:
    """Candidates with their evidence and, place for place, what blocks each from answering."""

    question: Analysis
    evidence: Evidence
    blocks: tuple[Block | None, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate among the others: its place in the evidence and its features (see ``FEATURES``)."""

    place: int
    features: Array


class Examiner:
    """Examines questions over one base, and rehearses them with a phrasing or a near miss left out."""

    def __init__(self, base: FactBase, witness: Witness, guard: Guard, meanings: Meanings) -> None:
        self._foreign = guard.foreign(base.facts, meanings.vocabulary)
        self._base = base
        self._witness = witness
        self._guard = guard
        self._meanings = meanings
        self._carried: dict[int, Carried] = {}
        self.kin = _kin(base)

    def gather(self, question: Analysis, left_out: LeftOut) -> Evidence:
        """Return the evidence alone, nothing blocked."""
        return self._witness.gather(question, left_out)

    def examine(self, question: Analysis, left_out: LeftOut | None = None) -> Examination:
        """Return the candidates of ``question``; the fact of a left-out phrasing is never blocked."""
        evidence = self._witness.gather(question, left_out)
        own = left_out.fact if left_out else -1
        blocks = tuple(
            None if fact == own else self._guard.block(question, self.carried(fact)) for fact in evidence.facts.tolist()
        )
        return Examination(question, evidence, blocks)

    def choose(
        self, found: Examination, ranker: Array, *, absent: int = -1, skip: tuple[int, int] = (-1, -1)
    ) -> tuple[Standing | None, tuple[Block | None, ...]]:
        """Return the best candidate that nothing blocks, and all blocks, near misses included.

        Args:
            absent: a fact to be treated as if the base didn't have it.
            skip: fact and number of a ``not`` line to be treated likewise.
        """
        blocks = list(found.blocks)
        scores = found.evidence.signals @ ranker
        scores[found.evidence.facts == absent] = -np.inf
        for place in np.argsort(-scores, kind="stable").tolist():
            if blocks[place] or scores[place] == -np.inf:
                continue
            blocks[place] = self._near_miss(found, place, skip)
            if not blocks[place]:
                return self.stand(found.evidence, scores, place, blocks), tuple(blocks)
        return None, tuple(blocks)

    def stand(self, evidence: Evidence, scores: Array, place: int, blocks: Sequence[Block | None]) -> Standing:
        """Return how the candidate at ``place`` stands among those that are no kin of it."""
        kin = self.kin[evidence.facts[place]]
        lead, lag = scores[place], 0.0
        for other, fact in enumerate(evidence.facts.tolist()):
            if other == place or scores[other] == -np.inf:
                continue
            block = blocks[other]
            if block is None and fact not in kin:
                lead = min(lead, scores[place] - scores[other])
            # A kin that only lacks the question word leaves the answer to this one; any other refusal was of the matter.
            elif block is not None and (fact not in kin or block.kind != "question word"):
                lag = max(lag, scores[other] - scores[place])
        return Standing(place, np.array([scores[place], lead, lag]))

    def rarity(self, token: str) -> float:
        """Return how much a token tells in this base."""
        return self._meanings.rarity(token)

    def carried(self, fact: int) -> Carried:
        """Return what a fact carries, gathered on first use."""
        found = self._carried.get(fact)
        if found is None:
            value = self._base.facts[fact]
            sources = [self._base.sources[citation.source] for citation in value.citations]
            found = self._carried[fact] = self._guard.carried(value, sources)
        return found

    def _near_miss(self, found: Examination, place: int, skip: tuple[int, int]) -> Block | None:
        fact = int(found.evidence.facts[place])
        carried = self.carried(fact)
        nearest, _ = self._meanings.nearest(found.evidence.meant, fact)
        line = skip[1] if skip[0] == fact else -1
        if block := self._guard.near_miss(found.question, carried, nearest, line):
            return block
        for other in sorted(self.kin[fact] - {fact, skip[0]}):
            if block := self._guard.off_limits(found.question, carried, self.carried(other).telling):
                return block
        # A rehearsed near miss must not be refused by a telling word that no other line has.
        foreign = self._foreign if skip[0] < 0 else tuple(word for word in self._foreign if word.lines > 1)
        return self._guard.off_limits(found.question, carried, foreign)


def _kin(base: FactBase) -> tuple[frozenset[int], ...]:
    places = {fact.id: place for place, fact in enumerate(base.facts)}
    kin = [{place} for place in range(len(base.facts))]
    for place, fact in enumerate(base.facts):
        for other in fact.related:
            kin[place].add(places[other])
            kin[places[other]].add(place)
    return tuple(map(frozenset, kin))
