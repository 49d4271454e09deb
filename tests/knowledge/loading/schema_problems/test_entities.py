"""What an editor reads of a faulty entity or office."""

import pytest

from knowledge.errors import Problem
from tests.knowledge.loading.schema_problems.records import (
    ENTITY,
    FACT,
    FILL_IN,
    ID,
    KINDS,
    LINES,
    SHORTEN,
    SOURCE,
    SPELLING,
    YEAR_MONTH_DAY,
)
from tests.knowledge.loading.support import WriteBase, problems_of


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "remedy"),
    [
        pytest.param("kind: place", "kind: bridge", 4, "kind is 'bridge'", KINDS, id="bad-kind"),
        pytest.param("    kind: place\n", "", 2, "the entry has no 'kind'", "add a line 'kind: ...'", id="no-kind"),
        pytest.param("    name: North Bridge\n", "", 2, "the entry has no 'name'", "add a line 'name: ...'",
                     id="no-name"),
        pytest.param("[the northern bridge]", "[the northern bridge, '']", 5, "aliases.2 is empty or too short",
                     FILL_IN, id="empty-alias"),
        pytest.param("the northern bridge", "x" * 601, 5, "aliases.1 has 601 characters, the limit is 600", SHORTEN,
                     id="long-alias"),
    ],
)  # fmt: skip
def test_entity_is_refused_with_place_and_remedy(  # noqa: PLR0913  the columns of the table
    write_base: WriteBase, old: str, new: str, line: int, what: str, remedy: str
) -> None:
    folder = write_base(sources=SOURCE, entities=ENTITY.replace(old, new), facts=FACT)

    problems = problems_of(folder)

    assert problems == [Problem("base/entities.yaml", line, what, remedy)]


@pytest.mark.parametrize(
    ("written", "what", "remedy"),
    [
        pytest.param("mayor", "offices is not a list", "write it as [one, two] or with '- ' before each item",
                     id="text"),
        pytest.param("[mayor]", "offices.1 is not a mapping", LINES, id="title-alone"),
        pytest.param("[{whose: north-bridge}]", "the entry has no 'offices.1.title'",
                     "add a line 'offices.1.title: ...'", id="no-title"),
        pytest.param("[{title: ''}]", "offices.1.title is empty or too short", FILL_IN, id="empty-title"),
        pytest.param("[{title: mayor, since: 2020}]", "unknown key 'offices.1.since'", SPELLING, id="unknown-key"),
        pytest.param("[{title: mayor, from_: 2020}]", "unknown key 'offices.1.from_'", "did you mean 'from'?",
                     id="name-in-the-code"),
        pytest.param("[{title: mayor, whose: North Bridge}]", "offices.1.whose is 'North Bridge', not an id", ID,
                     id="whose-is-a-name"),
        pytest.param("[{title: mayor, from: May 2020}]", "offices.1.from is 'May 2020', not a date", YEAR_MONTH_DAY,
                     id="from-in-words"),
        pytest.param("[{title: mayor, until: now}]", "offices.1.until is 'now', not a date", YEAR_MONTH_DAY,
                     id="until-in-words"),
        pytest.param("[{title: mayor, from: 2020-02, until: 2020-01-31}]",
                     "offices.1.until is '2020-01-31', before its from, 2020-02", "write the earlier date as from",
                     id="ends-before-it-starts"),
    ],
)  # fmt: skip
def test_office_is_refused_with_place_and_remedy(write_base: WriteBase, written: str, what: str, remedy: str) -> None:
    folder = write_base(sources=SOURCE, entities=f"{ENTITY}    offices: {written}\n", facts=FACT)

    problems = problems_of(folder)

    assert problems == [Problem("base/entities.yaml", 6, what, remedy)]
