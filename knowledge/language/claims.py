"""What a text commits itself to beside its topic: numbers, dates, negation, opposites, what it asks for."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.language.english import English, QuestionWord, english
from knowledge.language.text import Word


@dataclass(frozen=True, slots=True)
class Claims:
    """The parts of a text that a score cannot weigh: each must be carried, or it contradicts.

    ``dated`` are months with the year that stands behind them, ``seasons`` seasons likewise, "" where none does.
    """

    numbers: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    months: frozenset[int] = frozenset()
    weekdays: frozenset[str] = frozenset()
    dated: frozenset[tuple[int, str]] = frozenset()
    seasons: frozenset[tuple[str, str]] = frozenset()
    question_words: frozenset[QuestionWord] = frozenset()
    negated: bool = False

    @property
    def has_numbers(self) -> bool:
        """Whether there is any number or date."""
        return bool(self.numbers or self.years or self.months or self.weekdays or self.seasons)


def claims_of(words: Sequence[Word], skip: frozenset[int] = frozenset()) -> Claims:
    """Return what ``words`` claim; ``skip`` holds the places of words that are part of a name."""
    texts = [word.text for word in words]
    numbers, years = _numbers(texts, skip, english())
    calendar = english().calendar
    months = frozenset(calendar.months[text] for at, text in enumerate(texts) if _is_month(words, at))
    weekdays = frozenset(text for text in texts if text in calendar.weekdays)
    return Claims(numbers, years, months, weekdays, _dated(words), _seasons(words), _asked(texts), _is_negated(texts))


def _numbers(texts: list[str], skip: frozenset[int], lists: English) -> tuple[frozenset[str], frozenset[str]]:
    numbers: set[str] = set()
    years: set[str] = set()
    for at, text in enumerate(texts):
        if at in skip:
            continue
        # "2 anna", "4 anna": a lone 2 or 4 before a name is a short "to" or "for".
        if text in lists.sounds and at + 1 in skip:
            continue
        if text[0].isdigit():
            is_year = len(text) == 4 and text[:2] in ("17", "18", "19", "20")
            (years if is_year else numbers).add(text)
        elif text in lists.numbers and not _is_no_count(texts, at):
            numbers.add(str(lists.numbers[text]))
    return frozenset(numbers), frozenset(years)


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
    phrases = (*texts, *map(" ".join, itertools.pairwise(texts)))
    found = {asking[phrase] for phrase in phrases if phrase in asking}
    # "when" in mid-sentence opens a clause: "did he lie when he spoke to her" asks for no date.
    if "when" in texts and texts.index("when") > 2 and texts[-1] != "when" and len(texts) > 4:
        found.discard("when")
    return frozenset(found)


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
            if not (leading or tag or why_not):
                return True
    return False
