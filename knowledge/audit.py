"""What a base must show of itself before it is served: near misses refused, every fact found by its own question."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.errors import Problem
from knowledge.matching import SUGGESTED, Matcher
from knowledge.model import Fact, Place
from knowledge.outcomes import Answer
from knowledge.text import fold

NOWHERE = Place("", 0)


@dataclass(frozen=True, slots=True)
class Lost:
    """A phrasing that would not find its fact, were it not stored: ``winner`` would answer in its stead."""

    fact: Fact
    phrasing: str
    winner: Fact
    place: Place

    def __str__(self) -> str:
        here = f"{self.place.file}:{self.place.line}"
        return f"{here}: left out, '{self.phrasing}' would find '{self.winner.id}' instead of '{self.fact.id}'"


def unsound(matcher: Matcher) -> list[Problem]:
    """Return a problem for each near miss that is answered and each fact that its own question doesn't find."""
    problems = []
    for fact in matcher.base.facts:
        place = matcher.base.places.get(fact.id, NOWHERE)
        asked = {fold(text) for text in fact.asked_as}
        for line in fact.not_:
            outcome = matcher.decide(line)
            if fold(line) in asked or (isinstance(outcome, Answer) and outcome.fact.id == fact.id):
                what = f"the near miss '{line}' gets the answer of '{fact.id}'"
                problems.append(Problem(place.file, place.line, what, "reword the phrasing that is too close to it"))
        found = [candidate.fact.id for candidate in matcher.candidates(fact.question)[:SUGGESTED]]
        if fact.id not in found:
            what = f"'{fact.question}' doesn't find its own fact '{fact.id}' but {' and '.join(found) or 'nothing'}"
            problems.append(Problem(place.file, place.line, what, "word the question more specifically"))
    return problems


def lost_phrasings(matcher: Matcher, progress: Callable[[int, int], None]) -> Iterator[Lost]:
    """Yield each phrasing that only finds its fact because it is stored, left out in turn.

    A fact that the editors call related to the right one is no loss.
    """
    facts = matcher.base.facts
    for number, fact in enumerate(facts):
        if number % 50 == 0:
            progress(number, len(facts))
        place = matcher.base.places.get(fact.id, NOWHERE)
        for at, phrasing in enumerate(fact.asked_as):
            winner = matcher.winner_without(number, at)
            if winner is not None:
                yield Lost(fact, phrasing, winner, place)
