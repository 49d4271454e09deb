import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bot.cli.evaluation import GRADES, Graded, Question, QuestionsError, evaluate, grade, read_questions, summarise
from knowledge.decision.matcher import PRECISION, Matcher
from knowledge.decision.outcomes import Abstention, Answer, Candidate, Outcome, Suggestions
from knowledge.model import Fact

SHIPPED_QUESTIONS = Path(__file__).parents[2] / "questions.jsonl"
TOLL = "How much is the toll on North Bridge?"
NEAR_MISS = "Which bank collects the toll on North Bridge?"


def fact(matcher: Matcher, name: str = "north-bridge-toll") -> Fact:
    return next(fact for fact in matcher.base.facts if fact.id == name)


def write(folder: Path, rows: Iterable[dict[str, Any]]) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def question(folder: Path, **row: Any) -> Question:
    asked = {"question": TOLL, "kind": "direct", "expect": "answer"} | row
    return read_questions(write(folder, [asked]))[0]


def graded(matcher: Matcher, folder: Path, *rows: dict[str, Any]) -> tuple[Graded, ...]:
    return evaluate(matcher, read_questions(write(folder, rows)), PRECISION, lambda _: None)


def answered(matcher: Matcher) -> Outcome:
    return Answer(fact(matcher), 0.9, "any")


def suggested(matcher: Matcher) -> Outcome:
    return Suggestions((Candidate(fact(matcher, "ferry-first-trip"), 0.4, "any"), Candidate(fact(matcher), 0.3, "any")))


def abstained(matcher: Matcher) -> Outcome:
    return Abstention("nothing near")


@pytest.mark.parametrize(
    ("row", "outcome", "expected"),
    [
        pytest.param({"fact": "north-bridge-toll"}, answered, "right", id="the-fact"),
        pytest.param({"fact": "ferry-first-trip"}, answered, "wrong", id="another-fact"),
        pytest.param({"must": ["4 DOLLARS", "gazette"]}, answered, "right", id="all-that-must"),
        pytest.param({"must": ["4 dollars", "5 dollars"]}, answered, "wrong", id="not-all-that-must"),
        pytest.param({"must": ["4"], "must_not": ["euro"]}, answered, "right", id="none-that-must-not"),
        pytest.param({"must": ["4"], "must_not": ["euro", "MARCH"]}, answered, "wrong", id="one-that-must-not"),
        pytest.param({"expect": "no_answer"}, answered, "wrong", id="must-not-be-answered"),
        pytest.param({"expect": "no_answer", "fact": "north-bridge-toll"}, answered, "wrong", id="nor-by-the-fact"),
        pytest.param({"expect": "either", "must": ["4"]}, answered, "right", id="either-well-answered"),
        pytest.param({"expect": "either", "must": ["5"]}, answered, "wrong", id="either-badly-answered"),
        pytest.param({"fact": "north-bridge-toll"}, suggested, "suggested", id="right-one-suggested"),
        pytest.param({"fact": "mayor-dismissed-lind"}, suggested, "missed", id="others-suggested"),
        pytest.param({"fact": "north-bridge-toll"}, abstained, "missed", id="nothing-offered"),
        pytest.param({"expect": "no_answer"}, suggested, "refused", id="refused-with-suggestions"),
        pytest.param({"expect": "no_answer"}, abstained, "refused", id="refused"),
        pytest.param({"expect": "either", "must": ["5"]}, abstained, "refused", id="either-unanswered"),
    ],
)
def test_grade(town: Matcher, tmp_path: Path, row: dict[str, Any], outcome: Any, expected: str) -> None:
    assert grade(question(tmp_path, **row), outcome(town)) == expected


def test_a_line_is_read_with_all_its_keys(tmp_path: Path) -> None:
    row = {"id": "q7", "kind": "follow_up", "fact": "toll", "thread": "t", "must": ["A"], "must_not": ["b"]}

    read = question(tmp_path, **row, needs_context=True, seeds=["000"])

    assert (read.id, read.question, read.kind, read.expect, read.fact, read.thread) == (
        "q7", TOLL, "follow_up", "answer", "toll", "t",
    )  # fmt: skip
    assert [one.pattern for one in (*read.must, *read.must_not)] == ["A", "b"]


def test_empty_lines_and_a_byte_order_mark_are_no_questions(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('\ufeff\n{"question": "a", "expect": "either"}\n  \n', encoding="utf-8")

    assert [one.question for one in read_questions(path)] == ["a"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("How much is the toll?", id="not-json"),
        pytest.param('["a"]', id="not-an-object"),
        pytest.param('{"expect": "answer"}', id="no-question"),
        pytest.param('{"question": 7, "expect": "answer"}', id="question-not-text"),
        pytest.param('{"question": "a"}', id="no-expect"),
        pytest.param('{"question": "a", "expect": "maybe"}', id="unknown-expect"),
        pytest.param('{"question": "a", "expect": "answer", "must": ["("]}', id="broken-pattern"),
        pytest.param('{"question": "a", "expect": "answer", "must": [7]}', id="pattern-not-text"),
        pytest.param('{"question": "a", "expect": "answer", "must": "toll"}', id="pattern-not-in-a-list"),
        pytest.param('{"question": "a", "expect": "answer"}', id="no-right-answer"),
        pytest.param('{"question": "a", "expect": "answer", "fact": "x", "thread": ["t"]}', id="thread-not-text"),
        pytest.param("[" * 100_000, id="nested-too-deeply"),
    ],
)
def test_a_malformed_line_is_a_problem_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f'{{"question": "fine", "expect": "either"}}\n\n{line}\n', encoding="utf-8")

    with pytest.raises(QuestionsError) as caught:
        read_questions(path)

    assert [(problem.file, problem.line) for problem in caught.value.problems] == [(str(path), 3)]


