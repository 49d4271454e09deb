"""How the bot has done, in words: as a text, on the picture, and for whoever can't see that."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.desk.accounts import Account, Named, Week, half_within
from bot.limits import ALT_TEXT
from bot.text import counted, shortened
from bot.wording.facts import day_in_words

NOTHING = "Nothing has been asked in that time."
NO_STORE = "There is no store yet: nothing has been asked. It is made when the bot first runs."
NOT_DRAWN = "The picture could not be drawn; the log says why."
FILE, TEXT_FILE = "questions-by-week.png", "questions-by-week.txt"
ANSWERED, SUGGESTED, REFUSED, WRONG = "answered", "only suggestions", "no answer", "“Not what I asked”"
# Characters of a question in the list of a week.
QUESTION = 90
_UNITS = (("week", timedelta(weeks=1)), ("day", timedelta(days=1)), ("hour", timedelta(hours=1)))
_LEAST = 2
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
Shown = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What a picture shows: its words, and a number a week for each of three panels, the oldest first.

    ``parts`` are stacked, each under its name; ``waits_days`` are None where nothing that waited was answered.
    """

    title: str
    span: str
    nothing: str
    weeks: tuple[str, ...]
    parts: Mapping[str, tuple[int, ...]]
    wrong_title: str
    wrong: tuple[int, ...]
    waits_title: str
    waits_days: tuple[float | None, ...]


def account_in_words(account: Account, questions: Mapping[str, str], shown: Shown = str) -> str:
    """Return what was asked and what came of it, in all and week by week, the newest first.

    Args:
        account: what was counted.
        questions: the question of each fact, by its id; a fact that is gone goes by its id.
        shown: makes what somebody else wrote fit for where it is shown.
    """
    lines = [*_in_all(account), *_waiting(account)]
    if account.weeks:
        lines.append("By week, the newest first:")
        for week in reversed(account.weeks):
            lines += _week(week, questions, shown)
    return "\n".join(lines)


def _in_all(account: Account) -> Iterator[str]:
    weeks = account.weeks
    asked = sum(week.asked for week in weeks)
    if not weeks:
        yield NOTHING
        return
    yield f"{_span(weeks)} ({counted(len(weeks), 'week')}): {counted(asked, 'question')}"
    for name, count in _sums(weeks):
        yield f"- {name}: {count} ({_share(count, asked)})"
    answered, wrong = sum(week.answered for week in weeks), sum(week.wrong for week in weeks)
    yield f"- {WRONG}: {wrong} ({_share(wrong, answered)} of the answers)"
    waits = [wait for week in weeks for wait in week.waits]
    half = half_within(waits)
    if half is not None:
        within = f"half of them within {time_in_words(half)}, the slowest after {time_in_words(max(waits))}"
        yield f"- answered after they had waited: {len(waits)}, {within}"


def _waiting(account: Account) -> Iterator[str]:
    if account.waiting and account.oldest:
        yield f"- waiting now: {account.waiting}, the oldest since {day_in_words(account.oldest.date())}"


def _sums(weeks: Sequence[Week]) -> Iterator[tuple[str, int]]:
    yield ANSWERED, sum(week.answered for week in weeks)
    yield SUGGESTED, sum(week.suggested for week in weeks)
    yield REFUSED, sum(week.refused for week in weeks)


def _week(week: Week, questions: Mapping[str, str], shown: Shown) -> Iterator[str]:
    came = ", ".join(f"{count} {name}" for name, count in _sums([week]) if count)
    wrong = f"; {WRONG}: {week.wrong}" if week.wrong else ""
    half = half_within(week.waits)
    within = f", half within {time_in_words(half)}" if half is not None else ""
    waits = f"; answered after they had waited: {len(week.waits)}{within}" if week.waits else ""
    yield f"From {day_in_words(week.monday)}: {week.asked} asked{f' ({came})' if came else ''}{wrong}{waits}"
    for what, named in (("most asked", week.most_asked), ("most asked in vain", week.most_refused)):
        if named:
            yield f"  {what}: {'; '.join(_named(one, questions, shown) for one in named)}"


def _named(one: Named, questions: Mapping[str, str], shown: Shown) -> str:
    return f"{shown(shortened(questions.get(one.name, one.name), QUESTION))} ({one.times})"


def chart_of(account: Account) -> Chart:
    """Return what the picture shows."""
    weeks = account.weeks
    return Chart(
        title="Questions a week",
        span=_span(weeks) if weeks else "",
        nothing=NOTHING,
        weeks=tuple(_short(week.monday) for week in weeks),
        parts={
            ANSWERED: tuple(week.answered for week in weeks),
            SUGGESTED: tuple(week.suggested for week in weeks),
            REFUSED: tuple(week.refused for week in weeks),
        },
        wrong_title=f"{WRONG}, answers a week",
        wrong=tuple(week.wrong for week in weeks),
        waits_title="Time to answer what waited, days (median)",
        waits_days=tuple(None if half is None else half / _DAY for half in (half_within(week.waits) for week in weeks)),
    )


def alt_text(account: Account) -> str:
    """Return what the picture shows, for whoever can't see it."""
    if not account.weeks:
        return shortened(f"An empty chart. {NOTHING}", ALT_TEXT)
    busiest = max(account.weeks, key=lambda week: week.asked)
    said = "; ".join(line.removeprefix("- ") for line in _in_all(account))
    most = f"The most in a week: {busiest.asked}, from {day_in_words(busiest.monday)}."
    return shortened(f"Bars of the questions of each week, by what came of them. {said}. {most}", ALT_TEXT)


def time_in_words(time: timedelta) -> str:
    """Return a length of time in the largest unit of which there are two or more."""
    for name, unit in _UNITS:
        if time >= _LEAST * unit:
            return counted(round(time / unit), name)
    return counted(max(round(time / _MINUTE), 1), "minute")


def _span(weeks: Sequence[Week]) -> str:
    last = weeks[-1].monday + timedelta(days=6)
    return f"{day_in_words(weeks[0].monday)} to {day_in_words(last)}"


def _short(day: date) -> str:
    day_number, month, *_ = day_in_words(day).split()
    return f"{day_number} {month[:3]}"


def _share(count: int, of: int) -> str:
    return f"{count / of:.0%}" if of else "none"
