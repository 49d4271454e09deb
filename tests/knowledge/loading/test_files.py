"""Which files of a folder are read, which are refused, and the version that they give."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from knowledge.errors import Problem
from knowledge.loading.files import FILE_LIMIT_BYTES, fingerprint
from knowledge.loading.loader import load
from tests.knowledge.loading.support import FACTS, SOURCES, WriteBase, problems_of

Prepare = Callable[[Path], None]
NOBODY = 65534
NOT_REGULAR = ("not a regular file", "remove it or replace it with a text file")
LEADS_OUT = ("a link that leads out of the fact base", "copy the file into the folder")


def dangling_link(folder: Path) -> None:
    (folder / "x.yaml").symlink_to(folder / "gone.txt")


def folder_named_like_a_file(folder: Path) -> None:
    (folder / "x.yaml").mkdir()


def fifo(folder: Path) -> None:
    os.mkfifo(folder / "x.yaml")


def link_out(folder: Path) -> None:
    outside = folder.parent / "outside.yaml"
    outside.write_text(SOURCES, encoding="utf-8")
    (folder / "x.yaml").symlink_to(outside)


def dangling_link_out(folder: Path) -> None:
    (folder / "x.yaml").symlink_to(folder.parent / "gone.yaml")


def too_large(folder: Path) -> None:
    with (folder / "x.yaml").open("wb") as file:
        file.truncate(FILE_LIMIT_BYTES + 1)


def other_ending(folder: Path) -> None:
    (folder / "x.yml").write_text(SOURCES, encoding="utf-8")


@pytest.mark.parametrize(
    ("prepare", "file", "what", "remedy"),
    [
        pytest.param(dangling_link, "x.yaml", *NOT_REGULAR, id="dangling-link"),
        pytest.param(folder_named_like_a_file, "x.yaml", *NOT_REGULAR, id="folder-named-like-a-file"),
        pytest.param(fifo, "x.yaml", *NOT_REGULAR, id="fifo"),
        pytest.param(link_out, "x.yaml", *LEADS_OUT, id="link-out"),
        pytest.param(dangling_link_out, "x.yaml", *LEADS_OUT, id="dangling-link-out"),
        pytest.param(too_large, "x.yaml", "larger than 16 MiB", "split it by topic", id="over-16-mib"),
        pytest.param(other_ending, "x.yml", "a file that would be overlooked",
                     "rename it: only names that end in .yaml are read", id="yml"),
    ],
)  # fmt: skip
def test_file_is_refused_with_remedy(
    write_base: WriteBase, prepare: Prepare, file: str, what: str, remedy: str
) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    prepare(folder)

    problems = problems_of(folder)

    assert problems == [Problem(f"base/{file}", 0, what, remedy)]


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    problems = problems_of(tmp_path / "base")

    assert problems == [
        Problem(str(tmp_path / "base"), 0, "the fact base does not exist", "name a folder with *.yaml files")
    ]


def test_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "base.yaml"
    path.write_text(SOURCES + FACTS, encoding="utf-8")

    problems = problems_of(path)

    assert problems == [Problem(str(path), 0, "the fact base is not a folder", "name a folder with *.yaml files")]


def test_empty_folder_is_refused(write_base: WriteBase) -> None:
    problems = problems_of(write_base())

    assert problems == [Problem("base", 0, "no *.yaml file in this folder", "add one, or name another folder")]


def test_empty_folder_named_by_a_dot_has_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    (problem,) = problems_of(Path())

    assert problem.file


def test_link_to_itself_is_refused(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    (folder / "x.yaml").symlink_to("x.yaml")

    problems = problems_of(folder)

    assert [problem.file for problem in problems] == ["base/x.yaml"]


def test_file_name_that_is_no_text_is_refused(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.yaml")).write_text(SOURCES, encoding="utf-8")

    problems = problems_of(folder)

    assert problems


def test_folder_with_a_name_too_long_is_refused(tmp_path: Path) -> None:
    problems = problems_of(tmp_path / ("x" * 300))

    assert len(problems) == 1


def test_folder_linked_from_outside_is_refused(write_base: WriteBase, tmp_path: Path) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    (tmp_path / "outside").mkdir()
    (folder / "more").symlink_to(tmp_path / "outside")

    problems = problems_of(folder)

    assert problems == [Problem("base/more", 0, "a link to a folder", "copy the folder's files here")]


def test_file_with_its_ending_in_capitals_is_refused(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    (folder / "TOLLS.YAML").write_text("facts: []\n", encoding="utf-8")

    problems = problems_of(folder)

    assert [problem.what for problem in problems] == ["a file that would be overlooked"]


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Lay down root's right to read every file."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


def test_file_without_read_permission_is_refused() -> None:
    # Not in tmp_path: above that folder an ordinary user may not even look.
    with TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        folder = Path(outer, "base")
        folder.mkdir()
        (folder / "sources.yaml").write_text(SOURCES)
        (folder / "sources.yaml").chmod(0)

        with as_ordinary_user():
            problems = problems_of(folder)

    assert Problem("base/sources.yaml", 0, "cannot be read (Permission denied)", "check its permissions") in problems


def test_file_of_16_mib_is_read(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES)
    content = FACTS.encode()
    (folder / "x.yaml").write_bytes(content + b"#" * (FILE_LIMIT_BYTES - len(content)))

    base = load(folder)

    assert [fact.id for fact in base.facts] == ["toll"]


def test_link_within_the_folder_is_read(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES)
    (folder / "draft.txt").write_text(FACTS, encoding="utf-8")
    (folder / "facts.yaml").symlink_to("draft.txt")

    base = load(folder)

    assert [fact.id for fact in base.facts] == ["toll"]


def test_files_in_folders_below_are_read(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES)
    (folder / "facts" / "roads").mkdir(parents=True)
    (folder / "facts" / "roads" / "toll.yaml").write_text(FACTS, encoding="utf-8")

    base = load(folder)

    assert base.locations["toll"].file == "base/facts/roads/toll.yaml"
    assert base.locations["toll"].line == 2


@pytest.mark.parametrize("name", [pytest.param(".draft.yaml", id="file"), pytest.param(".git/x.yml", id="folder")])
def test_hidden_files_and_folders_are_left_alone(write_base: WriteBase, name: str) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("a: [", encoding="utf-8")

    base = load(folder)

    assert [fact.id for fact in base.facts] == ["toll"]


def test_fingerprint_is_the_version_of_the_loaded_base(write_base: WriteBase) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)

    version = fingerprint(folder)

    assert version == load(folder).version
    assert version


def rewrite(folder: Path) -> None:
    (folder / "facts.yaml").write_text(FACTS.replace("4", "5"), encoding="utf-8")


def rename(folder: Path) -> None:
    (folder / "facts.yaml").rename(folder / "tolls.yaml")


def add_a_file(folder: Path) -> None:
    (folder / "more.yaml").write_text("synonyms: []\n", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(rewrite, id="content"),
        pytest.param(rename, id="name"),
        pytest.param(add_a_file, id="another-file"),
    ],
)
def test_version_changes_with_the_files(write_base: WriteBase, change: Prepare) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    before = fingerprint(folder)

    change(folder)

    assert fingerprint(folder) not in (before, "")


@pytest.mark.parametrize("prepare", [pytest.param(link_out, id="link-out"), pytest.param(too_large, id="too-large")])
def test_base_that_cannot_be_read_has_no_fingerprint(write_base: WriteBase, prepare: Prepare) -> None:
    folder = write_base(sources=SOURCES, facts=FACTS)
    prepare(folder)

    assert fingerprint(folder) == ""
