"""``factbot timeline``: whom it is about, and its pictures as files."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.charts.apart import timelines_drawn
from bot.cli.refusals import PROBLEMS, USAGE, fail
from bot.newsroom.timeline import Subject, subject_named, subjects_near
from bot.wording import timeline as words
from bot.wording.timeline_chart import TimelineChart
from knowledge.decision.matcher import Matcher
from knowledge.loading.files import write_whole

# How many are named to whoever asked for something else.
NEAR = 8


def subject_or_fail(matcher: Matcher, name: str) -> Subject:
    """Return the name or topic that was given; where there is none the command ends and says what there is."""
    found = subject_named(matcher, name)
    if found is None:
        near = subjects_near(matcher, name, NEAR) or subjects_near(matcher, "", NEAR)
        fail(words.unknown_subject(name, near), USAGE)
    return found


def save_pictures(charts: Sequence[TimelineChart], path: Path) -> Iterator[str]:
    """Write each picture, and yield what it shows in words behind the name of its file."""
    pictures = asyncio.run(timelines_drawn(charts)) if charts else ()
    if charts and not pictures:
        fail(words.NOT_DRAWN, PROBLEMS)
    for number, (picture, chart) in enumerate(zip(pictures, charts, strict=True), 1):
        place = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        try:
            write_whole(place, picture)
        except OSError as error:
            fail(f"{place} can't be written ({error.strerror}); name another file", PROBLEMS)
        yield f"{place}: {words.alt_text(chart)}"
