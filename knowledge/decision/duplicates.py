"""Whether two questions are one question in other words, answered by the base or not.

Each word of either should be covered by some word of the other: the F-measure of BERTScore (Zhang et al. 2020) on
static vectors, weighted by rarity. As with answers, a score cannot see a swapped name, number or "not", so what the
questions commit themselves to has to be the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from knowledge.language.analysis import ENTITY_MARK, Analysis, Analyst
from knowledge.language.claims import Claims
from knowledge.language.english import english
from knowledge.language.opposites import opposite_stems
from knowledge.retrieval.meanings import RELATED, Meanings, MeantText, Vectors

# From this similarity on two questions count as one: all that one says, and half of what the other does. On thirteen
# bases it takes 23 pairs of wordings of one fact for one question and none of two facts, at .7 27 and one.
DUPLICATE = 0.75
_COMMITTED = ("negated", "numbers", "years", "months", "weekdays", "seasons", "question_words")


@dataclass(frozen=True, slots=True)
class Gist:
    """A question taken apart, and its words with their vectors; of one base, so keep it no longer than that."""

    analysis: Analysis
    meant: MeantText

    @property
    def mean(self) -> Vectors:
        """The direction in which the question points, shape (256,), of unit length: near questions are close by."""
        return self.meant.mean


class DuplicateDetector:
    """Compares questions in the light of one base's names, synonyms and words."""

    def __init__(self, analyst: Analyst, meanings: Meanings) -> None:
        self._analyst = analyst
        self._meanings = meanings

    def read(self, question: str) -> Gist:
        """Return the gist of a question."""
        analysis = self._analyst.question(question)
        return Gist(analysis, self._meanings.read(analysis))

    def similarity(self, one: Gist, other: Gist) -> float:
        """Return how much of each question the other one says, 0 to 1; 0 where they contradict each other."""
        if not (one.analysis.tokens and other.analysis.tokens) or self._differ(one.analysis, other.analysis):
            return 0.0
        near = self._near(one, other)
        best_one, best_other = near.max(axis=1), near.max(axis=0)
        # "What did Ann say" and "what did Bob say": each has something that the other lacks.
        if _lacks(one, best_one) and _lacks(other, best_other):
            return 0.0
        shares = _share(one, best_one), _share(other, best_other)
        return sum(shares) / 2

    def _differ(self, one: Analysis, other: Analysis) -> bool:
        if one.entities != other.entities or _contradict(one.claims, other.claims):
            return True
        return (
            _says_opposite(one, other)
            or _says_opposite(other, one)
            or _turns(one, other)
            or (_asks_yes_or_no(one) and _is_open(other))
            or (_asks_yes_or_no(other) and _is_open(one))
            or _is_turned_round(one, other)
        )

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
    return any(getattr(one, name) != getattr(other, name) for name in _COMMITTED)


def _turns(one: Analysis, other: Analysis) -> bool:
    """Whether small words make two questions of it: for and against, he and she, the first and the second."""
    lists = english()
    ranks = lists.ordinals | lists.cues.rank
    if ranks.intersection(one.texts) != ranks.intersection(other.texts):
        return True
    # Two questions may not each have one that the other lacks.
    turning = lists.cues.turning | lists.pronouns.of_people
    own, others = turning.intersection(one.texts), turning.intersection(other.texts)
    return bool(own - others and others - own)


def _is_turned_round(one: Analysis, other: Analysis) -> bool:
    """Whether the order of the words in common turns round who does what to whom.

    In one voice the same order says the same. Who is sued by somebody stands where, in the other voice, that somebody
    does. Nobody is turned round where nobody is named: they cancelled it, it was cancelled; the mayor's wife, the wife
    of the mayor.
    """
    common = set(_content(one)) & set(_content(other))
    order, order_of_other = ([token for token in _content(text) if token in common] for text in (one, other))
    is_same = order == order_of_other or len(common) < 2
    if _has_agent(one) != _has_agent(other):
        return is_same and len(common) > 1
    is_possessive = len(common) == 2 and ("of" in one.texts) != ("of" in other.texts)
    is_nobody = (_is_passive(one) and "they" in other.texts) or (_is_passive(other) and "they" in one.texts)
    return not (is_same or is_possessive or is_nobody)


def _is_passive(text: Analysis) -> bool:
    return not english().cues.passive.isdisjoint(text.texts)


def _has_agent(text: Analysis) -> bool:
    return "by" in text.texts and _is_passive(text)


def _is_open(text: Analysis) -> bool:
    return not english().open_question_words.isdisjoint(text.texts)


def _asks_yes_or_no(text: Analysis) -> bool:
    return bool(text.texts) and text.texts[0] in english().auxiliaries


def _content(text: Analysis) -> Iterator[str]:
    """Yield the tokens of a text, each once, but those of grammar."""
    skipped = english().function_words
    return (token for token, word in _words(text).items() if token not in skipped and word not in skipped)


def _says_opposite(one: Analysis, other: Analysis) -> bool:
    said = _words(other).keys()
    return any(not said.isdisjoint(opposite_stems().get(token, ())) for token in _words(one))


def _lacks(text: Gist, best: Vectors) -> bool:
    skipped = english().function_words
    tokens = _words(text.analysis)
    return any(
        not nearness and token not in skipped and not token.startswith(ENTITY_MARK)
        for token, nearness in zip(tokens, best.tolist(), strict=True)
    )


def _share(text: Gist, best: Vectors) -> float:
    skipped = english().function_words
    # In a small base words of grammar are hardly more frequent than others, and say as little as in any.
    says = np.array([token not in skipped for token in _words(text.analysis)], dtype=np.float32)
    weights = text.meant.rarity * says
    return float(weights @ best / (weights.sum() + 1e-9))
