"""The unit vectors of words: each once in a base, however many texts have it."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from knowledge.reading.word_units import ROOM, WordUnits, units_of


def test_names_and_words_of_grammar_have_no_direction() -> None:
    rows = units_of(["toll", "", "the"])

    assert np.linalg.norm(rows, axis=1) == pytest.approx([1.0, 0.0, 0.0], abs=1e-3)
    assert units_of([]).shape == (0, 256)


def test_a_word_stands_in_one_place_whoever_has_it() -> None:
    units = WordUnits()

    first, second = units.places(["toll", "", "bridge"]), units.places(["bridge", "toll", "fee"])

    assert first.tolist() == [0, 1, 2]
    assert second.tolist() == [2, 0, 3]
    assert np.array_equal(units.at(second), units_of(["bridge", "toll", "fee"]))


def test_more_words_than_there_was_room_for_move_none_of_those_before() -> None:
    units, words = WordUnits(), [f"word{number}" for number in range(2 * ROOM + 1)]

    places = units.places(words)

    assert np.array_equal(units.at(places[:3]), units_of(words[:3]))
    assert np.array_equal(units.at(places[-3:]), units_of(words[-3:]))


def test_what_was_kept_goes_on_growing() -> None:
    units = WordUnits()
    units.places(["toll", "fee"])

    back = pickle.loads(pickle.dumps(units))  # noqa: S301  our own

    assert back.places(["fee", "bridge", "toll"]).tolist() == [1, 2, 0]
    assert np.array_equal(back.at(np.array([2, 0])), units_of(["bridge", "toll"]))


def test_threads_that_meet_the_same_words_at_once_agree() -> None:
    units, words = WordUnits(), [f"word{number}" for number in range(ROOM + 100)]

    with ThreadPoolExecutor(8) as threads:
        places = list(threads.map(lambda turn: units.places(words[turn:] + words[:turn]), range(8)))

    for turn, found in enumerate(places):
        assert np.array_equal(units.at(found[:50]), units_of(words[turn : turn + 50]))
