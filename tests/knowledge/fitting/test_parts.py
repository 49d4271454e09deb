import pytest

from fitting.parts import PARTS, collection, part_of


@pytest.mark.parametrize(("name", "of"), [("town", "town"), ("town-harbour", "town"), ("town-harbour-2", "town")])
def test_a_collection_is_what_stands_before_the_hyphen(name: str, of: str) -> None:
    assert collection(name) == of


def test_a_collection_is_left_out_whole_whichever_others_there_are() -> None:
    assert part_of("faq-one") == part_of("faq-two")
    assert {part_of(f"story{number}") for number in range(100)} == set(range(PARTS))
