"""Questions that look like one of a base and have no answer there: with a word or a name of another fact instead."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from knowledge.decision.rehearsing import draw
from knowledge.language.analysis import Analysis, Analyst
from knowledge.language.english import english
from knowledge.language.stemming import stem
from knowledge.language.text import TEXT_WORDS, split
from knowledge.model import FactBase


class Swapper:
    """Swaps the most telling word, the asked thing or what is done, and each name for another of its kind."""

    def __init__(
        self, base: FactBase, analyst: Analyst, share: Callable[[str], float], is_asked: Callable[[Analysis], bool]
    ) -> None:
        """Take a base, what takes its texts apart, in which share of facts a stem is, and whether a text is asked."""
        self._names = {entity.id: entity.name for entity in base.entities}
        self._kinds = analyst.finder.kinds
        self._analyst = analyst
        self._share = share
        words = {word for fact in base.facts for word in self._content(fact.question)}
        self._words = sorted(words, key=draw)
        self._is_asked = is_asked
        self._texts = [(*fact.wordings, fact.answer) for fact in base.facts]

    def __call__(self, fact: int, text: str) -> Iterator[str]:
        """Yield ``text``, a wording of ``fact``, with one thing swapped for what the fact doesn't have.

        What would be a wording of another fact is left out: that one has an answer to it.
        """
        for swaps in (self._with_other_word(fact, text), *self._with_other_name(fact, text)):
            yield from islice((swapped for swapped in swaps if self._is_nobodys(swapped)), 1)

    def _with_other_word(self, fact: int, text: str) -> Iterator[str]:
        own = sorted(self._content(text), key=lambda word: (self._share(stem(word)), draw(word)))
        others = _from(self._words, text)
        if not own:
            return
        groups = self._analyst.groups_of(own[0])
        carried = self._carried_by(self._texts[fact])
        strange = (word for word in others if stem(word) not in carried)
        # A synonym asks for the same.
        others = (word for word in strange if groups.isdisjoint(self._analyst.groups_of(word)))
        yield from (_replaced(text, own[0], word) for word in others)

    def _with_other_name(self, fact: int, text: str) -> Iterator[Iterator[str]]:
        named = self._named_by(self._texts[fact])
        for name in sorted(self._analyst.stored(text).entities):
            others = _from(sorted(self._names), text + name)
            kind = self._kinds.get(name)
            strange = [one for one in others if one not in named and self._kinds.get(one) == kind]
            yield map(partial(_replaced, text, self._names[name]), map(self._names.__getitem__, strange))

    def _is_nobodys(self, text: str) -> bool:
        return not self._is_asked(self._analyst.stored(text))

    def _content(self, text: str) -> list[str]:
        lists = english()
        return [
            word.text
            for word in split(text)
            if word.text.isalpha() and not word.capital and word.text not in lists.function_words
        ]

    def _carried_by(self, texts: Sequence[str]) -> frozenset[str]:
        return frozenset(word.stem for text in texts for word in split(text, TEXT_WORDS))

    def _named_by(self, texts: Sequence[str]) -> frozenset[str]:
        return frozenset().union(*(self._analyst.told(text).entities for text in texts))


def _from(words: Sequence[str], text: str) -> Iterator[str]:
    """Yield all of ``words``, beginning at a place that the text draws."""
    start = int.from_bytes(draw(text), "big") % max(len(words), 1)
    yield from words[start:]
    yield from words[:start]


def _replaced(text: str, own: str, other: str) -> str:
    """Return a text with whole words for others, and as it was where it writes them otherwise."""
    return re.sub(rf"(?<!\w){re.escape(own)}(?!\w)", lambda _: other, text, flags=re.IGNORECASE)
