"""Whether what is served is what the files say: else nobody would notice that a change has not arrived."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from knowledge.loading.files import fingerprint
from knowledge.service.live import LiveBase

# A reload takes seconds, on a large base a minute: what lasts longer is no reload under way.
LASTING = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Drift:
    """Files that say something else than what is served, since when that was seen.

    ``on_disk`` is their version, "" where they can't be read as a base, None where the disk has not answered.
    """

    served: str
    on_disk: str | None
    since: datetime


class DriftWatch:
    """Holds the files against what is served, each time it is told to look."""

    def __init__(self, live: LiveBase) -> None:
        self._live = live
        self._drift: Drift | None = None
        self._looking_since: datetime | None = None

    def look(self, now: datetime) -> str:
        """Read the files, however long the disk takes, and return their version; "" where they can't be read."""
        self._looking_since = now
        on_disk, served = fingerprint(self._live.folder), self._served
        self._looking_since = None
        if on_disk == served:
            self._drift = None
        elif self._drift is None or self._drift.served != served:
            self._drift = Drift(served, on_disk, now)
        else:
            self._drift = replace(self._drift, on_disk=on_disk)
        return on_disk

    def lasting(self, now: datetime) -> Drift | None:
        """Return how the files differ from what is served, if they have for more than a minute."""
        if self._looking_since and now - self._looking_since > LASTING:
            return Drift(self._served, None, self._looking_since)
        drift = self._drift
        # A reload since the last look has ended it.
        if drift is None or drift.on_disk == self._served or now - drift.since <= LASTING:
            return None
        return replace(drift, served=self._served)

    @property
    def _served(self) -> str:
        return self._live.served.base_of_files.version
