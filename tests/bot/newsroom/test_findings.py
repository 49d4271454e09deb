"""Claims beside the facts that bear on them: what differs is named where it is certain, and only there."""

import pytest

from bot.newsroom.findings import find, held_against
from bot.newsroom.framing import clauses, unframed
from knowledge.decision.matcher import Matcher
from knowledge.loading.loader import load

PRECISION = 0.8
TOLL = "The toll on North Bridge is 7 dollars"

HARBOUR = """
sources:
  - {id: one, publisher: Gazette, title: One, published: 2024-03-01}
entities:
  - {id: anna-berg, name: Anna Berg, kind: person, aliases: [Berg]}
  - {id: tom-lind, name: Tom Lind, kind: person, aliases: [Lind]}
  - {id: eva-novak, name: Eva Novak, kind: person, aliases: [Novak]}
  - {id: harbour-prize, name: Harbour Prize, kind: event}
facts:
  - id: prize
    question: Who won the Harbour Prize?
    phrasings: [who was awarded the Harbour Prize, winner of the harbour prize]
    answer: Anna Berg won the Harbour Prize.
    citations: [{source: one}]
  - id: fee
    question: How much did the ferry company pay Tom Lind for his speech?
    phrasings: [what was Lind paid for the speech, lind speech fee]
    answer: The ferry company paid Tom Lind $45,000 for his speech.
    status: confirmed
    citations: [{source: one}]
  - id: fines
    question: What fines did Tom Lind pay?
    answer: Tom Lind paid a fine of $300 for the wharf and a fine of $900 for the crane.
    citations: [{source: one}]
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "all.yaml").write_text(HARBOUR, "utf-8")
    return Matcher(load(folder))


def told(matcher: Matcher, text: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return each claim of a text with the fact that bears on it, or what is lacking, and what differs."""
    found = find(matcher, text, PRECISION)
    return [
        (one.claim, one.fact.id if one.fact else one.lacks, [(other.said, other.told) for other in one.differences])
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        (TOLL, ("7 dollars", "4 dollars")),
        ("cars have to pay $7 to cross the North Bridge", ("$7", "4 dollars")),
        ("The ferry first sailed in 2019.", ("2019", "5 May 2021")),
        ("the ferry made its first trip on 5 May 2020", ("5 May 2020", "5 May 2021")),
        ("Tom Lind dismissed Anna Berg over unpaid dues", ("Tom Lind", "Anna Berg")),
        (
            "Five council members told the Gazette that Berg dismissed Lind over unpaid dues",
            ("Five council members", "three council members"),
        ),
    ],
)
def test_what_differs_is_named_as_it_was_written(town: Matcher, text: str, differs: tuple[str, str]) -> None:
    ((_, _, found),) = told(town, text)

    assert found == [differs]


@pytest.mark.parametrize(
    "text",
    [
        "They paid Quist's firm $900,000",
        "They paid Quist\N{RIGHT SINGLE QUOTATION MARK}s firm $900,000",
        "**Quist** got $12",
    ],
)
def test_a_name_that_no_fact_has_is_named_without_what_stands_around_it(harbour: Matcher, text: str) -> None:
    assert [one.lacks for one in find(harbour, text, PRECISION)] == ["Quist"]


@pytest.mark.parametrize(
    "text",
    [
        "The toll on North Bridge is 4 dollars",
        "The toll on North Bridge is not 7 dollars",
        "The toll on North Bridge is more than 3 dollars",
        "The toll on North Bridge is about 5 dollars",
        "My cousin got 7 dollars change at the toll on North Bridge",
        "Lind was dismissed by Berg",
        "It was Lind whom Berg dismissed",
        "Before 2020 the ferry made its first trip",
        "The ferry has been running since May 2021",
        "when did the ferry make its first trip, in 2019?",
    ],
)
def test_what_may_be_no_difference_is_none(town: Matcher, text: str) -> None:
    assert not [one for one in find(town, text, PRECISION) if one.differences]


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("The ferry company paid Tom Lind $450,000 for his speech", [("$450,000", "$45,000")]),
        ("they paid Lind 450 thousand dollars for the speech", [("450,000 dollars", "$45,000")]),
        ("Lind paid a fine of $500", []),
        ("Eva Novak won the Harbour Prize", [("Eva Novak", "Anna Berg")]),
        ("Anna Berg won the Harbour Prize", []),
        ("Eva Novak and Anna Berg won the Harbour Prize", []),
    ],
)
def test_sums_and_names_differ_only_where_the_fact_has_one(
    harbour: Matcher, text: str, differs: list[tuple[str, str]]
) -> None:
    assert [other for _, _, found in told(harbour, text) for other in found] == differs


