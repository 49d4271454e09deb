import errno
import subprocess
import sys
from pathlib import Path

import pytest

from bot.client.login import StartError
from bot.config import Config
from bot.process.running import default_state_folder, make_newsroom
from knowledge.loading.together import PENDING


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other folders")
@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        pytest.param({"FACTBOT_STATE": "/a/b", "XDG_STATE_HOME": "/c"}, Path("/a/b"), id="own-variable"),
        pytest.param({"XDG_STATE_HOME": "/c"}, Path("/c/factbot"), id="xdg"),
        pytest.param({}, Path("/home/eva/.local/state/factbot"), id="home"),
    ],
)
def test_state_folder_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: Path
) -> None:
    for name in ("FACTBOT_STATE", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"HOME": "/home/eva"} | variables).items():
        monkeypatch.setenv(name, value)

    assert default_state_folder() == expected


def test_nothing_is_read_for_the_first_time_while_somebody_waits(town_folder: Path, tmp_path: Path) -> None:
    program = f"""
import subprocess
import sys
from bot.config import Config
from bot.process.running import make_newsroom, make_ready

newsroom = make_newsroom(Config(facts={str(town_folder)!r}, state={str(tmp_path / "state")!r}))
make_ready(newsroom)
matcher = newsroom.matcher
opened = []
sys.addaudithook(lambda event, given: opened.append(given[0]) if event == "open" else None)
matcher.decide("who told Brindlewick that the zorblaxer met qwimbles at the toll?")
sys.exit(", ".join(map(str, opened)) or 0)
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300, check=False)  # noqa: S603

    assert (ran.returncode, ran.stderr) == (0, "")


# Loses its power when the second of two files is to be given its name.
CUT_OFF = """
import os, pathlib, sys
from knowledge.loading.together import write_together
folder, given = pathlib.Path(sys.argv[1]), []
give = pathlib.Path.replace
def killed(self, target):
    given.append(target)
    if len(given) == 3:
        os._exit(9)
    return give(self, target)
pathlib.Path.replace = killed
facts = (folder / "facts.yaml").read_bytes().replace(b"4 dollars", b"5 dollars")
sources = (folder / "sources.yaml").read_bytes().replace(b"Northfield", b"Southfield")
write_together(folder, {"facts.yaml": facts, "sources.yaml": sources})
"""


@pytest.fixture
def cut_off(base_folder: Path) -> Path:
    """Return a folder of facts in which a crash has left one file of two unwritten."""
    done = subprocess.run([sys.executable, "-c", CUT_OFF, str(base_folder)], check=False)  # noqa: S603  our own text
    assert done.returncode == 9
    assert (b"5 dollars" in (base_folder / "facts.yaml").read_bytes()) != (
        b"Southfield" in (base_folder / "sources.yaml").read_bytes()
    )
    return base_folder


def test_a_start_finishes_an_import_that_was_cut_off(cut_off: Path, tmp_path: Path) -> None:
    newsroom = make_newsroom(Config(facts=cut_off, state=tmp_path / "state"))

    base = newsroom.matcher.base
    assert "5 dollars" in next(fact.answer for fact in base.facts if fact.id == "north-bridge-toll")
    assert [source.publisher for source in base.sources.values()] == ["Southfield Gazette"]
    assert not (cut_off / PENDING).exists()


def test_a_start_that_cannot_finish_it_says_what_to_do(
    cut_off: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", refused)

    with pytest.raises(StartError, match=r"an import was cut off, and the rest can't be written .* let the bot write"):
        make_newsroom(Config(facts=cut_off, state=tmp_path / "state"))
