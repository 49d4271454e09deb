import shutil
from pathlib import Path

import pytest

from tests.bot.cli.support import TOLL, Run, replies


def test_config_in_the_working_folder_is_used(run: Run, tmp_path: Path, town_folder: Path) -> None:
    shutil.copytree(town_folder, tmp_path / "facts-here")
    (tmp_path / "config.yaml").write_text("facts: facts-here\n", encoding="utf-8")

    result = run("facts")

    assert len(result.stdout.splitlines()) == 3


def test_a_relative_folder_starts_at_the_configuration(run: Run, tmp_path: Path, town_folder: Path) -> None:
    shutil.copytree(town_folder, tmp_path / "newsroom" / "facts-here")
    (tmp_path / "newsroom" / "ours.yaml").write_text("facts: ./facts-here\n", encoding="utf-8")

    result = run("facts", "--config", "newsroom/ours.yaml")

    assert len(result.stdout.splitlines()) == 3


def test_facts_on_the_command_line_win_over_the_configuration(run: Run, tmp_path: Path, town_folder: Path) -> None:
    (tmp_path / "config.yaml").write_text("facts: nowhere\n", encoding="utf-8")

    result = run("facts", "--facts", town_folder)

    assert len(result.stdout.splitlines()) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "# ours\n\nprecision: 98\n",
            "config.yaml:3: precision is 98, outside 0.5-1; write 0.98\n",
            id="percent",
        ),
        pytest.param("precison: 0.98\n", "config.yaml:1: unknown key 'precison'; ", id="unknown-key"),
        pytest.param("precision: [\n", "config.yaml:2: ", id="broken-yaml"),
    ],
)
def test_a_broken_configuration_is_refused_with_its_line(
    run: Run, tmp_path: Path, town_folder: Path, text: str, message: str
) -> None:
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")

    result = run("ask", TOLL, "--facts", town_folder)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(message)


@pytest.mark.parametrize("words", [("ask", TOLL), ("chat",), ("facts",), ("check",)])
def test_a_missing_configuration_is_named(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words, "--config", "nowhere.yaml")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("nowhere.yaml: cannot be read (no such file or directory); ")


def test_the_configured_precision_decides_what_is_answered(run: Run, tmp_path: Path, town_folder: Path) -> None:
    (tmp_path / "bold.yaml").write_text("precision: 0.5\n", encoding="utf-8")
    (tmp_path / "strict.yaml").write_text("precision: 0.99\n", encoding="utf-8")

    bold, strict = (
        replies(run("ask", "bridge fee", "--json", "--facts", town_folder, "--config", f"{name}.yaml"))[0]["outcome"]
        for name in ("bold", "strict")
    )

    assert (bold, strict) == ("answer", "suggestions")