def test_all_malformed_lines_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text("a\n{}\n", encoding="utf-8")

    with pytest.raises(QuestionsError) as caught:
        read_questions(path)

    assert [problem.line for problem in caught.value.problems] == [1, 2]
    assert str(caught.value).startswith("2 problems in the question file:\n")


@pytest.mark.parametrize("content", [pytest.param(None, id="missing"), pytest.param(b"\xff\xfe\xfa", id="not-utf-8")])
def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "questions.jsonl"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(QuestionsError, match="cannot be read"):
        read_questions(path)


def test_a_question_may_hold_any_character_that_json_allows(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "a\u2028b", "expect": "either"}\n', encoding="utf-8")

    assert len(read_questions(path)) == 1


def test_a_thread_is_one_conversation_in_file_order(town: Matcher, tmp_path: Path) -> None:
    row = {"expect": "answer", "fact": "north-bridge-toll"}
    leaning = row | {"question": "how much do drivers pay on it?"}

    rows = graded(
        town,
        tmp_path,
        leaning | {"thread": "t", "id": "before"},
        row | {"question": TOLL, "thread": "t", "id": "opening"},
        leaning | {"thread": "t", "id": "after"},
        leaning | {"thread": "u", "id": "elsewhere"},
        leaning | {"id": "alone"},
    )

    assert {one.question.id for one in rows if one.grade == "right"} == {"opening", "after"}


def test_the_best_candidate_is_kept_whatever_the_outcome(town: Matcher, tmp_path: Path) -> None:
    rows = graded(
        town,
        tmp_path,
        {"question": NEAR_MISS, "expect": "no_answer"},
        {"question": "", "expect": "no_answer"},
    )

    assert [one.grade for one in rows] == ["refused", "refused"]
    assert rows[0].best is not None
    assert rows[0].best.fact.id == "north-bridge-toll"
    assert rows[1].best is None


def test_the_summary_counts_by_kind_and_over_all(town: Matcher, tmp_path: Path) -> None:
    toll = {"question": TOLL, "kind": "direct"}

    summary = summarise(
        graded(
            town,
            tmp_path,
            toll | {"expect": "answer", "fact": "north-bridge-toll"},
            toll | {"expect": "answer", "fact": "ferry-first-trip"},
            {"question": "", "kind": "short", "expect": "answer", "fact": "ferry-first-trip"},
            {"question": NEAR_MISS, "kind": "near_miss", "expect": "no_answer"},
        )
    )

    none = dict.fromkeys(GRADES, 0)
    assert summary["questions"] == 4
    assert summary["kinds"] == {
        "direct": none | {"right": 1, "wrong": 1},
        "near_miss": none | {"refused": 1},
        "short": none | {"missed": 1},
    }
    assert (summary["answered"], summary["precision"], summary["wrong"]) == (0.5, 0.5, 1)
    assert summary["right_of_answerable"] == pytest.approx(1 / 3)
    assert summary["forced_accuracy"] == pytest.approx(1 / 3)
    assert summary["p50_ms"] > 0


def test_auroc_is_one_where_confidence_tells_answerable_from_not(town: Matcher) -> None:
    asked = Question("a", TOLL, "direct", "answer", "north-bridge-toll")
    other = Question("b", NEAR_MISS, "near_miss", "no_answer")
    sure, unsure = (Candidate(fact(town), confidence, "any") for confidence in (0.9, 0.2))
    outcome = Abstention("nothing near")
    rows = (
        Graded(question=asked, outcome=outcome, grade="missed", best=sure, seconds=0.1),
        Graded(question=other, outcome=outcome, grade="refused", best=unsure, seconds=0.1),
    )
    swapped = (
        Graded(question=asked, outcome=outcome, grade="missed", best=unsure, seconds=0.1),
        Graded(question=other, outcome=outcome, grade="refused", best=sure, seconds=0.1),
    )
    tied = (
        Graded(question=asked, outcome=outcome, grade="missed", best=sure, seconds=0.1),
        Graded(question=other, outcome=outcome, grade="refused", best=sure, seconds=0.1),
    )

    assert [summarise(one)["auroc"] for one in (rows, swapped, tied)] == [1.0, 0.0, 0.5]


def test_an_empty_file_has_no_shares() -> None:
    summary = summarise(())

    assert summary["questions"] == 0
    assert [summary[key] for key in ("answered", "precision", "right_of_answerable", "auroc", "p50_ms")] == [None] * 5


def test_the_shipped_questions_are_of_the_kinds_and_numbers_they_claim() -> None:
    questions = read_questions(SHIPPED_QUESTIONS)

    assert len({one.question.casefold() for one in questions}) == len({one.id for one in questions}) == len(questions)
    assert sum(one.expect == "answer" for one in questions) == 40
    assert all((one.fact is not None) == (one.expect == "answer") for one in questions)
    assert {one.expect for one in questions} == {"answer", "no_answer"}


def test_the_shipped_base_answers_the_shipped_questions(kept_matchers: Path, tmp_path: Path) -> None:
    environment = os.environ | {"FACTBOT_CACHE": str(kept_matchers)}
    limits = ["--least-right", "0.85", "--most-wrong", "0"]
    command = [sys.executable, "-m", "bot", "eval", str(SHIPPED_QUESTIONS), *limits]

    done = subprocess.run(  # noqa: S603
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
