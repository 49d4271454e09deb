"""Draws a timeline with matplotlib: entries below one another, each with a bar along the same time.

All measures are pixels of a picture 1080 wide, as in ``drawing``: on a phone that shows it 390 wide a letter of 36 is
one of 13. The picture is as high as its entries need.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.charts.text_fitting import broken, width_of
from bot.wording.timeline_chart import Row, Side, TimelineChart

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, DOTS, MARGIN = 1080, 72, 54
LARGE, PLAIN, SMALL = 48, 36, 32
# Of one line of text, as a multiple of its letters.
LEADING = 1.3
# Below the heading, above and below a bar, and between entries.
GAP, BAR, MARK = 22, 14, 17
TITLE_LINES, HEAD_LINES, QUESTION_LINES, WHO_LINES, SIDE_LINES = 2, 2, 3, 2, 5
# Two sides stand beside each other, a finger's breadth apart.
COLUMNS, GUTTER = 2, 36


@dataclass(frozen=True, slots=True)
class Letters:
    """How large letters are, in pixels, of which colour, and whether they are bold."""

    size: int
    colour: str
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb. ``soft`` stands out from the ground by 4.5 to 1 at least, as letters of this size must."""

    ground: str
    ink: str
    soft: str
    edge: str


LIGHT = Palette("#fbfaf7", "#1d2025", "#5b6068", "#c9c6bd")
DARK = Palette("#1d1e22", "#e8e8ea", "#a9abb3", "#55575f")


def picture(chart: TimelineChart) -> bytes:
    """Return a timeline as PNG."""
    out = io.BytesIO()
    # It is looked at once: made quickly counts for more than its last bytes.
    figure_of(chart).savefig(out, format="png", pil_kwargs={"compress_level": 1})
    return out.getvalue()


def figure_of(chart: TimelineChart) -> "Figure":
    """Return a timeline as matplotlib has it."""
    from matplotlib.figure import Figure

    colours = DARK if chart.is_dark else LIGHT
    figure = Figure(dpi=DOTS, facecolor=colours.ground, edgecolor=colours.edge, linewidth=4)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    page = _Page(axes, colours)
    page.heading(chart)
    for row in chart.rows:
        page.entry(row, chart.ticks)
    height = page.y + GAP
    figure.set_size_inches(WIDTH / DOTS, height / DOTS)
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    return figure


class _Page:
    """What is being drawn, from the top down to ``y``."""

    def __init__(self, axes: "Axes", colours: Palette) -> None:
        self._axes = axes
        self._colours = colours
        self.y = float(MARGIN)

    def heading(self, chart: TimelineChart) -> None:
        """Write whom it is about, from when to when, and the marks of time."""
        self._text(chart.title, Letters(LARGE, self._colours.ink, is_bold=True), TITLE_LINES)
        self._text(chart.span, Letters(PLAIN, self._colours.soft), TITLE_LINES)
        self.y += GAP
        free = 0.0
        for place, label in chart.ticks:
            x, wide = _along(place), width_of(label, SMALL)
            if x >= free and x + wide <= WIDTH - MARGIN:
                self._write(label, x, Letters(SMALL, self._colours.soft))
                free = x + wide + GAP
        self.y += SMALL * LEADING
        self._track(chart.ticks, self.y + MARK / 2)
        self.y += MARK + GAP

    def entry(self, row: Row, ticks: Sequence[tuple[float, str]]) -> None:
        """Draw one entry: its day and status, its question, its bar, its sides."""
        self.y += GAP
        self._text(f"{row.number}. {row.when} · {row.status}", Letters(SMALL, self._colours.soft), HEAD_LINES)
        self._text(row.question, Letters(PLAIN, self._colours.ink, is_bold=True), QUESTION_LINES)
        self.y += MARK
        self._track(ticks, self.y)
        self._bar(row)
        self.y += MARK + GAP / 2
        for at in range(0, len(row.sides), COLUMNS):
            self._sides(row.sides[at : at + COLUMNS])
        if row.more:
            self._text(row.more, Letters(SMALL, self._colours.soft), 1)

    def _track(self, ticks: Sequence[tuple[float, str]], y: float) -> None:
        edge = self._colours.edge
        self._axes.plot([MARGIN, WIDTH - MARGIN], [y, y], color=edge, linewidth=3, solid_capstyle="butt", zorder=1)
        for place, _ in ticks:
            x = _along(place)
            self._axes.plot([x, x], [y - MARK / 2, y + MARK / 2], color=edge, linewidth=3, zorder=1)

    def _bar(self, row: Row) -> None:
        """Draw when it was: a span as a bar with its mark in the middle, a day as the mark alone."""
        from matplotlib.patches import Rectangle

        left, right, ink = _along(row.begins), _along(row.ends), self._colours.ink
        if row.is_span:
            long = max(right - left, BAR)
            shape = Rectangle(
                (left, self.y - BAR / 2), long, BAR, facecolor=row.colour, edgecolor=ink, linewidth=2, zorder=2
            )
            self._axes.add_patch(shape)
        middle = (left + right) / 2
        self._axes.plot(
            [middle], [self.y], row.shape, markersize=2 * MARK, color=row.colour, markeredgecolor=ink,
            markeredgewidth=3, zorder=3,
        )  # fmt: skip

    def _sides(self, sides: Sequence[Side]) -> None:
        """Write sides beside each other, each below who says it and behind a line."""
        wide = (WIDTH - 2 * MARGIN - GUTTER * (COLUMNS - 1)) / COLUMNS
        plain, bold = (Letters(SMALL, self._colours.ink, is_bold=is_bold) for is_bold in (False, True))
        top, low = self.y, self.y
        for column, side in enumerate(sides):
            self.y = top
            place = (MARGIN + column * (wide + GUTTER), wide)
            self._text(side.who, bold, WHO_LINES, place)
            self._text(side.says, plain, SIDE_LINES, place)
            low = max(low, self.y)
        for column in range(len(sides)):
            x = MARGIN + column * (wide + GUTTER) - GUTTER / 2
            self._axes.plot([x, x], [top, low], color=self._colours.edge, linewidth=4, zorder=1)
        self.y = low + GAP / 2

    def _text(
        self, text: str, letters: Letters, most: int, place: tuple[float, float] = (MARGIN, WIDTH - 2 * MARGIN)
    ) -> None:
        """Write a text in lines from the top down; ``place`` is where they begin and how wide they may be."""
        for line in broken(text, letters.size, place[1], most, is_bold=letters.is_bold):
            self._write(line, place[0], letters)
            self.y += letters.size * LEADING

    def _write(self, text: str, x: float, letters: Letters) -> None:
        # A dollar sign begins no formula.
        self._axes.text(
            x, self.y, text, fontsize=letters.size, color=letters.colour, va="top", parse_math=False,
            fontweight="bold" if letters.is_bold else "normal",
        )  # fmt: skip


def _along(place: float) -> float:
    """Return where a point in time is, in pixels from the left."""
    return MARGIN + MARK + place * (WIDTH - 2 * (MARGIN + MARK))
