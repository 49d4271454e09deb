"""What a text commits itself to beside its topic: numbers, dates, negation, opposites, what it asks for."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.language.english import english
from knowledge.language.english.list_types import English, QuestionWord
from knowledge.language.text import Word

# Words behind a number that may be what it counts, up to the next small word. At 1 no answer to 13 bases changes.
LONGEST_COUNTED = 3
# By sign: the stems under which a sum counts them.
CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound"}


class Count(NamedTuple):
    """A number with the stems of what it may count, none where nothing tells."""

    number: str
    of: frozenset[str]


class Day(NamedTuple):
    """A day of a month, 1 to 31 and 1 to 12, and its year, "" where it has none."""

    month: int
    day: int
    year: str

    def may_be(self, other: "Day") -> bool:
        """Whether both may be one day."""
        return self[:2] == other[:2] and (self.year == other.year or "" in (self.year, other.year))


@dataclass(frozen=True, slots=True)
class Claims:
    """The parts of a text that a score cannot weigh: each must be carried, or it contradicts.

    ``numbers`` are all figures but years, days of a month among them; ``counts`` are those that count something, and
    ``days`` those days. ``dated`` are months with the year that stands behind them, ``seasons`` seasons likewise, ""
    where none does. ``now``: it asks for the present day.
    """

    numbers: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    months: frozenset[int] = frozenset()
    weekdays: frozenset[str] = frozenset()
    dated: frozenset[tuple[int, str]] = frozenset()
    seasons: frozenset[tuple[str, str]] = frozenset()
    question_words: frozenset[QuestionWord] = frozenset()
    negated: bool = False
    counts: frozenset[Count] = frozenset()
    days: frozenset[Day] = frozenset()
    now: bool = False

    @property
    def has_numbers(self) -> bool:
        """Whether there is any number or date."""
        return bool(self.numbers) or self.has_dates

    @property
    def has_dates(self) -> bool:
        """Whether there is any date."""
        return bool(self.years or self.months or self.weekdays or self.seasons)


def claims_of(words: Sequence[Word], skip: frozenset[int] = frozenset()) -> Claims:
    """Return what ``words`` claim; ``skip`` holds the places of words that are part of a name."""
    texts = [word.text for word in words]
    numbers, years = _numbers(texts, skip, english())
    calendar = english().calendar
    months = frozenset(calendar.months[text] for at, text in enumerate(texts) if _is_month(words, at))
    weekdays = frozenset(text for text in texts if text in calendar.weekdays)
    days = _days(words)
    return Claims(
        numbers,
        years,
        months,
        weekdays,
        _dated(words),
        _seasons(words),
        _asked(texts),
        _is_negated(texts),
        _counts(words, skip | days.keys()),
        frozenset(days.values()),
        _is_now(texts, skip),
    )


def _numbers(texts: list[str], skip: frozenset[int], lists: English) -> tuple[frozenset[str], frozenset[str]]:
    figures = [figure for at in range(len(texts)) if (figure := _figure(texts, at, skip, lists))]
    years = frozenset(filter(_is_year, figures))
    return frozenset(figures) - years, years


def _figure(texts: list[str], at: int, skip: frozenset[int], lists: English) -> str | None:
    """Return the number at a place in figures, None where none is."""
    text = texts[at]
    # "2 anna", "4 anna": a lone 2 or 4 before a name is a short "to" or "for".
    if at in skip or (text in lists.sounds and at + 1 in skip):
        return None
    if text[0].isdigit():
        return text
    return str(lists.numbers[text]) if text in lists.numbers and not _is_no_count(texts, at) else None


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and figure[:2] in ("17", "18", "19", "20")


def _counts(words: Sequence[Word], skip: frozenset[int]) -> frozenset[Count]:
    texts = [word.text for word in words]
    found = set()
    for at, word in enumerate(words):
        figure = _figure(texts, at, skip, english())
        if figure and not _is_year(figure):
            found.add(Count(figure, _counted(words, at, word)))
    return frozenset(found)


def _counted(words: Sequence[Word], at: int, word: Word) -> frozenset[str]:
    """Return the stems of what stands behind a number up to the next small word: one of them is what it counts."""
    if unit := CURRENCIES.get(word.written[:1]):
        return frozenset({unit})
    if word.text in english().cues.times:
        return frozenset({"time"})
    skipped = english().function_words
    behind = words[at + 1 : at + 1 + LONGEST_COUNTED]
    counted = itertools.takewhile(lambda other: other.text not in skipped and not other.text[0].isdigit(), behind)
    return frozenset(other.stem for other in counted)


def _days(words: Sequence[Word]) -> dict[int, Day]:
    """Return the days of a month by the place of their figure."""
    months = english().calendar.months
    found = {}
    for at, word in enumerate(words):
        if not _is_month(words, at):
            continue
        behind = [other.text for other in words[at + 1 : at + 3]]
        place = at + 1 if _is_day(behind[:1]) and (_is_year("".join(behind[1:])) or at == 0) else None
        before = at - 2 if at > 1 and words[at - 1].text == "of" else at - 1
        if place is None and before >= 0 and _is_day([words[before].text]):
            place = before
        elif place is None and _is_day(behind[:1]):
            place = at + 1
        if place is not None:
            years = [text for text in behind if _is_year(text)]
            found[place] = Day(months[word.text], _day(words[place].text), years[0] if years else "")
    return found


def _day(text: str) -> int:
    return int(text) if text.isdecimal() else english().ranks[text]


def _is_day(texts: list[str]) -> bool:
    return bool(texts) and (texts[0] in english().ranks or (texts[0].isdecimal() and 1 <= int(texts[0]) <= 31))


def _is_now(texts: list[str], skip: frozenset[int]) -> bool:
    said = [text for at, text in enumerate(texts) if at not in skip]
    phrases = {" ".join(said[at : at + length]) for at in range(len(said)) for length in (1, 2, 3)}
    return not phrases.isdisjoint(english().cues.now) and not _is_reason(texts, skip)


def _is_reason(texts: list[str], skip: frozenset[int]) -> bool:
    """Whether "now" opens a clause that gives a reason: "now that he is gone", "... now the bridge is closed"."""
    subjects = english().pronouns.subjects | english().cues.determiner
    for at, text in enumerate(texts[:-1]):
        if text != "now" or at in skip:
            continue
        if texts[at + 1] == "that":
            return True
        opens = at > 0 and texts[at - 1] not in english().auxiliaries and (at + 1 in skip or texts[at + 1] in subjects)
        if opens and not english().auxiliaries.isdisjoint(texts[at + 2 :]):
            return True
    return False


def _is_no_count(texts: list[str], at: int) -> bool:
    """Whether a number word counts nothing: "the two" points at a pair already named, "once he left" at a time."""
    before, is_last = texts[at - 1 : at], at + 1 == len(texts)
    if texts[at] == "once":
        return not is_last and texts[at + 1] != "or" and english().cues.once.isdisjoint(before)
    return (texts[at], before) == ("two", ["the"])


def _dated(words: Sequence[Word]) -> frozenset[tuple[int, str]]:
    found = set()
    months = english().calendar.months
    for at, word in enumerate(words):
        if _is_month(words, at):
            behind = [other.text for other in words[at + 1 : at + 3]]
            found |= {(months[word.text], text) for text in behind if len(text) == 4 and text.isdecimal()}
    return frozenset(found)


def _seasons(words: Sequence[Word]) -> frozenset[tuple[str, str]]:
    found = set()
    for at, word in enumerate(words):
        if word.text in english().calendar.seasons and _is_cued(words, at):
            behind = words[at + 1].text if at + 1 < len(words) else ""
            found.add((word.text, behind if len(behind) == 4 and behind.isdecimal() else ""))
    return frozenset(found)


def _is_month(words: Sequence[Word], at: int) -> bool:
    text, calendar = words[at].text, english().calendar
    return text in calendar.months and (text not in calendar.ambiguous_months or _is_cued(words, at))


def _is_cued(words: Sequence[Word], at: int) -> bool:
    """Whether the words around show that a month or a season is meant, not "may" or "fall"."""
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    return before in english().cues.month or before.isdigit() or after.isdigit()


def _asked(texts: list[str]) -> frozenset[QuestionWord]:
    asking = english().question_words
    asked = [text for at, text in enumerate(texts) if not _is_relative(texts, at)]
    phrases = (*asked, *map(" ".join, itertools.pairwise(asked)))
    found = {asking[phrase] for phrase in phrases if phrase in asking}
    # "when" in mid-sentence opens a clause: "did he lie when he spoke to her" asks for no date.
    if "when" in texts and texts.index("when") > 2 and texts[-1] != "when" and len(texts) > 4:
        found.discard("when")
    return frozenset(found)


def _is_relative(texts: list[str], at: int) -> bool:
    """Whether "who" or "where" opens a clause about what stands before it: "people who ...", "the man who ..."."""
    if at == 0 or english().question_words.get(texts[at]) not in ("who", "where"):
        return False
    before, first = texts[at - 1], texts[at - 2] if at > 1 else ""
    is_noun = first in english().cues.article and before not in english().function_words
    return before in english().cues.relative or is_noun


def _is_negated(texts: list[str]) -> bool:
    lists = english()
    for at, text in enumerate(texts):
        if text in lists.negations:
            leading = at == 1 and texts[0] in lists.auxiliaries  # "didn't he ...?" expects a yes
            rest = texts[at + 1 :]
            tag = (
                text == "not" and at > 1 and (not rest or (len(rest) == 1 and rest[0] in lists.pronouns.subjects))
            )  # "..., is it not"
            why_not = text == "not" and texts[at - 1 : at] == ["or"]
            # "I never found out when ...": what the asker doesn't know is no part of what is asked.
            own = not lists.pronouns.speaker.isdisjoint(texts[max(at - 2, 0) : at])
            if not (leading or tag or why_not or own):
                return True
    return False
