"""What a text of the YAML may be: an id, a line, a day, a moment, a web address; each fault says how to mend it."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic import StringConstraints as Text

# Characters. An answer fits a message of Discord's (2,000) with its status and sources below it, and nobody reads more
# in a chat; a question and any other line fit a field of an embed (1,024) with something beside them.
ANSWER_LIMIT, QUESTION_LIMIT, LINE_LIMIT = 1500, 500, 600
# Characters of an id, which stands in the ids of buttons (100) beside what they do, and in the store.
ID_LIMIT = 80
# A quotation that is short enough to be one, and to stand in a field of an embed (1,024) with where it was said.
QUOTE_LIMIT = 400

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOOSE_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DAYS = re.compile(r"([1-9]\d{0,3})d", re.ASCII)
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}
_ISO_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def _whole_day(text: object) -> date:
    written = str(text)
    if not _ISO_DAY.fullmatch(written):
        example = (
            "-".join(part.zfill(2) for part in written.split("-")) if _LOOSE_DAY.fullmatch(written) else "2026-03-01"
        )
        raise ValueError(f"not a date; write it as {example}")
    _in_calendar(written)
    return date.fromisoformat(written)


def _partial_date(text: str) -> str:
    if not _ISO_PARTIAL.fullmatch(text):
        raise ValueError("not a date; write a year, month or day such as 2026, 2026-03 or 2026-03-01")
    _in_calendar(text)
    return text


def _in_calendar(text: str) -> None:
    """Refuse what is written as a year, month or day and isn't one."""
    year, month, day = (int(part) for part in (text + "-01-01")[:10].split("-"))
    if not year:
        raise ValueError("which is in no year; write one from 0001 on")
    if not 1 <= month <= 12:
        raise ValueError("which is in no month; write one from 01 to 12")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ValueError(f"which is no day; {text[:7]} has the days from 01 to {days}")


def is_before(day: str, other: str) -> bool:
    """Whether a partial date ends before another begins."""
    return day < other[: len(day)]


def _span(text: str) -> str:
    parts = text.split("/")
    if len(parts) > 2:
        raise ValueError("not a span; write start/end such as 2016-04/2016-11")
    for part in parts:
        _partial_date(part)
    if len(parts) == 2 and is_before(parts[1], parts[0]):
        raise ValueError("ends before it starts; write the earlier date first")
    return text


def _not_in_future(day: date) -> date:
    # One day of grace: the editor's today may already be the server's tomorrow.
    if (day - date.today()).days > 1:  # noqa: DTZ011  a calendar day, not an instant
        raise ValueError("in the future; write the day it was last checked")
    return day


def _printable(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("with an invisible control character; delete it")
    return text


def _published(text: str) -> str:
    _not_in_future(date.fromisoformat((_partial_date(text) + "-01-01")[:10]))
    return text


def _web_address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/<>\"]+\.[^\s<>\"]+", text):
        raise ValueError("not a web address; write one that starts with https:// or http://")
    return text


def _moment(text: object) -> datetime:
    written = str(text).strip()
    example = "2026-03-01 06:00+01:00, or with Z for UTC"
    if not _ISO_MOMENT.fullmatch(written):
        raise ValueError(f"not a day with its time and offset; write it as {example}")
    _in_calendar(written[:10])
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"at no hour of the clock; write it as {example}") from None


def _truth(text: object) -> bool:
    written = str(text).lower()
    if written not in _TRUTH:
        raise ValueError("neither yes nor no; write yes or no")
    return _TRUTH[written]


def _days(text: object) -> int:
    found = _DAYS.fullmatch(str(text).strip())
    if not found:
        raise ValueError("not a number of days; write 1d to 9999d, such as 180d")
    return int(found[1])


Id = Annotated[str, Text(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=ID_LIMIT)]
Line = Annotated[str, Text(strip_whitespace=True, min_length=1, max_length=LINE_LIMIT), AfterValidator(_printable)]
Question = Annotated[
    str, Text(strip_whitespace=True, min_length=2, max_length=QUESTION_LIMIT), AfterValidator(_printable)
]
Answer = Annotated[str, Text(strip_whitespace=True, min_length=1, max_length=ANSWER_LIMIT), AfterValidator(_printable)]
Day = Annotated[date, BeforeValidator(_whole_day), Field(json_schema_extra={"format": "date"})]
CheckedDay = Annotated[Day, AfterValidator(_not_in_future)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
PublishedDate = Annotated[str, AfterValidator(_published)]
Span = Annotated[str, AfterValidator(_span)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Quote = Annotated[str, Text(strip_whitespace=True, min_length=1, max_length=QUOTE_LIMIT), AfterValidator(_printable)]
Moment = Annotated[datetime, BeforeValidator(_moment), Field(json_schema_extra={"format": "date-time"})]
Truth = Annotated[bool, BeforeValidator(_truth)]
_IN_DAYS = {"type": "string", "pattern": f"^{_DAYS.pattern}$"}
Days = Annotated[int, BeforeValidator(_days), Field(json_schema_extra=_IN_DAYS)]
