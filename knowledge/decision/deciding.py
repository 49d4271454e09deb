"""Question -> outcome: whether a question asks for anything, what its conversation fills in, and which fact answers."""

from dataclasses import dataclass, replace

from knowledge.decision.answering import Answering
from knowledge.decision.calibration import Calibration
from knowledge.decision.follow_ups import Context, FollowUps, Interpretation, Reading
from knowledge.decision.judgement import Judgement
from knowledge.decision.outcomes import (
    SUGGESTED,
    WORTH_SUGGESTING,
    Abstention,
    Answer,
    Candidate,
    Outcome,
    Suggestions,
)
from knowledge.decision.selection import CandidateSet, Selector
from knowledge.language.analysis import Analysis, Analyst
from knowledge.language.asides import asked_part, without_asides
from knowledge.language.english import english
from knowledge.language.languages import Languages
from knowledge.language.remarks import is_bare, is_remark
from knowledge.language.text import is_filler
from knowledge.model import FactBase
from knowledge.reading.fact_text import FactTexts
from knowledge.reading.request import RequestKind
from knowledge.retrieval.meanings import Meanings

# Of one who asks in the very words of a wording: surer than any chance from which on an answer is given.
EXACT = 0.99
# Words that tell something, names among them, that a part of a message must have to be a question in itself.
ENOUGH = 2
# What asks who or what somebody or something is, where a name is all that is told; so does a name alone.
NAMING: tuple[RequestKind, ...] = ("who", "what", "which", "keywords")


