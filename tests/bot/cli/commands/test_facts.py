from collections.abc import Callable
from pathlib import Path

from tests.bot.cli.support import DISMISSED, PAID, TOLL, Run, replies


def test_facts_are_listed_with_id_and_question(run: Run, town_folder: Path) -> None:
    result = run("facts", "--facts", town_folder)

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"north-bridge-toll: {TOLL}",
        "ferry-first-trip: When did the ferry make its first trip?",
        f"mayor-dismissed-lind: {DISMISSED}",
    ]


def test_facts_as_json_one_a_line(run: Run, town_folder: Path) -> None:
    rows = replies(run("facts", "--json", "--facts", town_folder))

    assert [row["id"] for row in rows] == ["north-bridge-toll", "ferry-first-trip", "mayor-dismissed-lind"]
    assert rows[0].items() >= {
        "question": TOLL, "answer": PAID, "status": "confirmed", "as_of": "2024-03-01",
    }.items()  # fmt: skip
    assert rows[0]["citations"][0].items() >= {"publisher": "Northfield Gazette", "via": "the city council"}.items()


def test_facts_are_listed_in_their_own_characters(run: Run, loud_folder: Path) -> None:
    lines = run("facts", "--facts", loud_folder).stdout.splitlines()

    assert "tunnel-toll: Who pays for the [red]tunnel[/red] :car: under the hill?" in lines


def test_the_least_that_loads_can_be_listed(write_base: Callable[..., Path], run: Run) -> None:
    folder = write_base(
        all="""
        sources:
          - {id: gazette, publisher: Gazette, title: The bridge, published: 2024-03-01}
        facts:
          - id: toll
            question: How much is the toll on the bridge?
            answer: Four dollars.
            citations: [{source: gazette}]
        """
    )

    result = run("facts", "--facts", folder)

    assert result.stdout == "toll: How much is the toll on the bridge?\n"
