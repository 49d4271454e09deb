"""Draws a reply as Discord shows it: ``python docs/draw_reply.py QUESTION > docs/reply.svg``.

What is drawn is the real reply of the bot to the question, over the bundled base.
"""

import re
import sys
from collections.abc import Iterator
from textwrap import wrap
from typing import Any
from xml.sax.saxutils import escape

from bot.client.rendering.replies import Reply, render
from bot.newsroom.newsroom import Decision
from knowledge.loading.files import bundled_folder
from knowledge.service.opening import open_matcher

WIDTH, LEFT, LINE = 740, 36, 21
# Characters that fit a line of the card, and a third of one.
WIDE, THIRD = 84, 29
BACK, CARD, TEXT, DIM, LINK, BUTTON = "#313338", "#2b2d31", "#dbdee1", "#b5bac1", "#00a8fc", "#4e5058"
BOLD = {"font_weight": 600}
_LINK = re.compile(r"\[([^]]+)\]\(<[^>]+>\)")


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


def draw(reply: Reply) -> str:
    """Return the SVG of a reply."""
    embed = reply.embed.to_dict()
    canvas = Canvas()
    if "author" in embed:
        canvas.write(embed["author"]["name"], WIDE, font_size=13, **BOLD)
    if "title" in embed:
        canvas.write(embed["title"], WIDE - 6, font_size=16, **BOLD)
    canvas.write(embed.get("description", ""), WIDE)
    for row in _rows(embed.get("fields", [])):
        _write_row(canvas, row)
    bottom = canvas.y
    buttons = "".join(_buttons(reply, bottom + 6))
    colour = f"#{embed.get('color', 0):06x}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 52}" width="{WIDTH}" '
        f'font-family="Helvetica, Arial, DejaVu Sans, sans-serif">'
        f'<rect width="{WIDTH}" height="{bottom + 52}" rx="8" fill="{BACK}"/>'
        f'<rect x="16" y="16" width="{WIDTH - 32}" height="{bottom - 24}" rx="4" fill="{CARD}"/>'
        f'<rect x="16" y="16" width="4" height="{bottom - 24}" rx="2" fill="{colour}"/>'
        f"{''.join(canvas.parts)}{buttons}</svg>\n"
    )


def _rows(fields: list[Any]) -> Iterator[list[Any]]:
    """Yield the fields that stand side by side: up to three that are inline, or one that is not."""
    row: list[Any] = []
    for field in fields:
        if not field["inline"] or len(row) == 3:
            yield row
            row = []
        row.append(field)
        if not field["inline"]:
            yield row
            row = []
    yield row


def _write_row(canvas: Canvas, row: list[Any]) -> None:
    top, lowest = canvas.y + 6, canvas.y
    for column, field in enumerate(row):
        canvas.y = top
        x, width = LEFT + column * 230, THIRD if field["inline"] else WIDE
        canvas.write(str(field["name"]), width, x=x, font_size=13, **BOLD)
        for line in str(field["value"]).splitlines():
            canvas.write(_LINK.sub(r"\1", line), width, x=x, font_size=14, fill=LINK if _LINK.search(line) else DIM)
        lowest = max(lowest, canvas.y)
    canvas.y = lowest


def _buttons(reply: Reply, y: int) -> Iterator[str]:
    x = 16
    for choice in reply.buttons(embeds=True):
        width = 8 * len(choice.label) + 28
        yield (
            f'<rect x="{x}" y="{y}" width="{width}" height="32" rx="4" fill="{BUTTON}"/>'
            f'<text x="{x + width // 2}" y="{y + 21}" font-size="14" fill="#fff" text-anchor="middle">'
            f"{escape(choice.label)}</text>"
        )
        x += width + 8


if __name__ == "__main__":
    matcher = open_matcher(bundled_folder())
    asked = " ".join(sys.argv[1:])
    sys.stdout.write(draw(render(Decision(asked, matcher.decide(asked), matcher))))
