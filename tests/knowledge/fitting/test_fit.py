"""Fits over made-up examples: a signal that was planted is found again."""

from dataclasses import replace
from importlib.util import find_spec

import numpy as np
import pytest
from numpy.typing import NDArray

from fitting.examples import Example
from fitting.fit import UNFITTED, fit_judge, fit_ranker, judged, likeliest, weights_of
from fitting.thresholds import SHARES, thresholds, weight_without_answer
from knowledge.decision.judgement import COLUMNS, GATHERED, NEAR, SIGNALS, STANDING, TOLD, Field, logistic
from knowledge.decision.witness import TESTIMONY

CANDIDATES = 6
WITH_SKLEARN = pytest.mark.skipif(
    find_spec("sklearn") is None, reason="the judge is fitted with scikit-learn: pip install -e '.[fitting]'"
)


def example(group: str, signals: NDArray[np.float64], right: int, blocked: tuple[int, ...] = ()) -> Example:
    count = len(signals)
    return Example(
        group=group, question="?", kind="", is_answerable=True, facts=tuple(f"f{at}" for at in range(count)),
        signals=signals, right=np.arange(count) == right, blocked=np.isin(np.arange(count), blocked),
        kin=np.eye(count, dtype=bool), foil=None, own_foils=np.full(count, np.nan),
        testimony=np.zeros((count, len(TESTIMONY))),
    )  # fmt: skip


