"""Numbers and dates: those of a question against those that a fact's texts, days and sources hold."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from knowledge.language.claims import CURRENCIES, Claims, Count, Day
from knowledge.language.english import english
from knowledge.language.stemming import stem
from knowledge.model import Fact, Source
from knowledge.reading.blocks import Block


def claims_held(texts: Iterable[Claims], fact: Fact, sources: Iterable[Source]) -> Claims:
    """Return what the texts of a fact, its days and its sources' days claim together."""
    claims = list(texts)
    years, months, weekdays = set[str](), set[int](), set[str]()
    dated: set[tuple[int, str]] = set()
    days: set[Day] = set()
    for part in (text.split("-") for text in _dates(fact, sources) if text):
        years.add(part[0])
        if len(part) > 1:
            months.add(int(part[1]))
            dated.add((int(part[1]), part[0]))
        if len(part) > 2:
            days.add(Day(int(part[1]), int(part[2]), part[0]))
            weekdays.add(english().calendar.weekdays[date(int(part[0]), int(part[1]), int(part[2])).weekday()])
    return Claims(
        numbers=frozenset().union(*(claim.numbers for claim in claims)),
        years=frozenset(years).union(*(claim.years for claim in claims)),
        months=frozenset(months).union(*(claim.months for claim in claims)),
        weekdays=frozenset(weekdays).union(*(claim.weekdays for claim in claims)),
        dated=frozenset(dated).union(*(claim.dated for claim in claims)),
        seasons=frozenset().union(*(claim.seasons for claim in claims)),
        days=frozenset(days).union(*(claim.days for claim in claims)),
        counts=frozenset().union(*(claim.counts for claim in claims)),
    )


def claims_block(question: Claims, held: Claims, own: Claims) -> Block | None:
    """Return the first number or date of a question that isn't held, and in whose place the fact's ``own`` has others.

    A fact that counts nothing, or tells no date, contradicts none: see ``claims_missing``.
    """
    if not question.has_numbers:
        return None
    number = _number_block(question, held) if own.counts else None
    return number or (_date_block(question, held) if own.has_dates else None)


def claims_missing(question: Claims, held: Claims) -> bool:
    """Whether a question has a number or a date that isn't held."""
    return question.has_numbers and bool(_number_block(question, held) or _date_block(question, held))


def _dates(fact: Fact, sources: Iterable[Source]) -> Iterable[str]:
    yield from (fact.happened or "").split("/")
    yield from (source.published for source in sources)
    yield from (position.on or "" for position in fact.positions)


def _number_block(question: Claims, held: Claims) -> Block | None:
    # A day of the month is no count, so a date of the fact doesn't carry a number of things.
    for count in sorted(question.counts, key=lambda count: count.number):
        same = [other for other in held.counts if other.number == count.number]
        if (not same and f"20{count.number}" not in held.years) or (same and _is_in_other_unit(count, same)):
            return Block("number", count.number)
    return None


def _is_in_other_unit(count: Count, same: Iterable[Count]) -> bool:
    """Whether the same numbers all count something else, by units that can't be mistaken: 3 weeks, 3 years."""
    unit = count.of & _units()
    return bool(unit) and all(other.of & _units() and unit.isdisjoint(other.of) for other in same)


@cache
def _units() -> frozenset[str]:
    """Return the stems of units of time and money."""
    return frozenset(CURRENCIES.values()) | {stem(word) for word in english().holding["duration"]}


def _date_block(question: Claims, held: Claims) -> Block | None:
    for day in sorted(question.days):
        if not any(day.may_be(other) for other in held.days):
            return Block("date", f"{day.day} {_month(day.month)} {day.year}".strip())
    return _month_block(question, held) or _season_block(question, held)


def _month_block(question: Claims, held: Claims) -> Block | None:
    for year in sorted(question.years - held.years):
        return Block("date", year)
    for month in sorted(question.months - held.months):
        years = sorted(year for of, year in question.dated if of == month)
        return Block("date", " ".join([_month(month), *years[:1]]))
    for month, year in sorted(question.dated - held.dated):
        return Block("date", f"{_month(month)} {year}")
    return None


def _season_block(question: Claims, held: Claims) -> Block | None:
    for season, year in sorted(question.seasons):
        if not _is_season_of(season, year, held):
            return Block("date", f"{season} {year}".strip())
    for weekday in sorted(question.weekdays - held.weekdays):
        return Block("date", weekday.capitalize())
    return None


def _is_season_of(season: str, year: str, held: Claims) -> bool:
    if (season, year) in held.seasons or (season, "") in held.seasons:
        return True
    months = english().calendar.seasons[season]
    if not year:
        return not held.months.isdisjoint(months)
    # A winter is named after the year in which it begins or the one in which it ends.
    years = {year, str(int(year) + 1), str(int(year) - 1)} if 1 in months else {year}
    return any((month, of) in held.dated for month in months for of in years)


def _month(number: int) -> str:
    return english().calendar.month_names[number - 1].capitalize()
