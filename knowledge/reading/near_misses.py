"""What editors have said a fact does not answer, and what that teaches about other questions."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace

from knowledge.language.analysis import Analysis, Analyst
from knowledge.language.english import english
from knowledge.language.text import split
from knowledge.language.vectors import word_vectors
from knowledge.model import Fact
from knowledge.reading.blocks import Block
from knowledge.reading.fact_profile import FactProfile

# A question must share at least so much with a near miss to be taken for it.
LIKENESS = 0.6


@dataclass(frozen=True, slots=True)
class Telling:
    """The word of a near miss that sets it apart from its fact, its synonym groups, and how many ``lines`` have it."""

    token: str
    text: str
    groups: frozenset[int]
    lines: int = 1


class Tellings:
    """Telling words, found by what a question has: there may be hundreds of them, and a question has a dozen words."""

    def __init__(self, words: Iterable[Telling | None]) -> None:
        self.words = tuple(words)
        self._places: dict[str | int, list[int]] = defaultdict(list)
        for place, word in enumerate(self.words):
            topics: tuple[str | int, ...] = (word.token, *word.groups) if word else ()
            for topic in topics:
                self._places[topic].append(place)

    def met_in(self, question: Analysis) -> list[int]:
        """Return the places of the words that a question has, themselves or by a synonym."""
        topics: tuple[str | int, ...] = (*question.tokens, *question.concepts)
        return sorted({place for topic in topics if topic in self._places for place in self._places[topic]})


@dataclass(frozen=True, slots=True)
class Line:
    """A ``not`` line: its tokens, and the sum of their squared rarities."""

    tokens: frozenset[str]
    square: float


@dataclass(frozen=True, slots=True)
class NearMisses:
    """The ``not`` lines of a fact; ``telling`` is what sets each apart, line by line."""

    lines: tuple[Line, ...]
    telling: Tellings


class NearMissGuard:
    """Checks questions against near misses."""

    def __init__(self, analyst: Analyst, rarity: Callable[[str], float], facts: Iterable[Fact] = ()) -> None:
        self._analyst = analyst
        self._rarity = rarity
        self._foreseen = frozenset(_gist(analyst.stored(line)) for fact in facts for line in fact.not_)

    def gather(self, fact: Fact, profile: FactProfile) -> NearMisses:
        """Return the near misses of ``fact``, which has this ``profile``."""
        lines = [self._analyst.stored(text) for text in fact.not_]
        telling = Tellings(self._telling(line, profile.known, profile.groups) for line in lines)
        return NearMisses(tuple(self._line(line) for line in lines), telling)

    def fits(self, question: Analysis, near_misses: NearMisses, nearest: float, skip: int = -1) -> Block | None:
        """Return a block when a ``not`` line of the fact fits the question better than the fact does.

        It does when the question has the line's telling word, or is nearer to the line than to every phrasing;
        ``nearest`` is the cosine with the nearest phrasing, ``skip`` a line to leave out.
        """
        met = [place for place in near_misses.telling.met_in(question) if place != skip]
        near = self._nearer(question, near_misses.lines, max(nearest, LIKENESS), skip)
        if near is not None and (not met or near < met[0]):
            return Block("near miss", "")
        word = near_misses.telling.words[met[0]] if met else None
        return Block("near miss", word.text) if word else None

    def is_foreseen(self, question: Analysis, fact: Fact) -> bool:
        """Whether a question has the words of any fact's ``not`` line, and of no wording of ``fact``.

        What editors foresaw as a near miss of one fact is hardly ever answered by another.
        """
        gist = _gist(question)
        return gist in self._foreseen and all(_gist(self._analyst.stored(text)) != gist for text in fact.wordings)

    def _nearer(self, question: Analysis, lines: tuple[Line, ...], least: float, skip: int) -> int | None:
        """Return the first line whose cosine with the question is above ``least``."""
        squares = {token: self._rarity(token) ** 2 for token in question.tokens}
        square = sum(squares.values())
        for place, line in enumerate(lines):
            shared = sum(squares[token] for token in line.tokens & squares.keys())
            if place != skip and shared > least * math.sqrt(square * line.square):
                return place
        return None

    @staticmethod
    def off_limits(question: Analysis, profile: FactProfile, telling: Tellings) -> Block | None:
        """Return a block when the question has a telling word of another fact that this fact lacks as well."""
        for place in telling.met_in(question):
            word = telling.words[place]
            if word and word.token not in profile.known and word.groups.isdisjoint(profile.groups):
                return Block("near miss", word.text)
        return None

    def foreign(self, facts: Iterable[Fact], phrased: Container[str]) -> tuple[Telling, ...]:
        """Return the telling words of all near misses that no phrasing (``phrased``) and no answer of the base has.

        What is only ever asked in vain is answered by no fact, not only by the one whose editor thought of it.
        """
        every = tuple(facts)
        lines = [self._analyst.stored(text) for fact in every for text in fact.not_]
        told = [self._analyst.told(fact.answer) for fact in every] if lines else []
        known = _Union(phrased, self._analyst.askable.union(token for text in told for token in text.tokens))
        found = [telling for line in lines if (telling := self._telling(line, known, frozenset()))]
        lines_with = Counter(telling.token for telling in found)
        return tuple(replace(telling, lines=lines_with[telling.token]) for telling in sorted(set(found), key=_by_token))

    def _telling(self, line: Analysis, known: Container[str], groups: frozenset[int]) -> Telling | None:
        strange = [(self._rarity(token), token, text) for token, text in zip(line.tokens, line.texts, strict=True)
                   if token not in known]  # fmt: skip
        if not strange:
            return None
        # Among words that are equally rare here, the rarest in general English tells most.
        _, token, text = max(strange, key=lambda word: (word[0], word_vectors().rank(word[2]), word[1]))
        own = self._analyst.concepts_of(split(text)) if text else frozenset()
        # A word that has a synonym among the fact's own words sets nothing apart.
        return None if own & groups else Telling(token, text or self._analyst.finder.names[token[1:]], own)

    def _line(self, text: Analysis) -> Line:
        tokens = frozenset(text.tokens)
        return Line(tokens, sum(self._rarity(token) ** 2 for token in tokens))


def _gist(text: Analysis) -> frozenset[str]:
    """Return what a text asks, without the words of grammar: equal for texts that differ in those alone."""
    return text.claims.question_words.union(token for token in text.tokens if token not in english().function_words)


def _by_token(telling: Telling) -> tuple[str, str]:
    return telling.token, telling.text


@dataclass(frozen=True, slots=True)
class _Union:
    one: Container[str]
    other: Container[str]

    def __contains__(self, item: object) -> bool:
        return item in self.one or item in self.other
