"""A sender that answers as it is told, and remembers what it was to send."""

from collections.abc import Callable
from typing import Any

from bot.desk.corrections import Run
from bot.desk.outgoing import LaterError, Result


class Sender:
    """Does what it is told for each kind of message; anything else it was not asked for."""

    def __init__(self, **answers: Callable[[], Result]) -> None:
        self.answers = answers
        self.sent: list[tuple[Any, ...]] = []

    def _sent(self, kind: str, *what: Any) -> Result:
        self.sent.append((kind, *what))
        return self.answers[kind]()

    async def edit(self, channel: int, message: int, changed: Any) -> Result:
        return self._sent("edit", channel, message)

    async def note(self, channel: int, message: int, changed: Any, nonce: str) -> Result:
        return self._sent("note", channel, message)

    async def tell(self, user: int, changed: Any, nonce: str) -> Result:
        return self._sent("tell", user, changed.old.answer, nonce)

    async def answer(self, user: int, question: str | None, fact: Any, nonce: str) -> Result:
        return self._sent("answer", user, question, fact.id)

    async def retract(self, user: int, question: str | None, nonce: str) -> Result:
        return self._sent("retract", user, question)

    async def progress(self, run: Run) -> tuple[int, int] | None:
        self.sent.append(("progress", run.counts["edit waiting"]))
        return (8, 80)

    async def report(self, run: Run) -> bool:
        self.sent.append(("report", dict(run.counts)))
        return True


def done() -> Result:
    return "done"


def later() -> Result:
    raise LaterError(0.0, is_fault=True)


def pause() -> Result:
    raise LaterError(0.0)
