"""Messages as Discord's app shows them on a phone: by whom, the text, what is attached, and what can be pressed."""

import re
from collections.abc import Iterable

from drawing.canvas import Canvas
from drawing.colours import DARK
from drawing.components import draw_components
from drawing.markup import Line, Piece, lines_of
from drawing.setting import set_in
from drawing.shown import Message

# Pixels: where the text begins and how far from the right edge it ends, a letter's size and a line's height.
LEFT, RIGHT = 66, 14
SIZE, HEIGHT, SMALL, SMALL_HEIGHT = 16, 21, 13, 17
TYPED, TYPED_HEIGHT = 13, 18
QUOTED, INDENT = 14, 4
AVATAR = 20
ONLY_YOU = "Only you can see this"
_VIEW = re.compile(r'viewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"')


def draw_message(canvas: Canvas, message: Message) -> None:
    """Draw a message below what has been drawn, all of it."""
    canvas.y += 14
    if message.above:
        _write(canvas, Line("small", (Piece(message.above),)))
        canvas.y += 3
    _draw_author(canvas, message)
    for line in lines_of(message.text):
        _write(canvas, line)
    for name in message.files:
        _draw_file(canvas, name)
    if message.picture:
        canvas.y += 4
        is_dark = canvas.theme is DARK and message.dark_picture
        draw_inset(canvas, message.dark_picture if is_dark else message.picture)
    draw_components(canvas, message.components, LEFT, canvas.width - RIGHT)
    if message.private:
        canvas.y += 4
        _write(canvas, Line("small", (Piece(ONLY_YOU),)))
    canvas.y += 8


def draw_inset(canvas: Canvas, svg: str) -> None:
    """Draw an attached picture, which is as wide as its message and as high as that makes it."""
    wide = canvas.width - LEFT - RIGHT
    box = _VIEW.search(svg)
    if box is None:
        raise ValueError("a picture without a size")
    high = wide * float(box[2]) / float(box[1])
    canvas.raw(svg.format(x=LEFT, y=round(canvas.y), width=wide, height=round(high)), high + 6)


def _draw_author(canvas: Canvas, message: Message) -> None:
    theme, y = canvas.theme, canvas.y
    is_bot = message.by == "factbot"
    canvas.circle(14 + AVATAR, y + AVATAR, AVATAR, theme.primary if is_bot else theme.soft)
    initial, on = message.by[0].upper(), theme.on_colour if is_bot else theme.ground
    canvas.middle(initial, (14 + AVATAR, y + AVATAR + 6), 18, on)
    canvas.word(message.by, (LEFT, y + 15), SIZE, theme.text, bold=True)
    if is_bot:
        canvas.box((LEFT + 63, y + 3), (31, 15), theme.primary, 4)
        canvas.word("APP", (LEFT + 67, y + 14.5), 10.5, theme.on_colour, bold=True)
    canvas.y += 21


def _write(canvas: Canvas, line: Line) -> None:
    """Write a line, broken where it ends; the next one stands below it."""
    match line.kind:
        case "small":
            _rows(canvas, line.pieces, (LEFT, SMALL, SMALL_HEIGHT), canvas.theme.soft)
        case "quote":
            top = canvas.y
            _rows(canvas, line.pieces, (LEFT + QUOTED, SIZE, HEIGHT), canvas.theme.text)
            canvas.box((LEFT, top), (4, canvas.y - top), canvas.theme.bar, 2)
        case "code":
            _draw_typed(canvas, line)
        case "item":
            x = LEFT + INDENT + line.indent * INDENT
            canvas.word(line.mark, (x, canvas.y + 15), SIZE, canvas.theme.text)
            _rows(canvas, line.pieces, (x + (14 if line.mark == "•" else 22), SIZE, HEIGHT), canvas.theme.text)
        case "plain":
            _rows(canvas, line.pieces, (LEFT + line.indent * INDENT, SIZE, HEIGHT), canvas.theme.text)


def _rows(canvas: Canvas, pieces: Iterable[Piece], form: tuple[float, float, float], fill: str) -> None:
    x, size, height = form
    for row in set_in(pieces, canvas.width - RIGHT - x, size):
        canvas.text(row, (x, canvas.y + 0.95 * size), size, fill)
        canvas.y += height


def _draw_typed(canvas: Canvas, line: Line) -> None:
    """Write a line of a file on the ground of such."""
    rows = set_in(line.pieces, canvas.width - RIGHT - LEFT - 16, TYPED)
    canvas.box((LEFT, canvas.y), (canvas.width - RIGHT - LEFT, len(rows) * TYPED_HEIGHT), canvas.theme.field)
    for row in rows:
        canvas.text(row, (LEFT + 8, canvas.y + TYPED), TYPED, canvas.theme.text)
        canvas.y += TYPED_HEIGHT


def _draw_file(canvas: Canvas, name: str) -> None:
    theme, wide = canvas.theme, canvas.width - LEFT - RIGHT
    canvas.y += 6
    canvas.box((LEFT, canvas.y), (wide, 40), theme.field, 8)
    canvas.box((LEFT + 12, canvas.y + 9), (17, 22), theme.soft, 3)
    (row, *_) = set_in([Piece(name)], wide - 52, 14)
    canvas.text(row, (LEFT + 40, canvas.y + 25), 14, theme.link)
    canvas.y += 44
