"""How often one person may ask."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

# What ``questions_per_minute`` counts in.
WINDOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wait:
    """How long somebody has to wait; ``is_news`` the first time in a minute that this is said."""

    time: timedelta
    is_news: bool


@dataclass(slots=True)
class _Person:
    asked: deque[datetime] = field(default_factory=deque)
    told_at: datetime | None = None


class Cooldown:
    """Allows each person so many questions a minute; time comes in as an argument."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        # Whoever asked longest ago comes first, so that forgetting looks only at those that are due.
        self._people: OrderedDict[int, _Person] = OrderedDict()

    def wait(self, user: int, now: datetime) -> Wait | None:
        """Count a question; return how long the person has to wait, or None if it may be answered."""
        self._forget(now)
        person = self._people.setdefault(user, _Person())
        while person.asked and now - person.asked[0] >= WINDOW:
            person.asked.popleft()
        if len(person.asked) >= self._per_minute:
            is_news = person.told_at is None or now - person.told_at >= WINDOW
            if is_news:
                person.told_at = now
            return Wait(person.asked[0] + WINDOW - now, is_news)
        person.asked.append(now)
        self._people.move_to_end(user)
        return None

    def _forget(self, now: datetime) -> None:
        while self._people and now - next(iter(self._people.values())).asked[-1] >= WINDOW:
            self._people.popitem(last=False)