def planted(count: int, seed: int = 1) -> list[Example]:
    """Return examples whose right candidate is the one with the most of NEAR and the least of TOLD, mostly."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        signals = random.normal(size=(CANDIDATES, len(SIGNALS)))
        score = 2.0 * signals[:, NEAR] - signals[:, TOLD] + random.gumbel(size=CANDIDATES)
        found.append(example("town", signals, int(score.argmax())))
    return found


def test_the_ranker_finds_the_planted_signals() -> None:
    found = fit_ranker(planted(1500))

    assert found[NEAR] == pytest.approx(2.0, abs=0.4)
    assert found[TOLD] == pytest.approx(-1.0, abs=0.3)
    assert np.abs(np.delete(found, [NEAR, TOLD])).max() < 0.3


def test_the_unit_of_a_signal_changes_no_ranking() -> None:
    given = planted(300)
    scale = np.ones(len(SIGNALS))
    scale[NEAR] = 1000.0
    scaled = [replace(one, signals=one.signals * scale) for one in given]

    assert fit_ranker(scaled) * np.append(scale, scale[COLUMNS]) == pytest.approx(fit_ranker(given), abs=0.02)


def test_examples_with_nothing_to_choose_teach_the_ranker_nothing() -> None:
    given = planted(200)
    signals = given[0].signals
    useless = [example("town", signals, -1), example("town", signals[:1], 0)]

    # They count for the size of the base, and so for its weight, and for nothing else.
    assert fit_ranker(given + useless) == pytest.approx(fit_ranker(given), abs=0.02)


def test_every_base_counts_by_the_square_root_of_its_size() -> None:
    signals = np.zeros((2, len(SIGNALS)))
    mass = weights_of([example(group, signals, 0) for group in ["large"] * 16 + ["small"]])

    assert mass.mean() == pytest.approx(1.0)
    assert mass[:16].sum() / mass[16] == pytest.approx(4.0)


def test_the_first_candidates_that_are_not_blocked_are_judged() -> None:
    signals = np.zeros((3, len(SIGNALS)))
    signals[:, NEAR] = [0.9, 0.6, 0.1]
    ranker = np.eye(len(SIGNALS) + len(GATHERED))[NEAR]
    given = [
        example("town", signals, 0),
        example("town", signals, 0, blocked=(0,)),
        example("town", signals, 1, blocked=(0,)),
        example("town", signals, 0, blocked=(0, 1, 2)),
    ]

    rows, right, kept = judged(given, ranker)

    assert rows.shape == (7, len(SIGNALS) + len(STANDING))
    assert rows[:, NEAR].tolist() == [0.9, 0.6, 0.1, 0.6, 0.1, 0.6, 0.1]
    assert right.tolist() == [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0]
    assert kept == [0, 0, 0, 1, 1, 2, 2]


def test_of_each_example_the_likeliest_candidate_answers() -> None:
    assert likeliest(np.array([0.2, 0.9, 0.4, 0.3, 0.3]), [0, 0, 0, 2, 2]) == [1, 3]


def test_what_serves_while_signals_are_gathered_prefers_nothing() -> None:
    signals = np.random.default_rng(3).normal(size=(CANDIDATES, len(SIGNALS)))
    field = Field(signals, np.eye(CANDIDATES, dtype=bool), None, np.full(CANDIDATES, np.nan))

    assert UNFITTED.rank(signals).tolist() == [0.0] * CANDIDATES
    assert UNFITTED.chance(UNFITTED.features(field, 0, range(CANDIDATES), np.zeros(len(TESTIMONY)))) == 0.5


def cases(count: int, seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    random = np.random.default_rng(seed)
    features = random.normal(size=(count, 8))
    chances = logistic(3.0 * features[:, 2] - 1.0)
    return features, (random.random(count) < chances).astype(float), chances


@WITH_SKLEARN
def test_the_judge_finds_the_planted_signal() -> None:
    features, right, _ = cases(1500, 4)
    fresh, outcome, chances = cases(500, 5)

    trees = fit_judge(features, right, np.ones(len(right)))

    found = logistic(np.array([trees.log_odds(row) for row in fresh]))
    # Ninety small steps come half the way from saying the same of all.
    assert np.abs(found - chances).mean() < 0.5 * np.abs(right.mean() - chances).mean()
    assert found[outcome == 1.0].mean() > found[outcome == 0.0].mean() + 0.3


@WITH_SKLEARN
def test_a_judge_without_any_signal_says_how_many_are_right() -> None:
    random = np.random.default_rng(6)
    features, right = random.normal(size=(800, 4)), (random.random(800) < 0.3).astype(float)

    trees = fit_judge(features, right, np.ones(800))

    assert np.mean(logistic(np.array([trees.log_odds(row) for row in features]))) == pytest.approx(0.3, abs=0.05)


@WITH_SKLEARN
def test_cases_with_more_mass_count_for_more() -> None:
    features, right, _ = cases(800, 7)

    plain = fit_judge(features, right, np.ones(800))
    wary = fit_judge(features, right, np.where(right == 1.0, 0.2, 1.0))

    assert sum(wary.log_odds(row) for row in features) < sum(plain.log_odds(row) for row in features)


@WITH_SKLEARN
def test_a_judge_that_goes_on_from_another_keeps_what_that_knows() -> None:
    features, right, _ = cases(1500, 4)
    fresh, _, chances = cases(500, 5)
    served = fit_judge(features, right, np.ones(len(right)))
    few, of_few, _ = cases(60, 9)

    found = fit_judge(few, of_few, np.ones(60), onto=served)

    said = logistic(np.array([found.log_odds(row) for row in fresh]))
    alone = fit_judge(few, of_few, np.ones(60))
    assert (
        np.abs(said - chances).mean()
        < np.abs(logistic(np.array([alone.log_odds(row) for row in fresh])) - chances).mean()
    )


@WITH_SKLEARN
def test_trees_that_go_on_say_nothing_beyond_what_they_are_fitted_on() -> None:
    features, right, _ = cases(800, 4)
    served = fit_judge(features, right, np.ones(len(right)))
    found = fit_judge(features, right[::-1].copy(), np.ones(len(right)), onto=served, bound=0)

    known, strange = features[0], np.concatenate([[features[:, 0].max() + 1.0], features[0][1:]])
    assert found.log_odds(known) != pytest.approx(served.log_odds(known))
    assert found.log_odds(strange) == pytest.approx(served.log_odds(strange))


def test_thresholds_rise_and_keep_their_shares() -> None:
    random = np.random.default_rng(8)
    chances = random.random(4000)
    right = (random.random(4000) < chances).astype(float)

    shares, found = thresholds(chances, right, np.ones(4000))

    assert shares.tolist() == list(SHARES)
    assert np.all(np.diff(found) >= 0.0)
    for share, least in zip(shares, found, strict=True):
        assert right[chances >= least].mean() >= share - 0.01


def test_a_share_that_was_never_reached_asks_for_more_than_was_seen() -> None:
    chances = np.linspace(0.1, 0.9, 200)

    _, found = thresholds(chances, (np.arange(200) % 2).astype(float), np.ones(200))

    assert found[-1] > 0.9
    assert found[-1] <= 1.0


def test_questions_without_an_answer_count_as_many_as_readers_ask() -> None:
    weight = weight_without_answer([True] * 60 + [False] * 40)

    assert 40 * weight / (60 + 40 * weight) == pytest.approx(0.3)
    assert weight_without_answer([True, True]) == weight_without_answer([False]) == 1.0
