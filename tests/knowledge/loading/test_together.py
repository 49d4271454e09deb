"""Two files that are written as one, whatever is cut off or refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.loading.together import PENDING, finish, write_together

NEW = {"a.yaml": b"new a", "b.yaml": b"new b"}
# Is killed, as by a loss of power, when the second name is to be given.
KILLED = """
import os, pathlib, sys
from knowledge.loading.together import write_together
give, given = pathlib.Path.replace, []
def killed(self, target):
    given.append(target)
    if len(given) == int(sys.argv[2]):
        os._exit(9)
    return give(self, target)
pathlib.Path.replace = killed
write_together(pathlib.Path(sys.argv[1]), {"a.yaml": b"new a", "b.yaml": b"new b"})
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_bytes(b"old a")
    return tmp_path


def test_a_name_that_is_refused_leaves_all_as_it_was(folder: Path) -> None:
    (folder / "b.yaml").mkdir()

    with pytest.raises(OSError, match="directory"):
        write_together(folder, NEW)

    assert (folder / "a.yaml").read_bytes() == b"old a"
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(("at", "then"), [(1, {"a.yaml": b"old a"}), (2, NEW), (3, NEW)])
def test_a_kill_leaves_all_old_or_all_new_once_it_is_finished(folder: Path, at: int, then: dict[str, bytes]) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(at)], check=False, env=dict(os.environ))  # noqa: S603  our own text
    assert done.returncode == 9

    assert finish(folder) is (then == NEW)

    assert contents(folder) == then
    assert not (folder / PENDING).exists()
    assert finish(folder) is False


def test_what_somebody_has_written_since_the_crash_is_left(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(folder), "3"], check=False, env=dict(os.environ))  # noqa: S603  our own text
    (folder / "b.yaml").write_bytes(b"mine")

    assert finish(folder) is False

    assert contents(folder) == {"a.yaml": b"new a", "b.yaml": b"mine"}
    assert not (folder / PENDING).exists()


def test_a_note_that_cannot_be_read_changes_nothing(folder: Path) -> None:
    (folder / PENDING).write_bytes(b"{half")

    assert not finish(folder)
    assert contents(folder) == {"a.yaml": b"old a"}
    assert not (folder / PENDING).exists()
