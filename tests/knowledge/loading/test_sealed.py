import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.loading.sealed import read_sealed, write_sealed

AS_ROOT = pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away")
NOBODY = 65534
CONTENT = b"Cars pay 4 dollars.\n" * 100


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a sealed file with ``CONTENT``."""
    path = tmp_path / "cache" / "matcher"
    write_sealed(path, CONTENT)
    return path


def test_what_was_written_is_read(path: Path) -> None:
    assert read_sealed(path) == CONTENT


def test_nothing_is_read_where_nothing_is(tmp_path: Path) -> None:
    assert read_sealed(tmp_path / "gone") is None


def test_the_folder_is_made_for_its_user_alone(path: Path) -> None:
    assert (path.parent.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda whole: b"", id="empty"),
        pytest.param(lambda whole: whole[:20], id="cut-in-the-seal"),
        pytest.param(lambda whole: whole[:-1], id="cut-short"),
        pytest.param(lambda whole: whole + b"\0", id="longer"),
        pytest.param(lambda whole: whole.replace(b"pay 4", b"pay 9"), id="changed-digit"),
        pytest.param(lambda whole: CONTENT, id="without-a-seal"),
        pytest.param(lambda whole: bytes(len(whole)), id="zeros"),
    ],
)
def test_what_is_damaged_is_not_read(path: Path, spoil: Callable[[bytes], bytes]) -> None:
    path.write_bytes(spoil(path.read_bytes()))

    assert read_sealed(path) is None


def test_a_file_is_not_read_under_another_name(path: Path) -> None:
    other = path.rename(path.with_name("newer"))

    assert read_sealed(other) is None


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_not_read_and_the_log_says_why(
    path: Path, mode: int, caplog: pytest.LogCaptureFixture
) -> None:
    path.chmod(mode)

    assert read_sealed(path) is None
    assert "chmod go-w" in caplog.text


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_may_write_is_not_read(path: Path, mode: int) -> None:
    path.parent.chmod(mode)

    assert read_sealed(path) is None


@AS_ROOT
@pytest.mark.parametrize("which", [pytest.param(lambda path: path, id="file"),
                                   pytest.param(lambda path: path.parent, id="folder")])  # fmt: skip
def test_what_belongs_to_somebody_else_is_not_read(path: Path, which: Callable[[Path], Path]) -> None:
    os.chown(which(path), NOBODY, NOBODY)

    assert read_sealed(path) is None


def test_a_link_left_where_the_draft_goes_overwrites_nothing(path: Path) -> None:
    precious = path.with_name("precious")
    precious.write_bytes(b"mine")
    path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.draft").symlink_to(precious)

    write_sealed(path, CONTENT)

    assert (precious.read_bytes(), read_sealed(path)) == (b"mine", CONTENT)
