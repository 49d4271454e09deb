"""Who or what is somebody else: a name that a fact lacks, where another of its kind stands."""

import pytest

from knowledge.model import Entity
from knowledge.reading.blocks import Block
from tests.knowledge.reading.support import ENTITIES, fact, reading


def test_a_thing_of_its_own_kind_in_another_s_place_is_refused() -> None:
    stored = fact("When did the fair come to Northfield?")

    assert reading(stored).block("when did the fair come to Southport") == Block("name", "Southport")


FLIGHT = fact(
    "What happened on the flight?", answer="The flight to Northfield, with 31 aboard, turned back over the sea."
)


@pytest.mark.parametrize(
    ("question", "block"),
    [
        pytest.param("how many were on the flight to Northfield", None, id="the-same"),
        pytest.param("how many were on the flight to Southport", Block("name", "Southport"), id="another"),
        pytest.param("how many flew to the Southport", Block("name", "Southport"), id="behind-an-article"),
        pytest.param("how much did the flight cost Port Council", None, id="of-another-kind"),
        # Weighed: what stands in another relation may be told of beside it.
        pytest.param("how many on the flight over Southport were hurt", None, id="behind-another-word"),
        pytest.param("Southport flight how many", None, id="behind-none"),
        # Whatever its kind, and whatever else the fact has.
        pytest.param("what did the flight do for Port Council", Block("name", "Port Council"), id="a-party"),
    ],
)
def test_what_stands_where_another_of_its_kind_does_is_another(question: str, block: Block | None) -> None:
    assert reading(FLIGHT).block(question) == block


FERRY = fact("How many people fell ill on the ferry?", answer="43 fell ill.")
PIER = fact("Who owns the pier of Northfield?", answer="Anna Berg.")


@pytest.mark.parametrize(
    ("question", "block"),
    [
        pytest.param("how many fell ill in Southport", Block("name", "Southport"), id="a-place-that-it-lacks"),
        pytest.param("how many fell ill at the Southport", Block("name", "Southport"), id="behind-an-article"),
        pytest.param("how many fell ill in Northfield", None, id="where-all-of-the-base-plays"),
        pytest.param("Southport ferry how many fell ill", None, id="not-where-it-happened"),
        pytest.param("how many people of Port Council fell ill", None, id="no-place"),
    ],
)
def test_what_happened_elsewhere_is_another_matter_unless_all_of_the_base_plays_there(
    question: str, block: Block | None
) -> None:
    assert reading(FERRY, PIER).block(question) == block
    assert reading(FERRY).block(question) is None, "who knows where a base plays that is asked about no place"


NAMESAKES = (
    *ENTITIES,
    Entity("berg-shipping", "Berg Shipping", "organisation"),
    Entity("bank-of-riga", "Bank of Riga", "organisation"),
    Entity("bank-of-oslo", "Bank of Oslo", "organisation"),
    Entity("gulf-of-tampa", "Gulf of Tampa", "place"),
)


@pytest.mark.parametrize(
    ("stored", "question", "block"),
    [
        pytest.param("What did Tom Lind pay?", "what did Anna Berg pay", Block("name", "Anna Berg"), id="another"),
        pytest.param("What did Tom Lind pay Berg Shipping?", "what was Berg paid", None, id="a-firm-of-that-name"),
        pytest.param("What did Tom Lind pay Berg Shipping?", "what did Rosa Novak pay", Block("name", "Rosa Novak"),
                     id="a-firm-of-another-name"),
        pytest.param("Did the Bank of Oslo buy the Gulf of Tampa?", "did the Bank of Riga buy it",
                     Block("name", "Bank of Riga"), id="a-word-of-grammar-makes-no-namesake"),
    ],
)  # fmt: skip
def test_whom_a_fact_lacks_is_somebody_else_unless_a_thing_goes_by_that_name(
    stored: str, question: str, block: Block | None
) -> None:
    assert reading(fact(stored), entities=NAMESAKES).block(question) == block


@pytest.mark.parametrize(
    ("question", "block"),
    [
        pytest.param("did the ferry sail in Iceland", None, id="a-country"),
        pytest.param("did the ferry sail with Kowalski", Block("name", "Kowalski"), id="anybody"),
    ],
)
def test_whom_only_another_fact_names_is_somebody_else_unless_it_is_a_country(
    question: str, block: Block | None
) -> None:
    other = fact("Who saw it?", answer="Many in Iceland saw it, and old Kowalski did.", id="other")

    assert reading(fact("When did the ferry sail?"), other).block(question) == block
