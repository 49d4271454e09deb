"""What a base must show of itself before it is served: near misses refused, every fact found by its own question."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from knowledge.aside import aside
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import SUGGESTED
from knowledge.errors import Problem
from knowledge.language.english import english
from knowledge.language.text import fold
from knowledge.model import Fact, FactBase, Location

NOWHERE = Location("", 0)
# Wordings from which on a second process takes half of the facts: each takes a decision, some 35 ms on two busy cores,
# and to fork a process of half a gigabyte there took 24 ms: a hundred decisions less are three seconds.
LARGE = 200
# Facts between two steps of the progress bar.
STEP = 50
# Words of an answer that a warning quotes.
QUOTED = 4
# As likely as not: below it the bot answers with no fact, so nobody would be told anything wrong.
LIKELY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A phrasing that would not find its fact, were it not stored: ``winner`` is the fact that would answer."""

    fact: Fact
    phrasing: str
    winner: str
    file: str
    line: int

    def __str__(self) -> str:
        here = f"{self.file}:{self.line}"
        return f"{here}: left out, '{self.phrasing}' would find '{self.winner}' instead of '{self.fact.id}'"


def unsound(matcher: Matcher) -> list[Problem]:
    """Return a problem for each near miss that is answered and each fact that its own question doesn't find.

    Of a matcher that took over most of a sound one only those facts are looked at that the change has touched.
    """
    problems = []
    for fact in (matcher.base.facts[number] for number in sorted(matcher.unproven)):
        place = matcher.base.locations.get(fact.id, NOWHERE)
        asked = {fold(text) for text in fact.wordings}
        for at, line in enumerate(fact.not_):
            # Every other near miss is refused, whatever fact it finds.
            if fold(line) in asked or matcher.exact(line) is fact:
                what = f"the near miss '{line}' gets the answer of '{fact.id}'"
                where = place.near_misses[at] if place.near_misses else place.line
                problems.append(Problem(place.file, where, what, "reword the phrasing that is too close to it"))
        found = [other.id for other in matcher.strongest(fact.question, SUGGESTED)]
        if fact.id not in found:
            what = f"'{fact.question}' doesn't find its own fact '{fact.id}' but {' and '.join(found) or 'nothing'}"
            problems.append(Problem(place.file, place.line, what, "word the question more specifically"))
    return problems


def lost_phrasings(matcher: Matcher, progress: Callable[[int, int], None]) -> Iterator[Lost]:
    """Yield each phrasing that, left out in turn, finds another fact, which is likely beside the stored words too.

    What would only be offered or refused misleads nobody and is no loss, nor is a fact that the editors call related to
    the right one. On a large base a second process takes half.
    """
    facts = matcher.base.facts
    is_much = sum(len(fact.wordings) for fact in facts) > LARGE
    half = len(facts) // 2 if is_much else len(facts)
    with aside(partial(_all_lost, matcher, range(half, len(facts))), is_much=is_much) as rest:
        for number in range(half):
            if number % STEP == 0:
                progress(number, half)
            yield from (_lost(matcher, *found) for found in _numbers_of_lost(matcher, number))
        yield from (_lost(matcher, *found) for found in rest())


def lost_around(matcher: Matcher, name: str) -> Iterator[Lost]:
    """Yield what is lost that concerns one fact: phrasings of its own, and those of others that would find it."""
    for number in range(len(matcher.base.facts)):
        for lost in (_lost(matcher, *found) for found in _numbers_of_lost(matcher, number)):
            if name in (lost.fact.id, lost.winner):
                yield lost


def _all_lost(matcher: Matcher, facts: range) -> list[tuple[int, int, str]]:
    return [lost for number in facts for lost in _numbers_of_lost(matcher, number)]


def _numbers_of_lost(matcher: Matcher, number: int) -> Iterator[tuple[int, int, str]]:
    for at in range(len(matcher.base.facts[number].wordings)):
        winner = matcher.winner_without(number, at)
        if winner is not None and _misleads(matcher, winner, matcher.base.facts[number], at):
            yield number, at, winner.id


def _misleads(matcher: Matcher, winner: Fact, own: Fact, at: int) -> bool:
    """Whether the bot takes a stored wording for ``winner`` as likely as not, or sooner than for its own fact."""
    is_ahead = True
    for candidate in matcher.candidates(own.wordings[at]):
        if candidate.fact.id == winner.id:
            return candidate.block is None and (is_ahead or candidate.confidence >= LIKELY)
        is_ahead = is_ahead and candidate.fact.id != own.id
    return False


def _lost(matcher: Matcher, number: int, at: int, winner: str) -> Lost:
    fact = matcher.base.facts[number]
    place = matcher.base.locations.get(fact.id, NOWHERE)
    file, line = place.wordings[at] if place.wordings else (place.file, place.line)
    return Lost(fact=fact, phrasing=fact.wordings[at], winner=winner, file=file, line=line)


def elliptic(base: FactBase) -> Iterator[Problem]:
    """Yield a warning for each answer that leans on one question: "Six." is false under another wording."""
    for fact in base.facts:
        if _leaning().match(fact.answer):
            place = base.locations.get(fact.id, NOWHERE)
            opening = " ".join(fact.answer.split()[:QUOTED])
            what = f"the answer begins '{opening} ...', which only one question fits"
            yield Problem(place.file, place.line, what, "write a whole sentence")


@cache
def _leaning() -> re.Pattern[str]:
    """Return the openings that answer one question and no other.

    These are yes and no, a reason, a bare number, date or name before the first stop. "No official said so" is a whole
    sentence, and no stop follows "Gen", "Jan" or an initial.
    """
    lists = english().leaning
    verdict, reason, abbreviation = map("|".join, (lists.verdict, lists.reason, lists.abbreviation))
    return re.compile(
        rf"\s*({verdict})\s*[,.;:!—]|\s*({reason})\b"
        rf"|\s*([^\s.]+\s){{0,2}}(?!([a-z]|{abbreviation})\.)[^\s.]+\.\s",
        re.IGNORECASE,
    )
