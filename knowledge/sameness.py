"""Whether two questions are one question in other words, answered by the base or not.

Each word of either should be covered by some word of the other: the F-measure of BERTScore (Zhang et al. 2020) on
static vectors, weighted by rarity. As with answers, a score cannot see a swapped name, number or "not", so what the
questions commit themselves to has to be the same.
"""

from dataclasses import dataclass

import numpy as np

from knowledge.analysis import ENTITY_MARK, Analysis, Analyst
from knowledge.claims import Claims
from knowledge.english import english
from knowledge.meaning import RELATED, Meanings, MeantText, Vectors

# From this likeness on two questions count as one (see tests/knowledge/test_sameness.py for what lies on either side).
SAME = 0.72
# A word that comes no nearer than this to any word of the other question is missing there.
MISSING = 0.5
GRAMMAR = 0.3
_COMMITTED = ("negated", "numbers", "years", "months", "weekdays", "seasons")


@dataclass(frozen=True, slots=True)
class Gist:
    """A question taken apart, and its words with their vectors; of one base, so keep it no longer than that."""

    analysis: Analysis
    meant: MeantText

    @property
    def mean(self) -> Vectors:
        """The direction in which the question points, shape (256,), of unit length: near questions are close by."""
        return self.meant.mean


class Sameness:
    """Compares questions in the light of one base's names, synonyms and words."""

    def __init__(self, analyst: Analyst, meanings: Meanings) -> None:
        self._analyst = analyst
        self._meanings = meanings

    def read(self, question: str) -> Gist:
        """Return the gist of a question."""
        analysis = self._analyst.asked(question)
        return Gist(analysis, self._meanings.read(analysis))

    def likeness(self, one: Gist, other: Gist) -> float:
        """Return how much of each question the other one says, 0 to 1; 0 where they contradict each other."""
        if not (one.analysis.tokens and other.analysis.tokens) or self._differ(one.analysis, other.analysis):
            return 0.0
        near = self._near(one, other)
        best_one, best_other = near.max(axis=1), near.max(axis=0)
        # "What did Ann say" and "what did Bob say": each has something that the other lacks. So have "when was it
        # cancelled" and "reason for cancelling it": what is asked for counts as something.
        asked, asked_of_other = one.analysis.claims.asked, other.analysis.claims.asked
        has_own = _lacks(one, best_one) or bool(asked - asked_of_other)
        if has_own and (_lacks(other, best_other) or asked_of_other - asked):
            return 0.0
        return (_share(one, best_one) + _share(other, best_other)) / 2

    def _differ(self, one: Analysis, other: Analysis) -> bool:
        if one.entities != other.entities or _contradict(one.claims, other.claims):
            return True
        turned = {(whom, who) for who, whom in other.acts}
        return bool(one.acts and one.acts == turned) or _says_opposite(one, other) or _says_opposite(other, one)

    def _near(self, one: Gist, other: Gist) -> Vectors:
        """Return the nearness, 0 to 1, of each distinct word of one question to each of the other."""
        near: Vectors = one.meant.units @ other.meant.units.T
        near[near < RELATED] = 0.0
        theirs = list(_words(other.analysis).items())
        for row, (token, text) in enumerate(_words(one.analysis).items()):
            groups = self._analyst.groups_of(text) if text else frozenset()
            for column, (other_token, other_text) in enumerate(theirs):
                is_same = token == other_token
                if is_same or (groups and other_text and not groups.isdisjoint(self._analyst.groups_of(other_text))):
                    near[row, column] = 1.0
        return np.asarray(np.minimum(near, 1.0))


def _words(text: Analysis) -> dict[str, str]:
    return dict(zip(text.tokens, text.texts, strict=True))


def _contradict(one: Claims, other: Claims) -> bool:
    if any(getattr(one, name) != getattr(other, name) for name in _COMMITTED):
        return True
    return bool(one.asked and other.asked and one.asked != other.asked)


def _says_opposite(one: Analysis, other: Analysis) -> bool:
    opposites = english().opposites
    said = {word for pair in _words(other).items() for word in pair}
    return any(not said.isdisjoint(opposites.get(word, ())) for pair in _words(one).items() for word in pair if word)


def _lacks(text: Gist, best: Vectors) -> bool:
    skipped = english().function_words
    tokens = _words(text.analysis)
    return any(
        nearness < MISSING and token not in skipped and not token.startswith(ENTITY_MARK)
        for token, nearness in zip(tokens, best.tolist(), strict=True)
    )


def _share(text: Gist, best: Vectors) -> float:
    skipped = english().function_words
    # In a small base words of grammar are hardly more frequent than others, and say as little as in any.
    worth = np.array([GRAMMAR if token in skipped else 1.0 for token in _words(text.analysis)], dtype=np.float32)
    weights = text.meant.rarity * worth
    return float(weights @ best / (weights.sum() + 1e-9))
