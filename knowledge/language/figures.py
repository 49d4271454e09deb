"""Numbers and dates in one form each: forty-five thousand and 45 thousand as 45000, 12/29/2016 as 29 December 2016.

Between slashes the month goes first unless it can't, as in most of what is written in English; between points the day.
"""

import re
from datetime import date
from functools import cache

from text_to_num import alpha2digit

from knowledge.language.english import english

# The first two figures of a year that is spoken in two halves: "twenty sixteen"; "eleven thirty" is an hour.
CENTURIES = range(17, 21)
_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
           "grand": 10**3}  # fmt: skip
# A grand jury is no thousand of them.
_GRAND = r"grand(?!\s+jur)"
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "bn": 10**9}
_ISO = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d-])")
_SLASHES = re.compile(r"(?<![\d/])(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?![\d/])")
_POINTS = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d|\.\d)")
_FIGURE = re.compile(r"[$€£]?(?P<figure>\d[\d,]*(?:\.\d+)?)")


def in_figures(text: str) -> str:
    """Return ``text`` with numbers of several words in figures, and full dates in figures with the month in words."""
    if "-" in text or "/" in text or "." in text:
        for form in (_ISO, _SLASHES, _POINTS):
            text = form.sub(_date, text)
    return _spelt_out().sub(_number, text)


def scaled(figure: str, scale: str) -> str:
    """Return a number without commas and signs, times the scale behind it ("k", "m", "bn", "" and endings: none)."""
    value = float(figure.lstrip("$€£").replace(",", "")) * _SHORT_SCALES.get(scale, 1)
    return str(int(value)) if value.is_integer() else str(value)


def _date(found: re.Match[str]) -> str:
    day, month, year = (int(found[part]) for part in ("day", "month", "year"))
    if found.re is _SLASHES and month > 12:
        day, month = month, day
    try:
        date(year, month, day)
    except ValueError:
        return found[0]
    return f"{day} {english().calendar.month_names[month - 1]} {year}"


@cache
def _spelt_out() -> re.Pattern[str]:
    """Return a pattern for numbers of two words and more, the first of which may be in figures."""
    scales = "|".join(scale for scale in _SCALES if scale != "grand") + f"|{_GRAND}"
    words = "|".join(word for word in english().numbers if word not in ("once", "twice", "thrice"))
    last = "|".join(english().ranks)
    figure = rf"[$€£]?\d[\d,]*(?:\.\d+)?(?:\s+(?:{scales}))+"
    spoken = rf"(?:{words})(?:(?:[\s-]+and)?[\s-]+(?:{words}))*(?:[\s-]+(?:{last}|{_GRAND}))?"
    return re.compile(rf"\b(?:half\s+an?\s+(?:{scales})|{spoken})\b|(?<![\w.,]){figure}\b", re.IGNORECASE)


def _number(found: re.Match[str]) -> str:
    parts = re.split(r"[\s-]+", found[0].casefold())
    if len(parts) == 1:
        return found[0]
    if parts[0] == "half":
        return str(_SCALES[parts[-1]] // 2)
    if figure := _FIGURE.fullmatch(parts[0]):
        return _times(float(figure["figure"].replace(",", "")), parts[1:])
    if parts[-1] in ("dozen", "grand"):
        head = english().numbers.get(" ".join(parts[:-1])) or _spoken(parts[:-1])
        return _times(float(head), parts[-1:]) if head else found[0]
    return _spoken(parts) or found[0]


def _times(value: float, scales: list[str]) -> str:
    for scale in scales:
        value *= _SCALES[scale]
    return str(int(value)) if value.is_integer() else str(value)


def _spoken(parts: list[str]) -> str | None:
    read: list[str] = alpha2digit(" ".join(parts), "en").split()
    if len(read) == 1 and read[0][0].isdigit():
        return read[0]
    if len(read) == 2 and all(len(part) == 2 and part.isdecimal() for part in read) and int(read[0]) in CENTURIES:
        return "".join(read)
    return None
