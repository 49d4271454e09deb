"""How often one person may ask."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta

# What ``questions_per_minute`` counts in.
WINDOW = timedelta(minutes=1)


class Cooldown:
    """Allows each person so many questions a minute; time comes in as an argument."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        # Whoever asked longest ago comes first, so that forgetting looks only at those that are due.
        self._asked: OrderedDict[int, deque[datetime]] = OrderedDict()

    def wait(self, user: int, now: datetime) -> timedelta | None:
        """Count a question; return how long the person has to wait, or None if it may be answered."""
        self._forget(now)
        times = self._asked.setdefault(user, deque())
        while times and now - times[0] >= WINDOW:
            times.popleft()
        if len(times) >= self._per_minute:
            return times[0] + WINDOW - now
        times.append(now)
        self._asked.move_to_end(user)
        return None

    def _forget(self, now: datetime) -> None:
        while self._asked and now - next(iter(self._asked.values()))[-1] >= WINDOW:
            self._asked.popitem(last=False)
