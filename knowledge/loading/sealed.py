"""Files that the bot keeps for itself, sealed: read back only as they were written, and only where nobody else writes.

What such a file holds decides what readers are told, and one of a matcher is a pickle: whoever may write it may run
code. So it is read only if it and its folder belong to the user of this process and nobody else may write there.
"""

import hashlib
import logging
import os
import stat
from pathlib import Path

from knowledge.loading.files import write_whole

_SEAL_BYTES = 32  # SHA-256
LOG = logging.getLogger("factbot")


def write_sealed(path: Path, content: bytes) -> None:
    """Write a file that ``read_sealed`` finds whole; a folder that is not there is made, for its user alone.

    Raises:
        OSError: it could not be written; what was there before is still there.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, _seal(path, content) + content, mode=0o600)


def read_sealed(path: Path) -> bytes | None:
    """Return what was written; None where the file is missing, damaged, another one under this name, or not ours."""
    try:
        with path.open("rb") as file:
            # What was opened is asked, not what goes by its name by then.
            if not (_is_ours(os.fstat(file.fileno())) and _is_ours(path.parent.stat())):
                LOG.warning("%s is not used: others may write it or its folder; chmod go-w both, or delete it", path)
                return None
            seal, content = file.read(_SEAL_BYTES), file.read()
    except OSError:
        return None
    return content if seal == _seal(path, content) else None


def _seal(path: Path, content: bytes) -> bytes:
    # The name is sealed too: it says what the content was made from, so a file must not be found under another one.
    digest = hashlib.sha256(os.fsencode(path.name) + b"\0")
    digest.update(content)
    return digest.digest()


def _is_ours(state: os.stat_result) -> bool:
    return state.st_uid == os.getuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
