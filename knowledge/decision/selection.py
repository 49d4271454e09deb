"""A question before its candidates: what speaks for each, what blocks it, and which one would answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.decision.judgement import NEAR, SIGNALS, Field, Judgement
from knowledge.decision.witness import Witness
from knowledge.giving_way import seam
from knowledge.language.analysis import ENTITY_MARK, Analysis, Analyst
from knowledge.language.encoder import Vectors
from knowledge.language.english import english
from knowledge.language.text import split
from knowledge.model import FactBase
from knowledge.reading.alignment import QuestionText, align, question_text
from knowledge.reading.blocks import Block
from knowledge.reading.fact_text import FactTexts
from knowledge.reading.guard import Guard
from knowledge.reading.near_misses import NearMisses
from knowledge.reading.request import read_request
from knowledge.retrieval.retriever import LeftOut, Retrieved, Retriever

Array = NDArray[np.float64]


@dataclass(frozen=True)
class CandidateSet:
    """The candidates of a question: signals, shape (n, d), and best-fitting wordings.

    Of the fact ``own`` the wording at ``skipped`` is left out. What is worked out of them is kept: ``blocks``, what the
    witness says (``testimony``), each by place, and the ``fields``, by the ``not`` line left out.
    """

    question: QuestionText
    retrieved: Retrieved
    signals: Array
    wordings: tuple[int, ...]
    vector: Vectors
    said: str = ""
    own: int = -1
    skipped: int = -1
    blocks: dict[int, Block | None] = field(default_factory=dict)
    testimony: dict[int, Array] = field(default_factory=dict)
    fields: dict[int, Field] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Selection:
    """The candidate that would answer: its ``place`` (None: all are refused), its chance, and who was refused."""

    place: int | None
    chance: float
    refused: dict[int, Block]


class Selector:
    """Selects among the candidates of a base, with a phrasing or a near miss left out where that is wanted."""

    def __init__(  # noqa: PLR0913  the parts of the reader, wired once in Matcher
        self,
        base: FactBase,
        analyst: Analyst,
        texts: FactTexts,
        retriever: Retriever,
        near_misses: NearMisses,
        witness: Witness,
        guard: Guard,
    ) -> None:
        self._base = base
        self._analyst = analyst
        self._texts = texts
        self._retriever = retriever
        self._near_misses = near_misses
        self._witness = witness
        self._guard = guard
        self.kin = _kin(base)

    def collect(self, question: Analysis, said: str, left_out: LeftOut | None = None) -> CandidateSet:
        """Return the candidates of a question; the fact of a left-out phrasing is never blocked."""
        vector = self._witness.vector(said)
        words = [word.text for word in split(said)]
        text = question_text(question, read_request(words), frozenset(words), self._analyst, self._texts.weigh)
        retrieved = self._retriever.retrieve(question, vector, left_out)
        signals = np.empty((len(retrieved.facts), len(SIGNALS)))
        wordings = []
        for place, fact in enumerate(map(int, retrieved.facts)):
            seam()
            mine = self._texts.of(fact)
            skipped = self._skipped(left_out, fact)
            near = self._retriever.sentences.of_fact(retrieved.nearness, fact)
            aligned = align(text, mine, self._texts.units.at(mine.places), near, skipped)
            known = [np.log(mine.wordings + (skipped < 0)), float(len(mine.starts) == mine.wordings)]
            signals[place] = np.concatenate([retrieved.signals[place], aligned.signals, known])
            wordings.append(aligned.wording)
        own = left_out.fact if left_out else -1
        skipped = self._skipped(left_out, own)
        return CandidateSet(text, retrieved, signals, tuple(wordings), vector, said, own, skipped)

    def select(self, found: CandidateSet, judgement: Judgement, *, absent: int = -1, skip: int = -1) -> Selection:
        """Return the best candidate that nothing blocks, if there is one.

        Args:
            found: the candidates.
            judgement: ranks them and says how likely the first is right.
            absent: a fact to be treated as if the base didn't have it.
            skip: a ``not`` line to be treated likewise, by its place among all of the base.
        """
        places = [place for place, fact in enumerate(found.retrieved.facts) if fact != absent]
        scores = judgement.rank(found.signals)
        refused: dict[int, Block] = {}
        for place in sorted(places, key=lambda place: -scores[place]):
            if block := self.block(found, place, skip):
                refused[place] = block
                continue
            # To judge the next ones too and take the likeliest changed no outcome of 500 questions to thirteen bases.
            (features,) = self.features(found, judgement, [place], places, skip)
            return Selection(place, judgement.chance(features), refused)
        return Selection(None, 0.0, refused)

    def ranked(self, found: CandidateSet, judgement: Judgement, count: int) -> list[tuple[int, float]]:
        """Return the first ``count`` places with their chances as if nothing were refused, likeliest first."""
        every = range(len(found.retrieved.facts))
        order = np.argsort(-judgement.rank(found.signals), kind="stable")[:count].tolist()
        features = self.features(found, judgement, order, every)
        judged = [(place, judgement.chance(row)) for place, row in zip(order, features, strict=True)]
        return sorted(judged, key=lambda one: -one[1])

    def block(self, found: CandidateSet, place: int, skip: int = -1) -> Block | None:
        """Return what blocks the candidate at ``place``."""
        fact = int(found.retrieved.facts[place])
        if fact == found.own:
            return None
        if place not in found.blocks:
            asked = found.question
            found.blocks[place] = self._guard.block(asked.analysis, asked.request, asked.folded, self._texts.of(fact))
        return found.blocks[place] or self._near_miss(found, place, skip)

    def is_near_miss(self, found: CandidateSet, place: int) -> bool:
        """Whether editors have said that the question is none of the candidate at ``place``."""
        return self._near_miss(found, place) is not None

    def _near_miss(self, found: CandidateSet, place: int, skip: int = -1) -> Block | None:
        fact, near = int(found.retrieved.facts[place]), float(found.signals[place, NEAR])
        return self._near_misses.block(fact, found.question.analysis, found.vector, near, skip)

    def objection(self, question: Analysis, said: str, fact: int) -> Block | None:
        """Return what a question has that ``fact`` does not carry, or the ``not`` line of the fact that it is."""
        vector = self._witness.vector(said)
        near = self._retriever.sentences.of_fact(self._retriever.sentences.near(vector), fact)
        words = [word.text for word in split(said)]
        block = self._guard.block(question, read_request(words), frozenset(words), self._texts.of(fact))
        return block or self._near_misses.block(fact, question, vector, float(near.max(initial=0.0)))

    def features(
        self, found: CandidateSet, judgement: Judgement, places: Sequence[int], present: Sequence[int], skip: int = -1
    ) -> list[Array]:
        """Return what the judge weighs of each candidate at ``places`` among those ``present``, each of shape (d,)."""
        if skip not in found.fields:
            foils = self.foil(found, skip), self.own_foils(found, skip)
            found.fields[skip] = Field(found.signals, self.kinship(found), *foils)
        said = zip(places, self.testimony(found, places), strict=True)
        return [judgement.features(found.fields[skip], place, present, one) for place, one in said]

    def kinship(self, found: CandidateSet) -> NDArray[np.bool_]:
        """Return which candidates are kin of which, each of itself, shape (n, n)."""
        facts = [int(fact) for fact in found.retrieved.facts]
        return np.array([[other in self.kin[fact] for other in facts] for fact in facts], dtype=bool)

    def foil(self, found: CandidateSet, skip: int = -1) -> float | None:
        """Return the cosine with the nearest ``not`` line of any fact, if there are any."""
        return self._near_misses.nearest(found.question.analysis, found.vector, skip)

    def own_foils(self, found: CandidateSet, skip: int = -1) -> Array:
        """Return the cosine with the nearest ``not`` line of each candidate's own, not a number without one; (n,)."""
        asked = found.question.analysis
        nearest = (self._near_misses.nearest(asked, found.vector, skip, int(fact)) for fact in found.retrieved.facts)
        return np.array([np.nan if cosine is None else cosine for cosine in nearest])

    def testimony(self, found: CandidateSet, places: Sequence[int]) -> Array:
        """Return what the witness says of the candidates at ``places``, their canonical questions in mind; (n, 13)."""
        if missing := [place for place in places if place not in found.testimony]:
            seam()
            said = self._witness.testimony(found.said, [self._told(found, place) for place in missing])
            found.testimony.update(zip(missing, said, strict=True))
        return np.array([found.testimony[place] for place in places])

    def _told(self, found: CandidateSet, place: int) -> tuple[str, str]:
        """Return the first wording of a candidate's fact that isn't left out, "" without one, and its answer."""
        number = int(found.retrieved.facts[place])
        fact, skipped = self._base.facts[number], found.skipped if number == found.own else -1
        return next((text for at, text in enumerate(fact.wordings) if at != skipped), ""), fact.answer

    def asks_for(self, fact: int) -> frozenset[str]:
        """Return whom or what the canonical question of a fact asks for by name alone ("Who is X?"), if it does."""
        first = self._texts.of(fact).analyses[0]
        named = frozenset(token.removeprefix(ENTITY_MARK) for token in first.tokens if token.startswith(ENTITY_MARK))
        rest = [text for text in first.texts if text]
        return named if all(text in english().function_words for text in rest) else frozenset()

    def _skipped(self, left_out: LeftOut | None, fact: int) -> int:
        if left_out is None or left_out.fact != fact:
            return -1
        return left_out.place - int(self._retriever.sentences.bounds[fact])


def _kin(base: FactBase) -> tuple[frozenset[int], ...]:
    places = {fact.id: place for place, fact in enumerate(base.facts)}
    kin = [{place} for place in range(len(base.facts))]
    for place, fact in enumerate(base.facts):
        for other in fact.related:
            kin[place].add(places[other])
            kin[places[other]].add(place)
    return tuple(map(frozenset, kin))
