"""What to expect of a base: how much of what it knows it would answer, how surely, and which facts want help most."""

import math
from collections import defaultdict
from dataclasses import dataclass

from knowledge.decision.matcher import Matcher
from knowledge.model import Fact

# A confidence of nineteen in twenty, in standard errors of a normal distribution.
SURE = 1.96
# So many facts are named that want a wording or a name most: more is homework.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Expectation:
    """Of ``asked`` wordings, each left out in turn, ``answered`` found an answer, ``right`` of them their own.

    ``least`` and ``most`` bound the share of right ones, 0 to 1 (Wilson 1927). Of ``strange`` questions, about facts
    that were left out or with a word or a name swapped, ``let_through`` got an answer. ``wanting`` are the facts that
    want another wording, or a name, most.
    """

    asked: int
    answered: int
    right: int
    least: float
    most: float
    strange: int
    let_through: int
    wanting: tuple[Fact, ...]

    def holds(self, precision: float) -> bool:
        """Whether nothing that was rehearsed speaks against so large a share of right answers."""
        return self.most >= precision


def expectation(matcher: Matcher, precision: float) -> Expectation:
    """Return what the rehearsals of a base lead one to expect."""
    calibration = matcher.calibration
    answered = calibration.answered("wording", precision)
    strange = [*calibration.answered("absent", precision), *calibration.answered("swapped", precision)]
    right = sum(one.is_right for one in answered)
    least, most = _interval(right, len(answered))
    return Expectation(
        asked=sum(one.kind == "wording" for one in calibration.rehearsals),
        answered=len(answered),
        right=right,
        least=least,
        most=most,
        strange=sum(one.kind != "wording" for one in calibration.rehearsals),
        let_through=len(strange),
        wanting=_wanting(matcher),
    )


def _interval(right: int, count: int) -> tuple[float, float]:
    if not count:
        return 0.0, 1.0
    share = right / count
    centre = (share + SURE**2 / (2 * count)) / (1 + SURE**2 / count)
    spread = SURE * math.sqrt(share * (1 - share) / count + SURE**2 / (4 * count**2)) / (1 + SURE**2 / count)
    return max(0.0, centre - spread), min(1.0, centre + spread)


def _wanting(matcher: Matcher) -> tuple[Fact, ...]:
    """Return the facts whose wordings find them least surely, and without which their questions find others."""
    need: dict[int, float] = defaultdict(float)
    for one in matcher.calibration.rehearsals:
        if one.kind == "wording":
            need[one.fact] += -one.chance if one.is_right else 1.0
        else:
            need[one.fact] += one.chance
    ranked = sorted(need, key=lambda fact: (-need[fact] / len(matcher.base.facts[fact].wordings), fact))
    return tuple(matcher.base.facts[fact] for fact in ranked[:NAMED])
