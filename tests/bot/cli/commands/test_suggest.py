"""``factbot suggest``: lines to paste, from the fact and from what readers asked; nothing is written."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import yaml

from bot.config import Config
from bot.desk.desk import Desk, OpenQuestion
from bot.process.running import desk_settings
from knowledge.decision.matcher import Matcher
from tests.bot.cli.support import NEAR_MISS, Run

SLANG = "what must drivers shell out to get over North Bridge"


async def ask_in_vain(state: Path, matcher: Matcher) -> None:
    """Leave a question at the desk as a bot does that has been stopped since."""
    desk = Desk(desk_settings(Config(state=state)), lambda: matcher)
    async with desk.open():
        desk.note(OpenQuestion(text=SLANG, reason="nothing near", asked_at=datetime.now(UTC), asker=1))


def test_what_readers_asked_and_what_the_fact_says_is_printed_as_lines(
    base_folder: Path, town: Matcher, tmp_path: Path, run: Run
) -> None:
    asyncio.run(ask_in_vain(tmp_path / "state", town))
    (tmp_path / "config.yaml").write_text(f"facts: {base_folder}\nstate: ./state\n", "utf-8")
    before = {file: file.read_bytes() for file in base_folder.iterdir()}

    done = run("suggest", "north-bridge-toll")

    assert done.exit_code == 0
    comments, lines = (
        [line for line in done.stdout.splitlines() if line.startswith("#") is told] for told in (True, False)
    )
    assert comments[0].endswith("facts.yaml:3: north-bridge-toll, under 'phrasings:'")
    assert yaml.safe_load("\n".join(lines)) == [SLANG, NEAR_MISS]
    assert {file: file.read_bytes() for file in base_folder.iterdir()} == before


def test_without_a_name_the_neediest_facts_are_helped(base_folder: Path, run: Run) -> None:
    done = run("suggest", "--facts", str(base_folder))

    assert done.exit_code == 0
    for fact in ("north-bridge-toll", "ferry-first-trip", "mayor-dismissed-lind"):
        assert fact in done.stdout


def test_an_unknown_fact_is_refused(base_folder: Path, run: Run) -> None:
    done = run("suggest", "north-bridge-tol", "--facts", str(base_folder))

    assert done.exit_code == 2
    assert "no fact has the id 'north-bridge-tol'; did you mean 'north-bridge-toll'?" in done.stderr
