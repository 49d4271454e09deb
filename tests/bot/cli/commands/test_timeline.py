"""``factbot timeline``: what happened when, as a text and as pictures in files."""

from pathlib import Path

import pytest

from tests.bot.cli.support import Run


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("Bob",), "I have nobody and nothing called “Bob”, and no topic of that name. There is: Anna Berg; Tom Lind;"),
        (("Anna Berg", "--from", "03/2024"), "“03/2024” is not a date; write a year, month or day such as 2026"),
        (("Anna Berg", "--from", "2024", "--until", "2023"), "“2023” is before 2024; write the earlier day first."),
    ],
)
def test_what_cannot_be_read_is_wrong_usage(run: Run, town_folder: Path, words: tuple[str, ...], says: str) -> None:
    result = run("timeline", *words, "--facts", str(town_folder))

    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_it_says_what_happened_when(run: Run, town_folder: Path, tmp_path: Path) -> None:
    picture = tmp_path / "bridge.png"

    result = run("timeline", "north bridge", "--png", str(picture), "--facts", str(town_folder))

    assert result.stdout == (
        "North Bridge: 1 fact with a day.\n\n"
        "1. March 2024 · 🟢 Confirmed\nCars pay 4 dollars on North Bridge since March 2024, the Gazette reported.\n"
    )
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "bridge.png: Timeline of North Bridge, 1 March 2024 to 31 March 2024." in result.stderr


def test_nothing_is_no_picture(run: Run, town_folder: Path, tmp_path: Path) -> None:
    result = run("timeline", "Tom Lind", "--png", str(tmp_path / "none.png"), "--facts", str(town_folder))

    assert "No fact on Tom Lind says when it happened." in result.stdout
    assert not (tmp_path / "none.png").exists()


def test_a_picture_that_cannot_be_written_is_a_problem(run: Run, town_folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "nowhere" / "bridge.png"

    result = run("timeline", "North Bridge", "--png", str(place), "--facts", str(town_folder))

    assert result.exit_code == 1
    assert "can't be written (No such file or directory); name another file" in result.stderr
