"""``factbot learned``: what the bot was taught, and as lines for the curated files."""

from datetime import date
from pathlib import Path

import yaml

from knowledge.loading.lessons import written
from knowledge.loading.loader import load
from knowledge.model import Lesson
from tests.bot.cli.support import Run

LESSON = Lesson("north-bridge-toll", "whats the damage: the bridge", "Ed", date(2024, 3, 2))


def test_nothing_taught_is_said_so(base_folder: Path, run: Run) -> None:
    for words in ([], ["--promote"]):
        done = run("learned", *words, "--facts", str(base_folder))

        assert (done.exit_code, done.stdout) == (0, "nothing has been taught so far\n")


def test_what_was_taught_is_listed_with_who_approved_it(base_folder: Path, run: Run) -> None:
    (base_folder / "learned.yaml").write_bytes(written([LESSON]))

    done = run("learned", "--facts", str(base_folder))

    assert done.stdout == "north-bridge-toll: whats the damage: the bridge (Ed, 2024-03-02)\n"


def test_pasted_lines_are_curated_phrasings(base_folder: Path, run: Run) -> None:
    (base_folder / "learned.yaml").write_bytes(written([LESSON]))
    done = run("learned", "--promote", "--facts", str(base_folder))
    place, *lines, closing = done.stdout.splitlines()
    assert place == "base/facts.yaml:3: north-bridge-toll, under 'phrasings:'"
    assert closing.startswith("# then delete them from learned.yaml")

    facts = base_folder / "facts.yaml"
    text = facts.read_text("utf-8")
    facts.write_text(text.replace("    phrasings:\n", "\n".join(["    phrasings:", *lines]) + "\n", 1), "utf-8")
    (base_folder / "learned.yaml").unlink()

    assert yaml.safe_load(facts.read_text("utf-8"))
    assert LESSON.phrasing in load(base_folder).facts[0].phrasings


def test_a_broken_base_is_told_with_its_place(base_folder: Path, run: Run) -> None:
    (base_folder / "learned.yaml").write_text("learned: []\n", "utf-8")

    done = run("learned", "--facts", str(base_folder))

    assert done.exit_code == 1
    assert "base/learned.yaml:1: 'learned' maps no facts to phrasings" in done.stderr
