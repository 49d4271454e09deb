"""What was said last in each conversation, for questions that lean on it and for picks from what was offered."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from bot.newsroom.outcome_cache import OutcomeCache
from knowledge.decision.deciding import EXACT
from knowledge.decision.follow_ups import Context
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer, Outcome
from knowledge.decision.picks import picked
from knowledge.language.sentences import halves_of, questions_of
from knowledge.model import Fact

# How long a follow-up may lean on what was said: ``wording/about.py`` tells readers.
FORGOTTEN_AFTER = timedelta(minutes=10)
# Whoever picks from a list has said which fact is meant.
PICKED = 1.0


@dataclass(frozen=True, slots=True)
class Decided:
    """One question of a message, and its outcome."""

    question: str
    outcome: Outcome


class Conversations:
    """Remembers one context a conversation; forgets it when no follow-up may lean on it any more."""

    def __init__(self, precision: float) -> None:
        self._precision = precision
        self._cache = OutcomeCache(precision)
        # Oldest first, so that forgetting looks only at those that are due.
        self._last: OrderedDict[str, Context] = OrderedDict()
        # Two threads read and the event loop forgets.
        self._changing = Lock()

    def decide_all(
        self, matcher: Matcher, message: str, thread: str, asked_at: datetime, replied_to: str = ""
    ) -> tuple[Decided, ...]:
        """Return what becomes of each question of a message, in order; ``replied_to`` is the text it replies to."""
        if replied_to:
            self._keep(thread, matcher.follow_ups.told(self._context(thread, asked_at), replied_to, asked_at))
        every = (self._decide_halves(matcher, question, thread, asked_at) for question in questions_of(message))
        return tuple(decided for of_one in every for decided in of_one)

    def _decide_halves(self, matcher: Matcher, question: str, thread: str, asked_at: datetime) -> tuple[Decided, ...]:
        """Return what becomes of a question, or of its halves where those have an answer that it lacks."""
        before = self._context(thread, asked_at)
        whole = Decided(question, self.decide(matcher, question, thread, asked_at))
        halves = halves_of(question)
        if halves is None or (isinstance(whole.outcome, Answer) and whole.outcome.confidence >= EXACT):
            return (whole,)
        after = self._context(thread, asked_at)
        self._put_back(thread, before)
        parts = tuple(Decided(half, self.decide(matcher, half, thread, asked_at)) for half in halves)
        answered = {_fact_of(part) for part in parts} - {""}
        # A fact that answers one half doesn't answer the other, unless that has no answer of its own.
        if answered and (not _fact_of(whole) or (_fact_of(whole) in answered and len(answered) > 1)):
            return parts
        self._put_back(thread, after)
        return (whole,)

    def _put_back(self, thread: str, context: Context | None) -> None:
        if context is None:
            self.drop(thread)
        else:
            self._keep(thread, context)

    def decide_alone(self, matcher: Matcher, question: str) -> Outcome:
        """Return the outcome of a question outside any conversation."""
        return self._cache.decide(matcher, question)

    def decide(self, matcher: Matcher, question: str, thread: str, asked_at: datetime) -> Outcome:
        """Return the outcome of one question in the light of the conversation ``thread``."""
        context = self._context(thread, asked_at)
        if context is None:
            outcome = self.decide_alone(matcher, question)
        elif fact := _pick(matcher, question, context):
            self._keep(thread, replace(matcher.follow_ups.shown(context, fact, asked_at), offered=context.offered))
            return Answer(fact, PICKED, fact.question)
        else:
            outcome = matcher.decide(question, context, self._precision)
        if context := matcher.follow_ups.after(context, question, outcome, asked_at):
            self._keep(thread, context)
        return outcome

    def remember(self, matcher: Matcher, fact: Fact, thread: str, at: datetime) -> None:
        """Take a fact for what was answered last."""
        self._keep(thread, matcher.follow_ups.shown(self._context(thread, at), fact, at))

    def offer(self, facts: Iterable[Fact], thread: str, at: datetime) -> None:
        """Take note of what was offered to pick from."""
        context = self._context(thread, at) or Context(None, at)
        self._keep(thread, replace(context, offered=tuple(facts), answered_at=at))

    def offered(self, thread: str) -> tuple[Fact, ...]:
        """Return what can be picked from."""
        context = self._last.get(thread)
        return context.offered if context else ()

    def forget(self, asked_at: datetime) -> None:
        """Drop every context that is too old to matter."""
        with self._changing:
            while self._last and _is_stale(next(iter(self._last.values())), asked_at):
                self._last.popitem(last=False)

    def drop(self, thread: str) -> None:
        """Drop the context of a conversation, if it has one."""
        with self._changing:
            self._last.pop(thread, None)

    def forget_person(self, user: int) -> None:
        """Drop every context of a person; a conversation's name begins with the id of who holds it."""
        with self._changing:
            for thread in [thread for thread in self._last if thread.startswith(f"{user}:")]:
                del self._last[thread]

    def _context(self, thread: str, at: datetime) -> Context | None:
        context = self._last.get(thread)
        return None if context is None or _is_stale(context, at) else context

    def _keep(self, thread: str, context: Context) -> None:
        with self._changing:
            self._last[thread] = context
            self._last.move_to_end(thread)


def _fact_of(decided: Decided) -> str:
    return decided.outcome.fact.id if isinstance(decided.outcome, Answer) else ""


def _is_stale(context: Context, now: datetime) -> bool:
    return now - context.answered_at > FORGOTTEN_AFTER


def _pick(matcher: Matcher, text: str, context: Context) -> Fact | None:
    """Return the fact that a text picks from what was offered, as the base has it now."""
    place = picked(text, len(context.offered))
    if place is None or place >= len(context.offered):
        return None
    return matcher.fact(context.offered[place].id)
