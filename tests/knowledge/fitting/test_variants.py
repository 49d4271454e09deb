import random
from typing import Any

import pytest

from fitting.variants import SLOPPY, SWAPPED, sloppy, swapped, variants

TOLL = {"question": "price to drive over?", "answer": "Cars pay 4 dollars.", "wording": "How much is the bridge toll?"}
FERRY = {"question": "first sailing?", "answer": "In May.", "wording": "When did the ferry sail?"}
ROWS: list[dict[str, Any]] = [
    TOLL | {"label": 1},
    TOLL | {"question": "who set the toll?", "label": 0},
    FERRY | {"label": 1},
]


def test_what_is_sloppy_keeps_its_content() -> None:
    typed = [sloppy("How much is the bridge toll?", random.Random(seed)) for seed in range(20)]

    assert any(text == "bridge toll ?" for text in typed)
    assert all({"toll"} <= set(text.split()) for text in typed)
    assert any("bridge" not in text.split() for text in typed)


@pytest.mark.parametrize("seed", range(5))
def test_a_swap_puts_one_foreign_word_in_the_place_of_a_content_word(seed: int) -> None:
    made = swapped("How much is the bridge toll?", {"bridge", "toll", "cars"}, ["Toll", "ferry"], random.Random(seed))

    assert made in ("How much is the ferry toll ?", "How much is the bridge ferry ?")


def test_without_foreign_words_or_content_nothing_is_swapped() -> None:
    assert swapped("Bridge toll", {"bridge"}, ["Bridge"], random.Random(0)) is None
    assert swapped("how is it", set(), ["ferry"], random.Random(0)) is None


def test_every_wording_is_asked_as_it_is_sloppily_and_with_swaps() -> None:
    made = [row for row in variants(ROWS) if row["answer"] == TOLL["answer"] and row["question"] != TOLL["question"]]

    exact = [row for row in made if row["question"] == TOLL["wording"]]
    assert [(row["label"], row["wording"]) for row in exact] == [(1, TOLL["wording"]), (1, "")]
    assert sum(row["label"] for row in made) >= len(exact) + SLOPPY
    assert sum(not row["label"] for row in made) >= SWAPPED


def test_the_same_rows_give_the_same_variants() -> None:
    assert list(variants(ROWS)) == list(variants(ROWS))
