"""Pieces of text set into lines that fit a width."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from drawing.markup import Piece
from drawing.widths import width_of

# A word with the blanks before it; blanks at the end of a piece go with what follows.
_WORDS = re.compile(r" *[^ ]+| +")
Word = list[Piece]


def set_in(pieces: Iterable[Piece], room: float, size: float) -> list[list[Piece]]:
    """Return the lines into which pieces are broken so that none is wider than ``room`` pixels."""
    lines: list[list[Piece]] = [[]]
    used = 0.0
    for word in _cut(_words(pieces), room, size):
        if lines[-1] and used + _width(word, size) > room:
            lines.append([])
            used = 0.0
        shown = word if lines[-1] else [replace(word[0], text=word[0].text.lstrip(" ")), *word[1:]]
        lines[-1] += shown
        used += _width(shown, size)
    return [_joined(line) for line in lines]


def width(piece: Piece, size: float) -> float:
    """Return the width of a piece in pixels."""
    return width_of(piece.text, size, bold=piece.bold, typed=piece.code)


def _width(word: Word, size: float) -> float:
    return sum(width(piece, size) for piece in word)


def _words(pieces: Iterable[Piece]) -> list[Word]:
    """Return words with the blanks before them; pieces with no blank between them are one word."""
    words: list[Word] = []
    for piece in pieces:
        for found in _WORDS.findall(piece.text):
            part = replace(piece, text=found)
            if words and (not found.startswith(" ") or not words[-1][-1].text.strip()):
                words[-1].append(part)
            else:
                words.append([part])
    return words


def _cut(words: Iterable[Word], room: float, size: float) -> Iterator[Word]:
    """Yield words, those that are wider than a line letter by letter."""
    for word in words:
        if _width(word, size) <= room:
            yield word
        else:
            yield from ([replace(piece, text=letter)] for piece in word for letter in piece.text)


def _joined(line: Word) -> Word:
    """Return a line in which neighbours of one style are one piece."""
    joined: Word = []
    for piece in line:
        if joined and replace(joined[-1], text=piece.text) == piece:
            joined[-1] = replace(piece, text=joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined
