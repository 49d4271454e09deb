"""A scene drawn in one theme."""

from drawing.canvas import Canvas
from drawing.colours import Theme
from drawing.forms import draw_form
from drawing.messages import draw_message
from drawing.shown import Message, Scene

# Pixels of a phone that most people's apps take it for.
PHONE = 390


def draw(scene: Scene, theme: Theme, width: int = PHONE) -> str:
    """Return the SVG of a scene."""
    canvas = Canvas(theme, width)
    for one in scene.shown:
        if isinstance(one, Message):
            draw_message(canvas, one)
        else:
            draw_form(canvas, one)
    return canvas.svg(scene.title)
