"""What is sent for the desk, and how a sending may end: the words between the desk and whoever brings it to Discord."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from bot.desk.corrections import Run
from bot.desk.records import Content
from knowledge.model import Fact

Result = Literal["done", "deleted", "forbidden", "closed", "failed", "unneeded", "unsure"]


class LaterError(Exception):
    """Discord wants nothing more for ``seconds``.

    ``was_taken`` says that it may have taken the message all the same, ``is_fault`` that it was no matter of pace.
    """

    def __init__(self, seconds: float, *, is_fault: bool = False, was_taken: bool = False) -> None:
        self.seconds = seconds
        self.is_fault = is_fault
        self.was_taken = was_taken
        super().__init__(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a fact says ``now`` beside what was told of it before (``old``), and the day on which that is put right.

    ``fact`` is None where it was removed: ``now`` is a withdrawal then, with the editor's note for an answer.
    ``is_taken_back`` says that it had been told in person as a correction, and no longer holds. ``today`` is the day on
    which it is sent, where that was begun on another: what is overdue by then is to be said.
    """

    old: Content
    now: Content
    fact: Fact | None
    on: date
    is_taken_back: bool = False
    today: date | None = None


class Sender(Protocol):
    """Whoever brings messages to Discord; each method may raise ``LaterError``."""

    async def edit(self, channel: int, message: int, changed: Changed) -> Result:
        """Put a public reply right, unless it is right already."""
        ...

    async def note(self, channel: int, message: int, changed: Changed, nonce: str) -> Result:
        """Post a correction below a corrected reply."""
        ...

    async def tell(self, user: int, changed: Changed, nonce: str) -> Result:
        """Tell somebody of a change."""
        ...

    async def answer(self, user: int, question: str | None, fact: Fact, nonce: str) -> Result:
        """Bring somebody the answer to a question of old."""
        ...

    async def retract(self, user: int, question: str | None, nonce: str) -> Result:
        """Tell somebody that the answer to a question of old has been taken back."""
        ...

    async def progress(self, run: Run) -> tuple[int, int] | None:
        """Show how far a run has come, and return channel and message of the line that does."""
        ...

    async def report(self, run: Run) -> bool:
        """Say what has become of a run; False where the editor who began it could not be told."""
        ...
