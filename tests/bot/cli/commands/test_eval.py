import json
import re
from pathlib import Path

import pytest

from tests.bot.cli.support import (
    DISMISSED,
    NEAR_MISS,
    TOLL,
    Run,
    replies,
)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """Return a question file with two right answers, one wrong one, one missed and one refused question."""
    path = tmp_path / "questions.jsonl"
    rows = [
        {"id": "q1", "question": TOLL, "kind": "direct", "expect": "answer", "fact": "north-bridge-toll"},
        {"id": "q2", "question": DISMISSED, "kind": "direct", "expect": "answer", "must": ["unpaid"]},
        {"id": "q3", "question": TOLL, "kind": "direct", "expect": "answer", "fact": "ferry-first-trip"},
        {"id": "q4", "question": "?", "kind": "short", "expect": "answer", "fact": "ferry-first-trip"},
        {"id": "q5", "question": NEAR_MISS, "kind": "near_miss", "expect": "no_answer"},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        pytest.param((), 1, id="no-wrong-answer-by-default"),
        pytest.param(("--most-wrong", "0"), 1, id="too-many-wrong"),
        pytest.param(("--most-wrong", "1"), 0, id="as-many-wrong-as-allowed"),
        pytest.param(("--most-wrong", "1", "--least-right", "0.5"), 0, id="as-many-right-as-needed"),
        pytest.param(("--most-wrong", "1", "--least-right", "0.51"), 1, id="too-few-right"),
    ],
)
def test_eval_fails_on_wrong_answers_and_too_few_right_ones(
    run: Run, town_folder: Path, questions: Path, limits: tuple[str, ...], code: int
) -> None:
    assert run("eval", questions, *limits, "--facts", town_folder).exit_code == code


def test_eval_prints_the_table_and_what_went_wrong(run: Run, town_folder: Path, questions: Path) -> None:
    text = run("eval", questions, "--facts", town_folder).stdout

    assert re.search(r"^direct +2 +1 +0 +0 +0$", text, re.MULTILINE)
    assert re.search(r"^near_miss +0 +0 +0 +0 +1$", text, re.MULTILINE)
    assert "66.7% of the answers right, 1 wrong" in text
    assert f"wrong: q3 “{TOLL}” got north-bridge-toll" in text
    assert "missed: q4 “?”" in text


def test_eval_as_json(run: Run, town_folder: Path, questions: Path) -> None:
    result = run("eval", questions, "--json", "--facts", town_folder)

    (summary,) = replies(result)
    assert result.exit_code == 1
    assert (summary["questions"], summary["wrong"], summary["answered"]) == (5, 1, 0.6)
    assert summary["right_of_answerable"] == 0.5
    assert summary["kinds"]["short"] == {"right": 0, "wrong": 0, "suggested": 0, "missed": 1, "refused": 0}


def test_eval_names_file_and_line_of_what_is_no_question(run: Run, town_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"question": "a", "expect": "either"}\nnonsense\n', encoding="utf-8")

    result = run("eval", "bad.jsonl", "--facts", town_folder)

    assert (result.exit_code, result.stdout) == (1, "")
    assert re.search(r"^ *bad\.jsonl:2: .+; .+$", result.stderr, re.MULTILINE)


def test_eval_does_not_blame_the_fact_base_for_the_question_file(run: Run, town_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("nonsense\n", encoding="utf-8")

    result = run("eval", "bad.jsonl", "--facts", town_folder)

    assert result.stderr.startswith("1 problem in the question file:\n  bad.jsonl:1: ")
    assert "fact base" not in result.stderr


def test_eval_of_a_missing_file_names_it(run: Run, town_folder: Path) -> None:
    result = run("eval", "nowhere.jsonl", "--facts", town_folder)

    assert result.exit_code == 1
    assert "nowhere.jsonl: cannot be read" in result.stderr
