"""The words of a base by their use, fact by fact: what has not changed since is not read again."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from sys import intern
from typing import Any

from knowledge.language.names import Usage, names_of, source_texts, texts_of, usage_in
from knowledge.language.text import split, words
from knowledge.model import Fact, FactBase


@dataclass(frozen=True, slots=True)
class FactWords:
    """The folded words of a fact: how its texts use them, those of its wordings, all of them, and of its answer."""

    fact: Fact
    usage: Usage
    asked: tuple[str, ...]
    told: tuple[str, ...]


class BaseWords:
    """The words of a base: ``names`` it uses as such alone, ``asked`` counts those of its wordings."""

    def __init__(self, base: FactBase, before: "BaseWords | None" = None) -> None:
        known = before.by_fact if before else {}
        self.by_fact: Mapping[str, FactWords] = {fact.id: _words_of(fact, known.get(fact.id)) for fact in base.facts}
        every = self.by_fact.values()
        self.names = names_of((*(one.usage for one in every), usage_in(source_texts(base))))
        self.asked = Counter(word for one in every for word in one.asked)

    def __getstate__(self) -> dict[str, Any]:
        # Whoever starts with it has all to do at the first reload; kept, it would have every start wait.
        return vars(self) | {"by_fact": {}}

    def told(self) -> Iterable[str]:
        """Return the words of the answers, each once for every answer that has it."""
        return (word for one in self.by_fact.values() for word in one.told)


def _words_of(fact: Fact, known: FactWords | None) -> FactWords:
    if known is not None and known.fact == fact:
        # Of the new base, so that nothing of the old one stays.
        return replace(known, fact=fact)
    asked = (word.text for text in fact.wordings for word in words(text))
    told = dict.fromkeys(word.text for word in split(fact.answer))
    # Facts share most of their words.
    return FactWords(fact, usage_in(texts_of(fact)), tuple(map(intern, asked)), tuple(map(intern, told)))
