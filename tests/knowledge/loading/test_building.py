"""What the values of a base are made of once every record has passed."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.loading.loader import load
from knowledge.model import Citation, Office, Source
from tests.knowledge.loading.support import FACTS, SOURCES, WriteBase


def test_least_that_loads_has_default_status_and_date(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)

    base = load(folder)

    (fact,) = base.facts
    assert (fact.id, fact.question, fact.answer) == ("toll", "How much is the toll?", "Cars pay 4 dollars.")
    assert fact.citations == (Citation("gazette"),)
    assert fact.status == "reported"
    assert fact.as_of == date(2016, 1, 1)
    assert base.sources == {"gazette": Source("gazette", "Northfield Gazette", "Tolls", "2016")}
    assert (base.entities, base.synonyms) == ((), ())


@pytest.mark.parametrize(
    ("published", "as_of"),
    [
        pytest.param(("2024-03-01",), date(2024, 3, 1), id="day"),
        pytest.param(("2024-03",), date(2024, 3, 1), id="month"),
        pytest.param(("2024-03-01", "2023-12-31"), date(2024, 3, 1), id="newest-first"),
        pytest.param(("2009-12-31", "2024", "2010-10-10"), date(2024, 1, 1), id="newest-in-the-middle"),
    ],
)
def test_as_of_is_the_date_of_the_newest_cited_source(
    write_base: WriteBase, published: tuple[str, ...], as_of: date
) -> None:
    lines = [f"  - {{id: s{at}, publisher: P, title: T, published: {day}}}" for at, day in enumerate(published)]
    never_cited = "  - {id: never-cited, publisher: P, title: T, published: 2025-01-01}"
    cited = ", ".join(f"{{source: s{at}}}" for at in range(len(published)))
    folder = write_base(
        sources="\n".join(["sources:", *lines, never_cited]), facts=FACTS.replace("{source: gazette}", cited)
    )

    base = load(folder)

    assert base.facts[0].as_of == as_of


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        pytest.param("No", "No", id="no"),
        pytest.param("true", "true", id="true"),
        pytest.param("1_000", "1_000", id="number"),
        pytest.param("2024-03-01", "2024-03-01", id="date"),
        pytest.param("'@everyone **4** <@123> ||dollars|| [pay](https://toll.example) `x` _y_'",
                     "@everyone **4** <@123> ||dollars|| [pay](https://toll.example) `x` _y_", id="discord-markup"),
        pytest.param("Brücke, “4 €” 🚗", "Brücke, “4 €” 🚗", id="beyond-ascii"),
        pytest.param('"one\\n\\ntwo"', "one\n\ntwo", id="paragraphs"),
    ],
)  # fmt: skip
def test_answer_is_kept_as_written(write_base: WriteBase, written: str, answer: str) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS.replace("Cars pay 4 dollars.", written))

    base = load(folder)

    assert base.facts[0].answer == answer


def test_year_of_publication_stays_text(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)

    base = load(folder)

    assert base.sources["gazette"].published == "2016"


def test_offices_are_loaded_with_what_is_known_of_them(write_base: WriteBase) -> None:
    entities = (
        "entities:\n  - id: northfield\n    name: Northfield\n    kind: place\n  - id: eva-holm\n    name: Eva Holm\n"
        "    kind: person\n    offices:\n      - {title: clerk}\n"
        "      - {title: mayor, whose: northfield, from: 2020, until: 2020-12-31}\n"
    )
    folder = write_base(sources=SOURCES, entities=entities, facts=FACTS)

    northfield, holm = load(folder).entities

    assert northfield.offices == ()
    assert holm.offices == (Office("clerk"), Office("mayor", "northfield", "2020", "2020-12-31"))


def test_town_is_loaded_whole(town_folder: Path) -> None:
    base = load(town_folder)

    toll, ferry, dismissed = base.facts
    assert toll.not_ == ("Which bank collects the toll on North Bridge?",)
    assert toll.citations == (Citation("gazette-2024-03-01", via="the city council"),)
    assert (toll.status, toll.as_of, toll.happened) == ("confirmed", date(2024, 3, 1), "2024-03")
    assert ferry.wordings[0] == "When did the ferry make its first trip?"
    assert dismissed.entities == ("anna-berg", "tom-lind")
    assert [(position.by, position.on) for position in dismissed.positions] == [("tom-lind", "2024-02-28")]
    assert base.entities[0].aliases == ("Berg", "the mayor", "Mayor Berg")
    assert base.synonyms == (("toll", "fee", "charge", "price"), ("fire", "sack", "dismiss"))
