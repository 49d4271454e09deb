"""Days as somebody types them into a command: a year, a month or a day, read whole or refused with the form."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter, ValidationError

from knowledge.loading.values import PartialDate

_PARTIAL: TypeAdapter[str] = TypeAdapter(PartialDate)


class DayError(ValueError):
    """What was typed is no day that can be asked for; ``typed`` is that, ``fault`` says what is wrong with it."""

    def __init__(self, typed: str, fault: str) -> None:
        super().__init__(f"“{typed}” is {fault}")


@dataclass(frozen=True, slots=True)
class Period:
    """From a first day to a last one, both included."""

    first: date = date.min
    last: date = date.max

    def meets(self, other: "Period") -> bool:
        """Whether two periods have a day in common."""
        return self.first <= other.last and other.first <= self.last


def period_of(written: str) -> Period:
    """Return the days of a year, month or day in ISO 8601.

    Raises:
        DayError: it is none.
    """
    text = written.strip()
    try:
        _PARTIAL.validate_python(text)
    except ValidationError as error:
        raise DayError(text, error.errors()[0]["msg"].removeprefix("Value error, ").removeprefix("which is ")) from None
    first, months, days = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    last_month = months or 12
    return Period(
        date(first, months or 1, days or 1),
        date(first, last_month, days or monthrange(first, last_month)[1]),
    )


def period_between(first: str, last: str) -> Period:
    """Return the days from one that was typed to another; "" is as early or as late as there is.

    Raises:
        DayError: one of them can't be read, or the last is before the first.
    """
    found = Period(
        period_of(first).first if first.strip() else date.min,
        period_of(last).last if last.strip() else date.max,
    )
    if found.last < found.first:
        raise DayError(last.strip(), f"before {first.strip()}; write the earlier day first")
    return found


def day_of(written: str, today: date) -> date:
    """Return one whole day that is over or is today.

    Raises:
        DayError: it is not a whole day, or yet to come.
    """
    text, example = written.strip(), "write a day such as 2026-03-01"
    found = period_of(text) if text else None
    if found is None or found.first != found.last:
        raise DayError(text, f"not a whole day; {example}")
    if found.first > today:
        raise DayError(text, f"yet to come; {example}")
    return found.first
