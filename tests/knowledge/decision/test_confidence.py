"""What confidence promises to editors and readers, on a whole base."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Suggestions
from knowledge.loading.loader import load

WriteBase = Callable[..., Path]
PRECISIONS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.999, 1.0)

ONE_FACT = """
sources:
  - {id: gazette, publisher: Gazette, title: Tolls, published: 2024}
facts:
  - id: toll
    question: How much is the bridge toll?
    answer: Four dollars.
    citations: [{source: gazette}]
"""


def test_the_threshold_rises_with_the_precision(town: Matcher) -> None:
    thresholds = [town.threshold(precision) for precision in PRECISIONS]

    assert thresholds == sorted(thresholds)
    assert thresholds[0] < thresholds[-1]


@pytest.mark.parametrize(
    "question",
    [
        "why did the mayor fire the harbour master",
        "how much is the toll",
        "when did the boat sail first",
        "who built the chapel",
        "how much is the toll on South Bridge",
    ],
)
def test_what_is_answered_with_precision_is_answered_with_less(town: Matcher, question: str) -> None:
    answered = [isinstance(town.decide(question, precision=precision), Answer) for precision in PRECISIONS]

    assert answered == sorted(answered, reverse=True)


def test_the_very_words_of_a_fact_are_answered_at_any_precision(town: Matcher) -> None:
    wordings = [(text, fact.id) for fact in town.base.facts for text in fact.wordings]

    outcomes = [(text, town.decide(text, precision=1.0)) for text, _ in wordings]

    assert [(text, outcome.fact.id) for text, outcome in outcomes if isinstance(outcome, Answer)] == wordings


def test_a_base_of_one_fact_with_one_wording_still_works(write_base: WriteBase) -> None:
    matcher = Matcher(load(write_base(facts=ONE_FACT)))

    (candidate,) = matcher.candidates("how much is the bridge toll")

    assert candidate.fact.id == "toll"
    assert 0.0 < candidate.confidence <= 1.0
    assert matcher.calibration.answered("wording", 0.0) == ()
    assert isinstance(matcher.decide("how much is the bridge toll"), Answer | Suggestions)
    assert isinstance(matcher.decide("who is the mayor of Paris"), Suggestions | Abstention)


def test_a_base_is_rehearsed_and_tells_its_progress(town_folder: Path) -> None:
    steps: list[tuple[str, int, int]] = []

    matcher = Matcher(load(town_folder), lambda step, done, total: steps.append((step, done, total)))

    assert [done for step, done, total in steps if step == "rehearsing" and total == 3] == [0, 1, 2]
    assert {one.kind for one in matcher.calibration.rehearsals} == {"wording", "absent", "swapped"}
    assert not any(one.is_right for one in matcher.calibration.rehearsals if one.kind != "wording")


def test_the_order_of_facts_and_wordings_changes_no_confidence(town: Matcher) -> None:
    facts = tuple(replace(fact, phrasings=fact.phrasings[::-1]) for fact in town.base.facts[::-1])

    turned = Matcher(replace(town.base, facts=facts))

    # Where two facts are equally near, which of them is looked at first decides a little.
    assert turned.calibration.shares == pytest.approx(town.calibration.shares, abs=0.01)
    for question in ("how much is the toll", "why was the harbour master sacked", "did the ferry run in may"):
        one, other = town.candidates(question), turned.candidates(question)
        assert [found.fact.id for found in one] == [found.fact.id for found in other]
        assert [found.confidence for found in one] == pytest.approx([found.confidence for found in other], abs=1e-3)
