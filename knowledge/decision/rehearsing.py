"""A base asked its own questions: what it should answer, and what it should not."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from knowledge.aside import aside
from knowledge.decision.calibration import Rehearsal, RehearsalKind

# Rehearsing more facts than these changes the outcome little, and takes time. Wordings of each fact likewise.
FACTS, WORDINGS = 120, 4
# Facts from which on a second process takes half of them. Each takes some six questions of 65 ms, so half of twenty are
# four seconds; to fork a process of half a gigabyte took 24 ms. All 120 took 47 s in one process, 33 s in two.
WORTH_FORKING = 20


class Found(NamedTuple):
    """What would answer a rehearsed question, -1 if nothing would, how likely it is right, and whether it is kin."""

    fact: int
    chance: float
    is_kin: bool


class Question(NamedTuple):
    """A question to be rehearsed: its text, the fact it is about, the wording left out, the fact taken as absent."""

    text: str
    fact: int
    wording: int = -1
    absent: int = -1

    @property
    def kind(self) -> RehearsalKind:
        """What becomes of it: its wording is left out, its fact is absent, or it is nobody's."""
        return "wording" if self.wording >= 0 else "absent" if self.absent >= 0 else "swapped"


class Rehearser:
    """Rehearses a base; ``swaps`` returns questions that look like one of a fact's wordings and that nobody answers."""

    def __init__(
        self,
        wordings: Sequence[Sequence[str]],
        ask: Callable[[Question], Found],
        swaps: Callable[[int, str], Iterator[str]],
        is_known: Callable[[int], bool] = lambda _: False,
    ) -> None:
        """Take the wordings of all facts, what asks a question, and whether it knows all that becomes of a fact."""
        self._wordings = wordings
        self._ask = ask
        self._swaps = swaps
        self._is_known = is_known

    def rehearse(self, progress: Callable[[int, int], None]) -> Iterator[Rehearsal]:
        """Yield what came of each rehearsal."""
        chosen = sorted(range(len(self._wordings)), key=lambda fact: draw(self._wordings[fact][0]))[:FACTS]
        is_much = sum(not self._is_known(fact) for fact in chosen) > WORTH_FORKING
        half = len(chosen) // 2 if is_much else len(chosen)
        with aside(partial(self._all, chosen[half:]), is_much=is_much) as rest:
            for done, fact in enumerate(chosen[:half]):
                progress(done, half)
                yield from self._of(fact)
            yield from rest()

    def _all(self, facts: Sequence[int]) -> list[Rehearsal]:
        return [one for fact in facts for one in self._of(fact)]

    def _of(self, fact: int) -> Iterator[Rehearsal]:
        wordings = list(self._wordings[fact])
        for text in sorted(wordings, key=draw)[:WORDINGS]:
            if len(wordings) > 1:
                yield self._tried(Question(text, fact, wordings.index(text)))
            yield self._tried(Question(text, fact, absent=fact))
        for text in self._swaps(fact, wordings[0]):
            yield self._tried(Question(text, fact))

    def _tried(self, question: Question) -> Rehearsal:
        found = self._ask(question)
        is_own = found.fact == question.fact
        is_right, is_kin = question.kind == "wording" and is_own, found.is_kin and not is_own
        return Rehearsal(question.kind, question.fact, found.chance, is_right, question.text, is_kin)


def draw(text: str) -> bytes:
    """Return what texts are drawn by: the same on every machine, whatever order they come in."""
    return hashlib.blake2b(text.encode(), digest_size=8).digest()
