"""A folder -> a matcher that may be served: loaded, built, and sound.

Building takes seconds, so the finished matcher is kept in a cache folder under a hash of the base's files and of
this package; the next start with the same content only reads it back.
"""

import hashlib
import os
import pickle
import stat
from pathlib import Path

from knowledge.decision.matcher import Matcher
from knowledge.errors import FactBaseError
from knowledge.language.encoder import packaged_encoder
from knowledge.loading.files import AS_IT_IS, Overlay, fingerprint, write_whole
from knowledge.loading.loader import load
from knowledge.progress import Progress, no_progress
from knowledge.retrieval.vector_store import VectorStore
from knowledge.service.soundness import unsound

# Cached matchers of other versions beside the newest: one for each base that is switched between.
KEPT = 4

# What unpickling raises when a file is cut short, stale or not ours; then it is built anew.
_UNREADABLE = (
    OSError,
    pickle.UnpicklingError,
    EOFError,
    AttributeError,
    ImportError,
    IndexError,
    TypeError,
    ValueError,
)


def open_matcher(
    folder: Path,
    cache: Path | None = None,
    progress: Progress = no_progress,
    overlay: Overlay = AS_IT_IS,
    store: VectorStore | None = None,
) -> Matcher:
    """Return the matcher of the fact base in ``folder``, from ``cache`` where it is there.

    ``overlay`` stands in for files of the folder, to try a change before it is made; ``store`` holds the vectors of
    what was encoded before, and says with which encoder.

    Raises:
        FactBaseError: with every problem, if the base is broken or unsound.
    """
    store = store or VectorStore(packaged_encoder(), cache)
    version = fingerprint(folder, overlay)
    name = f"{folder.resolve().name}-{version}-{_code_version()}-{store.encoder.key[:8]}.pickle"
    kept = cache / name if cache and version else None
    if kept and (matcher := _recall(kept)):
        return matcher
    base = load(folder, progress, overlay)
    matcher = Matcher(base, progress, store)
    problems = unsound(matcher)
    if problems:
        raise FactBaseError(tuple(sorted(problems)))
    if kept:
        _keep(matcher, kept)
    return matcher


def _recall(path: Path) -> Matcher | None:
    try:
        if not (_is_ours(path) and _is_ours(path.parent)):
            return None
        digest, _, content = path.read_bytes().partition(b"\n")
        # A file that was damaged on disk must never be served as the editors' word.
        if hashlib.sha256(content).hexdigest().encode() != digest:
            return None
        matcher = pickle.loads(content)  # noqa: S301  our own file, whole, in a folder that only we may write
    except _UNREADABLE:
        return None
    return matcher if isinstance(matcher, Matcher) else None


def _is_ours(path: Path) -> bool:
    state = path.stat()
    return state.st_uid == os.getuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _keep(matcher: Matcher, path: Path) -> None:
    content = pickle.dumps(matcher, protocol=pickle.HIGHEST_PROTOCOL)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, hashlib.sha256(content).hexdigest().encode() + b"\n" + content, mode=0o600)
        for old in sorted(path.parent.glob("*.pickle"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        # A cache that cannot be written costs time, nothing else.
        return


def _code_version() -> str:
    digest = hashlib.sha256()
    folder = Path(__file__).parents[1]
    for path in sorted(path for kind in ("*.py", "*.txt", "*.json", "*.npz") for path in folder.rglob(kind)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
