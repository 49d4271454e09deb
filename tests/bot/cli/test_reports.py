import pytest

from bot.cli.evaluation import Graded, Question, summarise
from bot.cli.reports import bench_lines, evaluation_lines
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Candidate


def lines_of(*graded: Graded) -> list[str]:
    return list(evaluation_lines(graded, summarise(graded)))


@pytest.fixture
def lines(town: Matcher) -> list[str]:
    """Return what is printed of five questions, one of each grade."""
    toll = town.base.facts[0]
    best = Candidate(toll, 0.9, toll.question)
    asked = [Question(name, f"question {name}?", kind, expect, toll.id) for name, kind, expect in (
        ("q1", "direct", "answer"), ("q2", "out_of_scope", "no_answer"), ("q3", "direct", "answer"),
        ("q4", "direct", "answer"), ("q5", "direct", "no_answer"),
    )]  # fmt: skip
    answer, nothing = Answer(toll, 0.9, toll.question), Abstention("nothing near")

    return lines_of(
        Graded(question=asked[0], outcome=answer, grade="right", best=best, seconds=0.002),
        Graded(question=asked[1], outcome=answer, grade="wrong", best=best, seconds=0.002),
        Graded(question=asked[2], outcome=nothing, grade="missed", best=None, seconds=0.002),
        Graded(question=asked[3], outcome=nothing, grade="suggested", best=best, seconds=0.002),
        Graded(question=asked[4], outcome=nothing, grade="refused", best=None, seconds=0.002),
    )


def test_an_evaluation_shows_a_table_of_grades_by_kind(lines: list[str]) -> None:
    assert [line.split() for line in lines[:3]] == [
        ["kind", "right", "wrong", "suggested", "missed", "refused"],
        ["direct", "1", "0", "1", "1", "1"],
        ["out_of_scope", "0", "1", "0", "0", "0"],
    ]
    assert len({len(line) for line in lines[:3]}) == 1


def test_an_evaluation_shows_the_shares_and_what_went_wrong(lines: list[str]) -> None:
    assert lines[3:] == [
        "",
        "5 questions, 40.0% answered",
        "50.0% of the answers right, 1 wrong",
        "33.3% of the answerable questions answered rightly",
        "66.7% right if made to answer",
        "0.5833 AUROC of the best confidence, answerable against not",
        "2.00 ms median",
        "wrong: q2 “question q2?” got north-bridge-toll",
        "missed: q3 “question q3?”",
        "suggested: q4 “question q4?”",
    ]


def test_an_evaluation_of_nothing_has_no_shares() -> None:
    lines = lines_of()

    assert lines[-1] == "no questions"
    assert "0 questions, no share answered" in lines


def test_a_bench_shows_times_relative_to_ours_at_the_same_size() -> None:
    measured = {"p99_ms": 9.0, "asked": 10, "build_s": 0.5, "peak_mb": 100.0}
    rows = [
        measured | {"phrasings": size, "method": method, "p50_ms": time}
        for size, method, time in (
            (10, "factbot", 2.0),
            (10, "other", 1.0),
            (100, "factbot", 4.0),
            (100, "other", 12.0),
        )
    ]

    header, *lines = bench_lines(rows)

    assert header.split()[:2] == ["phrasings", "method"]
    assert [line.split() for line in lines] == [
        ["10", "factbot", "2.000", "9.000", "1.0", "0.5", "100"],
        ["10", "other", "1.000", "9.000", "0.5", "0.5", "100"],
        ["100", "factbot", "4.000", "9.000", "1.0", "0.5", "100"],
        ["100", "other", "12.000", "9.000", "3.0", "0.5", "100"],
    ]
    assert {len(line) for line in (header, *lines)} == {len(header)}
