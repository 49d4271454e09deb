from itertools import pairwise

import numpy as np
import pytest

from knowledge.decision.calibration import THRESHOLDS, Calibration, Rehearsal, RehearsalKind, calibrate
from knowledge.decision.judgement import Judgement
from knowledge.decision.trees import Trees

UNDECIDED = Trees(np.zeros((1, 1), dtype=np.int64), np.zeros((1, 1)), np.zeros((1, 2)), 0.0)
# On other bases seven of ten answers were right from even chances on, nine of ten from .7 on.
JUDGEMENT = Judgement(np.zeros(1), UNDECIDED, np.array([[0.7, 0.9, 0.95], [0.5, 0.7, 0.9]]))
TAUGHT = np.array([JUDGEMENT.precision(float(least)) for least in THRESHOLDS])


def rehearsed(*outcomes: tuple[float, int, int], kind: RehearsalKind = "wording") -> list[Rehearsal]:
    """Return rehearsals: at a chance, so many that were right, and so many that were wrong."""
    return [
        Rehearsal(kind, 0, chance, is_right)
        for chance, right, wrong in outcomes
        for is_right in (*[True] * right, *[False] * wrong)
    ]


# A question that nobody has a fact for and that nothing would answer.
QUIET = rehearsed((0.0, 0, 10), kind="absent")


def shares(*outcomes: tuple[float, int, int], strange: list[Rehearsal] = QUIET, strangers: float = 0.35) -> list[float]:
    return list(calibrate(JUDGEMENT, [*rehearsed(*outcomes), *strange], strangers).shares)


def share(least: float, *outcomes: tuple[float, int, int], strange: list[Rehearsal] = QUIET) -> float:
    return float(np.interp(least, THRESHOLDS, shares(*outcomes, strange=strange)))


def test_a_base_that_was_never_rehearsed_is_judged_by_others_with_caution() -> None:
    model = calibrate(JUDGEMENT, ())

    assert model.rehearsals == ()
    assert np.all(np.array(model.shares) < TAUGHT)
    assert np.array(model.shares) == pytest.approx(TAUGHT, abs=0.03)


@pytest.mark.parametrize("kind", ["absent", "swapped"])
def test_strangers_without_wordings_say_nothing_and_neither_do_wordings_without_strangers(kind: RehearsalKind) -> None:
    alone = calibrate(JUDGEMENT, ()).shares

    assert calibrate(JUDGEMENT, rehearsed((0.9, 0, 50), kind=kind)).shares == alone
    assert calibrate(JUDGEMENT, rehearsed((0.9, 50, 0))).shares == alone


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        pytest.param((0.9, 10, 10), (0.9, 18, 2), id="fewer-right"),
        pytest.param((0.9, 18, 2), (0.9, 20, 0), id="none-wrong"),
        pytest.param((0.9, 9, 1), (0.9, 90, 10), id="more-seen-than-others-taught"),
    ],
)
def test_a_base_that_does_better_is_surer(worse: tuple[float, int, int], better: tuple[float, int, int]) -> None:
    assert share(0.5, worse) < share(0.5, better)


def test_much_seen_outweighs_what_others_taught() -> None:
    assert share(0.5, (0.95, 40_000, 0)) > 0.99
    assert share(0.5, (0.95, 0, 40_000)) < 0.02
    assert share(0.5, (0.95, 800, 0)) == pytest.approx((0.7 + 1.0) / 2, abs=0.03)


def test_what_lies_below_a_threshold_does_not_count_from_there_on() -> None:
    assert share(0.5, (0.6, 0, 30)) < share(0.5)
    assert share(0.9, (0.6, 0, 30)) == share(0.9)


@pytest.mark.parametrize("kind", ["absent", "swapped"])
def test_strangers_that_are_let_through_make_a_base_less_sure(kind: RehearsalKind) -> None:
    found = [
        share(0.7, (0.9, 320, 0), strange=rehearsed((0.9, 0, through), (0.1, 0, 20 - through), kind=kind))
        for through in (0, 5, 20)
    ]

    assert found == sorted(found, reverse=True)
    assert found[0] > found[-1] + 0.1


def test_how_many_were_rehearsed_as_strangers_is_not_how_many_ask() -> None:
    few, many = (share(0.7, (0.9, 40, 0), strange=rehearsed((0.9, 0, 1 * n), (0.1, 0, 3 * n), kind="absent"))
                 for n in (1, 100))  # fmt: skip

    assert few == pytest.approx(many)


def test_the_more_strangers_ask_the_less_sure_is_a_base() -> None:
    strange = rehearsed((0.9, 0, 1), (0.1, 0, 1), kind="absent")
    found = [shares((0.9, 40, 0), strange=strange, strangers=strangers)[0] for strangers in (0.0, 0.35, 0.8)]

    assert found == sorted(found, reverse=True)
    assert found[0] > found[1] > found[2]


