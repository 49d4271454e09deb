"""Which of the questions that wait is asked once more, in other words."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from knowledge.decision.duplicates import DUPLICATE, Gist
from knowledge.decision.matcher import Matcher
from knowledge.language.vectors import DIMENSIONS
from knowledge.retrieval.meanings import Vectors

# Of more wordings than this the oldest are no longer compared with: their vectors take 10 MB, and a look at all of them
# a millisecond.
REMEMBERED = 10_000
# So many of those that point the same way are compared word by word, and only if they point nearly the same way (cosine
# of their means), for the store's writer waits meanwhile. Of 26 repetitions among the bundled base's 1,637 wordings
# these bounds find 18; a repetition that is missed waits as a question of its own.
CLOSE, NEARLY = 6, 0.5
# Wordings that there is room for at first; the room is doubled when it is full.
ROOM = 64
# A wording read takes some ten kilobytes, so these take ten megabytes at the most.
READ = 1_000


class Groups:
    """The wordings of waiting questions, by the meaning that one base's matcher sees in them."""

    def __init__(self, matcher: Matcher, wordings: Iterable[tuple[int, str]] = ()) -> None:
        """Take in ``wordings``, each with the number of its question, oldest first."""
        self.matcher = matcher
        # A wording is read once to be put somewhere, and again whenever another comes near it.
        self.read = lru_cache(READ)(matcher.duplicates.read)
        self._questions: list[int] = []
        self._texts: list[str] = []
        self._means: Vectors = np.zeros((ROOM, DIMENSIONS), dtype=np.float32)
        for question, text in wordings:
            self.add(question, text)

    def find(self, text: str) -> int | None:
        """Return the question that ``text`` asks in other words, None where it is a new one."""
        gist = self.read(text)
        cosines = self._means[: len(self._texts)] @ gist.mean
        closest: list[int] = np.argsort(-cosines, kind="stable")[:CLOSE].tolist()
        near = [place for place in closest if cosines[place] >= NEARLY]
        ranked = sorted(((self._likeness(gist, self._texts[place]), -place) for place in near), reverse=True)
        if ranked and ranked[0][0] >= DUPLICATE:
            return self._questions[-ranked[0][1]]
        return next((self._questions[place] for place in near if self._texts[place] == text), None)

    def add(self, question: int, text: str) -> None:
        """Take in one more wording of a question."""
        if text in self._texts[-CLOSE:]:
            return
        if len(self._texts) == REMEMBERED:
            self._forget(REMEMBERED // 2)
        if len(self._texts) == len(self._means):
            self._means = np.concatenate([self._means, np.zeros_like(self._means)])
        self._means[len(self._texts)] = self.read(text).mean
        self._texts.append(text)
        self._questions.append(question)

    def rename(self, old: int, new: int) -> None:
        """Take the wordings of one question for another's."""
        self._questions = [new if number == old else number for number in self._questions]

    def _forget(self, count: int) -> None:
        self._means = np.concatenate([self._means[count:], np.zeros((count, DIMENSIONS), dtype=np.float32)])
        del self._texts[:count], self._questions[:count]

    def _likeness(self, gist: Gist, text: str) -> float:
        return self.matcher.duplicates.similarity(gist, self.read(text))
