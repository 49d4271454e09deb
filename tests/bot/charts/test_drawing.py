"""Pictures of no, one and sixty weeks: whole, and nothing in them lies over anything else."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from bot.charts.drawing import HEIGHT, WIDTH, figure_of, picture
from bot.desk.accounts import Account, Week
from bot.wording.accounts import chart_of

MONDAY = date(2026, 11, 23)
# Pixels: how wide a phone shows the picture, and how high a letter must be there to be read.
PHONE, LEGIBLE = 390, 11


def account(weeks: int, questions: int) -> Account:
    """Return an account in which each week has so many questions answered, and as many not."""
    mondays = (MONDAY - timedelta(weeks=back) for back in reversed(range(weeks)))
    waits = (timedelta(days=2), timedelta(days=900))
    return Account(
        tuple(
            Week(monday=day, answered=questions, suggested=questions, refused=questions, wrong=questions, waits=waits)
            for day in mondays
        )
    )


def out_of_sight(figure: Figure) -> Iterator[Text]:
    """Yield the labels of numbers beyond the end of an axis, which are not drawn."""
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            yield from (tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high)


SOME = [
    (0, 0),
    (1, 0),
    (1, 1),
    (2, 7),
    (5, 0),
    (8, 3000),
    (8, 99_999),
    (10, 300),
    (16, 33),
    (32, 3),
    (59, 3),
    (60, 99_999),
]


@pytest.mark.parametrize(("weeks", "questions"), SOME)
def test_every_word_is_on_the_picture_and_over_no_other(weeks: int, questions: int) -> None:
    figure = figure_of(chart_of(account(weeks, questions)))
    figure.draw_without_rendering()

    unseen = set(out_of_sight(figure))
    texts = [one for one in figure.findobj(Text) if one.get_visible() and one.get_text().strip() and one not in unseen]
    boxes = {f"{one.get_text()} {number}": one.get_window_extent() for number, one in enumerate(texts)}

    assert len(boxes) >= 2
    for words, box in boxes.items():
        assert (box.x0 >= 0, box.y0 >= 0, box.x1 <= WIDTH, box.y1 <= HEIGHT) == (True,) * 4, words
    overlapping = [(a, b) for a, b in combinations(boxes, 2) if boxes[a].overlaps(boxes[b])]
    assert overlapping == []


@pytest.mark.parametrize(("weeks", "questions"), SOME)
def test_every_word_can_be_read_on_a_phone(weeks: int, questions: int) -> None:
    figure = figure_of(chart_of(account(weeks, questions)))

    texts = [one for one in figure.findobj(Text) if one.get_text().strip()]
    # A point is a 72nd of an inch, of which the picture has as many pixels as its dots.
    small = {
        one.get_text(): high
        for one in texts
        if (high := float(one.get_fontsize()) * figure.dpi / 72 * PHONE / WIDTH) < LEGIBLE
    }
    assert len(texts) >= 2
    assert small == {}


@pytest.mark.parametrize("weeks", [0, 1, 60])
def test_it_is_a_picture_of_a_phone_s_width(weeks: int) -> None:
    drawn = picture(chart_of(account(weeks, 5)))

    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert (int.from_bytes(drawn[16:20]), int.from_bytes(drawn[20:24])) == (1080, 1500)