@dataclass(frozen=True, kw_only=True)
class Decider:
    """Decides over one base; ``has_remarks`` says that facts answer remarks, so that none of those is empty."""

    base: FactBase
    analyst: Analyst
    meanings: Meanings
    texts: FactTexts
    languages: Languages
    follow_ups: FollowUps
    selector: Selector
    judgement: Judgement
    answering: Answering
    calibration: Calibration
    has_remarks: bool

    def decide(self, question: str, context: Context | None, precision: float) -> Outcome:
        """Return the outcome of a question, see ``Matcher.decide``."""
        outcome = self._as_it_stands(question, context, precision)
        return outcome if isinstance(outcome, Answer) else self._asked_part(question, precision) or outcome

    def _asked_part(self, question: str, precision: float) -> Outcome | None:
        """Return the answer of what is asked at the end of a message, if that has one and is complete in itself."""
        if (part := asked_part(question)) is None:
            return None
        analysis = self.analyst.question(part)
        is_told = len(_content(analysis)) + len(analysis.entities) >= ENOUGH
        is_complete = is_told and not self.follow_ups.read(part, analysis, None).is_part
        answer = self._decide(analysis, part, precision) if is_complete else None
        if not isinstance(answer, Answer):
            return None
        # What is told before may be a condition, unless it is of the asker.
        told = without_asides(question)
        place = self.base.facts.index(answer.fact)
        return None if self.selector.objection(self.analyst.question(told), told, place) else answer

    def _as_it_stands(self, question: str, context: Context | None, precision: float) -> Outcome:
        analysis = self.analyst.question(question)
        if not analysis.tokens or self.is_empty(question, analysis):
            return Abstention("empty question")
        if not self.meanings.worded(analysis) and self.languages.foreign(question):
            return Abstention("other language", spoken=self.languages.in_words)
        reading = self.follow_ups.read(question, analysis, context)
        if not (reading.filled or reading.completed or reading.is_open):
            # "why?" asks for something only after an answer.
            is_nothing = is_bare(analysis.texts) and not self.meanings.worded(analysis)
            return Abstention("empty question") if is_nothing else self._decide(analysis, question, precision)
        outcome = self._in_context(question, analysis, reading, precision)
        if (
            context
            and isinstance(outcome, Answer)
            and self.follow_ups.is_repeated(reading, analysis, outcome.fact, context)
        ):
            return self._instead_of(outcome, question, frozenset(said.fact.id for said in context.turns if said.fact))
        return outcome

    def _in_context(self, question: str, analysis: Analysis, reading: Reading, precision: float) -> Outcome:
        """Return the outcome with what a conversation fills in; where nothing says who "he" is, suggestions."""
        alone = self._decide(analysis, question, precision)
        # A canonical question is complete in itself, even with an "its" in it.
        is_whole = self.meanings.worded(analysis) is not None
        if isinstance(alone, Answer) and (is_whole or not (reading.leans or reading.is_open)):
            return alone
        completed: list[Outcome] = []
        for ways in filter(None, (reading.filled, reading.completed)):
            completed += (self._read(way, precision) for way in ways)
            best = max(completed, key=_confidence)
            if isinstance(best, Answer):
                return best
        if completed:
            # What is complete in itself loses nothing by what was said before.
            return max(completed if reading.is_part else [alone, *completed], key=_likelihood)
        return self._instead_of(alone, question) if isinstance(alone, Answer) else alone

    def _read(self, interpretation: Interpretation, precision: float) -> Outcome:
        outcome = self._decide(interpretation.question, _in_full(interpretation), precision)
        return replace(outcome, assumed=interpretation.assumed) if isinstance(outcome, Answer) else outcome

    def _instead_of(self, answer: Answer, question: str, shown: frozenset[str] = frozenset()) -> Outcome:
        """Return suggestions in the place of an answer, without facts that were shown already."""
        near = [one for one in self.candidates(question) if one.fact.id not in shown]
        near = [one for one in near if one.confidence >= WORTH_SUGGESTING][:SUGGESTED]
        if not near and answer.fact.id not in shown:
            near = [Candidate(answer.fact, answer.confidence, answer.phrasing)]
        return Suggestions(tuple(near)) if near else Abstention("nothing near")

    def gather(self, question: Analysis, said: str) -> CandidateSet:
        """Return the candidates of a question with all their signals."""
        return self.selector.collect(question, question.mended(said))

    def candidates(self, question: str) -> tuple[Candidate, ...]:
        """Return the best five facts with their confidence as if nothing were refused, and what blocks each."""
        analysis = self.analyst.question(question)
        if not analysis.tokens:
            return ()
        return self.answering.candidates(self.gather(analysis, question))

    def exact(self, question: Analysis) -> Answer | None:
        """Return the answer of the fact that has the very words of a question among its wordings."""
        found = self.meanings.worded(question)
        # What editors stored is asked about something, however often a small base says it; "where?" alone is not.
        is_about = bool(question.entities) or bool(_content(question))
        if not found or not is_about or not self._is_sure(question, found[0]):
            return None
        fact = self.base.facts[found[0]]
        return Answer(fact, EXACT, fact.wordings[found[1]])

    def _decide(self, question: Analysis, said: str, precision: float) -> Outcome:
        if exact := self.exact(question):
            return exact
        found = self.gather(question, said)
        chosen = self.selector.select(found, self.judgement)
        # "was Berg there" and "where is Berg" have no word of their own either, and ask for more than who that is.
        is_more = bool(_content(question)) or not english().cues.predicate.isdisjoint(question.texts)
        is_name = len(question.entities) == 1 and not is_more and not _asks_for_holder(found)
        if is_name and found.question.request.kind in NAMING:
            return self.answering.named(found)
        # A bare word, "quit" or "stop", is sooner meant for the bot than for a fact.
        is_question = self._is_told(question) and (len(question.tokens) > 1 or bool(question.entities))
        if chosen.place is not None and is_question and chosen.chance >= self.calibration.threshold(precision):
            return self.answering.answer(found, chosen.place, chosen.chance)
        contradicted = self.answering.contradicted(found) if is_question else None
        if contradicted and contradicted.confidence >= self.calibration.threshold(precision):
            return contradicted
        return self.answering.unsure(found)

    def _is_sure(self, question: Analysis, fact: int) -> bool:
        """Whether the very words of a wording leave no doubt: no two facts are asked in the same, but time goes on."""
        return not question.claims.now or any(text.claims.now for text in self.texts.of(fact).analyses)

    def _is_told(self, question: Analysis) -> bool:
        """Whether a question says what it is about: "where?" alone is about nothing, however well it fits."""
        return bool(question.entities) or any(self.meanings.is_telling(token) for token in question.tokens)

    def is_empty(self, question: str, analysis: Analysis) -> bool:
        """Whether a question asks for nothing: a greeting, a thank-you, a judgement on what was said."""
        # Whoever names somebody has a question.
        names = analysis.entities or any(word.capitalize() in question for word in analysis.strangers)
        if names or (self.has_remarks and not is_filler(question)):
            return False
        return is_remark(question) and not self.meanings.worded(analysis)


def _in_full(interpretation: Interpretation) -> str:
    """Return a question as it would be asked without its conversation: with the names that it took over."""
    missing = [name for name in interpretation.assumed if name.casefold() not in interpretation.text.casefold()]
    return " ".join([interpretation.text.rstrip(" ?"), *missing])


def _content(question: Analysis) -> tuple[str, ...]:
    return tuple(text for text in question.texts if text and text not in english().function_words)


def _asks_for_holder(found: CandidateSet) -> bool:
    """Whether it is asked who holds an office: "who is the mayor" tells more than a name, which is what is wanted."""
    return found.question.request.kind == "who" and bool(found.question.analysis.by_office)


def _confidence(outcome: Outcome) -> float:
    return outcome.confidence if isinstance(outcome, Answer) else 0.0


def _likelihood(outcome: Outcome) -> float:
    """Return how likely the best that an outcome has is meant; an answer counts for more than any suggestion."""
    if isinstance(outcome, Suggestions):
        return outcome.candidates[0].confidence
    return 1.0 + _confidence(outcome) if isinstance(outcome, Answer) else 0.0
