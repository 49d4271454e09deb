"""What a picture of a timeline shows, its words included. What draws it reads this and nothing else of the bot."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says of a contested claim."""

    who: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry: its words, and where its bar begins and ends, from 0 (the left) to 1.

    ``shape`` is that of its mark, as matplotlib names it, and ``colour`` #rrggbb. A bar that is ``whole`` is of a
    month, a year or a span; of a day there is only the mark. ``more`` says how many sides are left out, "" for none.
    """

    number: int
    when: str
    status: str
    colour: str
    shape: str
    question: str
    begins: float
    ends: float
    is_span: bool
    sides: tuple[Side, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineChart:
    """One picture: its title, the days it is of, the marks of time along its bars (0 to 1, with a label), the rows."""

    title: str
    span: str
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[Row, ...]
    is_dark: bool


def chart_from(data: dict[str, object]) -> TimelineChart:
    """Return a chart from what JSON made of it."""
    rows = [dict(row) for row in data["rows"]]  # type: ignore[attr-defined]
    for row in rows:
        row["sides"] = tuple(Side(**side) for side in row["sides"])
    ticks = tuple((float(place), str(label)) for place, label in data["ticks"])  # type: ignore[attr-defined]
    return TimelineChart(**(data | {"rows": tuple(Row(**row) for row in rows), "ticks": ticks}))  # type: ignore[arg-type]
