"""Draws a reply as Discord shows it: ``python docs/draw_reply.py QUESTION > docs/reply.svg``.

What is drawn is the real reply of the bot to the question, over the bundled base; with ``--finding`` it is what the bot
shows to whoever has a message checked that says so.
"""

import re
import sys
from collections.abc import Iterator
from textwrap import wrap
from typing import Any
from xml.sax.saxutils import escape

from bot.client.rendering.findings import render_findings
from bot.client.rendering.replies import Reply, render
from bot.newsroom.findings import find
from bot.newsroom.newsroom import Decision
from knowledge.decision.matcher import PRECISION
from knowledge.loading.files import bundled_folder
from knowledge.service.opening import open_matcher

WIDTH, LEFT, LINE = 740, 36, 21
# Characters that fit a line of the message.
WIDE = 84
BACK, BAR, TEXT, DIM, LINK, BUTTON = "#313338", "#4e5058", "#dbdee1", "#b5bac1", "#00a8fc", "#4e5058"
BOLD = {"font_weight": 600}
_LINK = re.compile(r"\[([^]]+)\]\(<[^>]+>\)")
_MARKS = re.compile(r"\*+")


class Canvas:
    """Lines of text from the top down."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = 46

    def write(self, text: str, width: int, **style: Any) -> None:
        """Write a text, wrapped, and go on below it; ``style`` are attributes of SVG."""
        attributes = {"x": LEFT, "font_size": 15, "fill": TEXT} | style
        shown = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
        for line in wrap(text, width) or [""]:
            self.parts.append(f'<text y="{self.y}" {shown}>{escape(line)}</text>')
            self.y += LINE

    def bar(self) -> None:
        """Draw the bar at the side of a quoted line that is written next."""
        self.parts.append(f'<rect x="{LEFT}" y="{self.y - 15}" width="4" height="{LINE - 2}" rx="2" fill="{BAR}"/>')


def draw(reply: Reply) -> str:
    """Return the SVG of a reply."""
    canvas = Canvas()
    for line in reply.public.splitlines():
        _write_line(canvas, line)
    bottom = canvas.y
    buttons = "".join(_buttons(reply, bottom + 6))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 52}" width="{WIDTH}" '
        f'font-family="Helvetica, Arial, DejaVu Sans, sans-serif">'
        f'<rect width="{WIDTH}" height="{bottom + 52}" rx="8" fill="{BACK}"/>'
        f"{''.join(canvas.parts)}{buttons}</svg>\n"
    )


def _write_line(canvas: Canvas, line: str) -> None:
    """Write a line of a message: quoted, bold as a whole, small, or as it is, with the marks of its parts left out."""
    plain = _MARKS.sub("", _LINK.sub(r"\1", line))
    if line.startswith("> "):
        canvas.bar()
        canvas.write(plain.removeprefix("> "), WIDE, x=LEFT + 12, fill=DIM)
    elif line.startswith("**") and line.endswith("**"):
        canvas.write(plain, WIDE - 6, font_size=16, **BOLD)
    elif line.startswith("-# "):
        canvas.write(plain.removeprefix("-# "), WIDE, font_size=13, fill=LINK if _LINK.search(line) else DIM)
    else:
        canvas.write(plain, WIDE)


def _buttons(reply: Reply, y: int) -> Iterator[str]:
    x = 16
    for choice in reply.buttons:
        width = 8 * len(choice.label) + 28
        yield (
            f'<rect x="{x}" y="{y}" width="{width}" height="32" rx="4" fill="{BUTTON}"/>'
            f'<text x="{x + width // 2}" y="{y + 21}" font-size="14" fill="#fff" text-anchor="middle">'
            f"{escape(choice.label)}</text>"
        )
        x += width + 8


if __name__ == "__main__":
    matcher = open_matcher(bundled_folder())
    is_finding = sys.argv[1:2] == ["--finding"]
    asked = " ".join(sys.argv[2:] if is_finding else sys.argv[1:])
    if is_finding:
        shown = render_findings(find(matcher, asked, PRECISION), may_post=True)
    else:
        shown = render(Decision(asked, matcher.decide(asked), matcher))
    sys.stdout.write(draw(shown))
