"""The bot's own charts as SVG, to be put into a message."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import matplotlib as mpl

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SVG = re.compile(r"<svg[^>]*?viewBox=\"([^\"]+)\"[^>]*>(.*)</svg>", re.DOTALL)


def svg_of(figure: Figure) -> str:
    """Return a chart as SVG with text that stays text, and places for where it stands."""
    out = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "factbot"}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    found = _SVG.search(out.getvalue())
    if found is None:
        raise ValueError("matplotlib has drawn no SVG")
    inside = re.sub(r"<metadata>.*?</metadata>", "", found[2], flags=re.DOTALL).replace("{", "{{").replace("}", "}}")
    return (
        f'<svg x="{{x}}" y="{{y}}" width="{{width}}" height="{{height}}" viewBox="{found[1]}" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'
    )
