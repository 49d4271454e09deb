"""The seam to the editors' desk: where questions go that the bot could not answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question without an answer: ``reason`` is what the asker or the bot said of it."""

    text: str
    reason: str
    asked_at: datetime


class Desk(Protocol):
    """Whoever keeps open questions for the editors."""

    async def note(self, question: OpenQuestion) -> bool:
        """Store a question; True only once it is stored, so that nobody is told what isn't so."""
        ...


class NoDesk:
    """Stands where no desk is set up: stores nothing, and says so."""

    async def note(self, question: OpenQuestion) -> bool:  # noqa: ARG002  there is nowhere to put it
        """Return False: the question was not stored."""
        return False
