"""When a fact is to be checked again, and which reports it rests on have been taken back.

The day is always the caller's: what is due changes at midnight, so nothing here is worth keeping.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from knowledge.errors import Problem
from knowledge.model import Fact, FactBase, Location, Source

_NOWHERE = Location("", 0)


def due_on(fact: Fact, base: FactBase) -> date | None:
    """Return the last day on which a fact still counts as checked; None where nobody has set one.

    A ``review_by`` that an editor has met, for the fact was checked on that day or later, sets none any more.
    """
    if fact.review_by is not None and fact.review_by > fact.as_of:
        return fact.review_by
    if base.review_after is None:
        return None
    try:
        return fact.as_of + timedelta(days=base.review_after)
    except OverflowError:  # after the last year of the calendar
        return None


def is_overdue(fact: Fact, base: FactBase, today: date) -> bool:
    """Whether a fact should have been checked again before ``today``."""
    due = due_on(fact, base)
    return due is not None and due < today


def overdue(base: FactBase, today: date) -> tuple[Fact, ...]:
    """Return the facts that should have been checked again before ``today``, longest due first."""
    late = [(due, fact) for fact in base.facts if (due := due_on(fact, base)) is not None and due < today]
    return tuple(fact for _, fact in sorted(late, key=lambda one: (one[0], one[1].id)))


def retracted_under(fact: Fact, base: FactBase) -> tuple[Source, ...]:
    """Return the reports that a fact rests on and that were taken back: what it cites first, then its positions."""
    cited = (citation.source for citation in fact.citations)
    held = (position.source for position in fact.positions if position.source)
    named = (base.sources.get(name) for name in dict.fromkeys((*cited, *held)))
    return tuple(source for source in named if source is not None and source.retracted is not None)


def resting_on_retracted(base: FactBase) -> tuple[Fact, ...]:
    """Return the facts that rest on a report which was taken back, in the order of the base."""
    if not any(source.retracted for source in base.sources.values()):
        return ()
    return tuple(fact for fact in base.facts if retracted_under(fact, base))


def warnings(base: FactBase, today: date) -> Iterator[Problem]:
    """Yield a warning for each fact that is overdue, and for each report under one that was taken back."""
    for fact in overdue(base, today):
        what = f"'{fact.id}' has not been checked since {fact.as_of}, and was to be by {due_on(fact, base)}"
        yield _warning(base, fact, what, "check it and write the day as 'as_of', or press Still true in /desk queue")
    for fact in resting_on_retracted(base):
        for source in _taken_back(retracted_under(fact, base)):
            what = f"'{fact.id}' rests on {source}"
            yield _warning(base, fact, what, "cite another report, or change the answer; until then readers are told")


def _taken_back(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        if source.retracted is not None:
            yield f"'{source.id}', which was taken back on {source.retracted.on} ({source.retracted.note})"


def _warning(base: FactBase, fact: Fact, what: str, remedy: str) -> Problem:
    place = base.locations.get(fact.id, _NOWHERE)
    return Problem(place.file, place.line, what, remedy)
