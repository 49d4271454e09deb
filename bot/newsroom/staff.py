"""What the staff is told of facts that not everybody may know, decided apart from what others are told.

It has conversations, cache and readers of its own: nothing that a member of the staff asks leaves a trace in what
anybody is told later, not even in how long that takes.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.newsroom.conversations import Conversations
from bot.newsroom.newsroom import Decision, Newsroom
from bot.newsroom.reading import Readers
from knowledge.decision.outcomes import Answer, Outcome, Suggestions
from knowledge.model import Fact


class StaffRoom:
    """Decides over all facts, for those alone who may see them; rights are asked before it is."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom
        self._conversations = Conversations(newsroom.config.precision)
        self._readers = Readers()

    async def decide(
        self, message: str, thread: str, asked_at: datetime, replied_to: str = ""
    ) -> tuple[Decision, ...] | None:
        """Return the decisions on a message where one of them shows a hidden fact; else None: it is for everybody."""
        served = self._newsroom.live.served
        if not served.is_in_part:
            return None
        decide = self._conversations.decide_all
        decided = await self._readers.read(
            message + replied_to, thread, decide, served.full, message, thread, asked_at, replied_to
        )
        self._conversations.forget(asked_at)
        shows = any(served.matcher.fact(fact.id) is None for one in decided for fact in facts_of(one.outcome))
        if not shows:
            return None
        return tuple(Decision(one.question, one.outcome, served.full, asked_at.date()) for one in decided)

    def hidden(self, name: str) -> Fact | None:
        """Return the fact with an id where it is hidden from everybody else; None where it is not, or not there."""
        served = self._newsroom.live.served
        return served.full.fact(name) if served.matcher.fact(name) is None else None

    def answered(self, fact: Fact, thread: str, at: datetime) -> None:
        """Take note that a fact was shown in a conversation, so that the next question may lean on it."""
        self._conversations.remember(self._newsroom.full, fact, thread, at)

    def offered(self, facts: Iterable[Fact], thread: str, at: datetime) -> None:
        """Take note that facts were offered in a conversation, so that "the second one" picks from them."""
        self._conversations.offer(facts, thread, at)

    def forget_person(self, user: int) -> None:
        """Forget what a person was told last."""
        self._conversations.forget_person(user)


def facts_of(outcome: Outcome) -> tuple[Fact, ...]:
    """Return the facts that an outcome shows."""
    if isinstance(outcome, Answer):
        return (outcome.fact,)
    return tuple(one.fact for one in outcome.candidates) if isinstance(outcome, Suggestions) else ()
