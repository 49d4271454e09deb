"""Names that no editor listed: what a base writes with a capital in mid-sentence and never without one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from knowledge.language.english import english
from knowledge.language.text import TEXT_WORDS, Word, split
from knowledge.model import Fact, FactBase

# In letters: a single one with a capital, "vitamin C", is a mark and no name.
SHORTEST = 2


class Usage(NamedTuple):
    """The folded words that some texts have with a capital in mid-sentence, and those that they have without one."""

    with_capital: frozenset[str]
    without: frozenset[str]


def usage_in(texts: Iterable[str]) -> Usage:
    """Return how texts use their words."""
    with_capital: set[str] = set()
    without: set[str] = set()
    for text in texts:
        found = split(text, TEXT_WORDS)
        if not is_title_case(found):
            for word in found:
                if _has_capital(word):
                    with_capital.add(word.text)
                # A capital at the beginning of a sentence says nothing.
                elif word.written[:1].islower():
                    without.add(word.text)
    return Usage(frozenset(with_capital), frozenset(without))


def names_in(base: FactBase) -> frozenset[str]:
    """Return the folded words that a base uses as names and never as common words, listed entities among them."""
    return names_of((*(usage_in(texts_of(fact)) for fact in base.facts), usage_in(source_texts(base))))


def names_of(used: Sequence[Usage]) -> frozenset[str]:
    """Return the words that are used as names, and never as common words."""
    with_capital = frozenset[str]().union(*(one.with_capital for one in used))
    without = frozenset[str]().union(*(one.without for one in used))
    return frozenset(text for text in with_capital - without if len(text) >= SHORTEST and _may_name(text))


def as_written(text: str, word: str) -> str:
    """Return a folded word as a text has it: "Rosa" for "rosa"."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
    return found[0] if found else word


def is_cued(words: Sequence[Word], at: int) -> bool:
    """Whether a name would stand at a place: after an auxiliary ("did X ..."), or after "with" and the like."""
    cues = english().cues
    before = words[at - 1].text if at else ""
    return before in cues.name or (before in english().auxiliaries and before not in cues.verb)


def is_title_case(words: Sequence[Word]) -> bool:
    """Whether all longer words of a text have capitals, as in a headline, so that none is told apart by it."""
    long = [word for word in words[1:] if len(word.text) > 3 and word.written.isalpha()]
    return len(long) > 3 and all(word.written[:1].isupper() for word in long)


def _has_capital(word: Word) -> bool:
    return word.capital or (word.written.isupper() and len(word.written) > 1)


def _may_name(text: str) -> bool:
    lists = english()
    is_of_calendar = lists.calendar.has(text) or text.removesuffix("s") in lists.calendar.weekdays
    return text.isalpha() and text not in lists.function_words and not is_of_calendar


def texts_of(fact: Fact) -> Iterator[str]:
    """Yield the texts of a fact."""
    yield from fact.wordings
    yield fact.answer
    yield from (position.says for position in fact.positions)
    yield from _credited(fact)


def source_texts(base: FactBase) -> Iterator[str]:
    """Yield the texts of a base's reports."""
    for source in base.sources.values():
        yield source.title
        # A lower-case word before a name makes it stand in mid-sentence.
        yield from (f"by {name}" for name in (source.publisher, *source.authors, source.relays or ""))


def _credited(fact: Fact) -> Iterator[str]:
    for citation in fact.citations:
        yield citation.supports or ""
        yield f"via {citation.via or ''}"
    yield from (correction.note for correction in fact.corrections)
