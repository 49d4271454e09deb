"""What the first question would wait for is read before it comes."""

import pickle
from pathlib import Path

from knowledge.decision.matcher import Matcher
from knowledge.loading.loader import load
from knowledge.reading.fact_text import FactText


def test_what_is_read_ahead_is_there_when_the_first_question_comes(town_folder: Path) -> None:
    kept = pickle.loads(pickle.dumps(Matcher(load(town_folder))))  # noqa: S301  our own

    kept.read_ahead(2)

    assert [isinstance(kept.texts._made[place], FactText) for place in range(3)] == [True, True, False]
