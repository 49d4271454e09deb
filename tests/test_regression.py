import json
from pathlib import Path
from typing import Any

import pytest

from tests.regression import TOLERANCE, differences, main

ROW = {"question": "Who paid?", "outcome": "answer", "facts": ["pay"], "confidences": [0.9], "text": "RT."}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"outcome": "abstention"}, "outcome"),
        ({"facts": ["other"]}, "facts"),
        ({"confidences": [0.9 + 2 * TOLERANCE]}, "confidences"),
        ({"confidences": []}, "confidences"),
        ({"text": "NBC."}, "text"),
    ],
)
def test_each_difference_is_told_with_its_question(change: dict[str, Any], key: str) -> None:
    (told,) = differences([ROW], [ROW | change])
    assert told.startswith(f"Who paid?: {key}:")


def test_the_noise_of_floats_is_no_difference() -> None:
    assert not list(differences([ROW], [ROW | {"confidences": [0.9 + TOLERANCE / 2]}]))


def test_a_missing_question_is_a_difference() -> None:
    assert list(differences([ROW], []))
    assert list(differences([], [ROW]))


def test_the_exit_code_says_whether_there_are_differences(tmp_path: Path) -> None:
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    before.write_text(json.dumps(ROW))
    after.write_text(json.dumps(ROW | {"text": "NBC."}))
    assert main(["compare", str(before), str(before)]) == 0
    assert main(["compare", str(before), str(after)]) == 1
