"""What a text commits itself to beside its topic: numbers, dates, negation, opposites, what it asks for."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.language.english import English, english
from knowledge.language.text import Word

QuestionWord = Literal["when", "where", "who", "why", "how many", "how long"]

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_PRONOUNS = frozenset("i you he she it we they".split())
ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_ONCE_CUES = frozenset("only just than even least".split())
_NEGATIONS = frozenset("not never no none nobody neither nor without".split())
_AUXILIARIES = frozenset("do does did is are was were has have had will would can could should".split())
# After "how" these ask for no measure.
NO_MEASURE = _AUXILIARIES | frozenset(
    "many much long often come soon about be been being may might must shall to a the".split()
)
_MONTH_CUES = frozenset("in on of since until till by last this during early late mid from before after".split())
SEASONS = {
    name: months
    for names, months in (
        ("spring", (3, 4, 5)), ("summer", (6, 7, 8)), ("autumn fall", (9, 10, 11)), ("winter", (12, 1, 2)),
    )
    for name in names.split()
}  # fmt: skip
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar"})
_QUESTION_WORDS: dict[str, QuestionWord] = {
    "when": "when", "where": "where", "who": "who", "whom": "who", "whose": "who", "why": "why",
}  # fmt: skip
_QUESTION_PHRASES: dict[tuple[str, str], QuestionWord] = {
    ("how", "many"): "how many", ("how", "much"): "how many", ("how", "often"): "how many",
    ("how", "come"): "why", ("what", "for"): "why", ("what", "reason"): "why", ("the", "reason"): "why",
    ("what", "date"): "when", ("which", "date"): "when", ("what", "day"): "when", ("which", "day"): "when",
    ("what", "year"): "when", ("which", "year"): "when", ("what", "month"): "when", ("which", "month"): "when",
    ("what", "time"): "when", ("how", "long"): "how long", ("how", "soon"): "when", ("what", "place"): "where",
    ("which", "city"): "where", ("what", "city"): "where", ("which", "country"): "where",
    ("what", "country"): "where", ("which", "person"): "who",
    ("what", "number"): "how many", ("the", "number"): "how many",
}  # fmt: skip


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
    months = frozenset(MONTHS[text] for at, text in enumerate(texts) if text in MONTHS and _is_month(words, at))
    weekdays = frozenset(text for text in texts if text in WEEKDAYS)
    return Claims(numbers, years, months, weekdays, _dated(words), _seasons(words), _asked(texts), _is_negated(texts))


def _numbers(texts: list[str], skip: frozenset[int], lists: English) -> tuple[frozenset[str], frozenset[str]]:
    numbers: set[str] = set()
    years: set[str] = set()
    for at, text in enumerate(texts):
        if at in skip:
            continue
        # "2 anna", "4 anna": a lone 2 or 4 before a name is a short "to" or "for".
        if text in ("2", "4") and at + 1 in skip:
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
        return not is_last and texts[at + 1] != "or" and not _ONCE_CUES.intersection(before)
    return (texts[at], before) == ("two", ["the"])


def _dated(words: Sequence[Word]) -> frozenset[tuple[int, str]]:
    found = set()
    for at, word in enumerate(words):
        if word.text in MONTHS and _is_month(words, at):
            behind = [other.text for other in words[at + 1 : at + 3]]
            found |= {(MONTHS[word.text], text) for text in behind if len(text) == 4 and text.isdecimal()}
    return frozenset(found)


def _seasons(words: Sequence[Word]) -> frozenset[tuple[str, str]]:
    found = set()
    for at, word in enumerate(words):
        if word.text in SEASONS and _is_cued(words, at):
            behind = words[at + 1].text if at + 1 < len(words) else ""
            found.add((word.text, behind if len(behind) == 4 and behind.isdecimal() else ""))
    return frozenset(found)


def _is_month(words: Sequence[Word], at: int) -> bool:
    return words[at].text not in _AMBIGUOUS_MONTHS or _is_cued(words, at)


def _is_cued(words: Sequence[Word], at: int) -> bool:
    """Whether the words around show that a month or a season is meant, not "may" or "fall"."""
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    return before in _MONTH_CUES or before.isdigit() or after.isdigit()


def _asked(texts: list[str]) -> frozenset[QuestionWord]:
    found = {_QUESTION_WORDS[text] for text in texts if text in _QUESTION_WORDS}
    pairs = set(itertools.pairwise(texts)) & _QUESTION_PHRASES.keys()
    found |= {_QUESTION_PHRASES[pair] for pair in pairs}
    # "when" in mid-sentence opens a clause: "did he lie when he spoke to her" asks for no date.
    if "when" in texts and texts.index("when") > 2 and texts[-1] != "when" and len(texts) > 4:
        found.discard("when")
    return frozenset(found)


def _is_negated(texts: list[str]) -> bool:
    for at, text in enumerate(texts):
        if text in _NEGATIONS:
            leading = at == 1 and texts[0] in _AUXILIARIES  # "didn't he ...?" expects a yes
            rest = texts[at + 1 :]
            tag = (
                text == "not" and at > 1 and (not rest or (len(rest) == 1 and rest[0] in _PRONOUNS))
            )  # "..., is it not"
            why_not = text == "not" and texts[at - 1 : at] == ["or"]
            if not (leading or tag or why_not):
                return True
    return False
