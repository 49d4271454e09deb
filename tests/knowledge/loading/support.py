"""The least base that loads, and what a folder is refused for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.errors import FactBaseError, Problem
from knowledge.loading.loader import load

WriteBase = Callable[..., Path]

SOURCES = """\
sources:
  - {id: gazette, publisher: Northfield Gazette, title: Tolls, published: 2016}
"""

FACTS = """\
facts:
  - id: toll
    question: How much is the toll?
    answer: Cars pay 4 dollars.
    citations: [{source: gazette}]
"""


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(FactBaseError) as refusal:
        load(folder)
    return list(refusal.value.problems)
