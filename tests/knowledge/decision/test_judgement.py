from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.decision.judgement import (
    COLUMNS,
    FITTED,
    GATHERED,
    NEAR,
    SCORE,
    SIGNALS,
    STANDING,
    TOLD,
    WORDINGS,
    Field,
    Judgement,
    judgement,
    spread,
)
from knowledge.decision.trees import Trees
from knowledge.decision.witness import TESTIMONY

# Ranks by the nearest wording alone, and is the surer the more of the share a candidate has.
RANKER = np.zeros(len(SIGNALS) + len(GATHERED))
RANKER[NEAR] = 4.0
SHARE = len(SIGNALS) + STANDING.index("share")
JUDGE = Trees(np.array([[SHARE], [SHARE]]), np.array([[0.5], [0.7]]), np.array([[-1.0, 1.0], [0.0, 1.0]]), 0.5)
MODEL = Judgement(RANKER, JUDGE, np.array([[0.5, 0.9, 0.98], [0.5, 0.7, 0.9]]))
STRANGERS = np.eye(3, dtype=bool)
SILENCE = np.zeros(len(TESTIMONY))
SHIPPED = sorted(path.stem for path in FITTED.glob("*.npz"))


def field(*near: float, kin: NDArray[np.bool_] | None = None, foil: float | None = None, own: float = np.nan) -> Field:
    signals = np.zeros((len(near), len(SIGNALS)))
    signals[:, NEAR] = near
    signals[:, TOLD] = near[::-1]
    signals[:, SCORE] = 0.5
    return Field(signals, np.eye(len(near), dtype=bool) if kin is None else kin, foil, np.full(len(near), own))


def standing(
    of: Field, place: int = 0, present: tuple[int, ...] = (0, 1, 2), testimony: NDArray[np.float64] = SILENCE
) -> dict[str, float]:
    features = MODEL.features(of, place, present, testimony)
    return dict(zip(STANDING, features[len(SIGNALS) :].tolist(), strict=True))


def test_a_candidate_s_own_signals_come_first() -> None:
    of = field(0.9, 0.6, 0.1)

    features = MODEL.features(of, 1, (0, 1, 2), SILENCE)

    assert features.shape == (len(SIGNALS) + len(STANDING),)
    assert features[: len(SIGNALS)].tolist() == of.signals[1].tolist()


def test_a_better_signal_ranks_higher() -> None:
    scores = MODEL.rank(field(0.1, 0.9, 0.6).signals)

    assert np.argsort(-scores).tolist() == [1, 2, 0]


def test_what_is_gathered_counts_once_more_by_the_number_of_wordings() -> None:
    signals = np.ones((3, len(SIGNALS)))
    signals[:, WORDINGS] = [0.0, 2.4, 4.8]

    found = spread(signals)

    assert found[:, : len(SIGNALS)].tolist() == signals.tolist()
    assert found[:, len(SIGNALS) :] == pytest.approx(np.outer([0.0, 1.0, 2.0], np.ones(len(COLUMNS))))


def test_a_lead_is_over_the_best_rival() -> None:
    ahead, behind = standing(field(0.9, 0.6, 0.1)), standing(field(0.9, 0.6, 0.1), place=1)

    assert ahead["near lead"] == pytest.approx(0.3)
    assert ahead["told lead"] == pytest.approx(0.1 - 0.9)
    assert ahead["score lead"] == 0.0
    assert ahead["lead"] == pytest.approx(4.0 * 0.3)
    assert behind["near lead"] == pytest.approx(-0.3)


def test_kin_are_no_rivals() -> None:
    kin = STRANGERS.copy()
    kin[0, 1] = kin[1, 0] = True

    assert standing(field(0.9, 0.6, 0.1, kin=kin))["near lead"] == pytest.approx(0.8)
    assert standing(field(0.9, 0.6, 0.1))["near lead"] == pytest.approx(0.3)


def test_a_candidate_without_rivals_leads_by_all_it_has() -> None:
    alone = standing(field(0.9), present=(0,))

    assert alone["near lead"] == pytest.approx(0.9)
    assert alone["share"] == pytest.approx(1.0)


