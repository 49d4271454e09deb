"""What was suggested last in each conversation, for those who pick by a word: "2", "the last one"."""

from collections import OrderedDict
from collections.abc import Iterable

from knowledge.decision.picks import picked
from knowledge.model import Fact

# Conversations; more than talk at once, and less than a megabyte.
REMEMBERED = 5_000


class Suggested:
    """Remembers the message that suggested facts, and which."""

    def __init__(self) -> None:
        self._last: OrderedDict[str, tuple[int, tuple[str, ...]]] = OrderedDict()

    def note(self, thread: str, message: int, facts: Iterable[str]) -> None:
        """Take note of what a message suggests, by the ids of the facts."""
        self._last[thread] = (message, tuple(facts))
        self._last.move_to_end(thread)
        if len(self._last) > REMEMBERED:
            self._last.popitem(last=False)

    def picked(self, thread: str, text: str, fact: Fact) -> int | None:
        """Return the message that suggested a fact which ``text`` picks; None where it picks nothing of that.

        Whoever comes to such a fact by another question has picked nothing: the first one still waits.
        """
        message, facts = self._last.get(thread, (0, ()))
        place = picked(text, len(facts))
        is_picked = place is not None and place < len(facts) and facts[place] == fact.id
        return message if is_picked else None

    def forget_person(self, user: int) -> None:
        """Drop what was suggested to a person; a conversation's name begins with the id of who holds it."""
        for thread in [thread for thread in self._last if thread.startswith(f"{user}:")]:
            del self._last[thread]
