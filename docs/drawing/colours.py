"""The colours of Discord on a phone, light and dark, and how far a text stands out from what is behind it."""

from dataclasses import dataclass

# What WCAG 2.2 asks of text of ordinary size (criterion 1.4.3).
LEAST_CONTRAST = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours as #rrggbb: what stands on ``ground`` is ``text``, ``soft`` or ``link``; what is pressed, ``on_...``."""

    name: str
    ground: str
    text: str
    soft: str
    link: str
    bar: str
    field: str
    button: str
    on_button: str
    primary: str = "#5865f2"
    danger: str = "#d22d39"
    on_colour: str = "#ffffff"


DARK = Theme(
    name="dark", ground="#1a1a1e", text="#dfe0e2", soft="#a0a1a8", link="#6aa6f8", bar="#55565e", field="#26272c",
    button="#393a41", on_button="#ffffff",
)  # fmt: skip
LIGHT = Theme(
    name="light", ground="#ffffff", text="#2f3035", soft="#5c5e66", link="#0062cc", bar="#c4c5cb", field="#f2f3f5",
    button="#e3e5e8", on_button="#2f3035",
)  # fmt: skip
THEMES = (LIGHT, DARK)

# The marks of a status as phones draw them.
MARKS = {"🟢": "#77b255", "🟡": "#fdcb58", "🔴": "#dd2e44", "🟣": "#aa8dd8", "⚪": "#e6e7e8", "⚫": "#4b5258"}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, by https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.

    >>> round(contrast("#ffffff", "#000000"), 1)
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
