"""``factbot promote``: what it says of what moves, tried out first or done."""

from datetime import date
from pathlib import Path

from knowledge.loading.files import bundled_folder
from knowledge.loading.lessons import written
from knowledge.loading.loader import load
from knowledge.model import Lesson
from tests.bot.cli.support import Run

LESSON = Lesson("north-bridge-toll", "whats the damage: the bridge", "Ed", date(2024, 3, 2))


def test_nothing_to_move_is_said_so(base_folder: Path, run: Run) -> None:
    done = run("promote", "--facts", str(base_folder))

    nothing = "nothing has been published or taught on Discord: there is nothing to move\n"
    assert (done.exit_code, done.stdout) == (0, nothing)


def test_a_trial_names_what_would_move_and_writes_nothing(base_folder: Path, run: Run) -> None:
    (base_folder / "learned.yaml").write_bytes(written([LESSON]))
    before = {path: path.read_bytes() for path in base_folder.iterdir()}

    done = run("promote", "--dry-run", "--facts", str(base_folder))

    assert done.stdout.splitlines() == [
        f"facts.yaml: “{LESSON.phrasing}”, a phrasing",
        "this would go into 1 file; nothing was written",
    ]
    assert {path: path.read_bytes() for path in base_folder.iterdir()} == before


def test_what_moved_is_named_with_what_is_left_to_do(base_folder: Path, run: Run) -> None:
    (base_folder / "learned.yaml").write_bytes(written([LESSON]))

    done = run("promote", "--facts", str(base_folder))

    assert done.stdout.splitlines()[1].startswith("1 file written; ")
    assert done.stdout.endswith("; a bot that runs takes it over with /facts reload\n")
    assert not (base_folder / "learned.yaml").exists()
    assert LESSON.phrasing in load(base_folder).facts[0].phrasings


def test_the_base_that_comes_along_is_left_alone(run: Run) -> None:
    done = run("promote", "--facts", str(bundled_folder()))

    assert done.exit_code == 2
    assert "the facts that come with the package are not changed" in done.stderr


def test_a_broken_base_is_told_with_its_place(base_folder: Path, run: Run) -> None:
    (base_folder / "learned.yaml").write_text("learned: []\n", "utf-8")

    done = run("promote", "--facts", str(base_folder))

    assert done.exit_code == 1
    assert "base/learned.yaml:1: 'learned' maps no facts to phrasings" in done.stderr
