"""Repair of mistyped words against the words of a base."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from string import ascii_lowercase
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Letters from which on any one slip is mended: of shorter words too many are one letter apart. Doubled, three of 234
# right answers to 13 bases are lost.
SHORTEST = 4
# Letters from which on two slips are mended: two of a shorter word make any other one of it. Halved, two of 234 right
# answers to 13 bases are lost.
SHORTEST_FOR_TWO = 8
# Times that a base must ask with a word for a short one, or two run together, to be mended into it: once may be chance.
# At 1 no answer to 13 bases changes, so what it is worth shows only in tests.
FREQUENT = 3
# Words whose repair is remembered: searching for one takes up to a millisecond on a large base, and a question is
# taken apart several times in a conversation. Of the longest words they hold a megabyte.
KEPT = 4096


class Speller:
    """Finds the nearest known word by optimal string alignment (swaps of neighbours count as one edit).

    One edit is forgiven from 4 letters, two from 8 (see Damerau 1964 for why so few suffice); which letters are doubled
    is one, however many edits that takes. The first or the
    last letter must be right, which holds for nearly all slips and keeps the search short on a large base.
    """

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = frequencies
        self._words = sorted(frequencies)
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in frequencies:
            if len(word) >= SHORTEST - 1 and word.isalpha():
                self._buckets[f"{word[0]}_", len(word)].append(word)
                self._buckets[f"_{word[-1]}", len(word)].append(word)
        self._undoubled: dict[str, list[str]] = defaultdict(list)
        for word in frequencies:
            # Any other word is its own key, and known already.
            if len(word) >= SHORTEST and word.isalpha() and (single := _undoubled(word)) != word:
                self._undoubled[single].append(word)
        self._repaired = lru_cache(KEPT)(self._search)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_repaired"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._repaired = lru_cache(KEPT)(self._search)

    def __bool__(self) -> bool:
        return bool(self._frequencies)

    def knows(self, word: str) -> bool:
        """Whether the base has ``word``."""
        return word in self._frequencies

    def frequency(self, word: str) -> int:
        """Return how often the base has ``word``."""
        return self._frequencies.get(word, 0)

    def complete(self, start: str) -> str:
        """Return the most frequent known word that begins with ``start``; ``start`` itself where there is none."""
        first = bisect_left(self._words, start)
        last = bisect_left(self._words, start + "\uffff", lo=first)
        return max(self._words[first:last], key=self.frequency, default=start)

    def repair(self, word: str, most_edits: int = 2) -> tuple[str, ...]:
        """Return what ``word`` was meant to be: one known word, two that were run together, or nothing.

        Args:
            word: a folded word.
            most_edits: 1 or 2, how far a long word may be off.
        """
        return self._repaired(word, most_edits) if word.isalpha() else ()

    def doubled_elsewhere(self, word: str) -> str | None:
        """Return the known word that differs by which of its letters are doubled: "merrel" for "merell"."""
        found = self._alike(word)
        return self._most_frequent(found) if found else None

    def _alike(self, word: str) -> list[str]:
        """Return the known words that differ by doubled letters alone."""
        single = _undoubled(word)
        is_word = len(single) >= SHORTEST and single in self._frequencies
        return [*self._undoubled.get(single, ()), *([single] if is_word else [])]

    def _search(self, word: str, most_edits: int) -> tuple[str, ...]:
        if len(word) < SHORTEST:
            return self._short(word)
        near = self._near(word, most_edits)
        return (near,) if near else self._run_together(word)

    def _short(self, word: str) -> tuple[str, ...]:
        # In so short a word only a swap of neighbours ("teh") or a wrong middle ("akt") is surely a slip.
        near = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
        near += [word[0] + letter + word[2:] for letter in ascii_lowercase] if len(word) == SHORTEST - 1 else []
        found = [other for other in near if self._frequencies.get(other, 0) >= FREQUENT]
        return (max(found, key=lambda other: self._frequencies[other]),) if found else ()

    def _run_together(self, word: str) -> tuple[str, ...]:
        cuts = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
        found = [cut for cut in cuts if all(self._is_frequent(part) for part in cut)]
        return max(found, key=lambda cut: min(map(len, cut)), default=())

    def _is_frequent(self, part: str) -> bool:
        return max(self._frequencies.get(part, 0), self._frequencies.get(part.removesuffix("s"), 0)) >= FREQUENT

    def _near(self, word: str, most_edits: int) -> str | None:
        for edits in range(1, (most_edits if len(word) >= SHORTEST_FOR_TWO else 1) + 1):
            found = self._within(word, edits) or self._alike(word)
            if found:
                return self._most_frequent(found)
        return None

    def _most_frequent(self, found: Iterable[str]) -> str:
        return min(found, key=lambda other: (-self._frequencies[other], other))

    def _within(self, word: str, edits: int) -> set[str]:
        found: set[str] = set()
        for bucket in (f"{word[0]}_", f"_{word[-1]}"):
            for length in range(len(word) - edits, len(word) + edits + 1):
                choices = self._buckets.get((bucket, length))
                if choices:
                    near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=edits, limit=3)
                    found |= {other for other, _, _ in near}
        return found


def _undoubled(word: str) -> str:
    """Return a word with each run of a letter written once."""
    return "".join(letter for at, letter in enumerate(word) if word[at - 1 : at] != letter)
