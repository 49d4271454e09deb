import shutil
import subprocess
from pathlib import Path

import pytest

from bot.config_file import load_config
from knowledge.loading.loader import load
from tests.bot.cli.support import Run, replies

QUESTIONS = [
    "How much is the toll on North Bridge?",
    "Why did Anna Berg dismiss Tom Lind?",
    "Who became harbour master after Tom Lind?",
]


def test_a_folder_that_holds_something_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "notes.txt").write_text("kept", "utf-8")

    result = run("init", "ours")

    assert result.exit_code == 1
    assert result.stderr == "ours is not empty; name a new folder, and nothing of yours is overwritten\n"
    assert [path.name for path in (tmp_path / "ours").iterdir()] == ["notes.txt"]


def test_a_file_is_no_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours").write_text("kept", "utf-8")

    result = run("init", "ours")

    assert (result.exit_code, result.stderr) == (
        1,
        "ours cannot be written (file exists); name another folder, or let yourself write there\n",
    )


def test_a_new_base_says_what_comes_next(run: Run, tmp_path: Path) -> None:
    result = run("init", "our town")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-3:] == [
        "  cd 'our town'",
        "  factbot ask 'How much is the toll on North Bridge?'",
        "  factbot doctor",
    ]
    made = {str(path.relative_to(tmp_path / "our town")) for path in (tmp_path / "our town").rglob("*.*")}
    assert made == {
        ".gitignore",
        "config.yaml",
        *(f"facts/{name}.yaml" for name in ("entities", "examples", "sources")),
    }


def test_a_new_base_has_three_facts_and_an_office(run: Run, tmp_path: Path) -> None:
    run("init", "town")

    base = load(tmp_path / "town" / "facts")

    assert [fact.question for fact in base.facts] == QUESTIONS
    assert [office.title for entity in base.entities for office in entity.offices] == ["harbour master"] * 2


def test_a_new_base_answers_its_example_questions(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "town")
    monkeypatch.chdir(tmp_path / "town")

    outcomes = [replies(run("ask", question, "--json"))[0]["outcome"] for question in QUESTIONS]

    assert outcomes == ["answer"] * 3


def test_what_the_newsroom_says_of_itself_goes_into_the_configuration(run: Run, tmp_path: Path) -> None:
    run("init", "town", "--newsroom", "Eva's: Gazette #1", "--subject", "the town")

    config = load_config(tmp_path / "town" / "config.yaml")

    assert (config.newsroom, config.subject, config.contact) == ("Eva's: Gazette #1", "the town", None)
    assert list(config.example_questions) == QUESTIONS
    assert (config.facts, config.state) == (tmp_path / "town" / "facts", tmp_path / "town" / "state")


def git(folder: Path, *words: str) -> str:
    command = [shutil.which("git") or "git", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603


@pytest.mark.parametrize("kept_out", ["state/factbot.sqlite", "token", ".env"])
def test_git_keeps_neither_what_was_asked_nor_the_token_of_a_new_base(run: Run, tmp_path: Path, kept_out: str) -> None:
    run("init", "town")
    folder = tmp_path / "town"
    (folder / kept_out).parent.mkdir(exist_ok=True)
    (folder / kept_out).write_text("nobody else's", "utf-8")

    listed = [git(folder, *words) for words in (("init", "--quiet"), ("add", "--all"), ("ls-files",))][-1]

    assert kept_out not in listed.splitlines()
    assert {"config.yaml", ".gitignore", "facts/examples.yaml"} <= set(listed.splitlines())


def test_the_version_is_told(run: Run) -> None:
    result = run("--version")

    assert (result.exit_code, result.stdout[:10]) == (0, "factbot 0.")
