"""The files of a fact base: which are read, what may stand in for them, and the version that their content gives."""

import contextlib
import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge.errors import Problem

FILE_LIMIT_BYTES = 16 * 1024 * 1024

# What a file is taken to hold instead of what is on disk, by its path in the folder: to try a change before it is made.
Overlay = Mapping[str, bytes]
AS_IT_IS: Overlay = {}


def read_files(
    folder: Path, problems: list[Problem], overlay: Overlay = AS_IT_IS
) -> Iterator[tuple[Path, bytes | None]]:
    """Yield every file of the base with its content, None where it cannot be read; ``problems`` then says why."""
    standing_in = {folder / name: content for name, content in overlay.items()}
    for path in sorted({*_find(folder, problems), *standing_in}):
        yield path, standing_in[path] if path in standing_in else _read(path, folder, problems)


def fingerprint(folder: Path, overlay: Overlay = AS_IT_IS) -> str:
    """Return the version that loading would give the base, read but not parsed; "" where it cannot be read."""
    problems: list[Problem] = []
    digest = Digest(folder)
    for path, content in read_files(folder, problems, overlay):
        digest.add(path, content or b"")
    return "" if problems else digest.version


class Digest:
    """Adds up files to the version of a base."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sum = hashlib.sha256()

    def add(self, path: Path, content: bytes) -> None:
        """Add a file."""
        name = f"{path.relative_to(self._folder).as_posix()}\0{len(content)}\0"
        self._sum.update(name.encode("utf-8", "surrogateescape") + content)

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits that change with every name and every byte."""
        return self._sum.hexdigest()[:12]


def shown(folder: Path, path: Path) -> str:
    """Return a path as problems name it: from the name of the base's folder on."""
    name = (Path(folder.resolve().name) / path.relative_to(folder)).as_posix()
    return name.encode("utf-8", "replace").decode()


def _find(folder: Path, problems: list[Problem]) -> list[Path]:
    try:
        is_folder, exists = folder.is_dir(), folder.exists()
    except OSError:
        is_folder = exists = False
    if not is_folder:
        what = "is not a folder" if exists else "does not exist"
        problems.append(Problem(str(folder), 0, f"the fact base {what}", "name a folder with *.yaml files"))
        return []
    found = []
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if fault := _overlooked(path):
            problems.append(Problem(shown(folder, path), 0, *fault))
        elif path.suffix == ".yaml":
            found.append(path)
    if not found and not problems:
        what = "no *.yaml file in this folder"
        problems.append(Problem(folder.resolve().name, 0, what, "add one, or name another folder"))
    return found


def _overlooked(path: Path) -> tuple[str, str] | None:
    if path.is_symlink() and path.is_dir():
        return "a link to a folder", "copy the folder's files here"
    if path.suffix != ".yaml" and path.suffix.lower() in (".yml", ".yaml"):
        return "a file that would be overlooked", "rename it: only names that end in .yaml are read"
    return None


def _read(path: Path, folder: Path, problems: list[Problem]) -> bytes | None:
    def fault(what: str, remedy: str) -> None:
        problems.append(Problem(shown(folder, path), 0, what, remedy))

    try:
        is_inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        is_inside = False
    if not is_inside:
        fault("a link that leads out of the fact base", "copy the file into the folder")
        return None
    if not path.is_file():
        fault("not a regular file", "remove it or replace it with a text file")
        return None
    try:
        if path.stat().st_size <= FILE_LIMIT_BYTES:
            return path.read_bytes()
        fault(f"larger than {FILE_LIMIT_BYTES >> 20} MiB", "split it by topic")
    except OSError as error:
        fault(f"cannot be read ({error.strerror})", "check its permissions")
    return None


def write_whole(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Replace a file: whoever reads it, after whatever crash, finds what was there before or all of the new.

    Raises:
        OSError: it could not be written; what was there before is still there.
    """
    draft = path.with_name(f".{path.name}.draft")
    try:
        with draft.open("wb") as file:
            draft.chmod(mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        # The name is on the disk only once its folder is.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
