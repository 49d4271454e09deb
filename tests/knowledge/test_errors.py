import pytest

from knowledge.errors import SHOWN, FactBaseError, Problem


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        pytest.param(
            Problem("base/tolls.yaml", 9, "unknown key 'awnser'", "remove it or fix its spelling"),
            "base/tolls.yaml:9: unknown key 'awnser'; remove it or fix its spelling",
            id="line",
        ),
        pytest.param(
            Problem("base/tolls.yaml", 0, "the file is empty", "add facts or delete the file"),
            "base/tolls.yaml: the file is empty; add facts or delete the file",
            id="whole-file",
        ),
    ],
)
def test_problem_says_place_fault_and_remedy(problem: Problem, shown: str) -> None:
    said = str(problem)

    assert said == shown


@pytest.mark.parametrize(
    ("count", "head"),
    [
        pytest.param(1, "1 problem in the fact base:", id="one"),
        pytest.param(2, "2 problems in the fact base:", id="two"),
    ],
)
def test_error_counts_and_lists_its_problems(count: int, head: str) -> None:
    problems = tuple(Problem("base/tolls.yaml", line, "a tag", "remove it") for line in range(1, count + 1))

    said = str(FactBaseError(problems))

    assert said.splitlines() == [head, *(f"  {problem}" for problem in problems)]


def test_error_keeps_its_problems() -> None:
    problems = (Problem("base/tolls.yaml", 1, "a tag", "remove it"),)

    error = FactBaseError(problems)

    assert error.problems == problems


def test_problems_sort_by_file_then_line() -> None:
    second = Problem("base/a.yaml", 10, "a", "a")
    first = Problem("base/a.yaml", 9, "z", "z")
    third = Problem("base/b.yaml", 1, "a", "a")

    ordered = sorted([third, second, first])

    assert ordered == [first, second, third]


def test_problems_come_by_file_and_line_whatever_the_order_they_were_found_in() -> None:
    places = [("b.yaml", 2), ("a.yaml", 10), ("b.yaml", 1), ("a.yaml", 9)]

    error = FactBaseError(tuple(Problem(file, line, "a tag", "remove it") for file, line in places))

    assert [(problem.file, problem.line) for problem in error.problems] == sorted(places)


def test_an_error_shows_no_more_problems_than_anybody_mends_in_one_go() -> None:
    error = FactBaseError(tuple(Problem("base/tolls.yaml", line, "a tag", "remove it") for line in range(1, 1_001)))

    lines = str(error).splitlines()

    assert lines[0] == "1000 problems in the fact base:"
    assert len(lines) == SHOWN + 2
    assert lines[-1] == f"  ... and {1_000 - SHOWN} more, which are shown when these are mended"
