import json
import subprocess
import sys

import pytest

from bot.cli.bench import QUESTIONS, WARM_UP, generated, measure

FIELDS = {"phrasings", "method", "p50_ms", "p99_ms", "asked", "build_s", "peak_mb"}


def test_the_generated_base_has_ten_phrasings_a_fact_and_questions_near_them() -> None:
    facts, questions = generated(50)

    assert [len(phrasings) for phrasings in facts] == [10] * 5
    assert len(questions) == QUESTIONS + WARM_UP
    stored = {phrasing for phrasings in facts for phrasing in phrasings}
    assert all(
        any(
            len(asked.split()) == len(one.split())
            and sum(a != b for a, b in zip(asked.split(), one.split(), strict=True)) <= 1
            for one in stored
        )
        for asked in questions
    )


def test_every_method_is_asked_the_same() -> None:
    assert generated(30) == generated(30)


def test_a_method_is_measured_on_every_question() -> None:
    row = measure(20, "rapidfuzz WRatio")

    assert set(row) == FIELDS
    assert (row["phrasings"], row["method"], row["asked"]) == (20, "rapidfuzz WRatio", QUESTIONS)
    assert 0 < float(row["p50_ms"]) <= float(row["p99_ms"])
    assert float(row["peak_mb"]) > 1


@pytest.mark.parametrize("method", ["factbot", "rapidfuzz token_set_ratio"])
def test_a_method_measures_in_a_process_of_its_own(method: str) -> None:
    command = [sys.executable, "-m", "bot.cli.bench", "20", method]

    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603

    row = json.loads(printed)
    assert set(row) == FIELDS
    assert row["method"] == method
