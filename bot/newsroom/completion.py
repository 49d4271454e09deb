"""What a question that is being typed may become: first what it begins, then what asks for the same kind of thing."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.decision.matcher import Matcher
from knowledge.language.english import english
from knowledge.model import Fact

# Facts that are looked at: the nearest to what has been typed. With all their wordings read as they stand that takes
# some milliseconds, while somebody types.
LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Completion:
    """A fact with the wording of it that goes on from what has been typed, or comes nearest to that."""

    fact: Fact
    wording: str


def completions(matcher: Matcher, typed: str, most: int, longest: int = 0) -> tuple[Completion, ...]:
    """Return the questions that a typed beginning may become, a fact each, likeliest first.

    First come those that it begins word for word, then those that open alike ("when did fly": whens) and have all its
    words, the last of which may be no more than a beginning; then the nearest. ``longest`` is how many characters a
    wording may have, 0 for any.
    """
    start = " ".join(typed.casefold().split())
    opening = start.partition(" ")[0] if start.partition(" ")[0] in _opening() else ""
    near = dict.fromkeys((*matcher.near(typed, LOOKED_AT), *_begun(matcher, start)))
    found = []
    for place, fact in enumerate(near):
        fitting = [wording for wording in fact.wordings if not longest or len(wording) <= longest]
        ranked = [(_rank(wording.casefold(), start, opening), at) for at, wording in enumerate(fitting)]
        if ranked:
            rank, at = min(ranked)
            found.append((rank, place, Completion(fact, fitting[at])))
    return tuple(one for _, _, one in sorted(found, key=lambda each: each[:2])[:most])


def _begun(matcher: Matcher, start: str) -> Iterator[Fact]:
    """Yield the facts whose canonical question what has been typed begins, wherever they rank."""
    return (fact for fact in matcher.base.facts if start and fact.question.casefold().startswith(start))


def _rank(wording: str, start: str, opening: str) -> int:
    """Return how far a folded wording is from going on where a folded beginning ends, 0 for the least."""
    if wording.startswith(start):
        return 0
    padded = f" {wording}"
    has_all = all(f" {word}" in padded for word in start.split())
    if opening and wording.startswith(f"{opening} "):
        return 1 if has_all else 2
    return 3 if has_all else 4


def _opening() -> frozenset[str]:
    """Return the words that say, at the beginning of a question, what it asks for."""
    lists = english()
    return frozenset(lists.question_words) | frozenset(lists.open_question_words) | frozenset(lists.auxiliaries)
