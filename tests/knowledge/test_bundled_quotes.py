"""The quotes of the bundled base stand in the reports word for word, wherever the reports' texts are at hand."""

from pathlib import Path
from shutil import copy

import pytest

from knowledge.loading.files import bundled_folder
from knowledge.loading.loader import load
from knowledge.service.quotes import hold_quotes

# The reports are not ours to pass on, so they lie beside the project.
TEXTS = Path(__file__).parents[3] / "shared" / "reporting"
FILES = {
    "mother-jones-2017-02-14": "000-mother-jones-2017-02-14.txt",
    "reuters-cbc-2017-05-18": "001-reuters-via-cbc-2017-05-18.txt",
    "the-week-2017-02-10": "002-the-week-2017-02-10.txt",
    "mother-jones-2018-12-13": "003-mother-jones-2018-12-13.txt",
    "vice-news-2017-02-10": "004-vice-news-2017-02-10.txt",
}
# The stored text of that report has no byline.
WITHOUT = {"report-mother-jones-2018-authors"}
# Characters: a quote is short, beyond that it would stand for reading the report.
LONGEST = 200


@pytest.mark.skipif(not TEXTS.is_dir(), reason=f"the texts of the reports are not at {TEXTS}")
def test_every_quote_stands_in_its_report(tmp_path: Path) -> None:
    for source, file in FILES.items():
        copy(TEXTS / file, tmp_path / f"{source}.txt")

    held = hold_quotes(bundled_folder(), tmp_path)

    assert (held.found, held.unread) == (201, [])


def test_every_fact_has_a_short_quote_with_its_place() -> None:
    facts = load(bundled_folder()).facts

    assert {fact.id for fact in facts if not any(one.quote for one in fact.citations)} == WITHOUT
    quoting = [one for fact in facts for one in fact.citations if one.quote]
    assert [one for one in quoting if len(str(one.quote)) > LONGEST or not one.where] == []
