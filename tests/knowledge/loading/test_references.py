import pytest

from knowledge.errors import Problem
from knowledge.loading.loader import load
from tests.knowledge.loading.support import WriteBase, problems_of

SOURCES = """\
sources:
  - {id: gazette, publisher: Northfield Gazette, title: Tolls, published: 2024-03-01}
"""

ENTITIES = """\
entities:
  - {id: anna-berg, name: Anna Berg, kind: person, aliases: [the mayor]}
  - {id: tom-lind, name: Tom Lind, kind: person, aliases: [the harbour master]}
"""

FACTS = """\
facts:
  - id: toll
    question: How much is the toll?
    answer: Cars pay 4 dollars.
    citations:
      - source: gazette
  - id: ferry
    question: When does the ferry sail?
    phrasings:
      - ferry timetable
    answer: The ferry sails at noon.
    citations:
      - source: gazette
"""


@pytest.mark.parametrize(
    ("extra", "line", "what", "remedy"),
    [
        pytest.param("related: [toll, bus]", 14, "unknown fact 'bus'", "add the fact or fix the spelling",
                     id="related"),
        pytest.param("related:\n      - toll\n      - bus", 16, "unknown fact 'bus'",
                     "add the fact or fix the spelling", id="related-on-its-own-line"),
        pytest.param("related: [ferry]", 14, "a fact related to itself", "remove it", id="related-to-itself"),
        pytest.param("entities: [anna-berg, eva-holm]", 14, "unknown entity 'eva-holm'",
                     "add the entity or fix the spelling", id="entity"),
        pytest.param("positions:\n      - {by: eva-holm, says: it is late}", 15, "unknown entity 'eva-holm'",
                     "add the entity or fix the spelling", id="position-by-unknown-id"),
        pytest.param("positions:\n      - by: mayor\n        says: it is late", 15, "unknown entity 'mayor'",
                     "add the entity or fix the spelling", id="position-by-one-small-word"),
        pytest.param("positions:\n      - by: Eva Holm\n        says: it is late\n        source: herald", 17,
                     "unknown source 'herald'", "add the source or fix the spelling", id="position-in-unknown-source"),
    ],
)  # fmt: skip
def test_unknown_id_is_refused_where_it_stands(
    write_base: WriteBase, extra: str, line: int, what: str, remedy: str
) -> None:
    folder = write_base(sources=SOURCES, entities=ENTITIES, facts=f"{FACTS}    {extra}\n")

    problems = problems_of(folder)

    assert problems == [Problem("base/facts.yaml", line, what, remedy)]


@pytest.mark.parametrize(
    ("office", "line"),
    [
        pytest.param("offices: [{title: clerk, whose: eva-holm}]", 5, id="on-one-line"),
        pytest.param("offices:\n      - title: clerk\n        whose: eva-holm", 7, id="on-its-own-line"),
    ],
)
def test_office_under_an_unknown_id_is_refused_where_it_stands(write_base: WriteBase, office: str, line: int) -> None:
    entities = f"entities:\n  - id: bo-dahl\n    name: Bo Dahl\n    kind: person\n    {office}\n"
    folder = write_base(sources=SOURCES, entities=entities, facts=FACTS)

    problems = problems_of(folder)

    assert problems == [
        Problem("base/entities.yaml", line, "unknown entity 'eva-holm'", "add the entity or fix the spelling")
    ]


def test_title_of_an_office_without_words_is_refused(write_base: WriteBase) -> None:
    entities = "entities:\n  - {id: bo-dahl, name: Bo Dahl, kind: person, offices: [{title: '?!'}]}\n"
    folder = write_base(sources=SOURCES, entities=entities, facts=FACTS)

    problems = problems_of(folder)

    assert problems == [Problem("base/entities.yaml", 2, "'?!' has no words in it", "write the title of an office")]


def test_unknown_source_is_refused_where_it_is_cited(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS.replace("gazette", "herald", 1))

    problems = problems_of(folder)

    assert problems == [Problem("base/facts.yaml", 6, "unknown source 'herald'", "add the source or fix the spelling")]


@pytest.mark.parametrize(
    "by",
    [pytest.param("anna-berg", id="id"), pytest.param("Eva Holm", id="name"), pytest.param("two clerks", id="words")],
)
def test_position_may_be_of_a_known_id_or_of_any_name(write_base: WriteBase, by: str) -> None:
    extra = f"    positions: [{{by: {by}, says: it is late}}]\n"
    folder = write_base(sources=SOURCES, entities=ENTITIES, facts=FACTS + extra)

    base = load(folder)

    assert [position.by for fact in base.facts for position in fact.positions] == [by]