@pytest.mark.parametrize(
    "frame",
    [
        "I heard that {}",
        "Apparently {}, apparently.",
        "BREAKING: my uncle says they heard that {}",
        "is it true that {}?",
        "“{}”, people say",
        "> **{}** lol",
        "Rumour has it that {}, so I heard",
        "according to some guy on the internet, {}",
        "I\u2019m pretty sure {}",
        "fairly certain that {}",
        "Not sure if that's true, but {}",
        "no idea whether it is real but {}",
        "Word on the street: {}",
        "Just read online that {}",
        "Can anyone please confirm that {}?",
        "could you check if {}",
        "{}, no joke",
        "{}. True or false?",
    ],
)
def test_what_stands_around_a_claim_does_not_hide_it(town: Matcher, frame: str) -> None:
    assert unframed(frame.format(TOLL)).rstrip("?") == TOLL
    ((_, fact, found),) = told(town, frame.format(TOLL))
    assert (fact, found) == ("north-bridge-toll", [("7 dollars", "4 dollars")])


@pytest.mark.parametrize(
    "text", ["I doubt that it is so", "Berg said that Lind paid", "nobody says that", "Certain bridges are closed"]
)
def test_what_turns_a_claim_or_is_one_stays_with_it(text: str) -> None:
    assert unframed(text) == text


def test_a_frame_around_nothing_stays() -> None:
    assert unframed("apparently") == "apparently"


def test_each_claim_of_a_text_is_found_in_its_order(town: Matcher) -> None:
    text = f"Nice weather! The ferry first sailed in 2019. My aunt came by. {TOLL}. The toll on South Bridge is 4."

    assert [(claim, fact) for claim, fact, _ in told(town, text)] == [
        ("The ferry first sailed in 2019.", "ferry-first-trip"),
        (f"{TOLL}.", "north-bridge-toll"),
        ("The toll on South Bridge is 4.", "South Bridge"),
    ]


def test_two_claims_of_one_sentence_are_two(town: Matcher) -> None:
    text = f"Apparently the ferry made its first trip on 5 May 2020, and {TOLL}"

    assert [fact for _, fact, _ in told(town, text)] == ["ferry-first-trip", "north-bridge-toll"]
    assert clauses("Lind paid and left") == ("Lind paid and left",)


def test_what_is_lacking_is_named_as_it_was_written(town: Matcher) -> None:
    assert told(town, "Berg fired Zbigniew")[0][1] == "Zbigniew"


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("The zeppelin was stolen by pirates", "zeppelin"),
        ("lol. Our hospital is closing down!", "hospital"),
        ("Our Lighthouse was painted, they say", "Lighthouse"),
    ],
)
def test_where_nothing_bears_the_subject_that_is_lacking_is_named(town: Matcher, text: str, lacks: str) -> None:
    assert [fact for _, fact, _ in told(town, text)] == [lacks]


@pytest.mark.parametrize("text", ["is this true?", "wow", "they told me so", "see you at lunch"])
def test_what_claims_nothing_lacks_nothing(town: Matcher, text: str) -> None:
    assert told(town, text) == []


def test_a_report_that_is_linked_to_brings_what_rests_on_it_without_a_claim(town: Matcher) -> None:
    found = find(town, f"{TOLL} https://gazette.example/bridge", PRECISION)

    assert [bool(one.claim) for one in found] == [True, False, False]
    assert len({one.fact.id for one in found if one.fact}) == 3


def test_a_fact_that_bears_less_surely_names_no_difference(town: Matcher) -> None:
    fact = town.fact("north-bridge-toll")
    assert fact is not None

    assert held_against(town, TOLL, fact, PRECISION).differences
    assert not held_against(town, TOLL, fact, 1.0).differences
