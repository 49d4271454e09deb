"""Question -> outcome: the one door to everything in this package."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from knowledge.decision.answering import Answering
from knowledge.decision.calibration import Calibration, calibrate
from knowledge.decision.deciding import Decider
from knowledge.decision.duplicates import DuplicateDetector
from knowledge.decision.follow_ups import Context, FollowUps
from knowledge.decision.inheritance import NEAR, Inheritance, Rehearsed, inherit
from knowledge.decision.judgement import Judgement, judgement
from knowledge.decision.outcomes import (
    Candidate,
    Outcome,
)
from knowledge.decision.rehearsing import Found, Question, Rehearser
from knowledge.decision.selection import CandidateSet, Selector
from knowledge.decision.swaps import Swapper
from knowledge.decision.witness import Witness
from knowledge.language.analysis import Analysis, Analyst
from knowledge.language.encoder import packaged_encoder
from knowledge.language.english import english
from knowledge.language.languages import Languages
from knowledge.language.remarks import is_bare, is_remark
from knowledge.model import Fact, FactBase
from knowledge.progress import Progress, no_progress
from knowledge.reading.answerability import Answerability
from knowledge.reading.blocks import Block
from knowledge.reading.fact_text import FactText, FactTexts, sentences
from knowledge.reading.guard import Guard
from knowledge.reading.near_misses import NearMisses
from knowledge.reading.scene import scene
from knowledge.reading.weights import WordWeights
from knowledge.retrieval.corpus import Phrasing, gather, phrasing_of
from knowledge.retrieval.index import Index
from knowledge.retrieval.meanings import Meanings
from knowledge.retrieval.retriever import LeftOut, Retriever
from knowledge.retrieval.sentences import Sentences, as_question
from knowledge.retrieval.vector_store import VectorStore

# What questions of twenty stories bear out, each left out of what is fitted, of 25 facts with two wordings: of 100 that
# have an answer it answers 49, and 93 of 100 answers are right where 44 of 100 questions have none and are written to
# mislead, 95 where 30 have. At .96 it answers 41, at .98 far fewer.
PRECISION = 0.95


class Matcher:
    """Answers questions from one fact base; it never changes once built, so threads may share it."""

    def __init__(  # noqa: PLR0913  what tests and the fitting put in the place of what is packaged
        self,
        base: FactBase,
        progress: Progress = no_progress,
        store: VectorStore | None = None,
        *,
        before: "Matcher | None" = None,
        network: Answerability | None = None,
        fitted: Judgement | None = None,
    ) -> None:
        """Build a matcher over ``base``; of one ``before`` it, judged and encoded alike, it takes over what it can."""
        self.base = base
        store = store or VectorStore(packaged_encoder())
        self._witness = Witness(store, network)
        self.analyst: Analyst = Analyst(base, before.analyst if before else None)
        analyst = self.analyst
        self.names: Mapping[str, str] = analyst.finder.names
        inheritance = inherit(base, analyst, before)
        asked = [fact.wordings for fact in base.facts]
        self.corpus = corpus = gather(
            self._phrasings(inheritance), lambda done: progress("reading phrasings", done, len(base.facts))
        )
        progress("indexing", 0, 2)
        self._meanings = meanings = Meanings(corpus)
        told = [sentences(fact.answer) for fact in base.facts]
        self._retriever = Retriever(Index(corpus), meanings, Sentences(store, asked, told))
        progress("indexing", 1, 2)
        self.texts = texts = FactTexts(base, analyst, WordWeights(len(base.facts), meanings.share))
        if inheritance:
            texts.take_over(inheritance.before.texts, inheritance.places)
        near_misses = NearMisses(base.facts, analyst, store)
        guard = Guard(self.names, analyst.finder.kinds, scene(base.entities, corpus.asked_about))
        self.selector = Selector(base, analyst, texts, self._retriever, near_misses, self._witness, guard)
        self.follow_ups = FollowUps(analyst, meanings.is_telling)
        self.duplicates = DuplicateDetector(analyst, meanings)
        self._place_of = {fact.id: place for place, fact in enumerate(base.facts)}
        self._judgement = fitted or judgement(self._witness.name)
        self.swaps = Swapper(base, analyst, meanings.share, meanings.has)
        self._store = store
        # The facts that nothing proves to be found by their own questions: those that a change has touched.
        self.unproven = self._touched(inheritance)
        self.drift = inheritance.drift if inheritance else 0
        self.has_remarks: bool = self._answers_remarks(inheritance)
        known = Rehearsed(inheritance, self.unproven)
        rehearser = Rehearser(asked, lambda one: known.found(one) or self._rehearsed(one), self.swaps, known.has)
        self.rehearsals = tuple(rehearser.rehearse(lambda done, total: progress("rehearsing", done, total)))
        self.calibration: Calibration = calibrate(self._judgement, self.rehearsals)
        self._decider = Decider(
            base=base,
            analyst=analyst,
            meanings=meanings,
            texts=texts,
            languages=Languages([text for fact in base.facts for text in (fact.question, fact.answer)], analyst.knows),
            follow_ups=self.follow_ups,
            selector=self.selector,
            judgement=self._judgement,
            answering=Answering(base, self.selector, self._judgement),
            calibration=self.calibration,
            has_remarks=self.has_remarks,
        )

    def decide(self, question: str, context: Context | None = None, precision: float = PRECISION) -> Outcome:
        """Return an answer where the share of right ones is at least ``precision``, else suggestions or an abstention.

        Args:
            question: what somebody asked, in any form.
            context: the fact answered last in the same conversation, for questions that lean on it.
            precision: the share of answers that must be right, 0 to 1.
        """
        return self._decider.decide(question, context, precision)

    def candidates(self, question: str) -> tuple[Candidate, ...]:
        """Return the best five facts with their confidence as if nothing were refused, and what blocks each."""
        return self._decider.candidates(question)

    def fact(self, name: str) -> Fact | None:
        """Return the fact with the id ``name``, if there is one."""
        place = self._place_of.get(name)
        return None if place is None else self.base.facts[place]

    def strongest(self, question: str, count: int) -> tuple[Fact, ...]:
        """Return the facts that most speaks for, best first, as if nothing were ever refused."""
        analysis = self.analyst.question(question)
        if not analysis.tokens:
            return ()
        found = self._decider.gather(analysis, question)
        order = np.argsort(-self._judgement.rank(found.signals), kind="stable")[:count]
        return tuple(self.base.facts[int(found.retrieved.facts[place])] for place in order)

    def near(self, question: str, count: int) -> tuple[Fact, ...]:
        """Return the facts whose wordings share most with what has been typed so far, best first."""
        analysis = self.analyst.typed(question)
        if not analysis.tokens:
            return self.base.facts[:count]
        scores = self._retriever.scores(analysis)
        places = np.argsort(-scores, kind="stable")[:count].tolist()
        return tuple(self.base.facts[place] for place in places if scores[place] > 0.0)

    def read_ahead(self, most: int) -> None:
        """Read the texts of the first ``most`` facts, which the first questions bear on: some ten milliseconds each."""
        for place, fact in enumerate(self.base.facts[:most]):
            self.texts.of(place)
            self._witness.read_ahead(fact.question, fact.answer)

    def winner_without(self, fact: int, wording: int) -> Fact | None:
        """Return the unrelated fact that a wording would find, were it not stored; None if it still finds its own."""
        text = self.base.facts[fact].wordings[wording]
        found = self._collect_without(text, fact, wording)
        best = int(found.retrieved.facts[np.argmax(self._judgement.rank(found.signals))])
        return None if best in self.selector.kin[fact] else self.base.facts[best]

    def says_something(self, question: str) -> bool:
        """Whether a question has a name, or a word that tells what it is about: "why?" and "wow" have neither."""
        analysis = self.analyst.question(question)
        if is_bare(analysis.texts) or self._decider.is_empty(question, analysis):
            return False
        is_told = any(self._meanings.is_telling(token) for token in analysis.tokens)
        return is_told or bool(analysis.entities or analysis.strangers)

    def unheard(self, text: str) -> tuple[str, ...]:
        """Return what a text is about and no text of the base has: words behind a "the" or "our", folded, in order."""
        read = self.analyst.question(text)
        determiners = english().cues.determiner
        behind = zip(read.texts, read.texts[1:], read.tokens[1:], strict=False)
        told = [(token, word) for before, word, token in behind if before in determiners and word.isalpha()]
        telling = [(token, word) for token, word in told if self._meanings.is_telling(token)]
        return tuple(word for token, word in telling if not (self.analyst.knows(word) or self._meanings.share(token)))

    def read(self, question: str) -> Analysis:
        """Return a question, or another text of a reader's, taken apart in the light of the base."""
        return self.analyst.question(question)

    def texts_of(self, fact: Fact) -> FactText:
        """Return the texts of a fact as questions are held against them."""
        return self.texts.of(self._place_of[fact.id])

    def asked_about(self, fact: Fact) -> frozenset[str]:
        """Return the ids of whom and what the canonical question of a fact names."""
        return self.corpus.asked_about[self._place_of[fact.id]]

    def objection(self, question: str, fact: Fact) -> Block | None:
        """Return what a question has that ``fact`` does not carry, or the near miss of the fact that it is."""
        analysis = self.analyst.question(question)
        return self.selector.objection(analysis, analysis.mended(question), self._place_of[fact.id])

    def threshold(self, precision: float = PRECISION) -> float:
        """Return the confidence from which on this base answers."""
        return self.calibration.threshold(precision)

    def _phrasings(self, inheritance: Inheritance | None) -> Iterator[Iterable[Phrasing]]:
        places = inheritance.places if inheritance else {}
        for place, fact in enumerate(self.base.facts):
            if inheritance and place in places:
                yield inheritance.before.corpus.phrasings(places[place])
            else:
                yield [phrasing_of(self.analyst.stored(text)) for text in fact.wordings]

    def _answers_remarks(self, inheritance: Inheritance | None) -> bool:
        """Whether facts answer remarks, as in a bot for small talk, where no remark is empty."""
        had_none = inheritance is not None and not inheritance.before.has_remarks
        places = inheritance.new if inheritance and had_none else range(len(self.base.facts))
        return any(is_remark(text) for place in places for text in self.base.facts[place].wordings)

    def _touched(self, inheritance: Inheritance | None) -> frozenset[int]:
        """Return the places of what has changed, and of what comes near something that has changed or is gone."""
        if inheritance is None:
            return frozenset(range(len(self.base.facts)))
        before, now = inheritance.before, {then: place for place, then in inheritance.places.items()}
        near_new = (self.around(place) for place in inheritance.new)
        near_gone = (now.keys() & before.around(place) for place in inheritance.gone)
        return frozenset(inheritance.new).union(*near_new, (now[place] for places in near_gone for place in places))

    def around(self, place: int) -> frozenset[int]:
        """Return the places of the facts around one."""
        fact = self.base.facts[place]
        texts = (*map(as_question, fact.wordings), *sentences(fact.answer))
        return self._retriever.around(
            zip(map(self.analyst.stored, texts), self._store.vectors(texts), strict=True), NEAR
        )

    def _rehearsed(self, asked: Question) -> Found:
        found = self._collect_without(asked.text, asked.fact, asked.wording)
        chosen = self.selector.select(found, self._judgement, absent=asked.absent)
        if chosen.place is None:
            return Found(-1, 0.0, is_kin=False)
        winner = int(found.retrieved.facts[chosen.place])
        return Found(winner, chosen.chance, winner in self.selector.kin[asked.fact])

    def _collect_without(self, text: str, fact: int, wording: int) -> CandidateSet:
        """Return the candidates of a text of the base, one wording of a fact left out, or none where that is -1."""
        left_out = LeftOut(fact, int(self.corpus.bounds[fact]) + wording) if wording >= 0 else None
        return self.selector.collect(self.analyst.stored(text), text, left_out)

    def gathered(self, question: str) -> CandidateSet:
        """Return the candidates of a question with all their signals: what judgements are fitted on."""
        return self._decider.gather(self.analyst.question(question), question)

    def exact(self, question: str) -> Fact | None:
        """Return the fact that has the very words of a question among its wordings, and answers it for that."""
        answer = self._decider.exact(self.analyst.question(question))
        return answer.fact if answer else None
