"""What a form has line by line: names, positions and citations as text, and back.

A line has its parts with semicolons between them; a part with a semicolon of its own stands in double quotes, with two
for each quote in it. Every text is read, so that nothing typed is lost; what is odd about it is told apart from that.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

Item = dict[str, str]
# What is wrong with a line, and how to mend it.
Fault = tuple[str, str]

_PART = re.compile(r'(?:^|;)\s*(?:"(?P<quoted>(?:[^"]|"")*)"\s*(?=;|\Z)|(?P<plain>[^;]*))')
# What has no letter in it is meant as a day, also where it is none.
_DAY = re.compile(r"[\d\s./-]*")
# What a citation says beside its source, each behind its word.
CITED = ("supports", "via", "quote", "where", "archive", "accessed")
_SAID = re.compile(rf"({'|'.join(CITED)}):?\s+(.+)", re.IGNORECASE | re.DOTALL)
# Who, what they say, day and source.
POSITION_PARTS = 4
_IN_QUOTES = "put a text with a semicolon of its own in double quotes"


def lines_of(text: str) -> list[str]:
    """Return the lines of a field that has several, without the empty ones."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def positions_text(items: Iterable[Mapping[str, str]]) -> str:
    """Return positions, a line each: who; what they say; day; source id."""
    return "\n".join(_line(item.get(key, "") for key in ("by", "says", "on", "source")) for item in items)


def citations_text(items: Iterable[Mapping[str, str]]) -> str:
    """Return citations, a line each: source id; supports ...; via ...; quote ...; where ..., as far as they have it."""
    return "\n".join(
        _line([item.get("source", ""), *(f"{key} {item[key]}" for key in CITED if item.get(key))]) for item in items
    )


def positions_in(text: str) -> list[Item]:
    """Return the positions that a text has, as the format writes them."""
    return [_position(parts_of(line)) for line in lines_of(text)]


def citations_in(text: str) -> list[Item]:
    """Return the citations that a text has, as the format writes them."""
    return [_citation(parts_of(line)) for line in lines_of(text)]


def position_faults(text: str) -> Iterator[tuple[int, Fault]]:
    """Yield what is wrong with positions, with the number of each line, from 1."""
    return _faults(text, _position_fault)


def citation_faults(text: str) -> Iterator[tuple[int, Fault]]:
    """Yield what is wrong with citations, with the number of each line, from 1."""
    return _faults(text, _citation_fault)


def parts_of(line: str) -> list[str]:
    """Return the parts of a line, each without the quotes and the space around it."""
    return [
        found["plain"].strip() if found["quoted"] is None else found["quoted"].replace('""', '"')
        for found in _PART.finditer(line)
    ]


def _line(parts: Iterable[str]) -> str:
    return "; ".join(map(_part, parts)).rstrip("; ")


def _part(text: str) -> str:
    if ";" not in text and not text.startswith('"'):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _position(parts: list[str]) -> Item:
    by, says, *rest = parts if len(parts) > 1 else [*parts, ""]
    if len(rest) == 1 and not _DAY.fullmatch(rest[0]):
        rest = ["", *rest]
    item = {"by": by, "says": says, "on": "".join(rest[:1]), "source": "; ".join(rest[1:])}
    return {key: text for key, text in item.items() if text}


def _citation(parts: list[str]) -> Item:
    source, *said = parts
    item = {"source": source} if source else {}
    for part in filter(None, said):
        found = _SAID.fullmatch(part)
        key, text = (found[1].lower(), found[2]) if found else ("supports", part)
        item[key] = f"{item[key]}; {text}" if key in item else text
    return item


def _faults(text: str, fault_of: Callable[[list[str]], Fault | None]) -> Iterator[tuple[int, Fault]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and (fault := fault_of(parts_of(line.strip()))):
            yield number, fault


def _position_fault(parts: list[str]) -> Fault | None:
    if len(parts) < 2 or not all(parts[:2]):
        return "it does not say both who and what they say", "write it as: who; what they say"
    if len(parts) <= POSITION_PARTS:
        return None
    return f"{len(parts)} parts; there are four: who, what they say, day, source id", _IN_QUOTES


def _citation_fault(parts: list[str]) -> Fault | None:
    source, *said = parts
    if not source:
        return "no source at the beginning of the line", "begin it with the id of a source"
    found = [(part, _SAID.fullmatch(part)) for part in said if part]
    odd = next((part for part, match in found if match is None), None)
    if odd is not None:
        what = f"'{odd}' begins with none of {', '.join(CITED)}"
        return what, f"begin it with the one that it is; {_IN_QUOTES}"
    keys = [match[1].lower() for _, match in found if match]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    return (f"'{twice}' stands in it twice", "make one text of the two") if twice else None
