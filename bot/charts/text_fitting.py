"""Texts broken into lines that fit a width, by the letters of the font that draws them."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

# FreeType counts in 64ths of a pixel; a picture of 72 dots an inch has as many pixels as points.
_UNITS, _DOTS = 64, 72
CUT = " …"
# Words are fitted to whole pixels when they are drawn, so a line may come out a little wider than its words.
_SPARE = 0.99
_WORDS = 4096


@lru_cache(_WORDS)
def width_of(text: str, size: int, *, is_bold: bool = False) -> float:
    """Return how wide a text is in pixels, in letters of ``size`` points."""
    font = _font(size, is_bold)
    font.set_text(text, 0.0)
    return float(font.get_width_height()[0]) / _UNITS


def broken(text: str, size: int, room: float, most: int, *, is_bold: bool = False) -> list[str]:
    """Return a text in at most ``most`` lines no wider than ``room``; what doesn't fit is left out and marked so.

    A word that is wider than a line is cut into pieces that aren't.
    """
    room *= _SPARE
    # Drawn alone a blank has no width.
    blank = width_of("x x", size, is_bold=is_bold) - 2 * width_of("x", size, is_bold=is_bold)
    lines, used = [""], 0.0
    for word in _pieces(text, size, room, is_bold=is_bold):
        wide = width_of(word, size, is_bold=is_bold)
        if lines[-1] and used + blank + wide > room:
            lines.append("")
            used = 0.0
        used += wide + (blank if lines[-1] else 0.0)
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _shortened(lines[most - 1], size, room, is_bold=is_bold)]


def _shortened(line: str, size: int, room: float, *, is_bold: bool) -> str:
    while line and width_of(line + CUT, size, is_bold=is_bold) > room:
        line = line.rpartition(" ")[0]
    return (line + CUT).strip()


def _pieces(text: str, size: int, room: float, *, is_bold: bool) -> list[str]:
    pieces = []
    for word in text.split():
        rest = word
        while width_of(rest, size, is_bold=is_bold) > room:
            # One letter always fits, or there would be no end.
            cuts = range(len(rest) - 1, 0, -1)
            fits = next((at for at in cuts if width_of(rest[:at], size, is_bold=is_bold) <= room), 1)
            pieces.append(rest[:fits])
            rest = rest[fits:]
        pieces.append(rest)
    return pieces


@cache
def _font(size: int, is_bold: bool) -> "FT2Font":  # noqa: FBT001  a key of the cache
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    # A font of its own: the one that draws is set to other sizes meanwhile.
    font = FT2Font(str(findfont(FontProperties(weight="bold" if is_bold else "normal"))))
    font.set_size(size, _DOTS)
    return font
