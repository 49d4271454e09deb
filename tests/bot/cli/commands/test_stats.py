"""``factbot stats``: beside a bot that runs, on a store that is not there, and with a picture."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config import Config
from bot.desk.desk import Desk, OpenQuestion
from bot.desk.records import Replied, content_of
from bot.process.running import desk_settings
from knowledge.decision.matcher import Matcher
from tests.bot.cli.support import TOLL, Run, replies

ZEPPELIN = "who owns the zeppelin"


@pytest.fixture
def config(tmp_path: Path, town_folder: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(f"facts: {town_folder}\nstate: ./state\n", "utf-8")
    return path


def desk_at(folder: Path, town: Matcher) -> Desk:
    return Desk(desk_settings(Config(state=folder)), lambda: town)


@pytest.fixture
async def asked(config: Path, town: Matcher) -> Path:
    """Return the configuration of a bot that was asked two questions."""
    desk, now = desk_at(config.parent / "state", town), datetime.now(UTC)
    async with desk.open():
        desk.replied(Replied(at=now, outcome="answer"), content_of(town.base.facts[0], town.base, now))
        desk.replied(Replied(at=now, outcome="abstention"))
        desk.note(OpenQuestion(text=ZEPPELIN, reason="nothing near", asked_at=now, asker=None))
    return config


def test_it_says_what_was_asked(run: Run, asked: Path) -> None:
    result = run("stats", "--config", str(asked))

    lines = result.stdout.splitlines()
    assert lines[0].endswith("(1 week): 2 questions")
    assert f"  most asked: {TOLL} (1)" in lines
    assert f"  most asked in vain: {ZEPPELIN} (1)" in lines


def test_json_has_a_week_a_line(run: Run, asked: Path) -> None:
    (week,) = replies(run("stats", "--json", "--weeks", "3", "--config", str(asked)))

    assert (week["asked"], week["answered"], week["refused"], week["waited_hours_median"]) == (2, 1, 1, None)
    assert week["most_asked"] == [{"fact": "north-bridge-toll", "times": 1}]
    assert week["most_refused"] == [{"question": ZEPPELIN, "times": 1}]


def test_a_picture_is_written_where_it_is_wanted(run: Run, asked: Path, tmp_path: Path) -> None:
    result = run("stats", "--png", str(tmp_path / "weeks.png"), "--config", str(asked))

    assert (tmp_path / "weeks.png").read_bytes().startswith(b"\x89PNG")
    assert "weeks.png: Bars of the questions of each week" in result.stderr


def test_a_picture_that_cannot_be_written_is_a_problem(run: Run, asked: Path, tmp_path: Path) -> None:
    result = run("stats", "--png", str(tmp_path / "nowhere" / "weeks.png"), "--config", str(asked))

    assert result.exit_code == 1
    assert "can't be written (No such file or directory); name another file" in result.stderr


def test_without_a_store_it_says_so_and_makes_none(run: Run, config: Path) -> None:
    result = run("stats", "--config", str(config))

    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is no store yet" in result.stderr
    assert not (config.parent / "state").exists()


@pytest.mark.parametrize("weeks", ["0", "61", "many"])
def test_weeks_that_cannot_be_are_wrong_usage(run: Run, asked: Path, weeks: str) -> None:
    assert run("stats", "--weeks", weeks, "--config", str(asked)).exit_code == 2
