"""How much a word tells: rare in this base, and rare in English."""

import math
from collections.abc import Callable

from knowledge.language.english import english
from knowledge.language.vectors import word_vectors

# Words of grammar still tell questions apart a little.
GRAMMAR = 0.15
# Whoever is named matters, however often.
NAMED = 0.4
# Down to this share of the table's ranks, on a logarithmic scale, English words are too frequent to tell anything.
FREQUENT = 0.55


class WordWeights:
    """Weights of words, 0 to 1, from the share of the facts that have them and their rank in general English.

    In a base of seventy wordings a word's own frequency is mostly chance, so general English has half the say.
    """

    def __init__(self, facts: int, share: Callable[[str], float]) -> None:
        self._facts = facts
        self._share = share
        self._most = math.log((facts + 1.0) / 0.5)
        self._ranks = math.log(word_vectors().size)

    def __call__(self, token: str, word: str) -> float:
        """Return the weight of a token, whose folded word is ``word`` ("" for a name)."""
        if word and word in english().function_words:
            return GRAMMAR
        having = self._share(token) * self._facts
        own = math.log((self._facts + 1.0) / (having + 0.5)) / self._most
        if not word:
            return max(NAMED, own)
        rank = min(1.0, math.log(1.0 + word_vectors().rank(word)) / self._ranks)
        return 0.5 * own + 0.5 * max(0.0, (rank - FREQUENT) / (1.0 - FREQUENT))
