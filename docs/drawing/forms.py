"""Forms as Discord's app shows them on a phone: a sheet with a field below each name, and one button to send it."""

from drawing.canvas import Canvas
from drawing.components import MENU, cut, draw_menu
from drawing.markup import Piece
from drawing.setting import set_in
from drawing.shown import Component, Form

LEFT = 18
SIZE, HEIGHT = 16, 21
LONG = 2
# Discord's own words, and its number for a field that takes a file.
SUBMIT, CHOOSE, UPLOAD = "Submit", "Choose a file", 19


def draw_form(canvas: Canvas, form: Form) -> None:
    """Draw a form below what has been drawn."""
    theme, right = canvas.theme, canvas.width - LEFT
    # Which of the bot's forms it is, for whoever asks whether all of them are drawn.
    canvas.raw(f'<g id="{form_id(form)}"/>', 0)
    canvas.y += 34
    canvas.path(f"M{LEFT + 1} {canvas.y - 13:g} l12 12 m0 -12 l-12 12", theme.soft)
    canvas.word(form.data["title"], (LEFT + 30, canvas.y), 19, theme.text, bold=True)
    canvas.y += 14
    for label in form.data["components"]:
        _draw_field(canvas, label, right)
    canvas.y += 18
    canvas.box((LEFT, canvas.y), (right - LEFT, 42), theme.primary, 21)
    canvas.middle(SUBMIT, (canvas.width / 2, canvas.y + 27), SIZE, theme.on_colour)
    canvas.y += 60


def form_id(form: Form) -> str:
    """Return what stands in a picture for the form that it shows, by the action in its id."""
    return f"form-{form.data.get('custom_id', '').partition(':')[2].partition(':')[0]}"


def _draw_field(canvas: Canvas, label: Component, right: float) -> None:
    theme, field = canvas.theme, label["component"]
    canvas.y += 14
    name = [Piece(label["label"], bold=True), *([Piece(" *")] if field.get("required", True) else [])]
    canvas.text(name, (LEFT, canvas.y + 14), 15, theme.text)
    canvas.y += 22
    if label.get("description"):
        for row in set_in([Piece(label["description"])], right - LEFT, 13):
            canvas.text(row, (LEFT, canvas.y + 12), 13, theme.soft)
            canvas.y += 17
    canvas.y += 5
    if field["type"] == MENU:
        draw_menu(canvas, field, LEFT, right)
    elif field["type"] == UPLOAD:
        _draw_upload(canvas, right)
    else:
        _draw_typed(canvas, field, right)


def _draw_upload(canvas: Canvas, right: float) -> None:
    """Draw the place where a file is put."""
    canvas.box((LEFT, canvas.y), (right - LEFT, HEIGHT + 27), canvas.theme.field, 8)
    canvas.middle(CHOOSE, (canvas.width / 2, canvas.y + 30), SIZE, canvas.theme.text)
    canvas.y += HEIGHT + 27


def _draw_typed(canvas: Canvas, field: Component, right: float) -> None:
    """Draw a field to type in, with what stands in it; one of several lines grows with them."""
    theme, inside = canvas.theme, right - LEFT - 24
    text = field.get("value") or ""
    is_long = field["style"] == LONG
    if is_long:
        rows = [row for line in text.splitlines() for row in set_in([Piece(line)], inside, SIZE)]
    else:
        rows = [[Piece(cut(text, inside, SIZE))]] if text else []
    high = max(len(rows), 2 if is_long else 1) * HEIGHT + 19
    canvas.box((LEFT, canvas.y), (right - LEFT, high), theme.field, 8)
    for number, row in enumerate(rows):
        canvas.text(row, (LEFT + 12, canvas.y + 25 + number * HEIGHT), SIZE, theme.text)
    canvas.y += high
