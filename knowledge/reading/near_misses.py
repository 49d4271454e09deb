"""What editors have said a fact does not answer: the ``not`` lines of a base, as vectors of whole sentences."""

from collections.abc import Sequence

import numpy as np

from knowledge.language.analysis import Analysis, Analyst
from knowledge.language.encoder import Vectors
from knowledge.language.english import english
from knowledge.model import Fact
from knowledge.reading.blocks import Block
from knowledge.retrieval.sentences import as_question
from knowledge.retrieval.vector_store import VectorStore

# A question must come so near to a near miss to be taken for it: paraphrases lie above .6, other questions on one
# matter below.
NEAR = 0.6
# And so much nearer than to any wording of the fact: of 330 questions whose fact comes first this stops four of 265
# right answers and fifteen of 223 wrong ones; without a margin twenty-one and forty-four. What lies below is weighed.
MARGIN = 0.1


class NearMisses:
    """The ``not`` lines of all facts, in the order of their facts."""

    def __init__(self, facts: Sequence[Fact], analyst: Analyst, store: VectorStore) -> None:
        lines = [(place, line) for place, fact in enumerate(facts) for line in fact.not_]
        self._facts, self._analyst = facts, analyst
        self.owners = np.array([place for place, _ in lines], dtype=np.int64)
        self._bounds = np.searchsorted(self.owners, np.arange(len(facts) + 1))
        self.texts = tuple(line for _, line in lines)
        analyses = [analyst.stored(line) for line in self.texts]
        self._subjects = [_subjects(analysis) for analysis in analyses]
        self._places: dict[frozenset[str], list[int]] = {}
        for place, analysis in enumerate(analyses):
            self._places.setdefault(_gist(analysis), []).append(place)
        self._vectors = store.vectors([as_question(line) for line in self.texts]) if lines else None

    def block(self, fact: int, question: Analysis, vector: Vectors, near: float, skip: int = -1) -> Block | None:
        """Return a block where a ``not`` line of ``fact`` fits better than its nearest wording (``near``) does.

        So does the very line of another fact, unless this one is asked just so: what was foreseen as a near miss of one
        is hardly ever answered by another.
        """
        if self._vectors is None:
            return None
        owners = {int(self.owners[place]) for place in self._places.get(_gist(question), ()) if place != skip}
        if fact in owners or (owners and not self._is_asked(fact, question)):
            return Block("near miss", "")
        own = self.nearest(question, vector, skip, fact)
        return Block("near miss", "") if own is not None and own > max(near + MARGIN, NEAR) else None

    def _is_asked(self, fact: int, question: Analysis) -> bool:
        return any(self._analyst.stored(text).tokens == question.tokens for text in self._facts[fact].wordings)

    def nearest(self, question: Analysis, vector: Vectors, skip: int = -1, fact: int = -1) -> float | None:
        """Return the cosine with the nearest ``not`` line, of any fact or of one; None where none may be meant."""
        if self._vectors is None:
            return None
        first, last = self._bounds[[fact, fact + 1]] if fact >= 0 else (0, len(self.texts))
        cosines = self._vectors[first:last] @ vector
        meant = (at for at in np.argsort(-cosines) if first + at != skip and self._may_mean(question, first + int(at)))
        return next((float(cosines[at]) for at in meant), None)

    def _may_mean(self, question: Analysis, place: int) -> bool:
        """Whether a question may mean a line, so near it is: "how hot is cell 4" never means "how hot is cell 3"."""
        asked, line = _subjects(question), self._subjects[place]
        return not (asked and line and asked.isdisjoint(line))


def _gist(text: Analysis) -> frozenset[str]:
    """Return what a text asks, without the words of grammar: equal for texts that differ in those alone."""
    return text.claims.question_words.union(token for token in text.tokens if token not in english().function_words)


def _subjects(text: Analysis) -> frozenset[str]:
    """Return whom and which number a text is about."""
    return text.entities | text.claims.numbers
