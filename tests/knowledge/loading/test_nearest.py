from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.errors import FactBaseError
from knowledge.loading.loader import load
from knowledge.loading.nearest import nearest

WriteBase = Callable[..., Path]

BASE = """\
sources:
  - {id: gazette, publisher: Northfield Gazette, title: Tolls, published: 2024-03-01}
entities:
  - {id: tom-lind, name: Tom Lind, kind: person}
facts:
  - id: toll
    question: How much is the toll on North Bridge?
    answer: Cars pay 4 dollars.
    citations: [{source: gazette}]
"""
ITEMS = "write each item on a line of its own, with '- ' and a space before it"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("awnser", "answer", id="swapped"),
        pytest.param("Answer", "answer", id="capital"),
        pytest.param("anser", "answer", id="missing-letter"),
        pytest.param("phrasing", "phrasings", id="singular"),
        pytest.param("as-of", "as_of", id="hyphen"),
        pytest.param("date", None, id="like-none"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_key_that_was_meant_is_found(written: str, meant: str | None) -> None:
    assert nearest(written, {"answer", "phrasings", "as_of", "citations"}) == meant


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "remedy"),
    [
        pytest.param("facts:", "fact:", 5, "unknown key 'fact'", "did you mean 'facts'?", id="list"),
        pytest.param("{source: gazette}", "{source: gazette, suports: it}", 9, "unknown key 'citations.1.suports'",
                     "did you mean 'supports'?", id="within-an-entry"),
        pytest.param("{source: gazette}", "{source: gazete}", 9, "unknown source 'gazete'", "did you mean 'gazette'?",
                     id="source"),
        pytest.param("    answer", "    entities: [tom-lindt]\n    answer", 8, "unknown entity 'tom-lindt'",
                     "did you mean 'tom-lind'?", id="entity"),
        pytest.param("kind: person", "kind: person, offices: [{title: mayor, whose: tom-linn}]", 4,
                     "unknown entity 'tom-linn'", "did you mean 'tom-lind'?", id="entity-of-an-office"),
        pytest.param("    answer", "    phrasings:\n      - his words: yes or no\n    answer", 9,
                     "phrasings.1 has a colon, which makes 'his words' a key", "put the text in quotes", id="colon"),
        pytest.param("    answer", "    phrasings:\n      -toll\n      -fee\n    answer", 8,
                     "phrasings is one text, not a list", ITEMS, id="no-space-behind-the-dash"),
        pytest.param("    answer", "    phrasings:\n      toll\n      - fee\n    answer", 8,
                     "phrasings is one text, not a list", ITEMS, id="no-dash-at-first"),
        pytest.param("{source: gazette}", "{source: gazette, supports: toll, fee}", 9, "unknown key 'citations.1.fee'",
                     "if it is text behind a comma, put the whole text in quotes; else remove it or fix its spelling",
                     id="comma-in-braces"),
    ],
)  # fmt: skip
def test_what_was_mistyped_is_refused_with_what_was_meant(  # noqa: PLR0913  the columns of the table
    write_base: WriteBase, old: str, new: str, line: int, what: str, remedy: str
) -> None:
    with pytest.raises(FactBaseError) as refusal:
        load(write_base(all=BASE.replace(old, new)))

    assert (line, what, remedy) in [(one.line, one.what, one.remedy) for one in refusal.value.problems]
