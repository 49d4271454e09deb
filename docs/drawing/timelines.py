"""What ``/timeline`` shows: its text, and its picture in both themes."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.charts.timeline import figure_of
from bot.limits import MESSAGE
from bot.newsroom.newsroom import Newsroom
from bot.newsroom.timeline import subject_named, timeline_of
from bot.newsroom.written_days import period_between
from bot.text import pages
from bot.wording.timeline import charts_of, timeline_in_words
from drawing.charts import svg_of
from drawing.shown import Message, Scene

_ABOVE = "alice used /timeline"


async def timeline(newsroom: Newsroom, names: tuple[str, ...], days: tuple[str, str]) -> AsyncIterator[Scene]:
    """Yield the text and the picture of a timeline; ``days`` are the first and the last, as they are typed."""
    matcher = newsroom.matcher
    subjects = tuple(found for name in names if (found := subject_named(matcher, name)))
    told = timeline_of(matcher, subjects, period_between(*days))
    text = next(pages(timeline_in_words(told, matcher, told.entries[-1].fact.as_of), MESSAGE))
    yield Scene(
        name="timeline",
        title="/timeline, the text",
        alt="What happened when: of each fact its number, day, status with its mark, answer, and who says what.",
        shown=(Message(text=text, above=_ABOVE, private=True),),
    )
    light, dark = (svg_of(figure_of(charts_of(told, matcher, is_dark=is_dark)[0])) for is_dark in (False, True))
    yield Scene(
        name="timeline-picture",
        title="/timeline, the picture",
        alt="A bar or a mark for each fact along the same months, its shape and colour that of its status.",
        shown=(Message(text="", picture=light, dark_picture=dark, private=True),),
    )
