"""Where all of a base plays."""

from knowledge.model import Entity, Office
from knowledge.reading.scene import scene

TOWN, ISLAND = Entity("northfield", "Northfield", "place"), Entity("orm", "Orm", "place")
COUNCIL = Entity("council", "Port Council", "organisation")


def test_it_is_the_place_that_most_facts_are_asked_about() -> None:
    asked = [{"northfield"}, {"orm", "northfield"}, {"council"}, {"council"}, {"council"}]

    assert scene((TOWN, ISLAND, COUNCIL), asked) == {"northfield"}
    assert scene((TOWN, ISLAND, COUNCIL), [*asked, {"orm"}]) == {"northfield", "orm"}


def test_it_is_any_place_that_has_offices() -> None:
    mayor = Entity("anna-berg", "Anna Berg", "person", offices=(Office("mayor", "orm"), Office("chair", "council")))

    assert scene((TOWN, ISLAND, COUNCIL, mayor), [{"northfield"}]) == {"northfield", "orm"}


def test_where_no_place_is_asked_about_there_is_none() -> None:
    assert scene((TOWN, COUNCIL), [{"council"}]) == frozenset()