def test_reached_sharesare_expected_ones_of_what_is_asked() -> None:
    # As many strangers as wordings, and half of them let through: two of three answers are right.
    strange = rehearsed((0.9, 0, 1), (0.1, 0, 1), kind="swapped")

    assert shares((0.9, 90_000, 0), strange=strange, strangers=0.5)[0] == pytest.approx(2 / 3, abs=0.01)


@pytest.mark.parametrize("chances", [(0.0, 1.0), (0.5, 0.99), (1.0, 1.0)])
def test_reached_shareslie_between_nought_and_one(chances: tuple[float, float]) -> None:
    for one in (chances[0], 0, 9), (chances[1], 9, 0):
        assert all(0.0 <= share <= 1.0 for share in shares(one, strange=rehearsed(one, kind="absent")))


def test_the_order_of_rehearsals_changes_nothing() -> None:
    given = [*rehearsed((0.9, 5, 2), (0.3, 1, 4), (0.99, 3, 0)), *QUIET, *rehearsed((0.8, 0, 3), kind="swapped")]

    assert calibrate(JUDGEMENT, given[::-1]).shares == calibrate(JUDGEMENT, given).shares


def with_shares(*reached: tuple[float, float]) -> Calibration:
    """Return a calibration whose shares rise or fall, in straight lines, through chances and shares."""
    chances, reached_shares = np.array(reached).T
    found = np.interp(THRESHOLDS, chances, reached_shares)
    return Calibration(JUDGEMENT, (), tuple(map(float, found)))


@pytest.mark.parametrize(
    ("precision", "threshold"),
    [
        pytest.param(0.0, 0.5, id="never-below-even"),
        pytest.param(0.6, 0.5, id="reached-from-the-first-on"),
        pytest.param(0.7, 0.6, id="between"),
        pytest.param(0.9, 0.8, id="highest"),
        pytest.param(0.91, 1.0, id="never-reached"),
        pytest.param(1.0, 1.0, id="always-right"),
    ],
)
def test_a_threshold_is_the_lowest_chance_from_which_on_a_share_is_reached(precision: float, threshold: float) -> None:
    model = with_shares((0.5, 0.6), (0.8, 0.9), (0.99, 0.5))

    assert model.threshold(precision) == pytest.approx(threshold, abs=0.006)


def test_the_threshold_rises_with_the_precision() -> None:
    model = calibrate(JUDGEMENT, [*rehearsed((0.9, 19, 1), (0.6, 10, 10)), *QUIET])
    thresholds = [model.threshold(precision) for precision in np.linspace(0.0, 1.0, 51)]

    assert all(one <= other for one, other in pairwise(thresholds))
    assert thresholds[0] == 0.5
    assert thresholds[-1] == 1.0


def test_more_wordings_answer_at_a_lower_threshold() -> None:
    thresholds = [
        calibrate(JUDGEMENT, [*rehearsed((0.95, int(times * 800), 0)), *QUIET]).threshold(0.93)
        for times in (0, 0.2, 1, 5)
    ]

    assert thresholds == sorted(thresholds, reverse=True)
    assert thresholds[0] > thresholds[-1] == 0.5


def test_what_would_be_answered_is_told_by_kind() -> None:
    wordings, absent = rehearsed((0.95, 3, 1), (0.8, 1, 0), (0.2, 2, 2)), rehearsed((0.95, 0, 5), kind="absent")
    model = Calibration(JUDGEMENT, (*wordings, *absent), with_shares((0.5, 0.6), (0.99, 0.99)).shares)

    assert model.answered("wording", 0.95) == tuple(wordings[:4])
    assert model.answered("absent", 0.95) == tuple(absent)
    assert model.answered("wording", 0.0) == tuple(wordings[:5])
    assert model.answered("wording", 1.0) == ()
    assert model.answered("swapped", 0.0) == ()


def test_what_no_desk_has_counted_is_taken_for_a_third_of_all_questions() -> None:
    strange = rehearsed((0.9, 0, 1), (0.1, 0, 1), kind="absent")
    model = calibrate(JUDGEMENT, [*rehearsed((0.9, 90_000, 0)), *strange])

    assert model.shares[0] == pytest.approx(1 / (1 + 0.5 * 0.35 / 0.65), abs=0.02)


def test_a_share_must_be_reached_by_a_quarter_of_a_standard_error() -> None:
    error = np.sqrt(TAUGHT * (1 - TAUGHT) / 800)

    assert np.array(calibrate(JUDGEMENT, ()).shares) == pytest.approx(TAUGHT - error / 4)
