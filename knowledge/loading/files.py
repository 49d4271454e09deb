"""The files of a fact base: which are read, what may stand in for them, and the version that their content gives."""

import contextlib
import hashlib
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import Problem

# Fifty times the bundled base in one file: more is no file that people write.
FILE_LIMIT_BYTES = 16 * 1024 * 1024
# Hexadecimal digits of a version: that two of a thousand are alike has a chance of one in five hundred million.
VERSION_DIGITS = 12

# What a file is taken to hold instead of what is on disk, by its path in the folder: to try a change before it is made.
Overlay = Mapping[str, bytes]
AS_IT_IS: Overlay = {}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a base as they were read once: what is made of them has their version, whatever is on disk by then.

    ``files`` goes by the path in the folder, in order; None stands for what could not be read, and ``problems`` says
    why. ``name`` is that of the folder.
    """

    name: str
    files: Mapping[str, bytes | None]
    problems: tuple[Problem, ...] = ()

    @property
    def version(self) -> str:
        """Hexadecimal digits that change with every name and every byte; "" where not all could be read."""
        if self.problems:
            return ""
        digest = hashlib.sha256()
        for path, content in self.files.items():
            digest.update(f"{path}\0{len(content or b'')}\0".encode("utf-8", "surrogateescape") + (content or b""))
        return digest.hexdigest()[:VERSION_DIGITS]

    def shown(self, path: str) -> str:
        """Return a path as problems name it: from the name of the base's folder on."""
        return f"{self.name}/{path}".encode("utf-8", "replace").decode()


def bundled_folder() -> Path:
    """Return the folder of the fact base that comes with the package."""
    return Path(__file__).parents[1] / "base"


def is_bundled(folder: Path) -> bool:
    """Whether a folder is that of the fact base that comes with the package, which nobody changes."""
    return folder.resolve() == bundled_folder().resolve()


def take_snapshot(folder: Path, overlay: Overlay = AS_IT_IS) -> Snapshot:
    """Return the files of the base in ``folder`` with those of ``overlay`` in their place; nothing is raised."""
    if fault := _no_folder(folder):
        problem = Problem(str(folder), 0, f"the fact base {fault}", "name a folder with *.yaml files")
        return Snapshot(folder.name, {}, (problem,))
    # A link that is turned to another folder meanwhile must not give half of each.
    folder = folder.resolve()
    problems: list[Problem] = []
    found = {path.relative_to(folder).as_posix(): path for path in _find(folder, problems)}
    files = {
        name: overlay[name] if name in overlay else _read(found[name], folder, problems)
        for name in sorted({*found, *overlay})
    }
    return Snapshot(folder.name, files, tuple(problems))


def fingerprint(folder: Path, overlay: Overlay = AS_IT_IS) -> str:
    """Return the version that loading would give the base, read but not parsed; "" where it cannot be read."""
    return take_snapshot(folder, overlay).version


def _no_folder(folder: Path) -> str:
    """Return what keeps ``folder`` from being one, "" where nothing does."""
    try:
        if folder.is_dir():
            return ""
        exists = folder.exists()
    except OSError:
        exists = False
    return "is not a folder" if exists else "does not exist"


def _find(folder: Path, problems: list[Problem]) -> list[Path]:
    def unreadable(error: OSError) -> None:
        what = f"cannot be read ({error.strerror})"
        problems.append(Problem(_shown(folder, Path(error.filename)), 0, what, "check its permissions"))

    found = []
    for parent, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(parent, name) for name in (*folders, *files) if not name.startswith(".")):
            if fault := _overlooked(path):
                problems.append(Problem(_shown(folder, path), 0, *fault))
            elif path.suffix == ".yaml":
                found.append(path)
    if not found and not problems:
        what = "no *.yaml file in this folder"
        problems.append(Problem(folder.name, 0, what, "add one, or name another folder"))
    return found


def _overlooked(path: Path) -> tuple[str, str] | None:
    if path.is_symlink() and path.is_dir():
        return "a link to a folder", "copy the folder's files here"
    if path.suffix != ".yaml" and path.suffix.lower() in (".yml", ".yaml"):
        return "a file that would be overlooked", "rename it: only names that end in .yaml are read"
    return None


def _shown(folder: Path, path: Path) -> str:
    return Snapshot(folder.name, {}).shown(path.relative_to(folder).as_posix())


def _read(path: Path, folder: Path, problems: list[Problem]) -> bytes | None:
    def fault(what: str, remedy: str) -> None:
        problems.append(Problem(_shown(folder, path), 0, what, remedy))

    try:
        is_inside = path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):  # a link that leads to itself
        is_inside = False
    if not is_inside:
        fault("a link that leads out of the fact base", "copy the file into the folder")
        return None
    try:
        if not path.is_file():
            fault("not a regular file", "remove it or replace it with a text file")
            return None
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
    write_all({path: content}, mode)


def write_all(files: Mapping[Path, bytes], mode: int = 0o644) -> None:
    """Replace files, each whole, and none before all are on the disk under other names.

    Raises:
        OSError: one could not be written; only where a name was refused in the end, others may have been replaced.
    """
    # Two that write the same file at once must not write into one another's draft.
    own = f"{os.getpid()}-{threading.get_ident()}"
    drafts = {path: path.with_name(f".{path.name}.{own}.draft") for path in files}
    try:
        for path, content in files.items():
            _write_draft(drafts[path], content, mode)
        for path, draft in drafts.items():
            draft.replace(path)
        # The names are on the disk only once their folders are.
        for parent in {path.parent for path in files}:
            _sync(parent)
    except OSError:
        for draft in drafts.values():
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
        raise


def _write_draft(draft: Path, content: bytes, mode: int) -> None:
    draft.unlink(missing_ok=True)
    # Made anew, or not at all: through a link that somebody left there, another file would be overwritten.
    with draft.open("xb") as file:
        draft.chmod(mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
