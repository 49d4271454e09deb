"""Texts and values as YAML that is read as itself, by this loader and by any other: one value a line."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

# What is read as itself without quotes: a word, then nothing that YAML has a use for.
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 ,.;()/&%$+'?!_-]|:(?=[^\s]))*(?<! )")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}(?:/\d{4}(?:-\d\d){0,2})?")
_NOT_TEXT = frozenset("y n yes no on off true false null".split())
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def scalar(text: str) -> str:
    """Return a text as YAML has it: plain where nothing speaks against it, else in double quotes on one line."""
    is_plain = _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT
    return text if is_plain or _DATE.fullmatch(text) else quoted_scalar(text)


def quoted_scalar(text: str) -> str:
    """Return a text in double quotes, on one line whatever is in it."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in _ESCAPES or character.isprintable():
        return _ESCAPES.get(character, character)
    return f"\\U{ord(character):08X}"


def block(value: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Yield the lines of a mapping of texts, lists and mappings; what is empty is left out."""
    for key, item in value.items():
        if isinstance(item, Mapping):
            yield f"{indent}{key}:"
            yield from block(item, f"{indent}  ")
        elif isinstance(item, list | tuple):
            yield from _items(key, item, indent) if item else ()
        else:
            yield f"{indent}{key}: {scalar(str(item))}"


def _items(key: str, items: list[Any] | tuple[Any, ...], indent: str) -> Iterator[str]:
    yield f"{indent}{key}:"
    for item in items:
        if not isinstance(item, Mapping):
            yield f"{indent}  - {scalar(str(item))}"
            continue
        first, *more = block(item, f"{indent}    ")
        yield f"{indent}  - {first.lstrip()}"
        yield from more
