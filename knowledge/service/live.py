"""The base being served: a reload swaps it whole or not at all, and says what changed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from knowledge.decision.matcher import Matcher
from knowledge.loading.files import AS_IT_IS, Overlay
from knowledge.model import Fact, FactBase, Source
from knowledge.service.due import due_on, resting_on_retracted, retracted_under
from knowledge.service.opening import open_matcher


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
    """A matcher with when and by whom it was brought into service."""

    matcher: Matcher
    since: datetime
    by: str


Opener = Callable[[Path, Overlay], Matcher]


def _open(folder: Path, overlay: Overlay) -> Matcher:
    return open_matcher(folder, overlay=overlay)


class LiveBase:
    """Serves one matcher at a time; whoever asks sees one base or the next, never half of each."""

    def __init__(self, folder: Path, now: datetime, by: str, opener: Opener = _open) -> None:
        """Open the base in ``folder``; ``opener`` makes its matcher.

        Raises:
            FactBaseError: the base is broken; there is nothing to serve.
        """
        self.folder = folder
        self._opener = opener
        self._served = Served(opener(folder, AS_IT_IS), now, by)
        self._before: Served | None = None

    @property
    def served(self) -> Served:
        """What is being served now; take it once a question, and the answer comes whole from one base."""
        return self._served

    def preview(self, overlay: Overlay = AS_IT_IS) -> tuple[Change, Matcher]:
        """Return what a reload would change and the matcher it would serve, with ``overlay`` in place of files.

        Raises:
            FactBaseError: the files are broken.
        """
        matcher = self._opener(self.folder, overlay)
        return difference(self._served.matcher.base, matcher.base), matcher

    def reload(self, now: datetime, by: str) -> Change:
        """Re-read the files, serve them, and return what changed.

        Raises:
            FactBaseError: a file is broken; the old base keeps serving.
        """
        change, matcher = self.preview()
        self.serve(matcher, now, by)
        return change

    def serve(self, matcher: Matcher, now: datetime, by: str) -> None:
        """Serve a matcher that has been checked."""
        # Reading the same files twice must not take away what a rollback goes back to.
        if matcher.base.version != self._served.matcher.base.version:
            self._before = self._served
        # One assignment: a question under way sees the old base or the new one, so no lock is needed.
        self._served = Served(matcher, now, by)

    def rollback(self, now: datetime, by: str) -> Change | None:
        """Serve the base of before the last reload again, and return what changed; None where there was none."""
        if self._before is None:
            return None
        change = difference(self._served.matcher.base, self._before.matcher.base)
        self._before, self._served = self._served, Served(self._before.matcher, now, by)
        return change


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
