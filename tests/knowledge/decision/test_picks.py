import pytest

from knowledge.decision.picks import picked


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("1", 0), ("2", 1), ("2.", 1), ("#2", 1), ("2nd", 1), ("two", 1), ("option 2", 1), ("number two please", 1),
        ("second", 1), ("the second one", 1), ("I mean the 3rd", 2), ("the last one", 2), ("last", 2), ("the first", 0),
    ],
)  # fmt: skip
def test_numbers_and_places_pick(said: str, place: int) -> None:
    assert picked(said, 3) == place


@pytest.mark.parametrize("said", ["4", "7", "0", "2016", "the fifth"])
def test_what_was_not_offered_is_beyond_the_offer(said: str) -> None:
    place = picked(said, 3)

    assert place is not None
    assert place >= 3


@pytest.mark.parametrize("said", ["", "who", "none of these", "the one on money", "2 years ago", "the second bridge"])
def test_other_words_pick_nothing(said: str) -> None:
    assert picked(said, 3) is None


def test_nothing_is_picked_where_nothing_was_offered() -> None:
    assert picked("2", 0) is None
