"""A question as the guard sees it: what a fact must carry to answer it, worked out once for all candidates."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge.language.analysis import Analysis, Analyst
from knowledge.language.english import english
from knowledge.language.text import stem


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of a question with its token and the synonym groups that it belongs to."""

    token: str
    text: str
    groups: frozenset[int]

    @property
    def topics(self) -> tuple[str | int, ...]:
        """What the word may be looked up by: its token and its groups."""
        return (self.token, *self.groups)

    def is_in(self, tokens: Container[str], groups: frozenset[int]) -> bool:
        """Whether the word or a synonym of it is among ``tokens`` or ``groups``."""
        return self.token in tokens or not self.groups.isdisjoint(groups)


@dataclass(frozen=True, slots=True)
class Query:
    """A question and what the guard wants to know of it.

    ``people`` are the persons named, ``named`` those of them who are more than somebody's owner, ``things`` all else
    that has a name. ``content`` are all words but those of grammar, ``telling`` those of them that say what is asked
    about, ``owned`` whose is what, ``measured`` the measures asked for ("how tall"), ``ordinals`` the second and the
    third, ``opposed`` words that have opposites, each with those.
    """

    question: Analysis
    people: frozenset[str]
    named: frozenset[str]
    things: frozenset[str]
    telling: tuple[QueryWord, ...]
    content: tuple[QueryWord, ...]
    owned: tuple[tuple[str, QueryWord], ...]
    measured: tuple[QueryWord, ...]
    ordinals: tuple[QueryWord, ...]
    opposed: tuple[tuple[QueryWord, tuple[QueryWord, ...]], ...]


class QueryReader:
    """Hears what a question asks."""

    def __init__(self, analyst: Analyst, is_telling: Callable[[str], bool]) -> None:
        self._analyst = analyst
        self._is_telling = is_telling

    def read(self, question: Analysis) -> Query:
        """Return ``question`` with what the guard wants to know of it."""
        pairs = tuple(zip(question.tokens, question.texts, strict=True))
        lists = english()
        skipped = lists.function_words
        content = tuple(self._said(token, text) for token, text in pairs if text and token not in skipped)
        kinds = self._analyst.finder.kinds
        people = frozenset(entity for entity in question.entities if kinds.get(entity) == "person")
        return Query(
            question,
            people,
            people - question.owners,
            question.entities - people,
            tuple(word for word in content if self._is_telling(word.token)),
            content,
            tuple((owner, self._said(token, text)) for owner, token, text in question.owned),
            tuple(self._measured(pairs)),
            tuple(self._said(stem(text), text) for _, text in pairs if text in lists.ordinals),
            tuple(self._opposed(pairs)),
        )

    def _said(self, token: str, text: str) -> QueryWord:
        return QueryWord(token, text, self._analyst.groups_of(text))

    def _measured(self, pairs: tuple[tuple[str, str], ...]) -> Iterator[QueryWord]:
        no_measure = english().auxiliaries | english().cues.no_measure
        for (_, how), (token, text) in pairwise(pairs):
            if how == "how" and text and text not in no_measure:
                yield self._said(token, text)

    def _opposed(self, pairs: tuple[tuple[str, str], ...]) -> Iterator[tuple[QueryWord, tuple[QueryWord, ...]]]:
        opposites = english().opposites
        for token, text in pairs:
            others = opposites.get(text) or opposites.get(token)
            if others:
                yield self._said(token, text), tuple(self._said(stem(other), other) for other in others)
