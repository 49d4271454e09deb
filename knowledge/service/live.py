"""The base being served: a reload swaps it whole or not at all, and says what changed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from knowledge.decision.matcher import Matcher
from knowledge.loading.files import AS_IT_IS, Overlay
from knowledge.model import Fact, FactBase, Source
from knowledge.service.due import due_on, resting_on_retracted, retracted_under
from knowledge.service.opening import Opened, open_base


@dataclass(frozen=True, slots=True)
class Change:
    """What a reload changed, as the canonical questions of the facts concerned.

    ``taken_back`` are those, among others, that rest on a report which was taken back, and did not before.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()

    def counted(self) -> str:
        """Return how many facts were added, changed and removed, in words."""
        return f"{len(self.added)} added, {len(self.changed)} changed, {len(self.removed)} removed"

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Served:
    """A matcher over what everybody may know, with when and by whom it was brought into service.

    ``opened`` is the base that it is of; None where nothing in it is hidden.
    """

    matcher: Matcher
    since: datetime
    by: str
    opened: Opened | None = None

    @property
    def full(self) -> Matcher:
        """The matcher over all that the files say, hidden or not: for the staff, and for who works on the files."""
        return self.opened.full if self.opened else self.matcher

    @property
    def base_of_files(self) -> FactBase:
        """All that the files say, hidden or not; its version is theirs."""
        return self.full.base

    @property
    def is_in_part(self) -> bool:
        """Whether something in the base is hidden from everybody but the staff."""
        return self.full is not self.matcher

    @property
    def next_hour(self) -> datetime | None:
        """The hour at which a fact appears by itself; None where none will."""
        return self.opened.next_hour if self.opened else None


# Opens a folder with an overlay; what was open before spares it most of the work. A matcher alone is one over a base in
# which nothing is hidden.
Opener = Callable[[Path, Overlay, Opened | None], Opened | Matcher]


def _open(folder: Path, overlay: Overlay, before: Opened | None) -> Opened:
    return open_base(folder, overlay=overlay, before=before)


class LiveBase:
    """Serves one matcher at a time; whoever asks sees one base or the next, never half of each."""

    def __init__(self, folder: Path, now: datetime, by: str, opener: Opener = _open) -> None:
        """Open the base in ``folder``; ``opener`` makes its matcher.

        Raises:
            FactBaseError: the base is broken; there is nothing to serve.
        """
        self.folder = folder
        self._opener = opener
        self._served = _served(opener(folder, AS_IT_IS, None), now, by)
        self._before: Served | None = None
        self._prepared: Opened | None = None

    @property
    def served(self) -> Served:
        """What is being served now; take it once a question, and the answer comes whole from one base."""
        return self._served

    def preview(self, overlay: Overlay = AS_IT_IS) -> tuple[Change, Served]:
        """Return what a reload would change and what it would serve, with ``overlay`` in place of files.

        Raises:
            FactBaseError: the files are broken.
        """
        found = _served(self._opener(self.folder, overlay, self._served.opened), self._served.since, self._served.by)
        return change_of(self._served, found), found

    def reload(self, now: datetime, by: str) -> Change:
        """Re-read the files, serve them, and return what changed.

        Raises:
            FactBaseError: a file is broken; the old base keeps serving.
        """
        change, found = self.preview()
        self.serve(found, now, by)
        return change

    def serve(self, found: Served, now: datetime, by: str) -> None:
        """Serve what has been opened and checked."""
        # Reading the same files twice must not take away what a rollback goes back to.
        if found.base_of_files.version != self._served.base_of_files.version:
            self._before = self._served
        # One assignment: a question under way sees the old base or the new one, so no lock is needed.
        self._served = replace(found, since=now, by=by)

    def prepare(self) -> None:
        """Build what is to be served from the next hour on, so that it is there when that comes.

        Raises:
            FactBaseError: what everybody may know then is unsound.
        """
        served = self._served
        if served.opened and served.next_hour:
            self._prepared = served.opened.at_moment(served.next_hour)

    def strike(self, now: datetime, by: str) -> Change:
        """Serve the base that is served as it is open at ``now``, and return what has appeared; no file is read.

        Raises:
            FactBaseError: it is unsound then; what was served goes on.
        """
        served, ready = self._served, self._prepared
        if served.opened is None:
            return Change()
        is_ready = ready and ready.full is served.full and ready.at <= now and not _is_over(ready, now)
        opened = replace(ready, at=now) if ready and is_ready else served.opened.at_moment(now)
        change = difference(served.matcher.base, opened.matcher.base)
        self._prepared, self._served = None, Served(opened.matcher, now, by, opened)
        return change

    def rollback(self, now: datetime, by: str) -> Change | None:
        """Serve the base of before the last reload again, and return what changed; None where there was none."""
        if self._before is None:
            return None
        change = change_of(self._served, self._before)
        self._before, self._served = self._served, replace(self._before, since=now, by=by)
        return change


def _served(found: Opened | Matcher, now: datetime, by: str) -> Served:
    return Served(found.matcher, now, by, found) if isinstance(found, Opened) else Served(found, now, by)


def _is_over(opened: Opened, now: datetime) -> bool:
    hour = opened.next_hour
    return hour is not None and hour <= now


def change_of(old: Served, new: Served) -> Change:
    """Return what changes in the files, and what of that which stays in them appears or disappears for everybody."""
    files, shown = difference(old.base_of_files, new.base_of_files), difference(old.matcher.base, new.matcher.base)
    told = {*files.added, *files.changed, *files.removed}
    return replace(
        files,
        added=(*files.added, *(question for question in shown.added if question not in told)),
        removed=(*files.removed, *(question for question in shown.removed if question not in told)),
    )


def difference(old: FactBase, new: FactBase) -> Change:
    """Return what changed between two bases, fact by fact, its sources and when it is due included."""
    before, after = _by_id(old), _by_id(new)
    known = {(fact.id, source.id) for fact in resting_on_retracted(old) for source in retracted_under(fact, old)}
    return Change(
        added=tuple(fact.question for name, (fact, *_) in after.items() if name not in before),
        changed=tuple(now[0].question for name, now in after.items() if name in before and now != before[name]),
        removed=tuple(fact.question for name, (fact, *_) in before.items() if name not in after),
        taken_back=tuple(
            fact.question
            for fact in resting_on_retracted(new)
            if any((fact.id, source.id) not in known for source in retracted_under(fact, new))
        ),
    )


def _by_id(base: FactBase) -> Mapping[str, tuple[Fact, tuple[Source, ...], date | None]]:
    return {fact.id: (fact, tuple(_sources_of(fact, base)), due_on(fact, base)) for fact in base.facts}


def _sources_of(fact: Fact, base: FactBase) -> Iterator[Source]:
    """Yield the reports that a fact rests on, those that only its positions name last."""
    yield from (base.sources[citation.source] for citation in fact.citations)
    yield from (base.sources[position.source] for position in fact.positions if position.source)
