"""``factbot export`` of what is served: ClaimReview, JSON Lines and Markdown."""

import json
from pathlib import Path

import pytest

from bot.wording.exports import NAMELESS
from tests.bot.cli.support import MODULE, PAID, Run, process

KINDS = ["--claimreview", "--jsonl", "--markdown"]


@pytest.mark.parametrize("option", KINDS)
def test_a_file_holds_what_standard_output_gets(option: str, town_folder: Path, run: Run) -> None:
    printed = run("export", option, "-", "--facts", town_folder)
    written = run("export", option, "facts", "--facts", town_folder)

    assert (printed.exit_code, written.exit_code, written.stdout) == (0, 0, "facts: 3 facts\n")
    assert printed.stdout == Path("facts").read_text("utf-8")
    assert PAID in printed.stdout


def test_json_lines_are_a_fact_a_line_as_the_list_of_facts_has_them(town_folder: Path, run: Run) -> None:
    exported = run("export", "--jsonl", "-", "--facts", town_folder)

    assert exported.stdout == run("facts", "--json", "--facts", town_folder).stdout


def test_claim_review_names_the_newsroom_of_the_configuration(town_folder: Path, run: Run) -> None:
    Path("config.yaml").write_text(f"newsroom: The Gazette\nfacts: {town_folder}\n", "utf-8")

    done = run("export", "--claimreview", "-")

    reviews = json.loads(done.stdout)["@graph"]
    assert [review["author"]["name"] for review in reviews] == ["The Gazette"] * 3
    assert done.stderr == ""


def test_without_a_newsroom_that_is_said_beside_the_document(town_folder: Path, run: Run) -> None:
    done = run("export", "--claimreview", "-", "--facts", town_folder)

    assert (done.exit_code, done.stderr) == (0, f"{NAMELESS}\n")
    assert "author" not in json.loads(done.stdout)["@graph"][0]


@pytest.mark.parametrize("option", KINDS)
def test_what_cannot_be_written_is_told_with_its_remedy(option: str, town_folder: Path, run: Run) -> None:
    Path("there").mkdir()
    Path("notes").write_text("an editor's work", "utf-8")

    for name, said in (
        ("there", "is no file; name a file"),
        ("notes", "is there already"),
        ("no/way", "has no folder"),
    ):
        done = run("export", option, name, "--facts", town_folder)
        assert done.exit_code == 1
        assert f"{name}: {said}" in done.stderr
        assert done.stdout == ""
    assert Path("notes").read_text("utf-8") == "an editor's work"


def test_a_broken_base_is_not_exported(broken: Path, run: Run) -> None:
    done = run("export", "--jsonl", "facts.jsonl", "--facts", broken)

    assert done.exit_code == 1
    assert "unknown key 'awnser'" in done.stderr
    assert not Path("facts.jsonl").exists()


def test_standard_output_is_utf_8_on_any_terminal_and_a_full_disk_is_told(loud_folder: Path) -> None:
    (loud_folder / "more.yaml").write_text(
        """
facts:
  - id: cafe
    question: Who owns the café?
    answer: Zoë owns the café.
    citations: [{source: gazette-2024-03-01}]
""",
        "utf-8",
    )
    words = ("export", "--jsonl", "-", "--facts", loud_folder)

    assert "Zoë owns the café." in process(*words, PYTHONIOENCODING="ascii").stdout
    done = process(*words, command=["sh", "-c", 'exec "$@" > /dev/full', "sh", *MODULE])
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr
