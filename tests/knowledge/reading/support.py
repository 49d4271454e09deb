"""A question and one fact, held against each other as the selector does it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from knowledge.language.analysis import Analyst
from knowledge.language.text import split
from knowledge.model import Citation, Entity, Fact, FactBase, Source
from knowledge.reading.alignment import SIGNALS, Alignment, QuestionText, align, question_text
from knowledge.reading.blocks import Block
from knowledge.reading.fact_text import FactTexts
from knowledge.reading.guard import Guard
from knowledge.reading.request import read_request
from knowledge.reading.scene import scene
from knowledge.reading.weights import WordWeights

ENTITIES = (
    Entity("anna-berg", "Anna Berg", "person"),
    Entity("tom-lind", "Tom Lind", "person"),
    Entity("rosa-novak", "Rosa Novak", "person"),
    Entity("port-council", "Port Council", "organisation"),
    Entity("northfield", "Northfield", "place"),
    Entity("southport", "Southport", "place"),
    Entity("harbour-act", "Harbour Act", "law"),
)
SOURCES = {"gazette": Source("gazette", "Northfield Gazette", "News", "2024-03-05")}
SYNONYMS = (("toll", "fee"), ("tall", "height"))


def fact(question: str, *phrasings: str, answer: str = "So it is.", **more: str | tuple[str, ...]) -> Fact:
    """Return a fact of the Gazette of 5 March 2024."""
    fields: dict[str, object] = {
        "id": "it", "question": question, "phrasings": phrasings, "answer": answer,
        "citations": (Citation("gazette"),), "as_of": date(2024, 3, 5), **more,
    }  # fmt: skip
    return Fact(**fields)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Reading:
    """A base and its readers; every word is as rare in it as any other."""

    analyst: Analyst
    texts: FactTexts
    guard: Guard

    def question(self, question: str) -> QuestionText:
        """Return a question ready to be aligned."""
        words = [word.text for word in split(question)]
        analysis = self.analyst.question(question)
        return question_text(analysis, read_request(words), frozenset(words), self.analyst, self.texts.weigh)

    def signals(
        self, question: str, place: int = 0, near: Sequence[float] = (), left_out: int = -1
    ) -> dict[str, float]:
        """Return the signals of a fact, its wordings as near as ``near`` or all alike."""
        cosines = near or [0.5] * self.texts.of(place).wordings
        return dict(zip(SIGNALS, self._aligned(question, place, cosines, left_out).signals.tolist(), strict=True))

    def wording(self, question: str, near: Sequence[float], left_out: int = -1) -> int:
        """Return the number of the wording that fits best."""
        return self._aligned(question, 0, near, left_out).wording

    def _aligned(self, question: str, place: int, near: Sequence[float], left_out: int) -> Alignment:
        text, cosines = self.texts.of(place), np.array(near, dtype=np.float32)
        return align(self.question(question), text, self.texts.units.at(text.places), cosines, left_out)

    def block(self, question: str, place: int = 0) -> Block | None:
        """Return what keeps a fact from answering."""
        asked = self.question(question)
        return self.guard.block(asked.analysis, asked.request, asked.folded, self.texts.of(place))


def reading(*facts: Fact, entities: Iterable[Entity] = ENTITIES) -> Reading:
    """Return the readers of a base of these facts."""
    base = FactBase(facts, SOURCES, tuple(entities), SYNONYMS)
    analyst = Analyst(base)
    finder, named = analyst.finder, [analyst.stored(fact.question).entities for fact in facts]
    guard = Guard(finder.names, finder.kinds, scene(base.entities, named))
    return Reading(analyst, FactTexts(base, analyst, WordWeights(len(facts), lambda token: 0.0)), guard)
