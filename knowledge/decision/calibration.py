"""How sure to be on this base before it answers: what other bases taught, and what its own rehearsals say.

Over many bases the fitted judgement's chance has a known share of right answers from each chance on. The base at hand
is asked its own questions with a wording left out (does the rest of the fact still answer?), with whole facts left out,
and with words and names swapped for those of other facts (see ``rehearsing``): that gives a share of its own. Both are
put together as a beta prior and what was seen (an empirical Bayes estimate, Morris 1983), so that a base with many
wordings is judged by itself and one with a wording a fact by what others taught. The lower bound of that share must
reach what was promised, so a small base is cautious in what it answers. No draw depends on the order of wordings or
facts.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from knowledge.decision.judgement import Judgement

RehearsalKind = Literal["wording", "absent", "swapped"]

# As likely right as wrong: no share of right answers that may be promised is below it.
EVEN = 0.5
# So many answers of other bases weigh as much as one of its own. Readers' questions to 77 bases are behind them, and a
# base's own rehearsals are harder than what readers ask: with 180 the bundled base answers 30 of 40 questions at .96,
# with 800 37 of them, none wrongly with either.
PRIOR = 800.0
# Of so many questions nobody has a fact, where no desk has counted: between a third and two thirds on public sets.
STRANGERS = 0.35
# How surely the share must be reached, in standard errors.
SURE = 0.25
# Thresholds that are tried; above the last one nothing is answered but the very words of a wording.
THRESHOLDS = np.linspace(EVEN, 0.99, 99)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of a ``text`` with a known outcome: its fact, the chance of what would answer, and if it is right.

    What ``is_kin`` bears on the same matter: it is neither right nor wrong.
    """

    kind: RehearsalKind
    fact: int
    chance: float
    is_right: bool
    text: str = ""
    is_kin: bool = False


@dataclass(frozen=True)
class Calibration:
    """The judgement that serves a base, what was rehearsed, and of each of ``THRESHOLDS`` the share of right answers.

    ``shares`` are lower bounds, were every answer from that chance on given.
    """

    judgement: Judgement
    rehearsals: tuple[Rehearsal, ...]
    shares: tuple[float, ...]

    def threshold(self, precision: float) -> float:
        """Return the lowest chance from which on the share of right answers is surely ``precision``.

        1.0 where none is: then only the very words of a wording are answered.
        """
        reached = (least for least, share in zip(THRESHOLDS, self.shares, strict=True) if share >= precision)
        return float(next(reached, 1.0))

    def answered(self, kind: RehearsalKind, precision: float) -> tuple[Rehearsal, ...]:
        """Return the rehearsals of one kind that would have been answered."""
        least = self.threshold(precision)
        return tuple(one for one in self.rehearsals if one.kind == kind and one.chance >= least)


def calibrate(judgement: Judgement, rehearsals: Sequence[Rehearsal], strangers: float = STRANGERS) -> Calibration:
    """Return the calibration that ``rehearsals`` of a base lead to; ``strangers`` of all questions have no fact."""
    counted = tuple(one for one in rehearsals if not one.is_kin)
    shares = (_share(judgement, counted, float(least), strangers) for least in THRESHOLDS)
    return Calibration(judgement, counted, tuple(shares))


def _share(judgement: Judgement, rehearsals: Sequence[Rehearsal], least: float, strangers: float) -> float:
    right, wrong = _seen(rehearsals, least, strangers)
    count = PRIOR + right + wrong
    share = (PRIOR * judgement.precision(least) + right) / count
    return share - SURE * math.sqrt(share * (1.0 - share) / count)


def _seen(rehearsals: Sequence[Rehearsal], least: float, strangers: float) -> tuple[float, float]:
    """Return how many would be answered rightly and wrongly, were each wording asked and strangers beside them."""
    wordings = [one for one in rehearsals if one.kind == "wording"]
    strange = [one for one in rehearsals if one.kind != "wording"]
    if not wordings or not strange:
        return 0.0, 0.0
    right = sum(one.chance >= least and one.is_right for one in wordings)
    wrong = sum(one.chance >= least and not one.is_right for one in wordings)
    asked = len(wordings) * strangers / (1.0 - strangers)
    let_through = sum(one.chance >= least for one in strange) / len(strange)
    return float(right), wrong + asked * let_through