def test_a_refused_rival_takes_its_share_whether_it_may_answer_or_not() -> None:
    of = field(0.6, 0.9, 0.1)

    among_all = standing(of, present=(0, 1, 2))
    among_the_rest = standing(of, present=(0, 2))

    assert among_all["share"] < among_the_rest["share"]
    assert among_all["lead"] < 0.0 < among_the_rest["lead"]
    assert MODEL.chance(MODEL.features(of, 0, (0, 1, 2), SILENCE)) < MODEL.chance(
        MODEL.features(of, 0, (0, 2), SILENCE)
    )


def test_shares_add_up_to_one() -> None:
    of = field(0.9, 0.6, 0.1)

    assert sum(standing(of, place)["share"] for place in range(3)) == pytest.approx(1.0)


@pytest.mark.parametrize(("foil", "distance", "has"), [(None, 0.2, 0.0), (0.7, 0.2, 1.0), (0.95, -0.05, 1.0)])
def test_what_editors_ruled_out_is_kept_at_a_distance(foil: float | None, distance: float, has: float) -> None:
    found = standing(field(0.9, 0.6, 0.1, foil=foil))

    assert found["foil"] == pytest.approx(distance)
    assert found["has foil"] == has


def test_what_answers_is_heard() -> None:
    testimony = np.arange(len(TESTIMONY), dtype=np.float64)

    found = standing(field(0.9), present=(0,), testimony=testimony)

    assert [found[name] for name in TESTIMONY] == testimony.tolist()


@pytest.mark.parametrize(("own", "distance"), [(np.nan, 0.2), (0.7, 0.2), (0.95, -0.05)])
def test_its_own_not_lines_are_told_apart_from_those_of_others(own: float, distance: float) -> None:
    found = standing(field(0.9, 0.6, 0.1, own=own))

    assert found["own foil"] == pytest.approx(distance)
    assert found["has foil"] == 0.0
    assert found["foil"] == 0.2


def test_each_candidate_has_the_not_lines_of_its_own() -> None:
    of = replace(field(0.9, 0.6, 0.1), own_foils=np.array([np.nan, 0.5, 0.4]))

    assert [standing(of, place)["own foil"] for place in range(3)] == pytest.approx([0.2, 0.1, -0.3])


@pytest.mark.parametrize(
    ("least", "precision"),
    [
        pytest.param(0.2, 0.5, id="below-all-that-were-fitted"),
        pytest.param(0.5, 0.5, id="even"),
        pytest.param(0.6, 0.7, id="between"),
        pytest.param(0.7, 0.9, id="fitted"),
        pytest.param(0.9, 0.98, id="the-highest"),
        pytest.param(0.95, 0.99, id="above-the-highest"),
        pytest.param(1.0, 1.0, id="certain"),
    ],
)
def test_a_share_of_right_answers_lies_between_those_that_were_fitted(least: float, precision: float) -> None:
    assert MODEL.precision(least) == pytest.approx(precision)


def test_a_share_of_right_answers_never_falls_with_the_chance() -> None:
    for model in (MODEL, *map(judgement, SHIPPED)):
        shares = [model.precision(least) for least in np.linspace(0.0, 1.0, 101)]
        assert shares == sorted(shares)
        assert 0.0 < shares[0] <= shares[-1] == 1.0


def test_a_chance_is_its_log_odds() -> None:
    features = MODEL.features(field(0.9), 0, (0,), SILENCE)

    assert JUDGE.log_odds(features) == pytest.approx(2.5)
    assert MODEL.chance(features) == pytest.approx(1.0 / (1.0 + np.exp(-2.5)))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_judgement_weighs_signals_that_there_are(name: str) -> None:
    found = judgement(name)
    shares, chances = found.thresholds

    assert found.ranker.shape == (len(SIGNALS) + len(GATHERED),)
    assert 0 <= found.judge.features.min() <= found.judge.features.max() < len(SIGNALS) + len(STANDING)
    assert np.isfinite(found.judge.leaves).all()
    assert np.all(np.diff(shares) > 0.0)
    assert np.all(np.diff(chances) >= 0.0)


@pytest.mark.parametrize("name", ["sentences", "words"])
def test_each_kind_of_encoder_has_its_judgement(name: str) -> None:
    assert name in SHIPPED


def test_signals_have_names_of_their_own() -> None:
    names = (*SIGNALS, *STANDING)

    assert len(set(names)) == len(names)


def test_a_judgement_is_read_once() -> None:
    assert judgement("sentences") is judgement("sentences")
