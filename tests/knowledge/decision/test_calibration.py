from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from knowledge.decision.calibration import (
    CAUTION,
    FACTS,
    SPREAD,
    WORDINGS,
    Calibration,
    Rehearsal,
    Rehearser,
    calibrate,
)
from knowledge.decision.judgement import Judgement
from knowledge.decision.matcher import Matcher
from knowledge.decision.selection import Selection
from knowledge.decision.trees import Trees

UNDECIDED = Trees(np.zeros((1, 1), dtype=np.int64), np.zeros((1, 1)), np.zeros((1, 2)), 0.0)
JUDGEMENT = Judgement(np.zeros(1), UNDECIDED, np.array([[0.5, 0.98], [0.5, 0.9]]))
Asked = tuple[str, int, int, int]


def rehearsed(*outcomes: tuple[float, int, int], kind: str = "wording") -> list[Rehearsal]:
    """Return rehearsals: at a chance, so many that were right, and so many that were wrong."""
    return [
        Rehearsal(kind, 0, chance, is_right)
        for chance, right, wrong in outcomes
        for is_right in (*[True] * right, *[False] * wrong)
    ]


def shift(*outcomes: tuple[float, int, int], kind: str = "wording") -> float:
    return calibrate(JUDGEMENT, rehearsed(*outcomes, kind=kind)).shift


def test_a_base_that_was_never_rehearsed_is_taken_with_caution() -> None:
    assert shift() == pytest.approx(-CAUTION * SPREAD)


@pytest.mark.parametrize("kind", ["wording", "absent"])
@pytest.mark.parametrize(
    ("worse", "better"),
    [
        pytest.param((0.9, 10, 10), (0.9, 18, 2), id="than-expected"),
        pytest.param((0.9, 18, 2), (0.9, 20, 0), id="as-expected"),
        pytest.param((0.2, 0, 20), (0.2, 8, 12), id="better-than-expected"),
        pytest.param((0.99, 19, 1), (0.6, 19, 1), id="where-more-was-expected"),
    ],
)
def test_a_base_that_does_worse_is_less_sure(
    kind: str, worse: tuple[float, int, int], better: tuple[float, int, int]
) -> None:
    assert shift(worse, kind=kind) < shift(better, kind=kind)


def test_a_base_that_does_badly_moves_down_and_one_that_does_well_up() -> None:
    assert shift((0.9, 30, 30)) < -0.5
    assert shift((0.5, 60, 0)) > 0.5


def test_more_rehearsals_leave_less_to_caution() -> None:
    shifts = [shift((0.9, 9 * times, times)) for times in (1, 5, 50)]

    assert shifts == sorted(shifts)
    assert shifts[-1] == pytest.approx(0.0, abs=0.15)


def test_chances_of_nought_and_one_stay_finite() -> None:
    assert np.isfinite(shift((0.0, 3, 3), (1.0, 3, 3)))


def test_the_order_of_rehearsals_changes_nothing() -> None:
    given = rehearsed((0.9, 5, 2), (0.3, 1, 4), (0.99, 3, 0))

    assert calibrate(JUDGEMENT, given[::-1]).shift == pytest.approx(calibrate(JUDGEMENT, given).shift)


@pytest.mark.parametrize("moved", [-0.8, 0.0, 0.4])
def test_a_chance_moves_with_the_base_and_keeps_its_order(moved: float) -> None:
    model = Calibration(JUDGEMENT, moved, ())
    chances = [model.chance(raw) for raw in np.linspace(0.0, 1.0, 21)]

    assert all(one < other for one, other in pairwise(chances))
    assert 0.0 < chances[0] < chances[-1] < 1.0
    assert np.sign(model.chance(0.5) - 0.5) == np.sign(moved)


def test_the_threshold_rises_with_the_precision() -> None:
    model = calibrate(JUDGEMENT, rehearsed((0.9, 9, 1)))
    thresholds = [model.threshold(precision) for precision in np.linspace(0.0, 1.0, 51)]

    assert thresholds == sorted(thresholds)
    assert thresholds[0] == 0.5
    assert thresholds[-1] > 0.8


