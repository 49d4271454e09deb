"""What a matcher takes over from the one before it: nearly all, where one fact of hundreds has changed.

Texts that read as they did are not read again. Nor is a fact rehearsed again, or proved to be found, unless one that
has changed comes near it: what a change moves for all others, how rare a word is in the base, is little. So that little
doesn't add up, a base is built whole again once a tenth of it has changed since that was done last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from knowledge.decision.calibration import Rehearsal
from knowledge.decision.rehearsing import Found, Question
from knowledge.language.analysis import Analyst
from knowledge.language.text import fold
from knowledge.model import Fact, FactBase, Source
from knowledge.reading.fact_text import FactTexts
from knowledge.retrieval.corpus import Corpus

# The share of a base's facts that may change before it is built whole again.
DRIFT = 0.1
# So many facts that are nearest to a changed one are taken for touched by the change: twice as many as are looked at
# for a question, which may lie between both.
NEAR = 24


class Predecessor(Protocol):
    """What is needed of an earlier matcher: see ``Matcher``."""

    base: FactBase
    analyst: Analyst
    corpus: Corpus
    texts: FactTexts
    rehearsals: tuple[Rehearsal, ...]
    drift: int
    has_remarks: bool

    def around(self, place: int) -> frozenset[int]:
        """Return the places of the facts around one."""


@dataclass(frozen=True)
class Inheritance:
    """What is left of the matcher ``before``: of each place in the new base whose fact reads as it did, the place then.

    ``new`` are the other places in the new base, ``gone`` those in the old one that have none in the new; ``drift``
    counts the facts that have changed since a base was built whole.
    """

    before: Predecessor
    places: Mapping[int, int]
    new: tuple[int, ...]
    gone: tuple[int, ...]
    drift: int


def inherit(base: FactBase, analyst: Analyst, before: Predecessor | None) -> Inheritance | None:
    """Return what a base, whose texts ``analyst`` takes apart, takes over; None where it is to be built whole."""
    if before is None or not analyst.reads_as(before.analyst):
        return None
    changed = analyst.names ^ before.analyst.names
    then = {fact.id: place for place, fact in enumerate(before.base.facts)}
    places = {
        place: then[fact.id]
        for place, fact in enumerate(base.facts)
        if fact.id in then
        and _is_same(fact, base, before.base.facts[then[fact.id]], before.base)
        and not _has_any(changed, fact, base)
    }
    new = tuple(place for place in range(len(base.facts)) if place not in places)
    gone = tuple(sorted(set(then.values()).difference(places.values())))
    drift = before.drift + max(len(new), len(gone))
    return Inheritance(before, places, new, gone, drift) if drift <= DRIFT * len(base.facts) else None


def _is_same(fact: Fact, base: FactBase, then: Fact, before: FactBase) -> bool:
    return fact == then and _sources(fact, base) == _sources(then, before)


def _sources(fact: Fact, base: FactBase) -> list[Source]:
    return [base.sources[citation.source] for citation in fact.citations]


def _has_any(names: Iterable[str], fact: Fact, base: FactBase) -> bool:
    """Whether the texts of a fact may have one of some folded words; as parts of longer ones too, to be sure."""
    if not names:
        return False
    told = [text for citation in fact.citations for text in (citation.supports or "", citation.via or "")]
    said = [position.says for position in fact.positions]
    given = [text for source in _sources(fact, base) for text in (source.publisher, source.relays or "")]
    whole = fold("\n".join((*fact.wordings, fact.answer, *told, *said, *given)))
    return any(name in whole for name in names)


class Rehearsed:
    """How the rehearsals of an earlier matcher came out, of those facts that no change has touched."""

    def __init__(self, inheritance: Inheritance | None, touched: frozenset[int]) -> None:
        """Take what a base takes over, and the places in it that a change has touched."""
        places = inheritance.places if inheritance else {}
        self._then = {now: then for now, then in places.items() if now not in touched}
        rehearsals = inheritance.before.rehearsals if inheritance else ()
        stands = set(self._then.values())
        self._found = {(one.fact, one.kind, one.text): one for one in rehearsals if one.fact in stands}

    def has(self, place: int) -> bool:
        """Whether the fact at a place need not be rehearsed again."""
        return place in self._then

    def found(self, question: Question) -> Found | None:
        """Return what was found; None where that is to be found out."""
        one = self._found.get((self._then.get(question.fact, -1), question.kind, question.text))
        return Found(question.fact if one.is_right else -1, one.chance, is_kin=one.is_kin) if one else None
