"""What the facts of a base are about, so that a word of one fact's topic speaks against another fact."""

from collections import defaultdict
from collections.abc import Callable

from knowledge.language.analysis import Analysis
from knowledge.reading.query import QueryWord

# A word that a larger share of the facts has in its wordings is part of how people ask, not a topic.
TOPIC_SHARE = 0.06
# More facts than these need not be remembered for a word: it is no longer what sets one of them apart.
MOST = 50


class Topics:
    """Words and synonym groups of the canonical questions, with the facts that have them."""

    def __init__(self, share: Callable[[str], float]) -> None:
        self._share = share
        self._facts: dict[str | int, list[int]] = defaultdict(list)

    def add(self, fact: int, question: Analysis) -> None:
        """Take in the canonical question of ``fact``."""
        topics: set[str | int] = {*question.tokens, *question.concepts}
        for topic in topics:
            if len(self._facts[topic]) < MOST:
                self._facts[topic].append(fact)

    def having(self, word: QueryWord) -> frozenset[int]:
        """Return the facts whose topic ``word`` or a synonym of it belongs to."""
        if self._share(word.token) > TOPIC_SHARE:
            return frozenset()
        return frozenset(fact for topic in word.topics for fact in self._facts.get(topic, ()))
