"""The candidates of a question -> the outcome: which fact answers, or which are offered, and why none does."""

from dataclasses import replace

from knowledge.decision.calibration import EVEN
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
from knowledge.language.names import as_written
from knowledge.model import FactBase
from knowledge.reading.blocks import Block

# So many candidates are shown to whoever asks why the bot answers as it does.
SHOWN = 5


class Answering:
    """Makes outcomes of candidates."""

    def __init__(self, base: FactBase, selector: Selector, judgement: Judgement) -> None:
        self._base = base
        self._selector = selector
        self._judgement = judgement

    def candidates(self, found: CandidateSet) -> tuple[Candidate, ...]:
        """Return the best five with their confidence as if nothing were refused, and what blocks each."""
        ranked = self._selector.ranked(found, self._judgement, SHOWN)
        return tuple(self._candidate(found, place, chance) for place, chance in ranked)

    def contradicted(self, found: CandidateSet) -> Answer | None:
        """Return the answer to "did he get 7 dollars" from a fact that says 4: what differs is named before it."""
        if found.question.request.kind != "yes or no":
            return None
        place, chance = self._selector.ranked(found, self._judgement, 1)[0]
        block = self._selector.block(found, place)
        is_other_number = block is not None and block.kind == "number" and not self._selector.is_near_miss(found, place)
        return replace(self.answer(found, place, chance), premise=block) if is_other_number else None

    def named(self, found: CandidateSet) -> Outcome:
        """Return who or what a bare name is, where a fact says just that; else what there is to choose from."""
        for place, chance in self._selector.ranked(found, self._judgement, SHOWN):
            fact = int(found.retrieved.facts[place])
            is_meant = self._selector.asks_for(fact) == found.question.analysis.entities
            if is_meant and not self._selector.block(found, place):
                value = self._base.facts[fact]
                return Answer(value, max(chance, EVEN), value.question)
        return self.unsure(found)

    def answer(self, found: CandidateSet, place: int, chance: float) -> Answer:
        """Return the answer that a candidate's fact gives, or the one that sets its sides next to each other."""
        place = self._contested(found, place)
        fact = self._base.facts[int(found.retrieved.facts[place])]
        repairs = found.question.analysis.repairs
        return Answer(fact, chance, fact.wordings[found.wordings[place]], repairs=repairs)

    def _contested(self, found: CandidateSet, place: int) -> int:
        """Return the place of the fact that sets the sides next to each other, where one that only denies is meant."""
        facts = [self._base.facts[int(fact)] for fact in found.retrieved.facts]
        if found.question.request.kind != "yes or no" or facts[place].status != "denied":
            return place
        kin = self._selector.kinship(found)[place]
        sides = (at for at, fact in enumerate(facts) if kin[at] and len(fact.positions) > 1)
        return next((at for at in sides if not self._selector.block(found, at)), place)

    def unsure(self, found: CandidateSet) -> Outcome:
        """Return the best candidates as suggestions, or why there is nothing to suggest."""
        near = [one for one in self._selector.ranked(found, self._judgement, SUGGESTED) if one[1] >= WORTH_SUGGESTING]
        if near:
            candidates = tuple(self._candidate(found, place, chance) for place, chance in near)
            return Suggestions(candidates, candidates[0].block)
        if strangers := found.question.analysis.strangers:
            return Abstention("unknown name", Block("unknown name", as_written(found.said, strangers[0])))
        return Abstention("nothing near")

    def _candidate(self, found: CandidateSet, place: int, confidence: float) -> Candidate:
        value = self._base.facts[int(found.retrieved.facts[place])]
        return Candidate(value, confidence, value.wordings[found.wordings[place]], self._selector.block(found, place))
