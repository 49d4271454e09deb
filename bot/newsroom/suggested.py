"""What was suggested last in each conversation: whoever comes to one of those facts has picked it."""

from collections import OrderedDict
from collections.abc import Iterable

from knowledge.model import Fact

# Conversations; more than talk at once, and less than a megabyte.
REMEMBERED = 5_000


class Suggested:
    """Remembers the message that suggested facts, and which."""

    def __init__(self) -> None:
        self._last: OrderedDict[str, tuple[int, frozenset[str]]] = OrderedDict()

    def note(self, thread: str, message: int, facts: Iterable[str]) -> None:
        """Take note of what a message suggests, by the ids of the facts."""
        self._last[thread] = (message, frozenset(facts))
        self._last.move_to_end(thread)
        if len(self._last) > REMEMBERED:
            self._last.popitem(last=False)

    def taken_up(self, thread: str, fact: Fact) -> int | None:
        """Return the message that suggested a fact, once; None where the last suggestions did not have it."""
        message, facts = self._last.get(thread, (0, frozenset()))
        if fact.id not in facts:
            return None
        del self._last[thread]
        return message

    def forget_person(self, user: int) -> None:
        """Drop what was suggested to a person; a conversation's name begins with the id of who holds it."""
        for thread in [thread for thread in self._last if thread.startswith(f"{user}:")]:
            del self._last[thread]