@pytest.mark.parametrize(
    ("first", "second", "line", "what", "remedy"),
    [
        pytest.param(
            SOURCES,
            "sources:\n  - {id: gazette, publisher: Herald, title: Ferries, published: 2024}\n",
            2,
            "id 'gazette' is already used at base/a.yaml:2",
            "give one of them another id",
            id="source-twice",
        ),
        pytest.param(
            ENTITIES,
            "# more people\nentities:\n  - {id: tom-lind, name: Thomas Lind, kind: person}\n",
            3,
            "id 'tom-lind' is already used at base/a.yaml:3",
            "give one of them another id",
            id="entity-twice",
        ),
        pytest.param(
            FACTS,
            "facts:\n  - {id: ferry, question: Who steers the ferry?, answer: Tom., citations: [{source: gazette}]}\n",
            2,
            "id 'ferry' is already used at base/a.yaml:7",
            "give one of them another id",
            id="fact-twice",
        ),
        pytest.param(
            ENTITIES,
            "entities:\n  - {id: eva-holm, name: Eva Holm, kind: person, aliases: [Holm, The Mayor!]}\n",
            2,
            "'The Mayor!' already names 'anna-berg' at base/a.yaml:2",
            "keep the alias with one of them",
            id="alias-of-two-entities",
        ),
        pytest.param(
            ENTITIES,
            "entities:\n  - {id: anna-berg-the-elder, name: ANNA BERG, kind: person}\n",
            2,
            "'ANNA BERG' already names 'anna-berg' at base/a.yaml:2",
            "keep the alias with one of them",
            id="name-of-two-entities",
        ),
        pytest.param(
            FACTS,
            "facts:\n"
            "  - id: fee\n"
            "    question: how much IS the **toll**\n"
            "    answer: 4.\n"
            "    citations: [{source: gazette}]\n",
            3,
            "'how much IS the **toll**' is already asked at base/a.yaml:3",
            "merge the facts or reword one",
            id="question-of-two-facts",
        ),
        pytest.param(
            FACTS,
            "facts:\n"
            "  - id: timetable\n"
            "    question: At what time does the boat leave?\n"
            "    phrasings: [boat times, Ferry timetable?]\n"
            "    answer: At noon.\n"
            "    citations: [{source: gazette}]\n",
            4,
            "'Ferry timetable?' is already asked at base/a.yaml:10",
            "merge the facts or reword one",
            id="phrasing-of-two-facts",
        ),
    ],
)
def test_second_use_is_refused_and_names_the_first(  # noqa: PLR0913  the columns of the table
    write_base: WriteBase, first: str, second: str, line: int, what: str, remedy: str
) -> None:
    # What the two files leave out stands in a third, so that nothing else is wrong.
    missing = [text for text in (SOURCES, FACTS) if text != first]
    folder = write_base(a=first, b=second, **{f"c{at}": text for at, text in enumerate(missing)})

    problems = problems_of(folder)

    assert problems == [Problem("base/b.yaml", line, what, remedy)]


def test_the_same_words_twice_in_one_fact_are_no_problem(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS.replace("ferry timetable", "when does the ferry sail"))

    base = load(folder)

    assert base.facts[1].phrasings == ("when does the ferry sail",)


def test_an_alias_may_repeat_the_name_of_its_entity(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, entities=ENTITIES.replace("the mayor", "anna berg"), facts=FACTS)

    base = load(folder)

    assert base.entities[0].aliases == ("anna berg",)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param("ferry timetable", "'??'", 10, id="phrasing"),
        pytest.param("When does the ferry sail?", "'?!'", 8, id="question"),
    ],
)
def test_wording_without_words_is_refused(write_base: WriteBase, old: str, new: str, line: int) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS.replace(old, new))

    problems = problems_of(folder)

    shown = new.strip("'")
    assert problems == [
        Problem("base/facts.yaml", line, f"'{shown}' has no words in it", "write a question or remove it")
    ]


def test_id_of_a_faulty_entry_is_not_unknown_elsewhere(write_base: WriteBase) -> None:
    sources = SOURCES.replace("2024-03-01", "last week")
    folder = write_base(sources=sources, facts=FACTS)

    problems = problems_of(folder)

    assert [problem.what for problem in problems] == ["published is 'last week', not a date"]
