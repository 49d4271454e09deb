"""Draws a chart with matplotlib: for a phone's width, on a ground of its own that stands out in light and dark.

Sizes are in points of a picture of 72 dots an inch, which are its pixels: on a phone that shows it 390 wide a letter of
36 is one of 13.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.wording.accounts import Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Pixels: three panels below one another in the width that phones show whole.
WIDTH, HEIGHT, DOTS = 1080, 1500, 72
LARGE, PLAIN = 48, 36
# Labels below the bars, as many as fit side by side; and the most digits of all numbers above the bars together.
MOST_LABELS, MOST_DIGITS = 4, 32
# Above the highest bar there is room for its number.
HEADROOM = 1.2
# A bar alone is no wall: room for so many is left.
LEAST_BARS = 6
GROUND, INK, SOFT, EDGE = "#fbfaf7", "#1d2025", "#5b6068", "#c9c6bd"
# Told apart by whoever sees no red or green, and by their lightness in grey: dark, light, middle.
COLOURS = ("#1f5fa8", "#f2b84b", "#8b8f97")
WRONG, WAITS = "#b3372f", "#4b3f8f"
_RATIOS = (5, 2, 2)


def picture(chart: Chart) -> bytes:
    """Return a chart as PNG."""
    out = io.BytesIO()
    figure_of(chart).savefig(out, format="png")
    return out.getvalue()


def figure_of(chart: Chart) -> "Figure":
    """Return a chart as matplotlib has it."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / DOTS, HEIGHT / DOTS), dpi=DOTS, facecolor=GROUND, edgecolor=EDGE, linewidth=4)
    _titles(figure, chart)
    if chart.weeks:
        _panels(figure, chart)
    else:
        figure.text(0.5, 0.5, chart.nothing, fontsize=PLAIN, color=SOFT, ha="center", va="center")
    return figure


def _titles(figure: "Figure", chart: Chart) -> None:
    figure.text(0.05, 0.972, chart.title, fontsize=LARGE, fontweight="bold", color=INK, va="top")
    figure.text(0.05, 0.932, chart.span, fontsize=PLAIN, color=SOFT, va="top")


def _panels(figure: "Figure", chart: Chart) -> None:
    grid = figure.add_gridspec(3, 1, height_ratios=_RATIOS, left=0.15, right=0.91, top=0.83, bottom=0.06, hspace=0.5)
    asked, wrong, waits = (figure.add_subplot(grid[row]) for row in range(3))
    _stack(asked, chart)
    _bars(wrong, chart.wrong, WRONG)
    _bars(waits, [value or 0.0 for value in chart.waits_days], WAITS)
    for axes, title in ((wrong, chart.wrong_title), (waits, chart.waits_title)):
        axes.set_title(title, loc="left", fontsize=PLAIN, color=INK, pad=14)
    for axes in (asked, wrong, waits):
        _plain(axes, chart.weeks)


def _stack(axes: "Axes", chart: Chart) -> None:
    bottom = [0] * len(chart.weeks)
    for (name, values), colour in zip(chart.parts.items(), COLOURS, strict=True):
        axes.bar(range(len(values)), values, bottom=bottom, color=colour, label=name, width=0.8)
        bottom = [low + value for low, value in zip(bottom, values, strict=True)]
    if max(len(bottom), LEAST_BARS) * len(str(max(bottom))) <= MOST_DIGITS:
        for place, total in enumerate(bottom):
            axes.annotate(
                str(total), (place, total), (0, 14), textcoords="offset points", ha="center", fontsize=PLAIN, color=INK,
                bbox={"facecolor": GROUND, "edgecolor": "none", "pad": 1},
            )  # fmt: skip
    axes.set_ylim(0, max(1, *bottom) * HEADROOM)
    axes.legend(
        loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=3, frameon=False, fontsize=PLAIN, labelcolor=INK,
        handlelength=0.9, handletextpad=0.35, columnspacing=0.9, borderaxespad=0.2,
    )  # fmt: skip


def _bars(axes: "Axes", values: Sequence[float], colour: str) -> None:
    axes.bar(range(len(values)), values, color=colour, width=0.8)
    axes.set_ylim(0, max(1.0, *values) * HEADROOM)


def _plain(axes: "Axes", weeks: Sequence[str]) -> None:
    """Give a panel few lines, whole numbers at its side, and as many weeks below it as fit."""
    from matplotlib.ticker import MaxNLocator

    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.set_facecolor(GROUND)
    axes.spines["bottom"].set_color(EDGE)
    axes.grid(axis="y", color=EDGE, linewidth=1.5)
    axes.set_axisbelow(True)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.tick_params(length=0, pad=8, labelsize=PLAIN, labelcolor=SOFT)
    # Below the zero at the side, which the first week's label may reach under.
    axes.tick_params(axis="x", pad=24)
    room = max(0, LEAST_BARS - len(weeks)) / 2
    axes.set_xlim(-0.6 - room, len(weeks) - 0.4 + room)
    places = _labelled(len(weeks))
    axes.set_xticks(places, [weeks[place] for place in places])


def _labelled(weeks: int) -> list[int]:
    """Return which weeks have their label: the newest, and others at equal distances before it."""
    step = -(-weeks // MOST_LABELS)
    return list(range((weeks - 1) % step, weeks, step))
