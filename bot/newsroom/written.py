"""Numbers and days of a text beside how they were written, for texts that are set side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language.claims import Claims, Count, Day, claims_of
from knowledge.language.english import english
from knowledge.language.text import Word, split

# Words before a number that make it a bound or a guess, and how far before it they stand: "more than some 40,000".
_LOOSE = frozenset(
    "about around roughly approximately nearly almost over under above below least most than some estimated circa up "
    "another".split()
)
_BEFORE = 3
# Words that a number is read with: what it counts is among them.
_BEHIND = 4
_LIMIT = 400
# Figures from five on are read in groups of three.
_GROUPED = 5


@dataclass(frozen=True, slots=True)
class Written:
    """A number with what it counts, as it was ``shown``; ``is_loose``: the text has it only as a bound or a guess."""

    count: Count
    shown: str
    is_loose: bool


def numbers_in(text: str, claims: Claims) -> Iterator[Written]:
    """Yield the numbers of a text that count something; ``claims`` are those of all of it."""
    words = split(text, _LIMIT)
    for at in range(len(words)):
        rest = claims_of(words[at + 1 : at + _BEHIND]).counts
        for count in claims_of(words[at : at + _BEHIND]).counts - rest:
            if count in claims.counts:
                before = {word.text for word in words[max(at - _BEFORE, 0) : at]}
                yield Written(count, _shown(words[at : at + _BEHIND], count), not _LOOSE.isdisjoint(before))


def _shown(words: tuple[Word, ...], count: Count) -> str:
    figure = words[0].written
    if figure.isdecimal() and len(figure) >= _GROUPED:
        figure = f"{int(figure):,}"
    if not figure[:1].isalnum():
        return figure
    return " ".join([figure, *(word.written for word in words[1:] if word.stem in count.of)])


def date_of(claims: Claims) -> Day | None:
    """Return the one date of a text, month and day 0 where it has none; None where it has no date or several."""
    if len(claims.days) > 1 or len(claims.years) > 1 or len(claims.months) > 1 or claims.seasons or claims.weekdays:
        return None
    year = next(iter(claims.years), "")
    if claims.days:
        (day,) = claims.days
        return day if day.year or not year else Day(day.month, day.day, year)
    month = next(iter(claims.months), 0)
    return Day(month, 0, year) if month or year else None


def dated(iso: str) -> Day:
    """Return an ISO 8601 year, month or day."""
    year, month, day = (*iso.split("-"), "0", "0")[:3]
    return Day(int(month), int(day), year)


def day_shown(day: Day) -> str:
    """Return a date in words, as much of it as there is."""
    month = english().calendar.month_names[day.month - 1].capitalize() if day.month else ""
    return " ".join(filter(None, (str(day.day) if day.day else "", month, day.year)))
