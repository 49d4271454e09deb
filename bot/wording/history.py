"""What was said, in words: the history of a fact, and a day of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk.history import CitedSource, Past, Said
from bot.newsroom.as_of import AsOf
from bot.newsroom.written_days import DayError
from bot.wording.facts import correction_line, day_in_words
from bot.wording.status_looks import look_of
from knowledge.model import Correction, Fact

STORE_UNREAD = "What was said before can't be read at the moment, so only the corrections are shown."
DAY_UNREAD = "What we said then can't be read at the moment. Please try again later."
NO_RECORD = "Nobody has recorded what was said before: that begins when the bot first runs."
NOT_RECORDED = "We don't know what we said then: nothing was recorded of that day."
NOTHING_THEN = "We had said nothing of this then."
SAID_THEN, PUBLISHED_THEN = "What we said then", "What had been published by then"
NONE_PUBLISHED = "None of the reports that this rests on."
UNSURE_DAY = "The day isn't known, so perhaps by then:"
PICK_ONE = "Pick a fact from the list that comes while you type."
# A question that no fact surely answers has no day to look at either.
NOT_SURE = "I am not sure what you mean, so I can't say what was said of it. Ask with one of these, word for word:"
NO_ANSWER_NOW = "I have no checked fact on that, so I can't say what was said of it."
NO_LINES = "--as-of goes with one question, not with --jsonl"


def history_in_words(fact: Fact, past: Past | None, zone: ZoneInfo, *, names: bool, strong: str = "**") -> str:
    """Return what a fact said, newest first, and its corrections.

    Args:
        fact: as it is now.
        past: what the store knows; None where it can't be read.
        zone: of the days.
        names: whether it is told who had it served.
        strong: what stands around headings.
    """
    lines = [f"{strong}{fact.question}{strong}", *(_kept(fact, past, zone, names, strong) if past else [STORE_UNREAD])]
    if fact.corrections:
        lines += ["", *map(correction_line if strong else _plain_correction, fact.corrections)]
    return "\n".join(lines)


def _kept(fact: Fact, past: Past, zone: ZoneInfo, names: bool, strong: str) -> Iterator[str]:  # noqa: FBT001
    for said in reversed(past.said):
        yield f"\n{strong}{_span(said, past.begun, zone)}{strong} · {look_of(said.status).at_a_glance}"
        if said.question not in (fact.question, ""):
            yield said.question
        yield said.answer
        if names and said.by:
            yield f"(served by {said.by})"
    yield f"\n{_recorded(past.begun, zone)}"


def as_of_in_words(asked: str, found: AsOf, zone: ZoneInfo, strong: str = "**") -> str:
    """Return what was said on a day and what had been published by then, each under its heading; ``asked`` first."""
    lines = [asked, f"{strong}As of {day_in_words(found.day)}{strong}"]
    lines += ["", f"{strong}{SAID_THEN}{strong}", *_said(found, zone)]
    lines += ["", f"{strong}{PUBLISHED_THEN}{strong}"]
    lines += [f"- {_source(one, strong)}" for one in found.published] or [NONE_PUBLISHED]
    if found.perhaps:
        lines += [UNSURE_DAY, *(f"- {_source(one, strong)}" for one in found.perhaps)]
    return "\n".join(lines)


def day_refused(error: DayError) -> str:
    """Return why a day that was typed can't be looked at, and how to write one."""
    return f"{error}."


def not_sure(questions: Iterable[str]) -> str:
    """Return that it isn't clear which fact is meant, and how to ask for one."""
    lines = [f"- {question}" for question in questions]
    return "\n".join([NOT_SURE, *lines]) if lines else NO_ANSWER_NOW


def _said(found: AsOf, zone: ZoneInfo) -> Iterator[str]:
    if found.known == "nothing":
        yield NOTHING_THEN
    elif found.known == "unknown":
        yield f"{NOT_RECORDED} {_recorded(found.begun, zone)}"
    for said in found.said:
        if said.question:
            yield said.question
        yield f"{look_of(said.status).at_a_glance} · {_span(said, found.begun, zone)}"
        yield said.answer


def _recorded(begun: datetime | None, zone: ZoneInfo) -> str:
    return f"What was said is recorded from {_moment(begun, zone)} on." if begun else NO_RECORD


def _span(said: Said, begun: datetime | None, zone: ZoneInfo) -> str:
    """Return from when until when it was said; what was said when the record began may be older."""
    if said.in_replies and said.until:
        return f"in replies from {_moment(said.since, zone)} to {_moment(said.until, zone)}"
    first = f"{_moment(said.since, zone)}{' or earlier' if said.since == begun else ''}"
    return f"since {first}, until {_moment(said.until, zone)}" if said.until else f"since {first}"


def _moment(at: datetime, zone: ZoneInfo) -> str:
    here = at.astimezone(zone)
    return f"{day_in_words(here.date())}, {here:%H:%M} {here.tzname()}"


def _source(source: CitedSource, strong: str) -> str:
    words = f"{source.publisher}, “{source.title}”"
    shown = f"[{words}](<{source.url}>)" if source.url and strong else words
    return f"{shown}, {day_in_words(source.published)}"


def _plain_correction(correction: Correction) -> str:
    return f"Corrected on {day_in_words(correction.on)}: {correction.note}"
