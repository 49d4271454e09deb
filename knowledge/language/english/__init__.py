"""What the matcher knows of English in general: word lists beside this file, read once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class English:
    """Lists of ordinary English: each maps or holds folded words, never names.

    ``countries`` has the country by each name, people and capital, ``around_titles`` what stands around the title of an
    office by purpose, and ``same_office`` all words for the same office by each of them.
    ``openers`` and ``closers`` are the first and last words of the ``fillers``: a quick way to see that there is none.
    """

    base_forms: dict[str, str]
    slang: dict[str, tuple[str, ...]]
    fillers: frozenset[tuple[str, ...]]
    interjections: frozenset[tuple[str, ...]]
    openers: frozenset[str]
    closers: frozenset[str]
    opposites: dict[str, frozenset[str]]
    numbers: dict[str, int]
    function_words: frozenset[str]
    relations: frozenset[str]
    countries: dict[tuple[str, ...], str]
    around_titles: dict[str, frozenset[str]]
    same_office: dict[str, tuple[str, ...]]


def _lines(name: str) -> Iterator[str]:
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def english() -> English:
    """Return the word lists."""
    base_forms: dict[str, str] = {}
    for base, *forms in map(str.split, _lines("irregular")):
        for form in forms:
            base_forms.setdefault(form, base)
    slang = {short: tuple(meant) for short, *meant in map(str.split, _lines("slang"))}
    fillers = {tuple(line.removeprefix("* ").split()) for line in _lines("fillers")}
    interjections = {tuple(line.split()[1:]) for line in _lines("fillers") if line.startswith("* ")}
    numbers = {word: int(value) for word, value in map(str.split, _lines("numbers"))}
    return English(
        base_forms=base_forms,
        slang=slang,
        fillers=frozenset(fillers),
        interjections=frozenset(interjections),
        openers=frozenset(filler[0] for filler in fillers),
        closers=frozenset(filler[-1] for filler in fillers),
        opposites=_opposites(),
        numbers=numbers,
        function_words=frozenset(word for line in _lines("function") for word in line.split()),
        relations=frozenset(word for line in _lines("relations") for word in line.split()),
        countries={tuple(name.split()): names[0] for names in _countries() for name in names},
        around_titles=_around_titles(),
        same_office={word: group for purpose, group in _title_lines() if purpose == "same" for word in group},
    )


def _countries() -> Iterator[list[str]]:
    for line in _lines("countries"):
        yield line.split(" | ")


def _title_lines() -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in _lines("titles"):
        purpose, _, words = line.partition(": ")
        yield purpose, tuple(words.split())


def _around_titles() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for purpose, words in _title_lines():
        found[purpose] = found.get(purpose, frozenset()).union(words)
    return found


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in map(str.split, _lines("opposites")):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}
