"""Question -> outcome: the one door to everything in this package."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from knowledge.decision.calibration import EVEN, Calibration, Calibrator
from knowledge.decision.duplicates import DuplicateDetector
from knowledge.decision.follow_ups import Context, FollowUps, Interpretation, Reading
from knowledge.decision.outcomes import Abstention, Answer, Candidate, Outcome, Suggestions
from knowledge.decision.selection import CandidateSet, Selection, Selector
from knowledge.language.analysis import Analysis, Analyst
from knowledge.language.languages import Languages
from knowledge.language.remarks import is_bare, is_remark
from knowledge.language.text import is_small_talk
from knowledge.model import Fact, FactBase
from knowledge.progress import Progress, no_progress
from knowledge.reading.blocks import Block
from knowledge.reading.fact_profile import FactProfiler
from knowledge.retrieval.corpus import gather
from knowledge.retrieval.index import Index
from knowledge.retrieval.meanings import Meanings
from knowledge.retrieval.retriever import LeftOut, Retriever

PRECISION = 0.98
SHOWN, SUGGESTED = 5, 3
# A fact that is less likely than this to be meant is no suggestion but noise.
WORTH_SUGGESTING = 0.1
# More likely than not, with something to spare: what a question means, answered or refused.
MEANT = 0.6
# With a lower score (see Index) a fact has not a word of the question that matters.
NOTHING_SHARED = 0.01
EXACT = 0.99
# A longer wording is no mere remark.
LONGEST_REMARK = 6


class Matcher:
    """Answers questions from one fact base; it never changes once built, so threads may share it."""

    def __init__(self, base: FactBase, progress: Progress = no_progress) -> None:
        self.base = base
        self._analyst = Analyst(base)
        self.names: Mapping[str, str] = self._analyst.finder.names
        profiler = FactProfiler(base, self._analyst)
        phrasings = map(profiler.wordings, range(len(base.facts)))
        self._corpus = corpus = gather(phrasings, lambda done: progress("reading phrasings", done, len(base.facts)))
        progress("indexing", 0, 2)
        self._meanings = Meanings(corpus)
        progress("indexing", 1, 2)
        self._index = Index(corpus)
        retriever = Retriever(self._index, self._meanings)
        self._selector = Selector(base, self._analyst, profiler, retriever)
        calibrator = Calibrator(base, self._analyst, corpus, self._selector)
        self._calibration: Calibration = calibrator.fit(lambda done, total: progress("rehearsing", done, total))
        self.follow_ups = FollowUps(self._analyst, self._meanings.is_telling)
        told = [text for fact in base.facts for text in (fact.question, fact.answer)]
        self._languages = Languages(told, self._analyst.knows)
        wordings = (text for fact in base.facts for text in fact.wordings)
        # Where facts answer remarks, as those of a bot for small talk do, no remark is empty.
        self._has_remarks = any(text.count(" ") < LONGEST_REMARK and is_remark(text) for text in wordings)
        self.duplicates = DuplicateDetector(self._analyst, self._meanings)
        self._place_of = {fact.id: place for place, fact in enumerate(base.facts)}
        self._thresholds: dict[float, float] = {}

    def decide(self, question: str, context: Context | None = None, precision: float = PRECISION) -> Outcome:
        """Return an answer where the share of right ones is at least ``precision``, else suggestions or an abstention.

        Args:
            question: what somebody asked, in any form.
            context: the fact answered last in the same conversation, for questions that lean on it.
            precision: the share of answers that must be right, 0 to 1.
        """
        analysis = self._analyst.question(question)
        if not analysis.tokens or self._is_empty(question, analysis):
            return Abstention("empty question")
        if not self._meanings.worded(analysis) and self._languages.foreign(question):
            return Abstention("other language", spoken=self._languages.in_words)
        reading = self.follow_ups.read(question, analysis, context)
        if not (reading.filled or reading.completed or reading.is_open):
            # "why?" asks for something only after an answer.
            is_nothing = is_bare(analysis.texts) and not self._meanings.worded(analysis)
            return Abstention("empty question") if is_nothing else self._decide(analysis, precision)
        outcome = self._in_context(analysis, reading, precision)
        if (
            context
            and isinstance(outcome, Answer)
            and self.follow_ups.is_repeated(reading, analysis, outcome.fact, context)
        ):
            return self._instead_of(outcome, analysis, frozenset(said.fact.id for said in context.turns if said.fact))
        return outcome

    def _in_context(self, analysis: Analysis, reading: Reading, precision: float) -> Outcome:
        alone = self._decide(analysis, precision)
        # A wording of a fact is complete in itself, even with an "its" in it.
        is_whole = self._meanings.worded(analysis) is not None
        if isinstance(alone, Answer) and (is_whole or not (reading.leans or reading.is_open)):
            return alone
        best: Outcome = alone
        for ways in filter(None, (reading.filled, reading.completed)):
            best = max((self._read(way, precision) for way in ways), key=_confidence)
            if isinstance(best, Answer):
                return best
        if reading.filled or reading.completed:
            return best
        return self._instead_of(alone, analysis) if isinstance(alone, Answer) else alone

    def _read(self, interpretation: Interpretation, precision: float) -> Outcome:
        outcome = self._decide(interpretation.question, precision)
        return replace(outcome, assumed=interpretation.assumed) if isinstance(outcome, Answer) else outcome

    def _instead_of(self, answer: Answer, analysis: Analysis, shown: frozenset[str] = frozenset()) -> Outcome:
        """Return suggestions in the place of an answer, without facts that were shown already."""
        near = [one for one in self._candidates(analysis) if one.fact.id not in shown]
        near = [one for one in near if one.confidence >= WORTH_SUGGESTING][:SUGGESTED]
        if not near and answer.fact.id not in shown:
            near = [Candidate(answer.fact, answer.confidence, answer.phrasing)]
        return Suggestions(tuple(near)) if near else Abstention("nothing near")

    def candidates(self, question: str) -> tuple[Candidate, ...]:
        """Return the best five facts with their confidence as if nothing were refused, and what blocks each."""
        analysis = self._analyst.question(question)
        if not analysis.tokens:
            return ()
        return self._candidates(analysis)

    def _candidates(self, analysis: Analysis) -> tuple[Candidate, ...]:
        found = self._selector.collect(analysis)
        chosen = self._selector.select(found, self._calibration.ranker)
        return tuple(self._candidate(found, chosen, place, chance) for place, chance in self._ranked(found)[:SHOWN])

    def fact(self, name: str) -> Fact | None:
        """Return the fact with the id ``name``, if there is one."""
        place = self._place_of.get(name)
        return None if place is None else self.base.facts[place]

    def strongest(self, question: str, count: int) -> tuple[Fact, ...]:
        """Return the facts that most speaks for, best first, as if nothing were ever refused."""
        analysis = self._analyst.question(question)
        if not analysis.tokens:
            return ()
        retrieved = self._selector.retrieve(analysis)
        order = np.argsort(-(retrieved.signals @ self._calibration.ranker), kind="stable")[:count]
        return tuple(self.base.facts[int(retrieved.facts[place])] for place in order)

    def near(self, question: str, count: int) -> tuple[Fact, ...]:
        """Return the facts whose wordings share most with what has been typed so far, best first."""
        analysis = self._analyst.typed(question)
        if not analysis.tokens:
            return self.base.facts[:count]
        scores = self._index.score(self._index.weigh(analysis))
        places = np.argsort(-scores, kind="stable")[:count].tolist()
        return tuple(self.base.facts[place] for place in places if scores[place] > 0.0)

    def winner_without(self, fact: int, wording: int) -> Fact | None:
        """Return the unrelated fact that a wording would find, were it not stored; None if it still finds its own."""
        text = self.base.facts[fact].wordings[wording]
        left_out = LeftOut(fact, int(self._corpus.bounds[fact]) + wording)
        found = self._selector.retrieve(self._analyst.stored(text), left_out)
        best = int(found.facts[np.argmax(found.signals @ self._calibration.ranker)])
        return None if best in self._selector.kin[fact] else self.base.facts[best]

    def says_something(self, question: str) -> bool:
        """Whether a question has a name, or a word that tells what it is about: "why?" and "wow" have neither."""
        analysis = self._analyst.question(question)
        if is_bare(analysis.texts) or self._is_empty(question, analysis):
            return False
        is_told = any(self._meanings.is_telling(token) for token in analysis.tokens)
        return is_told or bool(analysis.entities or analysis.strangers)

    def objection(self, question: str, fact: Fact) -> Block | None:
        """Return what a question has that ``fact`` does not carry, or the near miss of the fact that it is."""
        return self._selector.objection(self._analyst.question(question), self._place_of[fact.id])

    def threshold(self, precision: float = PRECISION) -> float:
        """Return the confidence from which on this base answers."""
        if precision not in self._thresholds:
            self._thresholds[precision] = self._calibration.threshold(precision)
        return self._thresholds[precision]

    def _decide(self, question: Analysis, precision: float) -> Outcome:
        # No two facts are asked in the same words, so the very words of one leave no doubt.
        if exact := self._meanings.worded(question):
            fact, wording = self.base.facts[exact[0]], exact[1]
            return Answer(fact, EXACT, fact.wordings[wording])
        found = self._selector.collect(question)
        chosen = self._selector.select(found, self._calibration.ranker)
        if len(question.entities) == 1 and not found.query.content:
            return self._named(found, chosen)
        # "where?" alone is about nothing, however well it fits.
        if chosen.place is not None and (found.query.telling or question.entities):
            confidence = self._calibration.of(chosen.features)
            place = int(found.retrieved.facts[chosen.place])
            # A bare word, "quit" or "stop", is sooner meant for the bot than for a fact.
            is_question = len(question.tokens) > 1 or bool(question.entities)
            is_sure = is_question and confidence >= self.threshold(precision)
            if is_sure and not self._is_far_fetched(found, chosen, chosen.place):
                _, wording = self._meanings.nearest(found.retrieved.meant, place)
                value = self.base.facts[place]
                return Answer(value, confidence, value.wordings[wording])
        return self._unsure(found, chosen)

    def _is_empty(self, question: str, analysis: Analysis) -> bool:
        """Whether a question asks for nothing: a greeting, a thank-you, a judgement on what was said."""
        # Whoever names somebody has a question.
        names = analysis.entities or any(word.capitalize() in question for word in analysis.strangers)
        if names or (self._has_remarks and not is_small_talk(question)):
            return False
        return is_remark(question) and not self._meanings.worded(analysis)

    def _named(self, found: CandidateSet, chosen: Selection) -> Outcome:
        """Return who or what a bare name is, where a fact says just that; else what there is to choose from."""
        for place, chance in self._ranked(found):
            fact = int(found.retrieved.facts[place])
            is_meant = self._selector.asks_for(fact) == found.query.question.entities
            if is_meant and not self._selector.block(found, place):
                value = self.base.facts[fact]
                return Answer(value, max(chance, EVEN), value.question)
        return self._unsure(found, chosen)

    def _is_far_fetched(self, found: CandidateSet, chosen: Selection, place: int) -> bool:
        """Whether a candidate only steps in for refused ones: hardly worth suggesting, or not meant as they are."""
        if not chosen.refused:
            return False
        chances = dict(self._ranked(found))
        refused = (chances[other] for other, block in chosen.refused.items() if block.kind != "question word")
        return chances[place] < WORTH_SUGGESTING or chances[place] < MEANT <= max(refused, default=0.0)

    def _unsure(self, found: CandidateSet, chosen: Selection) -> Outcome:
        shared = found.retrieved.signals[:, 0] > NOTHING_SHARED
        near = [(place, c) for place, c in self._ranked(found) if c >= WORTH_SUGGESTING and shared[place]][:SUGGESTED]
        if near:
            candidates = tuple(self._candidate(found, chosen, place, chance) for place, chance in near)
            return Suggestions(candidates, candidates[0].block)
        if strangers := found.query.question.strangers:
            return Abstention("unknown name", Block("unknown name", strangers[0]))
        return Abstention("nothing near")

    def _ranked(self, found: CandidateSet) -> list[tuple[int, float]]:
        """Return the places of the candidates with their confidence as if nothing were refused, best first."""
        features = self._selector.features_unguarded(found, self._calibration.ranker)
        chances = self._calibration.of_each(features).tolist()
        return sorted(enumerate(chances), key=lambda ranked: -ranked[1])

    def _candidate(self, found: CandidateSet, chosen: Selection, place: int, confidence: float) -> Candidate:
        fact = int(found.retrieved.facts[place])
        _, wording = self._meanings.nearest(found.retrieved.meant, fact)
        block = chosen.refused.get(place) or self._selector.block(found, place)
        value = self.base.facts[fact]
        return Candidate(value, confidence, value.wordings[wording], block)


def _confidence(outcome: Outcome) -> float:
    return outcome.confidence if isinstance(outcome, Answer) else 0.0
