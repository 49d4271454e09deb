"""An SVG that grows from the top down: shapes, and text that stays text."""

from collections.abc import Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from drawing.colours import MARKS, Theme
from drawing.markup import Piece
from drawing.setting import width

FONTS = "Helvetica, Arial, 'Liberation Sans', Roboto, sans-serif"
TYPED = "Menlo, 'Liberation Mono', 'DejaVu Sans Mono', monospace"
# A circle that stands for a mark, beside letters of its size, takes so much of their size.
_MARK = 1.25


class Canvas:
    """What is drawn, and how far down that goes (``y``, in pixels)."""

    def __init__(self, theme: Theme, width: int) -> None:
        self.theme = theme
        self.width = width
        self.y = 0.0
        self._parts: list[str] = []

    def box(self, at: tuple[float, float], size: tuple[float, float], fill: str, radius: float = 0) -> None:
        """Draw a rectangle; ``at`` is its upper left corner."""
        (x, y), (wide, high) = at, size
        self._parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" rx="{radius:g}" fill="{fill}"/>'
        )

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        """Draw a disc around a point."""
        self._parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"/>')

    def path(self, data: str, stroke: str) -> None:
        """Draw a line of two pixels."""
        self._parts.append(f'<path d="{data}" fill="none" stroke="{stroke}" stroke-width="2" stroke-linecap="round"/>')

    def raw(self, svg: str, height: float) -> None:
        """Put a picture of its own at the place where the drawing has come to, and go on below it."""
        self._parts.append(svg)
        self.y += height

    def text(self, pieces: Sequence[Piece], at: tuple[float, float], size: float, fill: str) -> None:
        """Write pieces from a point on their base line."""
        x, y = at
        for written in _apart(pieces):
            part = written
            if part[0].text in MARKS:
                self.circle(x + size * _MARK / 2, y - size * 0.36, size * 0.46, MARKS[part[0].text])
                x += size * _MARK
            else:
                # SVG drops blanks at the beginning of a text.
                x += sum(width(piece, size) for piece in part) - sum(width(piece, size) for piece in _led(part))
                part = _led(part)
                self._strike(part, (x, y), size, fill)
                spans = "".join(self._span(piece, fill) for piece in part)
                self._parts.append(f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}">{spans}</text>')
                x += sum(width(piece, size) for piece in part)

    def _strike(self, part: Sequence[Piece], at: tuple[float, float], size: float, fill: str) -> None:
        x, y = at
        for piece in part:
            wide = width(piece, size)
            if piece.struck:
                self.box((round(x, 1), round(y - size * 0.34, 1)), (round(wide, 1), 1.5), fill)
            x += wide

    def middle(self, text: str, at: tuple[float, float], size: float, fill: str) -> None:
        """Write one bold text around a point on its base line."""
        self._parts.append(
            f'<text x="{at[0]:g}" y="{at[1]:g}" font-size="{size:g}" fill="{fill}" font-weight="600" '
            f'text-anchor="middle">{escape(text)}</text>'
        )

    def word(self, text: str, at: tuple[float, float], size: float, fill: str, *, bold: bool = False) -> None:
        """Write one text from a point on its base line."""
        self.text([Piece(text, bold=bold)], at, size, fill)

    def svg(self, title: str) -> str:
        """Return all that was drawn, under a title for whoever can't see it."""
        wide, high = self.width, round(self.y)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
            f'font-family={quoteattr(FONTS)} role="img"><title>{escape(title)}</title>\n'
            f'<rect width="{wide}" height="{high}" fill="{self.theme.ground}"/>\n'
            + "\n".join(self._parts)
            + "\n</svg>\n"
        )

    def _span(self, piece: Piece, fill: str) -> str:
        style = {
            "font-weight": "600" if piece.bold else "",
            "font-style": "italic" if piece.italic else "",
            "font-family": TYPED if piece.code else "",
            "fill": self.theme.link if piece.link and fill != self.theme.link else "",
        }
        said = "".join(f" {name}={quoteattr(value)}" for name, value in style.items() if value)
        return f"<tspan{said}>{escape(piece.text)}</tspan>" if said else escape(piece.text)


def _apart(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return pieces in parts to be written at once: each mark, which is drawn, is a part of its own."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        plain = ""
        for letter in piece.text:
            if letter in MARKS:
                parts[-1] += [_of(piece, plain)] if plain else []
                parts += [[Piece(letter)], []]
                plain = ""
            else:
                plain += letter
        parts[-1] += [_of(piece, plain)] if plain else []
    return [part for part in parts if part]


def _led(part: list[Piece]) -> list[Piece]:
    return [replace(part[0], text=part[0].text.lstrip(" ")), *part[1:]]


def _of(piece: Piece, text: str) -> Piece:
    return replace(piece, text=text)
