"""A question before its candidates: what speaks for each, what blocks it, and which one would answer."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.language.analysis import ENTITY_MARK, Analysis, Analyst
from knowledge.language.english import english
from knowledge.model import FactBase
from knowledge.reading.blocks import Block
from knowledge.reading.fact_profile import FactProfiler
from knowledge.reading.guard import SAID_OFTEN, Guard
from knowledge.reading.near_misses import NearMisses, NearMissGuard, Tellings
from knowledge.reading.query import Query, QueryReader
from knowledge.reading.topics import Topics
from knowledge.retrieval.retriever import LeftOut, Retrieved, Retriever

Array = NDArray[np.float64]
CLOSE_BEHIND = 0.75
FINAL = ("near miss", "opposite", "negation")
FEATURES = ("score", "lead", "lag")


@dataclass(frozen=True)
class CandidateSet:
    """What was retrieved for a question; ``blocks`` remembers, place for place, what was found to block them."""

    query: Query
    retrieved: Retrieved
    own: int = -1
    blocks: dict[int, Block | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Selection:
    """The candidate that would answer: its ``place`` (None: all are refused), its features, and who was refused."""

    place: int | None
    features: Array
    refused: dict[int, Block]


class Selector:
    """Selects among the candidates of a base, with a phrasing or a near miss left out where that is wanted."""

    def __init__(self, base: FactBase, analyst: Analyst, profiler: FactProfiler, retriever: Retriever) -> None:
        self._base = base
        self._profiler = profiler
        self._retriever = retriever
        self._meanings = meanings = retriever.meanings
        self._listener = QueryReader(analyst, meanings.is_telling)
        self._guard = Guard(analyst.finder)
        self._near_miss_guard = NearMissGuard(analyst, meanings.rarity, base.facts)
        self._near_misses: dict[int, NearMisses] = {}
        foreign = self._near_miss_guard.foreign(base.facts, meanings.vocabulary)
        self._foreign = Tellings(foreign)
        self._often_foreign = Tellings(word for word in foreign if word.lines > 1)
        self.kin = _kin(base)
        self._topics = Topics(meanings.share)
        for place, fact in enumerate(base.facts):
            self._topics.add(place, analyst.stored(fact.question))

    def retrieve(self, question: Analysis, left_out: LeftOut | None = None) -> Retrieved:
        """Return what the retriever finds, nothing blocked."""
        return self._retriever.retrieve(question, left_out)

    def collect(self, question: Analysis, left_out: LeftOut | None = None) -> CandidateSet:
        """Return the candidates of ``question``; the fact of a left-out phrasing is never blocked."""
        retrieved = self._retriever.retrieve(question, left_out)
        return CandidateSet(self._listener.read(question), retrieved, left_out.fact if left_out else -1)

    def select(
        self, found: CandidateSet, ranker: Array, *, absent: int = -1, skip: tuple[int, int] = (-1, -1)
    ) -> Selection:
        """Return the best candidate that nothing blocks, if there is one.

        Args:
            found: the candidates.
            ranker: the weight of each signal.
            absent: a fact to be treated as if the base didn't have it.
            skip: fact and number of a ``not`` line to be treated likewise.
        """
        scores = found.retrieved.signals @ ranker
        scores[found.retrieved.facts == absent] = -np.inf
        refused: dict[int, Block] = {}
        best = -np.inf
        for place in _order(scores):
            if scores[place] == -np.inf or scores[place] < CLOSE_BEHIND * best:
                break
            block = self.block(found, place) or self._near_miss(found, place, skip)
            block = block or self._topic_block(found, place, absent)
            if block is None:
                return Selection(place, self._features(found, scores, place, refused), refused)
            if not refused and block.kind in FINAL:
                # What fits best says the opposite, or the editors foresaw that nothing they have answers this.
                refused[place] = block
                break
            refused[place] = block
            # Another fact may answer what a better one must not, but only one that fits nearly as well.
            best = max(best, scores[place]) if block.kind != "question word" else best
        return Selection(None, np.zeros(len(FEATURES)), refused)

    def block(self, found: CandidateSet, place: int) -> Block | None:
        """Return what blocks the candidate at ``place``, near misses apart."""
        if place not in found.blocks:
            fact = int(found.retrieved.facts[place])
            blocked = None if fact == found.own else self._guard.block(found.query, self._profiler.profile(fact))
            found.blocks[place] = blocked
        return found.blocks[place]

    def objection(self, question: Analysis, fact: int) -> Block | None:
        """Return what a question has that ``fact`` does not carry, or the ``not`` line of the fact that it is."""
        block = self._guard.block(self._listener.read(question), self._profiler.profile(fact))
        own = self._foreseen(fact)
        if block or not own.lines:
            return block
        nearest, _ = self._meanings.nearest(self._meanings.read(question), fact)
        return self._near_miss_guard.fits(question, own, nearest)

    def features_unguarded(self, found: CandidateSet, ranker: Array) -> Array:
        """Return the features of all candidates, shape (n, 3), as if nothing were ever refused."""
        scores = (found.retrieved.signals @ ranker).tolist()
        facts = found.retrieved.facts.tolist()
        features = []
        for score, fact in zip(scores, facts, strict=True):
            rivals = [other for other, rival in zip(scores, facts, strict=True) if rival not in self.kin[fact]]
            features.append((score, min(score, score - max(rivals, default=0.0)), 0.0))
        return np.array(features).reshape(-1, len(FEATURES))

    def _features(self, found: CandidateSet, scores: Array, place: int, refused: dict[int, Block]) -> Array:
        """Return the features of the candidate at ``place``: how it stands among those that are no kin of it."""
        facts = found.retrieved.facts
        kin = self.kin[facts[place]]
        lead = scores[place]
        for other in _order(scores):
            is_rival = other not in refused and facts[other] not in kin and scores[other] > -np.inf
            if is_rival and self.block(found, other) is None:
                lead = scores[place] - scores[other]
                break
        # A kin that only lacks the question word leaves the answer to this one; any other refusal was of the matter.
        lags = [
            scores[other] - scores[place]
            for other, block in refused.items()
            if facts[other] not in kin or block.kind != "question word"
        ]
        return np.array([scores[place], lead, max(lags, default=0.0)])

    def asks_for(self, fact: int) -> frozenset[str]:
        """Return whom or what the canonical question of a fact asks for by name alone ("Who is X?"), if it does."""
        first = self._profiler.profile(fact).first
        names = frozenset(token.removeprefix(ENTITY_MARK) for token in first if token.startswith(ENTITY_MARK))
        rest = [token for token in first if not token.startswith(ENTITY_MARK)]
        return names if all(token in english().function_words for token in rest) else frozenset()

    def rarity(self, token: str) -> float:
        """Return how much a token tells in this base."""
        return self._meanings.rarity(token)

    def _near_miss(self, found: CandidateSet, place: int, skip: tuple[int, int]) -> Block | None:
        fact = int(found.retrieved.facts[place])
        own, question = self._foreseen(fact), found.query.question
        if not (own.lines or self._foreign.words or len(self.kin[fact]) > 1):
            return None
        nearest = self._meanings.nearest(found.retrieved.meant, fact)[0] if own.lines else 0.0
        line = skip[1] if skip[0] == fact else -1
        if block := self._near_miss_guard.fits(question, own, nearest, line):
            return block
        profile = self._profiler.profile(fact)
        for other in sorted(self.kin[fact] - {fact, skip[0]}):
            if block := self._near_miss_guard.off_limits(question, profile, self._foreseen(other).telling):
                return block
        # A rehearsed near miss must not be refused by a telling word that no other line has, nor by itself.
        if skip[0] >= 0:
            return self._near_miss_guard.off_limits(question, profile, self._often_foreign)
        if self._near_miss_guard.is_foreseen(question, self._base.facts[fact]):
            return Block("near miss", "")
        return self._near_miss_guard.off_limits(question, profile, self._foreign)

    def _topic_block(self, found: CandidateSet, place: int, absent: int) -> Block | None:
        """Block a fact that shares a name where a word that it lacks is what another fact is about."""
        fact = int(found.retrieved.facts[place])
        if fact == found.own or not found.query.question.entities:
            return None
        profile = self._profiler.profile(fact)
        for word in found.query.telling:
            is_lacking = not word.is_in(profile.known, profile.groups)
            others = self._topics.having(word) - self.kin[fact] - {absent} if is_lacking else ()
            # One wording alone may have the word by chance.
            if any(self._profiler.profile(other).stems.get(word.token, 0) >= SAID_OFTEN for other in others):
                return Block("near miss", word.text)
        return None

    def _foreseen(self, fact: int) -> NearMisses:
        """Return the near misses of a fact, gathered on first use."""
        found = self._near_misses.get(fact)
        if found is None:
            profile = self._profiler.profile(fact)
            found = self._near_misses[fact] = self._near_miss_guard.gather(self._base.facts[fact], profile)
        return found


def _order(scores: Array) -> list[int]:
    values = scores.tolist()
    return sorted(range(len(values)), key=lambda place: -values[place])


def _kin(base: FactBase) -> tuple[frozenset[int], ...]:
    places = {fact.id: place for place, fact in enumerate(base.facts)}
    kin = [{place} for place in range(len(base.facts))]
    for place, fact in enumerate(base.facts):
        for other in fact.related:
            kin[place].add(places[other])
            kin[places[other]].add(place)
    return tuple(map(frozenset, kin))
