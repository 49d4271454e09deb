"""How often one person may ask."""

from collections import deque
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=1)
FORGET_ABOVE = 10_000


class Cooldown:
    """Allows each person so many questions a minute; time comes in as an argument."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._asked: dict[int, deque[datetime]] = {}

    def wait(self, user: int, now: datetime) -> timedelta | None:
        """Count a question; return how long the person has to wait, or None if it may be answered."""
        if len(self._asked) > FORGET_ABOVE:
            self._asked = {one: times for one, times in self._asked.items() if now - times[-1] < WINDOW}
        times = self._asked.setdefault(user, deque())
        while times and now - times[0] >= WINDOW:
            times.popleft()
        if len(times) >= self._per_minute:
            return times[0] + WINDOW - now
        times.append(now)
        return None
