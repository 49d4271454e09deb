"""A site is put in its place as a whole, and takes the place of nothing but an earlier one that nobody touched."""

import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.site.folder import MARKER, SiteError, put_in_place

FILES = [("index.html", b"first"), ("facts/toll.html", b"four")]


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refusal(folder: Path, files: list[tuple[str, bytes]] = FILES) -> str:
    """Return why a site was not written, and see that nothing was left beside the folder."""
    beside = names_in(folder.parent) if folder.parent.is_dir() else []
    with pytest.raises(SiteError) as refused:
        put_in_place(folder, files)
    assert not beside or names_in(folder.parent) == beside
    (problem,) = refused.value.problems
    return str(problem)


@pytest.mark.parametrize("make", [lambda _: None, Path.mkdir], ids=["missing", "empty"])
def test_a_site_is_written_into_a_new_or_an_empty_folder(tmp_path: Path, make: object) -> None:
    folder = tmp_path / "site"
    make(folder)  # type: ignore[operator]

    written = put_in_place(folder, FILES)

    assert (written.files, written.size) == (2, 9)
    assert contents(folder) == dict(FILES) | {MARKER: contents(folder)[MARKER]}
    assert names_in(tmp_path) == ["site"]


def test_the_next_site_takes_the_place_of_the_last_and_leaves_no_stale_page(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "site"
    put_in_place(folder, FILES)
    put_in_place(folder, [("index.html", b"second")])

    assert {path: text for path, text in contents(folder).items() if path != MARKER} == {"index.html": b"second"}
    assert names_in(folder.parent) == ["site"]


def test_the_same_files_give_the_same_folder(tmp_path: Path) -> None:
    put_in_place(tmp_path / "one", FILES)
    put_in_place(tmp_path / "two", FILES[::-1])

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "novel.txt").write_text("chapter one")

    assert refusal(folder).endswith("work: is no site of factbot's, and not empty; name a new or an empty folder")
    assert contents(folder) == {"novel.txt": b"chapter one"}


@pytest.mark.parametrize("path", ["CNAME", ".git/config", "facts/toll.html", "facts/mine.html"])
def test_a_site_in_which_somebody_put_or_changed_a_file_is_left_alone(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "site"
    put_in_place(folder, FILES)
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_bytes(b"an editor's")
    before = contents(folder)

    assert f"has a file that this command did not write, {path}; move it elsewhere" in refusal(folder)
    assert contents(folder) == before


def test_a_link_within_a_site_is_somebodys_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    folder, other = tmp_path / "site", tmp_path / "other"
    put_in_place(folder, FILES)
    other.mkdir()
    (folder / "link").symlink_to(other)

    assert "did not write, link" in refusal(folder)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "site"
    file.write_text("mine")

    assert "site: is not a folder; name another folder" in refusal(file)
    assert "cannot be" in refusal(file / "below")
    assert file.read_text() == "mine"


@pytest.fixture
def full_disk() -> Iterator[None]:
    """Let no file become larger than 4 bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    signal.signal(signal.SIGXFSZ, before)


def test_on_a_full_disk_the_last_site_stays(tmp_path: Path, full_disk: None) -> None:
    folder = tmp_path / "site"
    folder.mkdir()

    assert "cannot be written (File too large); what was there before is still there" in refusal(folder)
    assert contents(folder) == {}


def test_what_fails_on_the_way_leaves_nothing_behind(tmp_path: Path) -> None:
    def failing() -> Iterator[tuple[str, bytes]]:
        yield FILES[0]
        raise ZeroDivisionError

    put_in_place(tmp_path / "site", FILES)
    before = contents(tmp_path / "site")
    with pytest.raises(ZeroDivisionError):
        put_in_place(tmp_path / "site", failing())

    assert contents(tmp_path / "site") == before
    assert names_in(tmp_path) == ["site"]


@pytest.mark.parametrize(
    "error", [OSError(16, "Device or resource busy"), KeyboardInterrupt()], ids=["busy", "stopped"]
)
def test_where_the_last_step_fails_the_last_site_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    folder, rename = tmp_path / "site", Path.rename
    put_in_place(folder, FILES)
    before = contents(folder)

    def failing(path: Path, target: Path) -> Path:
        if path.name.endswith(".new"):
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises((SiteError, KeyboardInterrupt)):
        put_in_place(folder, [("index.html", b"second")])

    assert contents(folder) == before
    assert names_in(tmp_path) == ["site"]
