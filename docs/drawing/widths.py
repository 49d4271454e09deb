"""How wide a text is, near enough to break its lines: by the widths of Helvetica, which Arial and others share."""

# Thousandths of the size of the letters, by Adobe's metrics of Helvetica; digits, capitals and all else that is not
# named are as wide as most of their kind.
_WIDTHS = (
    (191, "'"), (222, "ijl\u2018\u2019"), (260, "|"), (278, " !,./:;It[]\\f·"), (333, "()-r`“”"), (355, '"•'),
    (389, "*"), (500, "ckxyzsvJ"), (556, "#$?_abdeghnopquL\u2013"), (584, "+<=>~^"), (611, "FTZ"),
    (667, "&ABEKPSVXY"), (722, "CDHNRUw"),
    (778, "GOQ"), (833, "mM"), (889, "%"), (944, "W"), (1000, "—…→"), (1015, "@"),
)  # fmt: skip
_OF = {character: width for width, characters in _WIDTHS for character in characters}
_DIGIT, _CAPITAL, _OTHER, _SIGN = 556, 722, 556, 1300
_FIRST_SIGN = 0x2500
# Bold is wider by so much, and of a typewriter's letters each has the same width.
BOLD, TYPED = 1.06, 0.602


def width_of(text: str, size: float, *, bold: bool = False, typed: bool = False) -> float:
    """Return the width of a text in pixels, in letters of ``size`` pixels.

    >>> width_of("mm", 10)
    16.66
    """
    if typed:
        return len(text) * TYPED * size
    return sum(map(_width, text)) / 1000 * size * (BOLD if bold else 1)


def _width(character: str) -> int:
    if character in _OF:
        return _OF[character]
    if character.isdigit():
        return _DIGIT
    if ord(character) >= _FIRST_SIGN:
        return _SIGN
    return _CAPITAL if character.isupper() else _OTHER
