from pathlib import Path

import pytest

from bot.cli.places import from_here, with_paths
from knowledge.errors import FactBaseError, Problem, ProblemsError


@pytest.mark.parametrize(
    ("file", "path"),
    [
        pytest.param("facts/town.yaml", "news/facts/town.yaml", id="file"),
        pytest.param("facts/roads/toll.yaml", "news/facts/roads/toll.yaml", id="deeper"),
        pytest.param("facts", "news/facts", id="the-folder-itself"),
        pytest.param("elsewhere/town.yaml", "elsewhere/town.yaml", id="another-folder"),
    ],
)
def test_a_file_of_the_base_is_named_by_its_path_from_here(
    file: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert from_here(Path("news/facts"))(file) == path
    assert from_here(tmp_path / "news" / "facts")(file) == path


def test_only_the_problems_of_a_base_have_its_paths(tmp_path: Path) -> None:
    problems = (Problem("facts/town.yaml", 3, "a tag", "remove it"),)
    folder = tmp_path / "news" / "facts"

    told = with_paths(FactBaseError(problems), folder)

    assert [one.file for one in told.problems] == ["news/facts/town.yaml"]
    assert with_paths(other := ProblemsError(problems), folder) is other
    assert with_paths(base := FactBaseError(problems), None) is base
