"""A timeline in words: as a text, on its pictures, and where there is nothing to show."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from bot.limits import ALT_TEXT
from bot.newsroom.timeline import Entry, Subject, Timeline
from bot.newsroom.written_days import DayError, Period
from bot.text import counted, shortened
from bot.wording.cautions import cautions, cautions_in_brief
from bot.wording.facts import day_in_words, span_in_words, who
from bot.wording.status_looks import look_of
from bot.wording.timeline_chart import Row, Side, TimelineChart
from knowledge.decision.matcher import Matcher

NOT_DRAWN = "The picture could not be drawn; the log says why."
FILE = "timeline"
# As many entries as a reader goes through, and as five pictures hold; whoever wants others names days.
MOST = 60
# Entries of one picture: with their sides they stay as high as a phone shows without shrinking the letters.
OF_A_PICTURE = 12
# Characters of an answer in the text, two or three lines of a phone; and of a side on the picture and in the text.
ANSWER, SAYS = 300, 160
SIDES = 4
# Labels along the time, which don't touch; and from how many days on whole years are told apart, not months.
_TICKS = 5
_YEARS_FROM = 3 * 366
# What is this many times as far off as the middle half of the entries spans, a year at least, is off the scale.
_FAR, _YEAR = 3, 366
EARLIER, LATER = "earlier than shown", "later than shown"
Shown = Callable[[str], str]


def day_refused(error: DayError) -> str:
    """Return why a day that was typed can't be used, and how to write one."""
    return f"{error}."


def unknown_subject(name: str, near: Sequence[Subject]) -> str:
    """Return that there is no such name or topic, and what there is instead."""
    said = f"I have nobody and nothing called “{name}”, and no topic of that name."
    offered = "; ".join(subject_in_words(one) for one in near)
    return f"{said} There is: {offered}." if offered else said


def subject_in_words(subject: Subject) -> str:
    """Return a subject as it is offered."""
    return f"{subject.name} (topic)" if subject.kind == "topic" else subject.name


def about_whom(subjects: Sequence[Subject]) -> str:
    """Return the subjects as a title has them."""
    return " and ".join(subject_in_words(one) for one in subjects)


def period_in_words(period: Period) -> str:
    """Return the days of a period, "" for any."""
    first = f"from {day_in_words(period.first)}" if period.first != date.min else ""
    last = f"until {day_in_words(period.last)}" if period.last != date.max else ""
    return " ".join(filter(None, (first, last)))


def timeline_in_words(timeline: Timeline, matcher: Matcher, today: date, strong: str = "**") -> str:
    """Return a timeline as a text: of each entry its days, its status and its answer; or what there is instead.

    What is to be minded of an answer on the day ``today`` stands before it. ``strong`` stands around what is to stand
    out, "" where nothing can.
    """
    if not timeline.entries:
        return nothing_in_words(timeline)
    lines = [f"{strong}{about_whom(timeline.subjects)}{strong}: {_counted(timeline)}"]
    for number, entry in enumerate(timeline.entries[:MOST], 1):
        lead, *rest = _entry(number, entry, matcher, strong)
        minded = cautions_in_brief if strong else cautions
        lines += ["", lead, *minded(entry.fact, matcher.base, today), *rest]
    return "\n".join(lines)


def _entry(number: int, entry: Entry, matcher: Matcher, strong: str) -> Iterator[str]:
    fact = entry.fact
    when = f"{strong}{number}. {span_in_words(fact.happened or '')}{strong}"
    yield f"{when} · {look_of(fact.status).at_a_glance}"
    yield shortened(fact.answer, ANSWER)
    for one in fact.positions[:SIDES]:
        yield f"- {strong}{who(one, matcher)}{strong}: {shortened(one.says, SAYS)}"
    if more := _more(entry):
        yield f"- {more}"


def _counted(timeline: Timeline) -> str:
    period = period_in_words(timeline.asked)
    said = f"{counted(len(timeline.entries), 'fact')} with a day{f', {period}' if period else ''}."
    if len(timeline.entries) > MOST:
        said += f" These are the first {MOST}; for later ones say from which day."
    if timeline.undated:
        said += f" {counted(timeline.undated, 'more fact')} without one: ask for them with a question."
    return said


def nothing_in_words(timeline: Timeline) -> str:
    """Return that nothing is to be shown, and what there is."""
    about, period = about_whom(timeline.subjects), period_in_words(timeline.asked)
    if timeline.dated:
        last = max(one.period.last for one in timeline.dated)
        days = f"{day_in_words(timeline.dated[0].period.first)} to {day_in_words(last)}"
        verb, facts = "is" if len(timeline.dated) == 1 else "are", counted(len(timeline.dated), "fact")
        there_is = f"On other days there {verb} {facts}: {days}."
        return f"No fact on {about} has a day {period}. {there_is}"
    said = f"No fact on {about} says when it happened."
    if timeline.undated:
        said += f" {counted(timeline.undated, 'fact')} without a day: ask for them with a question."
    pairs = zip(timeline.subjects, timeline.alone, strict=False)
    single = [f"{counted(count, 'fact')} on {subject_in_words(one)}" for one, count in pairs]
    return f"{said} With a day there are {' and '.join(single)}." if single else said


