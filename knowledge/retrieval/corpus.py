"""All phrasings of a base as flat arrays: a million of them fit where a million objects would not."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.language.analysis import Analysis
from knowledge.retrieval.features import Codes, code, concept_code

Rows = NDArray[np.int32]

Starts = NDArray[np.int64]


class Phrasing(NamedTuple):
    """What a corpus has of a phrasing: its tokens and words, the codes of its synonym groups, and whom it names."""

    tokens: Sequence[str]
    words: Sequence[str]
    concepts: Sequence[int]
    entities: frozenset[str]


def phrasing_of(text: Analysis) -> Phrasing:
    """Return what a corpus has of an analysed phrasing."""
    return Phrasing(text.tokens, text.texts, [concept_code(one) for one in sorted(text.concepts)], text.entities)


@dataclass(frozen=True)
class Corpus:
    """Phrasings in the order of their facts.

    ``rows`` are the word rows of all phrasings on end, phrasing ``i`` from ``starts[i]`` to ``starts[i + 1]``;
    ``concepts`` the codes of their synonym groups, by ``concept_starts`` alike. Fact ``f`` owns the phrasings from
    ``bounds[f]`` to ``bounds[f + 1]``. ``row_of`` gives a token's row, ``texts`` and ``codes`` a row's word and code.
    ``asked_about`` has of each fact the ids of whom and what its first phrasing names.
    """

    rows: Rows
    starts: Starts
    concepts: Codes
    concept_starts: Starts
    bounds: Starts
    row_of: dict[str, int]
    texts: list[str]
    codes: Codes
    asked_about: list[frozenset[str]]

    @property
    def facts(self) -> int:
        """The number of facts."""
        return len(self.bounds) - 1

    def __len__(self) -> int:
        return len(self.starts) - 1

    def words(self, place: int) -> Rows:
        """Return the word rows of one phrasing."""
        return self.rows[self.starts[place] : self.starts[place + 1]]

    def fact_words(self, fact: int) -> Rows:
        """Return the word rows of all phrasings of a fact, on end."""
        return self.rows[self.starts[self.bounds[fact]] : self.starts[self.bounds[fact + 1]]]

    def phrasings(self, fact: int) -> Iterator[Phrasing]:
        """Yield the phrasings of a fact; whom the later ones name is not known."""
        for place in range(int(self.bounds[fact]), int(self.bounds[fact + 1])):
            rows = self.words(place).tolist()
            concepts = self.concepts[self.concept_starts[place] : self.concept_starts[place + 1]].tolist()
            entities = self.asked_about[fact] if place == self.bounds[fact] else frozenset[str]()
            yield Phrasing([self._tokens[row] for row in rows], [self.texts[row] for row in rows], concepts, entities)

    @cached_property
    def _tokens(self) -> list[str]:
        return list(self.row_of)

    def owners(self) -> Rows:
        """Return the fact of each phrasing."""
        return np.repeat(np.arange(self.facts, dtype=np.int32), np.diff(self.bounds))

    def blocks(self, phrasings: int) -> Iterator[range]:
        """Yield ranges of whole facts with about so many phrasings each."""
        first = 0
        while first < self.facts:
            last = int(np.searchsorted(self.bounds, self.bounds[first] + phrasings, side="right")) - 1
            last = min(max(last, first + 1), self.facts)
            yield range(first, last)
            first = last


def gather(facts: Iterable[Iterable[Phrasing]], progress: Callable[[int], None]) -> Corpus:
    """Return the corpus of phrasings, given fact by fact; ``progress`` hears of every thousandth fact."""
    rows, concepts = array("i"), array("L" if array("L").itemsize == 4 else "I")
    starts, concept_starts, bounds = array("q", [0]), array("q", [0]), array("q", [0])
    row_of: dict[str, int] = {}
    texts: list[str] = []
    asked_about: list[frozenset[str]] = []
    for done, fact in enumerate(facts):
        for at, text in enumerate(fact):
            if at == 0:
                asked_about.append(text.entities)
            for token, word in zip(text.tokens, text.words, strict=True):
                if token not in row_of:
                    row_of[token] = len(texts)
                    texts.append(word)
                rows.append(row_of[token])
            concepts.extend(text.concepts)
            starts.append(len(rows))
            concept_starts.append(len(concepts))
        bounds.append(len(starts) - 1)
        if done % 1000 == 0:
            progress(done)
    return Corpus(
        rows=np.array(rows, dtype=np.int32),
        starts=np.array(starts, dtype=np.int64),
        concepts=np.array(concepts, dtype=np.uint32),
        concept_starts=np.array(concept_starts, dtype=np.int64),
        bounds=np.array(bounds, dtype=np.int64),
        row_of=row_of,
        texts=texts,
        codes=np.array([code(token) for token in row_of], dtype=np.uint32),
        asked_about=asked_about,
    )