def test_what_would_be_answered_is_told_by_kind() -> None:
    wordings, absent = rehearsed((0.95, 3, 1), (0.2, 2, 2)), rehearsed((0.95, 0, 5), kind="absent")
    model = Calibration(JUDGEMENT, 0.0, (*wordings, *absent))

    assert model.answered("wording", 0.98) == tuple(wordings[:4])
    assert model.answered("absent", 0.98) == tuple(absent)
    assert model.answered("wording", 0.0) == tuple(wordings[:4])
    assert model.answered("nothing", 0.5) == ()


class Asking:
    """Notes what a base is asked, and finds for each question the fact whose name it has."""

    def __init__(self, kin: Sequence[str] = ()) -> None:
        self.kin, self.asked = kin, list[Asked]()

    def __call__(self, text: str, fact: int, wording: int, absent: int) -> tuple[Selection, int, bool]:
        self.asked.append((text, fact, wording, absent))
        place = None if "lost" in text else 0
        return Selection(place, 0.7, {}), fact if fact >= 0 else 99, text in self.kin


BASE = (("toll", "toll lost", "the toll"), ("ferry",), ("mayor", "who is mayor"))


def rehearse(wordings: Sequence[Sequence[str]], ask: Asking) -> list[Rehearsal]:
    return list(Rehearser(wordings, ask).rehearse(lambda done, total: None))


def test_each_wording_is_asked_left_out_and_with_its_fact_absent() -> None:
    ask = Asking()
    rehearse(BASE, ask)

    assert set(ask.asked) == {
        *((text, fact, at, -1) for fact in (0, 2) for at, text in enumerate(BASE[fact])),
        *((text, -1, -1, fact) for fact, texts in enumerate(BASE) for text in texts),
    }


def test_what_is_refused_says_nothing_and_an_absent_fact_is_never_right() -> None:
    found = rehearse(BASE, Asking())

    assert [one.is_right for one in found if one.kind == "wording"] == [True] * 4
    assert [one.is_right for one in found if one.kind == "absent"] == [False] * 5
    assert {one.chance for one in found} == {0.7}
    assert [one.fact for one in found].count(1) == 1


def test_kin_of_an_absent_fact_is_neither_right_nor_wrong() -> None:
    with_kin, without = rehearse(BASE, Asking(kin=("ferry",))), rehearse(BASE, Asking())

    assert [one.kind for one in with_kin].count("absent") == [one.kind for one in without].count("absent") - 1


def test_no_more_is_rehearsed_than_tells() -> None:
    many = [[f"{fact} {at}" for at in range(WORDINGS + 3)] for fact in range(FACTS + 10)]
    ask, heard = Asking(), list[int]()

    list(Rehearser(many, ask).rehearse(lambda done, total: heard.append(total)))

    assert len(ask.asked) == FACTS * WORDINGS * 2
    assert heard == [FACTS] * FACTS


def test_draws_depend_on_no_order() -> None:
    many = [[f"{fact} {at}" for at in range(WORDINGS + 3)] for fact in range(FACTS + 10)]
    turned = [[texts[0], *texts[:0:-1]] for texts in many[::-1]]
    one, other = Asking(), Asking()

    rehearse(many, one)
    rehearse(turned, other)

    assert [(text, fact >= 0) for text, fact, _, _ in one.asked] == [
        (text, fact >= 0) for text, fact, _, _ in other.asked
    ]


def test_the_order_of_facts_and_wordings_changes_no_confidence(town: Matcher) -> None:
    facts = tuple(replace(fact, phrasings=fact.phrasings[::-1]) for fact in town.base.facts[::-1])

    turned = Matcher(replace(town.base, facts=facts))

    assert turned.calibration.shift == pytest.approx(town.calibration.shift, abs=1e-3)
    for question in ("how much is the toll", "why was the harbour master sacked", "did the ferry run in may"):
        one, other = town.candidates(question), turned.candidates(question)
        assert [found.fact.id for found in one] == [found.fact.id for found in other]
        assert [found.confidence for found in one] == pytest.approx([found.confidence for found in other], abs=1e-3)
