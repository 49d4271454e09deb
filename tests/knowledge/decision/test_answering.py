"""What is offered where no candidate answers."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from fitting.fit import UNFITTED
from knowledge.decision.answering import Answering
from knowledge.decision.outcomes import Suggestions
from knowledge.model import Fact, FactBase

FACTS = tuple(Fact(name, f"What of {name}?", "So it is.", (), date(2024, 3, 1)) for name in ("a", "b", "c", "d", "e"))


class Ranking:
    """Ranks all facts in their order, with these chances, and refuses none."""

    def __init__(self, chances: list[float]) -> None:
        self.chances = chances

    def ranked(self, found: object, judgement: object, count: int) -> list[tuple[int, float]]:
        return list(enumerate(self.chances))[:count]

    def block(self, found: object, place: int) -> None:
        return None


def offered(chances: list[float]) -> list[str]:
    """Return the ids of the facts that are suggested."""
    found = SimpleNamespace(retrieved=SimpleNamespace(facts=range(len(FACTS))), wordings=[0] * len(FACTS))
    outcome = Answering(FactBase(FACTS, {}, ()), cast("Any", Ranking(chances)), UNFITTED).unsure(cast("Any", found))
    assert isinstance(outcome, Suggestions)
    return [candidate.fact.id for candidate in outcome.candidates]


def test_three_facts_are_offered_however_many_are_likely() -> None:
    assert offered([0.6, 0.5, 0.4, 0.3, 0.3]) == ["a", "b", "c"]


def test_what_one_in_ten_would_mean_is_offered_and_nothing_less_likely() -> None:
    assert offered([0.6, 0.11, 0.09]) == ["a", "b"]
    assert offered([0.12]) == ["a"]
