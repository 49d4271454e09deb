"""Questions that look like one of a base and have no answer there: with a word or a name of another fact instead."""

from collections.abc import Callable, Iterator, Sequence

from knowledge.decision.rehearsing import draw
from knowledge.language.analysis import Analyst
from knowledge.language.english import english
from knowledge.language.text import split, stem
from knowledge.model import FactBase


class Swapper:
    """Swaps the most telling word, the asked thing or what is done, and each name for another of its kind."""

    def __init__(self, base: FactBase, analyst: Analyst, share: Callable[[str], float]) -> None:
        """Take a base, what takes its texts apart, and in which share of its facts a stem is."""
        self._names = {entity.id: entity.name for entity in base.entities}
        self._kinds = analyst.finder.kinds
        self._analyst = analyst
        self._share = share
        words = {word for fact in base.facts for word in self._content(fact.question)}
        self._words = sorted(words, key=draw)
        self._carried = [self._carried_by((*fact.wordings, fact.answer)) for fact in base.facts]

    def __call__(self, fact: int, text: str) -> Iterator[str]:
        """Yield ``text``, a wording of ``fact``, with one thing swapped for what the fact doesn't have."""
        yield from self._with_other_word(fact, text)
        yield from self._with_other_name(text)

    def _with_other_word(self, fact: int, text: str) -> Iterator[str]:
        own = sorted(self._content(text), key=lambda word: (self._share(stem(word)), draw(word)))
        others = _from(self._words, text)
        other = next((word for word in others if stem(word) not in self._carried[fact]), None)
        if own and other:
            yield _replaced(text, own[0], other)

    def _with_other_name(self, text: str) -> Iterator[str]:
        named = self._analyst.stored(text).entities
        for name in sorted(named):
            others = _from(sorted(self._names), text + name)
            kind = self._kinds.get(name)
            other = next((one for one in others if self._kinds.get(one) == kind and one not in named), None)
            written = self._names[name]
            if other and written in text:
                yield text.replace(written, self._names[other])

    def _content(self, text: str) -> list[str]:
        lists = english()
        return [
            word.text
            for word in split(text)
            if word.text.isalpha() and not word.capital and word.text not in lists.function_words
        ]

    def _carried_by(self, texts: Sequence[str]) -> frozenset[str]:
        return frozenset(word.stem for text in texts for word in split(text))


def _from(words: Sequence[str], text: str) -> Iterator[str]:
    """Yield all of ``words``, beginning at a place that the text draws."""
    start = int.from_bytes(draw(text), "big") % max(len(words), 1)
    yield from words[start:]
    yield from words[:start]


def _replaced(text: str, word: str, other: str) -> str:
    at = text.casefold().find(word)
    return text[:at] + other + text[at + len(word) :] if at >= 0 else text
