"""The glossary leads to files that are there: whoever moves one mends it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
TOPS = (ROOT, ROOT / "bot", ROOT / "knowledge")
ROOMS = [folder for top in TOPS[1:] for folder in top.rglob("*") if folder.is_dir()]
NAMED = sorted(set(re.findall(r"`([\w./]+(?:\.py|\.yaml|/))`", GLOSSARY)))
# The bot's own files, which are made where it runs.
MADE = {"learned.yaml", "desk.yaml"}


def is_there(name: str) -> bool:
    """Whether a path leads to something from the top of the project or of a package, or a bare name from a room."""
    places = [*TOPS, *ROOMS] if "/" not in name.strip("/") else TOPS
    return any((place / name).exists() for place in places)


@pytest.mark.parametrize("name", [name for name in NAMED if name not in MADE])
def test_what_the_glossary_names_is_there(name: str) -> None:
    assert is_there(name)


@pytest.mark.parametrize("name", ["decision/follow_up.py", "matching.py", "bot/client/limits.py"])
def test_what_is_not_there_is_found_out(name: str) -> None:
    assert not is_there(name)
