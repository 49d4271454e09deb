"""Discord's marks of a text, read as far as the bot writes them: lines of several kinds, and within them pieces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

Kind = Literal["plain", "quote", "small", "item", "code"]
_TOKEN = re.compile(
    r"\\(?P<escaped>[^\w\s])|(?P<bold>\*\*)|(?P<italic>\*)|(?P<struck>~~)|`(?P<code>[^`]+)`"
    r"|\[(?P<words>(?:\\.|[^\]\\])+)\]\(<(?P<url>[^>]+)>\)|<#(?P<channel>\d+)>",
)
_ITEM = re.compile(r"(?P<indent> *)(?P<mark>-|\d+\.) (?P<rest>.*)")
_FENCE = "```"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    link: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was written; ``mark`` stands before an item of a list, ``indent`` counts the blanks before it."""

    kind: Kind
    pieces: tuple[Piece, ...]
    mark: str = ""
    indent: int = 0


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of a message."""
    in_code = False
    for written in text.splitlines():
        if written.startswith(_FENCE):
            in_code = not in_code
        elif in_code:
            yield Line("code", (Piece(written, code=True),))
        elif written.startswith("> "):
            yield Line("quote", tuple(pieces_of(written[2:])))
        elif written.startswith("-# "):
            yield Line("small", tuple(pieces_of(written[3:])))
        elif item := _ITEM.fullmatch(written):
            mark = "•" if item["mark"] == "-" else item["mark"]
            yield Line("item", tuple(pieces_of(item["rest"])), mark, len(item["indent"]))
        else:
            yield Line("plain", tuple(pieces_of(written.lstrip(" "))), indent=len(written) - len(written.lstrip(" ")))


def pieces_of(text: str) -> Iterator[Piece]:
    """Yield the pieces of a line."""
    style, at = Piece(""), 0
    for token in _TOKEN.finditer(text):
        if token.start() > at:
            yield replace(style, text=text[at : token.start()])
        at = token.end()
        kind = token.lastgroup
        if kind in ("bold", "italic", "struck"):
            turned: dict[str, Any] = {kind: not getattr(style, kind)}
            style = replace(style, **turned)
        elif kind == "url":
            yield from (replace(piece, link=True) for piece in pieces_of(token["words"]))
        elif kind == "channel":
            yield replace(style, text="#desk", link=True)
        elif kind:
            yield replace(style, text=token[kind], code=kind == "code")
    if at < len(text):
        yield replace(style, text=text[at:])
