"""What an editor reads of a faulty source."""

import pytest

from knowledge.errors import Problem
from tests.knowledge.loading.schema_problems.records import ADDRESS, ENTITY, FACT, SOURCE, YEAR_MONTH_DAY
from tests.knowledge.loading.support import WriteBase, problems_of


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "remedy"),
    [
        pytest.param("    publisher: Northfield Gazette\n", "", 2, "the entry has no 'publisher'",
                     "add a line 'publisher: ...'", id="no-publisher"),
        pytest.param("    title: Tolls and ferries\n", "", 2, "the entry has no 'title'", "add a line 'title: ...'",
                     id="no-title"),
        pytest.param("    published: 2024-03-01\n", "", 2, "the entry has no 'published'",
                     "add a line 'published: ...'", id="no-published"),
        pytest.param("published: 2024-03-01", "published: March 2024", 5, "published is 'March 2024', not a date",
                     YEAR_MONTH_DAY, id="published-in-words"),
        pytest.param("https://", "ftp://", 7, "url is 'ftp://gazette.example/tolls', not a web address", ADDRESS,
                     id="url-of-another-scheme"),
        pytest.param("https://gazette.example/tolls", "javascript:alert(1)", 7,
                     "url is 'javascript:alert(1)', not a web address", ADDRESS, id="url-that-runs"),
        pytest.param("authors: [Eva Holm]", "author: Eva Holm", 6, "unknown key 'author'", "did you mean 'authors'?",
                     id="misspelt-authors"),
    ],
)  # fmt: skip
def test_source_is_refused_with_place_and_remedy(  # noqa: PLR0913  the columns of the table
    write_base: WriteBase, old: str, new: str, line: int, what: str, remedy: str
) -> None:
    folder = write_base(sources=SOURCE.replace(old, new), entities=ENTITY, facts=FACT)

    problems = problems_of(folder)

    assert problems == [Problem("base/sources.yaml", line, what, remedy)]
