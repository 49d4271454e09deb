"""A folder -> matchers that may be served: loaded, built, and sound.

Where something in a base is hidden there are two: over all of it, for the staff, and over what everybody may know.
Building takes seconds, so a finished matcher is kept in a cache folder under the version of the very bytes that it
was built from, or of what of them everybody may know, and of the code that built it; the next start with the same
content only reads it back.
"""

import contextlib
import functools
import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Protocol

from knowledge.decision.matcher import Matcher
from knowledge.errors import FactBaseError, Problem
from knowledge.language.encoder import packaged_encoder
from knowledge.loading.files import AS_IT_IS, VERSION_DIGITS, Overlay, Snapshot, take_snapshot
from knowledge.loading.sealed import read_sealed, write_sealed
from knowledge.model import FactBase
from knowledge.progress import Progress, no_progress
from knowledge.retrieval.vector_store import VectorStore
from knowledge.visibility import next_change, visible

# Kept matchers, those opened last: two for each base that is switched between, where something in it is hidden.
KEPT = 8
# Digits of an encoder's key in the name of a cached matcher: a handful of encoders are told apart.
ENCODER_DIGITS = 8
# Packages whose words or numbers a matcher holds: another release of them is another matcher.
HELD = ("numpy", "PyStemmer", "rapidfuzz", "spylls", "text2num", "tokenizers", "wordllama")


class Build(Protocol):
    """Makes a sound matcher over files or a base, from one ``before`` over much the same if there is one."""

    def __call__(self, source: Snapshot | FactBase, before: Matcher | None) -> Matcher:
        """Return the matcher.

        Raises:
            FactBaseError: the base is broken or unsound.
        """


@dataclass(frozen=True, slots=True)
class Opened:
    """A base as it was opened at a moment.

    ``matcher`` is over what everybody may know then, ``full`` over all that the files say; where nothing is hidden it
    is the same one. ``build`` makes a sound matcher over a part of the base.
    """

    matcher: Matcher
    full: Matcher
    at: datetime
    build: Build

    @property
    def base(self) -> FactBase:
        """All that the files say, hidden or not; its version is theirs."""
        return self.full.base

    @property
    def next_hour(self) -> datetime | None:
        """The hour from which on this is not what everybody may know; None where it stays so."""
        return next_change(self.base, self.at)

    def at_moment(self, at: datetime) -> "Opened":
        """Return the same base as it is to be opened at another moment.

        Raises:
            FactBaseError: what everybody may know then is nothing at all, or unsound.
        """
        return replace(self, matcher=_open_to_all(self.full, at, self.build, self.matcher), at=at)


def open_matcher(
    folder: Path,
    cache: Path | None = None,
    progress: Progress = no_progress,
    overlay: Overlay = AS_IT_IS,
    store: VectorStore | None = None,
) -> Matcher:
    """Return the matcher over what everybody may know now of the base in ``folder``; see ``open_base``.

    Raises:
        FactBaseError: as there.
    """
    return open_base(folder, cache, progress, overlay, store).matcher


def open_base(  # noqa: PLR0913  where it is, and what spares work
    folder: Path,
    cache: Path | None = None,
    progress: Progress = no_progress,
    overlay: Overlay = AS_IT_IS,
    store: VectorStore | None = None,
    before: Opened | None = None,
) -> Opened:
    """Return the fact base in ``folder`` as it is open now, from ``cache`` where it is there.

    ``overlay`` stands in for files of the folder, to try a change before it is made; ``store`` holds the vectors of
    what was encoded before, and says with which encoder. Where little has changed since ``before``, little is built.

    Raises:
        FactBaseError: with every problem, if the base is broken or unsound, or nothing in it may be known.
    """
    store, now = store or VectorStore(packaged_encoder(), cache), datetime.now(UTC)
    # Read once: whoever saves a file from here on changes neither what is built nor the name it is kept under.
    snapshot = take_snapshot(folder, overlay)
    build = partial(_kept_or_built, cache, snapshot.name, progress, store)
    full = build(snapshot, before.full if before else None)
    return Opened(_open_to_all(full, now, build, before.matcher if before else None), full, now, build)


