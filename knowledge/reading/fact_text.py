"""A fact as the reader compares questions with it: its wordings and the sentences of its answer, word by word."""

import pickle
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from knowledge.language.analysis import Analysis, Analyst
from knowledge.language.claims import Claims
from knowledge.language.english import english
from knowledge.language.text import TEXT_WORDS, split
from knowledge.model import Fact, FactBase, Source
from knowledge.reading.claims_held import claims_held
from knowledge.reading.forms import forms_in
from knowledge.reading.request import Request, RequestKind, read_request
from knowledge.reading.word_units import Places, Units, WordUnits

Weigh = Callable[[str, str], float]

# Facts whose texts are kept. Of ten thousand facts with a wording or two each takes some 120 kB, all of them 1.2 GB;
# to make one again takes two to four milliseconds.
MOST = 1000

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)]*\s+(?=[\"'\u201c\u2018(]?[A-Z$£€\d])")
# What beside words shows that an answer holds a kind of thing: a figure, a sum, an age between commas.
_FIGURES = {"count": r"\b\d[\d,.]*\b", "amount": r"[$£€]|\d", "duration": "", "age": r", \d\d,", "why": ""}


@dataclass(frozen=True, slots=True)
class FactText:
    """The texts of a fact: first its wordings, then the sentences of its answer.

    ``tokens`` are the distinct tokens of all texts with their ``words`` ("" for a name), the ``places`` of those among
    the word units of the base, and ``weights``; ``members`` and ``starts`` say which of them each text has, text for
    text; ``column`` finds a token, ``columns`` the tokens of a synonym group. ``wordings`` counts those; ``requests``
    and ``analyses`` are theirs. ``names`` are the entities of all texts, ``other_holders`` those of them whom only an
    office would mean now, though the fact tells of another holder. ``said`` are all folded words, ``proper`` those of
    the answer that have a capital, ``folded`` those of each wording, ``holds`` the kinds of thing that the answer has.
    ``claims`` are those of its texts, days and sources, ``own_claims`` without the sources.
    """

    tokens: tuple[str, ...]
    words: tuple[str, ...]
    places: Places
    weights: Units
    members: Places
    starts: Places
    column: dict[str, int]
    columns: dict[int, tuple[int, ...]]
    wordings: int
    requests: tuple[Request, ...]
    analyses: tuple[Analysis, ...]
    told: tuple[Analysis, ...]
    names: frozenset[str]
    other_holders: frozenset[str]
    said: frozenset[str]
    proper: frozenset[str]
    folded: tuple[frozenset[str], ...]
    claims: Claims
    own_claims: Claims
    holds: frozenset[RequestKind]
    forms: frozenset[str]


def sentences(answer: str) -> tuple[str, ...]:
    """Return the sentences of an answer, each as it stands."""
    return tuple(part.strip() for part in _SENTENCE_END.split(answer) if part.strip())


class FactTexts:
    """The texts of the facts of one base, each made when it is met; those made last are kept."""

    def __init__(self, base: FactBase, analyst: Analyst, weigh: Weigh) -> None:
        self._base = base
        self._analyst = analyst
        self.weigh = weigh
        self.units = WordUnits()
        self._made: dict[int, FactText | bytes] = {}
        # Made over another base: how much its words tell has changed since.
        self._stale: set[int] = set()
        self._named = {entity.id: frozenset(w.text for n in (entity.name, *entity.aliases) for w in split(n))
                       for entity in base.entities}  # fmt: skip

    def take_over(self, before: "FactTexts", places: Mapping[int, int]) -> None:
        """Take what is made of those facts that read as they did; ``places`` gives where each stood ``before``."""
        self.units = before.units
        made = dict(before._made)
        self._made = {now: made[then] for now, then in places.items() if then in made}
        self._stale = set(self._made)

    def of(self, place: int) -> FactText:
        """Return the texts of the fact at ``place``."""
        found = self._made.get(place)
        if isinstance(found, FactText) and place not in self._stale:
            return found
        if not isinstance(found, FactText):
            found = pickle.loads(found) if found else self._make(self._base.facts[place])  # noqa: S301  our own
        if place in self._stale:
            found = replace(found, weights=self._weights(zip(found.tokens, found.words, strict=True)))
        self._made[place] = found
        self._stale.discard(place)
        for oldest in list(islice(self._made, max(len(self._made) - MOST, 0))):
            self._made.pop(oldest, None)
        return found

    def _weights(self, words: Iterable[tuple[str, str]]) -> NDArray[np.float32]:
        return np.array([self.weigh(token, word) for token, word in words], dtype=np.float32)

    def __getstate__(self) -> dict[str, Any]:
        # Each apart, to be taken up when it is met: a question bears on a dozen facts, and all of the bundled base
        # are seven thousand analyses, for which every start would wait.
        kept = {place: text if isinstance(text, bytes) else _packed(text) for place, text in self._made.items()}
        return vars(self) | {"_made": kept}

    def _make(self, fact: Fact) -> FactText:
        asked = tuple(self._analyst.stored(text) for text in fact.wordings)
        told = tuple(self._analyst.told(text) for text in sentences(fact.answer))
        distinct = dict(pair for text in (*asked, *told) for pair in zip(text.tokens, text.texts, strict=True))
        column = {token: at for at, token in enumerate(distinct)}
        members = [sorted({column[token] for token in text.tokens}) or [0] for text in (*asked, *told)]
        sides = tuple(self._analyst.told(text) for text in self._sides(fact))
        names = frozenset().union(*(text.entities for text in (*asked, *told, *sides)), fact.entities)
        names = names.union(*(self._analyst.finder.implied.get(name, ()) for name in names))
        return FactText(
            tokens=tuple(distinct),
            words=tuple(distinct.values()),
            places=self.units.places(distinct.values()),
            weights=self._weights(distinct.items()),
            members=np.array([at for text in members for at in text], dtype=np.int64),
            starts=np.cumsum([0, *(len(text) for text in members[:-1])], dtype=np.int64),
            column=column,
            columns=self._columns(distinct),
            wordings=len(asked),
            requests=tuple(read_request([word.text for word in split(text)]) for text in fact.wordings),
            analyses=asked,
            told=(*told, *sides),
            names=names,
            other_holders=self._other_holders(fact, (*asked, *told, *sides)),
            said=self._said(fact, names),
            proper=frozenset(word.text for word in split(fact.answer, TEXT_WORDS) if word.capital),
            folded=tuple(frozenset(word.text for word in split(text)) for text in fact.wordings),
            claims=claims_held((text.claims for text in (*asked, *told, *sides)), fact, self._sources(fact)),
            own_claims=claims_held((text.claims for text in (*asked, *told)), fact, ()),
            forms=forms_in(fact.answer),
            holds=frozenset(kind for kind, pattern in _holding().items() if pattern.search(fact.answer)),
        )

    def _other_holders(self, fact: Fact, texts: Sequence[Analysis]) -> frozenset[str]:
        """Return whom an office in the texts of a fact would mean now, though the fact tells of another holder.

        "Did the mayor step down" beside "why did Berg resign" is asked of Berg, whoever is mayor now.
        """
        finder = self._analyst.finder
        by_name = frozenset(fact.entities).union(*(text.entities - text.by_office for text in texts))
        found = frozenset().union(*(text.by_office for text in texts)) - by_name
        return frozenset(
            one for one in found if self._is_another(one, fact, texts, finder.others_in_office(one) & by_name)
        )

    def _is_another(self, holder: str, fact: Fact, texts: Sequence[Analysis], others: frozenset[str]) -> bool:
        if fact.happened and not self._analyst.finder.held_office(holder, fact.happened.partition("/")[0]):
            return True
        return bool(others) and all(others.isdisjoint(text.entities) for text in texts if holder in text.by_office)

    def _columns(self, distinct: dict[str, str]) -> dict[int, tuple[int, ...]]:
        found: dict[int, list[int]] = {}
        for at, word in enumerate(distinct.values()):
            for group in self._analyst.groups_of(word) if word else ():
                found.setdefault(group, []).append(at)
        return {group: tuple(places) for group, places in found.items()}

    def _sides(self, fact: Fact) -> Iterable[str]:
        for citation in fact.citations:
            yield from (citation.supports or "", citation.via or "")
        for source in self._sources(fact):
            yield from (source.publisher, source.relays or "")
        yield from (position.says for position in fact.positions)

    def _sources(self, fact: Fact) -> list[Source]:
        return [self._base.sources[citation.source] for citation in fact.citations]

    def _said(self, fact: Fact, names: frozenset[str]) -> frozenset[str]:
        texts = (*fact.wordings, fact.answer, *self._sides(fact))
        words = Counter(word.text for text in texts for word in split(text, TEXT_WORDS))
        return frozenset(words).union(*(self._named.get(name, ()) for name in names))


def _packed(text: FactText) -> bytes:
    return pickle.dumps(text, pickle.HIGHEST_PROTOCOL)


@cache
def _holding() -> dict[RequestKind, re.Pattern[str]]:
    """Return what an answer must hold to answer a kind of question that none of its wordings asks."""
    months = "|".join(name.capitalize() for name in english().calendar.month_names)
    # A month has its capital: "may" is no date.
    holding = {"when": re.compile(rf"\b(?:{months})\b|\b(1[89]|20)\d\d\b")}
    for kind, figures in _FIGURES.items():
        words = rf"\b(?:{'|'.join(sorted(english().holding[kind]))})\b"
        holding[kind] = re.compile(f"{figures}|{words}" if figures else words, re.IGNORECASE)
    return cast("dict[RequestKind, re.Pattern[str]]", holding | {"frequency": holding["count"]})
