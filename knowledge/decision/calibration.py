"""How sure to be on this base: the fitted judgement, moved by rehearsals, and a threshold.

The base is asked its own questions with a wording left out (does the rest of the fact still answer?) and with whole
facts left out, and questions whose telling word is swapped for that of another fact. Where it does better or worse than
the judgement expects, all log odds move by one number: the mode of its posterior, with a normal prior that bases differ
so much (an intercept by base, Gelman and Hill 2007). What the rehearsals leave open is taken off, so that a small base
is cautious. No draw depends on the order of wordings or facts.
"""

import hashlib
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.decision.judgement import Judgement
from knowledge.decision.selection import Selection

Array = NDArray[np.float64]

EVEN = 0.5
# By how much bases differ in log odds, one standard deviation: seen between the bases that were fitted over, each left
# out.
SPREAD = 0.7
# A rehearsal says less than a question of a reader: an editor's second wording is nearer to the first one than readers'
# are.
WORTH = 0.3
# How much of what stays uncertain is taken off the log odds, in standard deviations.
CAUTION = 0.5
# Rehearsing more facts than these changes the outcome little, and takes time. Wordings of each fact likewise.
FACTS, WORDINGS = 120, 4


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of a question with a known outcome: its fact, the chance of what would answer, and if it is right."""

    kind: str
    fact: int
    chance: float
    is_right: bool


@dataclass(frozen=True)
class Calibration:
    """The judgement that serves a base, by how much its log odds move, and what was rehearsed."""

    judgement: Judgement
    shift: float
    rehearsals: tuple[Rehearsal, ...]

    def chance(self, raw: float) -> float:
        """Return the chance, 0 to 1, that the judgement's ``raw`` chance stands for on this base."""
        raw = min(max(raw, 1e-6), 1.0 - 1e-6)
        return 1.0 / (1.0 + math.exp(-(math.log(raw / (1.0 - raw)) + self.shift)))

    def threshold(self, precision: float) -> float:
        """Return the chance from which on the share of right answers is expected to be ``precision``."""
        return self.judgement.threshold(precision)

    def answered(self, kind: str, precision: float) -> tuple[Rehearsal, ...]:
        """Return the rehearsals of one kind that would have been answered."""
        least = self.threshold(precision)
        return tuple(one for one in self.rehearsals if one.kind == kind and self.chance(one.chance) >= least)


def calibrate(judgement: Judgement, rehearsals: Sequence[Rehearsal]) -> Calibration:
    """Return the calibration that ``rehearsals`` of a base lead to."""
    useful = [one for one in rehearsals if one.kind in ("wording", "absent")]
    chances = np.clip(np.array([one.chance for one in useful]), 1e-6, 1.0 - 1e-6)
    right = np.array([one.is_right for one in useful], dtype=float)
    log_odds = np.log(chances / (1.0 - chances))
    shift, information = 0.0, SPREAD**-2
    for _ in range(20):
        moved = 1.0 / (1.0 + np.exp(-(log_odds + shift)))
        information = WORTH * float((moved * (1.0 - moved)).sum()) + SPREAD**-2
        step = (WORTH * float((right - moved).sum()) - shift / SPREAD**2) / information
        shift += step
        if abs(step) < 1e-6:
            break
    return Calibration(judgement, shift - CAUTION / math.sqrt(information), tuple(rehearsals))


class Rehearser:
    """Asks a base what it should and what it should not answer."""

    def __init__(
        self, wordings: Sequence[Sequence[str]], ask: Callable[[str, int, int, int], tuple[Selection, int, bool]]
    ) -> None:
        """Take all wordings, and what asks: text, fact and wording left out, fact absent -> selection, fact, kin."""
        self._wordings = wordings
        self._ask = ask

    def rehearse(self, progress: Callable[[int, int], None]) -> Iterator[Rehearsal]:
        """Yield what came of each rehearsal that some candidate would have answered."""
        chosen = sorted(range(len(self._wordings)), key=lambda fact: _draw(self._wordings[fact][0]))[:FACTS]
        for done, fact in enumerate(chosen):
            progress(done, len(chosen))
            for text in sorted(self._wordings[fact], key=_draw)[:WORDINGS]:
                wording = list(self._wordings[fact]).index(text)
                if len(self._wordings[fact]) > 1:
                    yield from self._tried("wording", text, fact, wording, -1)
                yield from self._tried("absent", text, -1, -1, fact)

    def _tried(self, kind: str, text: str, fact: int, wording: int, absent: int) -> Iterator[Rehearsal]:
        chosen, found, is_kin = self._ask(text, fact, wording, absent)
        # A kin bears on the same matter: it is neither right nor wrong.
        if chosen.place is not None and (found == fact or not is_kin):
            yield Rehearsal(kind, max(fact, absent), chosen.chance, kind == "wording" and found == fact)


def _draw(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()
