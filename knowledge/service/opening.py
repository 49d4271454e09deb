"""A folder -> a matcher that may be served: loaded, built, and sound.

Building takes seconds, so the finished matcher is kept in a cache folder under the version of the very bytes that it
was built from, and of the code that built it; the next start with the same content only reads it back.
"""

import contextlib
import functools
import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from importlib.metadata import version as version_of
from pathlib import Path

from knowledge.decision.matcher import Matcher
from knowledge.errors import FactBaseError
from knowledge.language.encoder import packaged_encoder
from knowledge.loading.files import AS_IT_IS, VERSION_DIGITS, Overlay, Snapshot, take_snapshot
from knowledge.loading.sealed import read_sealed, write_sealed
from knowledge.progress import Progress, no_progress
from knowledge.retrieval.vector_store import VectorStore

# Kept matchers, those opened last: one for each base that is switched between.
KEPT = 4
# Digits of an encoder's key in the name of a cached matcher: a handful of encoders are told apart.
ENCODER_DIGITS = 8
# Packages whose words or numbers a matcher holds: another release of them is another matcher.
HELD = ("numpy", "PyStemmer", "rapidfuzz", "spylls", "text2num", "tokenizers", "wordllama")


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
    # Read once: whoever saves a file from here on changes neither what is built nor the name it is kept under.
    snapshot = take_snapshot(folder, overlay)
    version = snapshot.version
    name = f"{snapshot.name}-{version}-{_code_version()}-{store.encoder.key[:ENCODER_DIGITS]}.pickle"
    kept = cache / name if cache and version else None
    if kept and (matcher := _recall(kept, version)):
        return matcher
    matcher = _build(snapshot, progress, store)
    if kept:
        _keep(matcher, kept)
    return matcher


def _build(snapshot: Snapshot, progress: Progress, store: VectorStore) -> Matcher:
    # What checks the files and the base takes longer to load than a matcher that is kept, which needs none of it.
    from knowledge.loading.loader import load_snapshot
    from knowledge.service.soundness import unsound

    matcher = Matcher(load_snapshot(snapshot, progress), progress, store)
    problems = unsound(matcher)
    if problems:
        raise FactBaseError(tuple(sorted(problems)))
    return matcher


def _recall(path: Path, version: str) -> Matcher | None:
    content = read_sealed(path)
    if content is None:
        return None
    try:
        with _uncollected():
            matcher = pickle.loads(content)  # noqa: S301  our own file, whole, in a folder that only we may write
    except Exception:  # noqa: BLE001  whatever it is that cannot be read back: it is built anew
        return None
    if not isinstance(matcher, Matcher) or matcher.base.version != version:
        return None
    # Which are kept longest goes by when they were opened last, not by when they were built.
    with contextlib.suppress(OSError):
        os.utime(path)
    return matcher


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Let nobody look for garbage: while a matcher is read there is none, and looking takes a third of the time."""
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_collecting:
            gc.enable()


def _keep(matcher: Matcher, path: Path) -> None:
    try:
        write_sealed(path, pickle.dumps(matcher, protocol=pickle.HIGHEST_PROTOCOL))
        for old in sorted(path.parent.glob("*.pickle"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        # A cache that cannot be written costs time, nothing else.
        return


@functools.cache
def _code_version() -> str:
    """Return what tells the code of this process from any other: asked once, for files may change while it runs."""
    digest = hashlib.sha256(f"{sys.version} {[version_of(name) for name in HELD]}".encode())
    folder = Path(__file__).parents[1]
    for path in sorted(path for kind in ("*.py", "*.txt", "*.json", "*.npz") for path in folder.rglob(kind)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:VERSION_DIGITS]
