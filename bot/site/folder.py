"""The files of a site -> a folder, all of them or none: made beside it, and put in its place at the end."""

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.wording import site as words
from knowledge.errors import Problem, ProblemsError

# Says that a folder is a site, and what was written into it: a line for each file as `sha256sum --check` takes it.
MARKER = "factbot-site.txt"


class SiteError(ProblemsError):
    """A site that could not be written; what was there before is still there."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: files, and bytes in all."""

    files: int
    size: int


def put_in_place(folder: Path, files: Iterable[tuple[str, bytes]]) -> Written:
    """Write files into a new folder and let it take the place of ``folder``, which may be missing, empty or a site.

    Raises:
        SiteError: there is something else in it, or it can't be written.
    """
    refuse_what_is_no_site(folder)
    folder = folder.resolve()
    # Two that write the same site at once, in containers of one number each, must not meet.
    mark = secrets.token_hex(8)
    new, old = (folder.with_name(f".{folder.name}.{mark}.{kind}") for kind in ("new", "old"))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new.mkdir()
        written = _write(new, files)
        _exchange(folder, new, old)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise SiteError((Problem(str(folder), 0, *words.unwritable(error.strerror)),)) from None
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return written


def _write(new: Path, files: Iterable[tuple[str, bytes]]) -> Written:
    digests, size = {}, 0
    for path, content in files:
        file = new / path
        file.parent.mkdir(exist_ok=True)
        with file.open("xb") as opened:
            opened.write(content)
        digests[path] = hashlib.sha256(content).hexdigest()
        size += len(content)
    (new / MARKER).write_text("".join(f"{digests[path]}  {path}\n" for path in sorted(digests)), "utf-8")
    return Written(len(digests), size)


def _exchange(folder: Path, new: Path, old: Path) -> None:
    """Let the new folder take the place of what is there, which goes to ``old``; it comes back where that fails."""
    if not (folder / MARKER).exists():
        new.replace(folder)  # which puts a folder in the place of an empty one, and of no other
        return
    folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:
        with contextlib.suppress(OSError):
            old.rename(folder)
        raise


def refuse_what_is_no_site(folder: Path) -> None:
    """Refuse a folder whose place a site must not take; to be asked before much work is done for it, too.

    Raises:
        SiteError: there is something else in it, or nobody can tell what.
    """
    try:
        folder = folder.resolve()
        what = _in_the_way(folder)
    except OSError as error:
        what = words.unreadable(error.strerror)
    if what:
        raise SiteError((Problem(str(folder), 0, *what),))


def _in_the_way(folder: Path) -> tuple[str, str] | None:
    """Return what keeps a folder from being replaced, and the remedy: what nobody but this module wrote goes first."""
    if not folder.exists():
        return None
    if not folder.is_dir():
        return words.NO_FOLDER
    if not (marker := folder / MARKER).is_file():
        return words.OTHER_FOLDER if any(folder.iterdir()) else None
    ours = {path: digest for digest, _, path in (line.partition("  ") for line in _lines(marker))}
    for parent, folders, names in os.walk(folder, onerror=_raised):
        links = (name for name in folders if Path(parent, name).is_symlink())
        for file in sorted(Path(parent, name) for name in (*names, *links)):
            path = file.relative_to(folder).as_posix()
            if path == MARKER:
                continue
            if path not in ours or hashlib.sha256(file.read_bytes()).hexdigest() != ours[path]:
                return words.somebodys(path)
    return None


def _lines(marker: Path) -> list[str]:
    return marker.read_text("utf-8", "replace").splitlines()


def _raised(error: OSError) -> None:
    raise error