def charts_of(timeline: Timeline, matcher: Matcher, *, is_dark: bool) -> tuple[TimelineChart, ...]:
    """Return what the pictures of a timeline show: a dozen entries each, along the time of those."""
    entries = list(enumerate(timeline.entries[:MOST], 1))
    parts = [entries[at : at + OF_A_PICTURE] for at in range(0, len(entries), OF_A_PICTURE)]
    charts = []
    for number, part in enumerate(parts, 1):
        shown = _bounds([entry.period for _, entry in part])
        of = f" ({number} of {len(parts)})" if len(parts) > 1 else ""
        charts.append(
            TimelineChart(
                title=about_whom(timeline.subjects),
                span=f"{day_in_words(shown.first)} to {day_in_words(shown.last)}{of}",
                ticks=tuple(_ticks(shown)),
                rows=tuple(_row(place, entry, shown, matcher) for place, entry in part),
                is_dark=is_dark,
            )
        )
    return tuple(charts)


def alt_text(chart: TimelineChart) -> str:
    """Return what a picture shows, for whoever can't see it."""
    told = "; ".join(f"{row.number}. {row.when}, {row.status}: {row.question}" for row in chart.rows)
    return shortened(f"Timeline of {chart.title}, {chart.span}. {told}", ALT_TEXT)


def _row(number: int, entry: Entry, shown: Period, matcher: Matcher) -> Row:
    fact, look, period = entry.fact, look_of(entry.fact.status), entry.period
    days = (shown.last - shown.first).days + 1
    beyond = EARLIER if period.last < shown.first else LATER if period.first > shown.last else ""
    return Row(
        number=number,
        when=" · ".join(filter(None, (span_in_words(fact.happened or ""), beyond))),
        status=look.words,
        colour=f"#{look.colour:06x}",
        shape=look.shape,
        question=fact.question,
        begins=min(max((period.first - shown.first).days / days, 0.0), 1.0),
        ends=min(max(((period.last - shown.first).days + 1) / days, 0.0), 1.0),
        is_span=period.first != period.last and not beyond,
        sides=tuple(Side(who(one, matcher), shortened(one.says, SAYS)) for one in fact.positions[:SIDES]),
        more=_more(entry),
    )


def _more(entry: Entry) -> str:
    left = len(entry.fact.positions) - SIDES
    return f"and {counted(left, 'other')}" if left > 0 else ""


def _bounds(periods: Sequence[Period]) -> Period:
    """Return whole months, or whole years where there are many, that hold all periods but those far off."""
    near = _near(sorted(periods, key=lambda one: (one.first, one.last)))
    first, last = min(one.first for one in near), max(one.last for one in near)
    if (last - first).days >= _YEARS_FROM:
        return Period(first.replace(month=1, day=1), last.replace(month=12, day=31))
    return Period(first.replace(day=1), _next_month(last.replace(day=1), 1) - timedelta(days=1))


def _near(periods: Sequence[Period]) -> Sequence[Period]:
    """Leave out what is so far from the middle half of the periods that those would shrink to a point."""
    outer = len(periods) // 4
    middle = periods[outer : len(periods) - outer]
    first, last = middle[0].first, max(one.last for one in middle)
    far = _FAR * max((last - first).days, _YEAR)
    return [one for one in periods if (first - one.first).days <= far and (one.last - last).days <= far]


def _ticks(bounds: Period) -> Iterator[tuple[float, str]]:
    """Yield where months or years begin, as many as there is room for, with their names."""
    days = (bounds.last - bounds.first).days + 1
    months = (bounds.last.year - bounds.first.year) * 12 + bounds.last.month - bounds.first.month + 1
    in_years = days >= _YEARS_FROM
    step = -(-months // _TICKS)
    step = -(-step // 12) * 12 if in_years else step
    for back in range(0, months, step):
        day = _next_month(bounds.first, back)
        yield (day - bounds.first).days / days, str(day.year) if in_years else _short_month(day)


def _next_month(day: date, months: int) -> date:
    """Return the first of a month so many months on; beyond the calendar's end its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) if year <= date.max.year else date.max


def _short_month(day: date) -> str:
    month, year = day_in_words(f"{day:%Y-%m}").split()
    return f"{month[:3]} {year}"
