"""Buttons and menus, below a message and within a form."""

from collections.abc import Iterable, Iterator
from itertools import count

from drawing.canvas import Canvas
from drawing.shown import Component
from drawing.widths import width_of

# Discord's numbers: https://discord.com/developers/docs/components/reference
ROW, BUTTON, MENU = 1, 2, 3
PRIMARY, DANGER = (1, 3), 4
HIGH, GAP, SIZE = 34, 7, 14
_CHOOSE = "Make a selection"


def draw_components(canvas: Canvas, components: Iterable[Component], left: float, right: float) -> None:
    """Draw rows of buttons and menus between two edges; a row of buttons goes on below itself where it is full."""
    for row in components:
        parts = row["components"] if row["type"] == ROW else [row]
        canvas.y += GAP
        if parts[0]["type"] == BUTTON:
            _draw_buttons(canvas, parts, left, right)
        else:
            draw_menu(canvas, parts[0], left, right)
    canvas.y += 2


def draw_menu(canvas: Canvas, menu: Component, left: float, right: float) -> None:
    """Draw a menu as it is closed: what is chosen in it, or what it asks for."""
    theme, y = canvas.theme, canvas.y
    chosen = [option["label"] for option in menu.get("options", ()) if option.get("default")]
    text = ", ".join(chosen) or menu.get("placeholder") or _CHOOSE
    canvas.box((left, y), (right - left, 40), theme.field, 8)
    shown = cut(text, right - left - 48, SIZE + 1)
    canvas.word(shown, (left + 12, y + 25), SIZE + 1, theme.text if chosen else theme.soft)
    canvas.path(f"M{right - 26:g} {y + 17:g} l6 6 l6 -6", theme.soft)
    canvas.y += 40


def cut(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return a text as a phone cuts it where it has no room for all."""
    return next(shown for shown in _shorter(text) if width_of(shown, size, bold=bold) <= room)


def _shorter(text: str) -> Iterator[str]:
    yield text
    yield from (f"{text[:-more].rstrip()}…" for more in count(1))


def _draw_buttons(canvas: Canvas, buttons: Iterable[Component], left: float, right: float) -> None:
    theme, x = canvas.theme, left
    for button in buttons:
        label = cut(button["label"], right - left - 28, SIZE, bold=True)
        wide = width_of(label, SIZE, bold=True) + 28
        if x > left and x + wide > right:
            x = left
            canvas.y += HIGH + GAP
        style = button["style"]
        fill = theme.primary if style in PRIMARY else theme.danger if style == DANGER else theme.button
        canvas.box((x, canvas.y), (round(wide, 1), HIGH), fill, 8)
        on = theme.on_button if fill == theme.button else theme.on_colour
        canvas.middle(label, (round(x + wide / 2, 1), canvas.y + 22), SIZE, on)
        x += wide + GAP
    canvas.y += HIGH
