"""Several files of a base written as one: after whatever crash all of them are new, or all are what they were.

What they are to hold is written down first, in a hidden file that the loader passes over; ``finish`` does the rest.
"""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from knowledge.loading.files import Overlay, write_all, write_whole

PENDING = ".together.json"


def write_together(folder: Path, files: Overlay) -> None:
    """Replace files of a base, all or none.

    Raises:
        OSError: they could not be written; what was there before is still there.
    """
    paths = {folder / name: content for name, content in files.items()}
    if len(files) < 2:
        write_all(paths)
        return
    before = {path: _content(path) for path in paths}
    write_whole(folder / PENDING, _noted(files, folder))
    try:
        write_all(paths)
    except OSError:
        _put_back(before)
        raise
    finally:
        (folder / PENDING).unlink()


def finish(folder: Path) -> bool:
    """Write what a crash has left unwritten of several files; return whether there was such.

    Where one of them is neither what it was nor what it was to be, somebody has gone on since, and nothing is done.

    Raises:
        OSError: they could not be written.
    """
    content = _content(folder / PENDING)
    if content is None:
        return False
    try:
        noted: dict[str, dict[str, Any]] = json.loads(content)
    except ValueError:
        # It is written whole, so this is none of ours; what stands there is what editors see.
        (folder / PENDING).unlink()
        return False
    new = {folder / name: base64.b64decode(file["content"]) for name, file in noted.items()}
    standing = {name: _digest(_content(folder / name)) for name in noted}
    is_ours = all(standing[name] in (file["before"], _digest(new[folder / name])) for name, file in noted.items())
    if is_ours:
        write_all(new)
    (folder / PENDING).unlink()
    return is_ours


def _noted(files: Overlay, folder: Path) -> bytes:
    noted = {
        name: {"before": _digest(_content(folder / name)), "content": base64.b64encode(content).decode()}
        for name, content in files.items()
    }
    return json.dumps(noted).encode()


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _digest(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _put_back(before: dict[Path, bytes | None]) -> None:
    for path, content in before.items():
        if content is None:
            path.unlink(missing_ok=True)
        elif _content(path) != content:
            write_whole(path, content)