def _open_to_all(full: Matcher, at: datetime, build: Build, before: Matcher | None) -> Matcher:
    shown = visible(full.base, at)
    if shown is full.base:
        return full
    if not shown.facts:
        hour = next_change(full.base, at)
        when = f" before {hour:%Y-%m-%d %H:%M} UTC" if hour else ""
        remedy = "let one fact out: without 'draft', 'audience: staff' and a 'publish_at' to come"
        raise FactBaseError((Problem("facts", 0, f"nobody may know any of the facts{when}", remedy),))
    # What is hidden leaves no trace: this takes over what everybody might know before, and nothing of the whole.
    return build(shown, before)


def _kept_or_built(  # noqa: PLR0913  what a base is opened with, and what of it
    cache: Path | None,
    name: str,
    progress: Progress,
    store: VectorStore,
    source: Snapshot | FactBase,
    before: Matcher | None,
) -> Matcher:
    """Return the matcher over the files of a snapshot or over a base, from ``cache`` where it is there."""
    file = f"{name}-{source.version}-{_code_version()}-{store.encoder.key[:ENCODER_DIGITS]}.pickle"
    kept = cache / file if cache and source.version else None
    if kept and (matcher := _recall(kept, source)):
        return matcher
    matcher = _build(source, progress, store, before)
    if kept:
        _keep(matcher, kept)
    return matcher


def _build(source: Snapshot | FactBase, progress: Progress, store: VectorStore, before: Matcher | None) -> Matcher:
    # What checks the files and the base takes longer to load than a matcher that is kept, which needs none of it.
    from knowledge.loading.loader import load_snapshot
    from knowledge.service.soundness import unsound

    base = source if isinstance(source, FactBase) else load_snapshot(source, progress)
    matcher = Matcher(base, progress, store, before=before)
    problems = unsound(matcher)
    if problems:
        raise FactBaseError(tuple(sorted(problems)))
    return matcher


def _recall(path: Path, source: Snapshot | FactBase) -> Matcher | None:
    content = read_sealed(path)
    if content is None:
        return None
    try:
        with _uncollected():
            matcher = pickle.loads(content)  # noqa: S301  our own file, whole, in a folder that only we may write
    except Exception:  # noqa: BLE001  whatever it is that cannot be read back: it is built anew
        return None
    if not isinstance(matcher, Matcher) or not _is_over(matcher, source):
        return None
    # Which are kept longest goes by when they were opened last, not by when they were built.
    with contextlib.suppress(OSError):
        os.utime(path)
    return matcher


def _is_over(matcher: Matcher, source: Snapshot | FactBase) -> bool:
    if isinstance(source, Snapshot):
        return matcher.base.version == source.version
    # Lines in the files count for no version of what everybody may know: they are as the files have them now.
    matcher.base = replace(matcher.base, locations=source.locations)
    return matcher.base == source


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
        write_sealed(path, _pickled(matcher))
        for old in sorted(path.parent.glob("*.pickle"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        # A cache that cannot be written costs time, nothing else.
        return


class _Parts(list[bytes]):
    """Takes what is pickled part by part: between two of them others have their turn."""

    def write(self, part: bytes | pickle.PickleBuffer) -> int:
        """Take a part: bytes, or the numbers of an array."""
        self.append(bytes(part))
        return len(self[-1])


def _pickled(matcher: Matcher) -> bytes:
    # In one go it keeps every other thread waiting: the bot's replies a third of a second, at each reload.
    parts = _Parts()
    pickle.Pickler(parts, pickle.HIGHEST_PROTOCOL).dump(matcher)
    return b"".join(parts)


@functools.cache
def _code_version() -> str:
    """Return what tells the code of this process from any other: asked once, for files may change while it runs."""
    digest = hashlib.sha256(f"{sys.version} {[version_of(name) for name in HELD]}".encode())
    folder = Path(__file__).parents[1]
    for path in sorted(path for kind in ("*.py", "*.txt", "*.json", "*.npz") for path in folder.rglob(kind)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:VERSION_DIGITS]
