"""Pictures of timelines with 1, 12 and 60 entries, light and dark: nothing in them lies over anything else."""

from itertools import combinations

import pytest
from matplotlib.text import Text

from bot.charts.text_fitting import broken, width_of
from bot.charts.timeline import MARGIN, WIDTH, figure_of, picture
from bot.wording.status_looks import look_of
from bot.wording.timeline_chart import Row, Side, TimelineChart
from knowledge.statuses import STATUSES

LONG = "Was the harbour master's dismissal, for which the council paid $4,000 to $5,000, ever explained to anybody?"
QUESTIONS = (LONG, "Who?", f"Did {'Llanfair' * 20} sink?", "When did the ferry make its first trip?")
SIDES = (
    Side("Tom Lind, 28 February 2024", "he paid every bill, and has shown the receipts for each of them " * 3),
    Side("Anna Berg", "he did not"),
    Side("the council of Northfield and all who sit on it, February 2024", "nobody knows"),
)
TICKS = ((0.0, "Nov 2015"), (0.01, "Dec 2015"), (0.5, "Mar 2016"), (0.99, "Jul 2016"))


def row(number: int, of: int) -> Row:
    look = look_of(STATUSES[number % len(STATUSES)])
    begins = (number - 1) / of
    return Row(
        number=number,
        when="29 December 2016 to 13 February 2017" if number % 2 else "29 December 2016",
        status=look.words,
        colour=f"#{look.colour:06x}",
        shape=look.shape,
        question=QUESTIONS[number % len(QUESTIONS)],
        begins=begins,
        ends=min(begins + 0.3, 1.0) if number % 2 else begins,
        is_span=bool(number % 2),
        sides=SIDES[: number % 4],
        more="and 2 others" if number % 4 == 3 else "",
    )


def chart(entries: int, *, is_dark: bool = False, title: str = "Anna Berg and Tom Lind") -> TimelineChart:
    rows = tuple(row(number, entries) for number in range(1, entries + 1))
    return TimelineChart(title=title, span="November 2015 to July 2016", ticks=TICKS, rows=rows, is_dark=is_dark)


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("entries", [1, 12, 60])
def test_every_word_is_on_the_picture_and_over_no_other(entries: int, is_dark: bool) -> None:  # noqa: FBT001
    figure = figure_of(chart(entries, is_dark=is_dark, title=LONG))
    figure.draw_without_rendering()

    wide, high = figure.bbox.width, figure.bbox.height
    boxes = {
        f"{one.get_text()} {number}": one.get_window_extent() for number, one in enumerate(figure.findobj(Text))
        if one.get_text().strip()
    }  # fmt: skip
    assert len(boxes) >= 3 * entries
    for words, box in boxes.items():
        assert (box.x0 >= 0, box.y0 >= 0, box.x1 <= wide, box.y1 <= high) == (True,) * 4, words
    tall = sorted(boxes.items(), key=lambda each: -each[1].y1)
    # Boxes more than a few lines apart cannot touch: each is held against those that come next, down the page.
    near = (pair for at in range(len(tall)) for pair in combinations(tall[at : at + 20], 2) if pair[0] is tall[at])
    assert [(a, b) for (a, one), (b, other) in near if one.overlaps(other)] == []


@pytest.mark.parametrize("entries", [1, 12])
def test_marks_and_bars_lie_over_no_word(entries: int) -> None:
    figure = figure_of(chart(entries))
    figure.draw_without_rendering()

    (axes,) = figure.axes
    texts = [one.get_window_extent() for one in figure.findobj(Text) if one.get_text().strip()]
    marks = [line for line in axes.lines if line.get_marker() != "None"]
    assert len(marks) == entries
    for mark in marks:
        ((x, y),) = axes.transData.transform(mark.get_xydata())
        half = mark.get_markersize() / 2 + mark.get_markeredgewidth()
        assert not [
            box for box in texts if box.x0 < x + half and x - half < box.x1 and box.y0 < y + half and y - half < box.y1
        ]


def test_it_is_as_wide_as_a_phone_shows_whole() -> None:
    drawn = picture(chart(2))

    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(drawn[16:20]) == WIDTH


def test_each_status_has_a_shape_of_its_own() -> None:
    assert len({look_of(status).shape for status in STATUSES}) == len(STATUSES)


@pytest.mark.parametrize("text", [LONG, "w" * 300, "", "a " * 200, "$x$ and $y"])
def test_a_text_is_broken_into_lines_that_fit(text: str) -> None:
    lines = broken(text, 36, WIDTH - 2 * MARGIN, 3)

    assert len(lines) <= 3
    assert max(width_of(line, 36) for line in lines) <= WIDTH - 2 * MARGIN
    assert text.startswith(lines[0].removesuffix(" …"))
