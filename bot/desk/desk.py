"""The desk as the rest of the bot sees it: what is written down at once, and the rooms in which editors work."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.engine import URL

from bot.desk.accounts import Accounts
from bot.desk.corrections import Corrections
from bot.desk.daily import Daily, Timetable
from bot.desk.deliveries import Deliverer
from bot.desk.drafts import Drafts
from bot.desk.due import state_of
from bot.desk.filing import Clerk
from bot.desk.flags import Flags
from bot.desk.history import History
from bot.desk.journal import Journal
from bot.desk.posts import Posts
from bot.desk.privacy import Marks, Privacy
from bot.desk.proposals import Proposals
from bot.desk.queue import Queue
from bot.desk.records import Asked, Content, Flagged, Picked, Replied, Watched, content_of, new_id
from bot.desk.signatures import Signatures
from bot.repeating import alongside
from bot.store.keys import hold_key, read_key
from bot.store.lock import lock_of
from bot.store.opening import Store, StoreError
from bot.store.watching import StoreWatch
from bot.text import on_one_line, without_mentions
from knowledge.decision.matcher import Matcher
from knowledge.loading.values import QUESTION_LIMIT
from knowledge.model import Fact

JOURNAL, KEY, FILE = "journal.jsonl", "people.key", "factbot.sqlite"
# Characters that are kept of a question (as many as one of the base may have), and of what was said of it.
LONGEST_TEXT, LONGEST_REASON = QUESTION_LIMIT, 200
# Hexadecimal digits of a mark that the log shows: they tell apart those of one log, and lead no further.
SHOWN_DIGITS = 8
# Whoever stops the bot waits for what is left to be filed.
LAST_SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A question without an answer: ``reason`` is what the asker or the bot said of it.

    ``asker`` is None where nobody knows who it was, ``fact`` is the one that was not meant, ``message`` the reply
    that was of no help, ``offered`` the ids of the facts that it only suggests, ``channel`` the post of a forum that
    asks. What has the same ``record`` is filed once.
    """

    text: str
    reason: str
    asked_at: datetime
    asker: int | None
    fact: str | None = None
    message: int | None = None
    offered: tuple[str, ...] = ()
    channel: int | None = None
    record: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class PublicMessage:
    """Where others can read a reply."""

    channel: int
    message: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the desk keeps its files, and how it works; ``new_key`` allows it to go on where the old key is lost."""

    folder: Path
    store: URL
    retention: timedelta
    digest_hour: int | None
    zone: ZoneInfo
    corrections_per_minute: int
    new_key: bool = False


class Desk:
    """Writes down what happens; opens the store by itself, now or when it is there."""

    def __init__(self, settings: Settings, matcher: Callable[[], Matcher]) -> None:
        """Make a desk.

        Raises:
            KeyFileError: the file of the key can't be used.
        """
        self._matcher = matcher
        self._journal = Journal(settings.folder / JOURNAL)
        key = read_key(settings.folder / KEY, may_replace=settings.new_key)
        self._marks = Marks(key.value)
        self._store = Store(settings.store, partial(hold_key, key=key))
        self.watch = StoreWatch(self._store, lock_of(settings.store))
        self._written_today: set[tuple[str, str, str]] = set()
        self.clerk = Clerk(self._journal, self._store, matcher)
        self.queue = Queue(self._store, self.clerk)
        self.proposals = Proposals(self._store)
        self.drafts = Drafts(self._store, self._marks)
        self.signatures = Signatures(self._store, self._marks)
        self.accounts = Accounts(self._store, self.clerk, settings.zone)
        self.flags = Flags(self._store, self.clerk)
        self.history = History(self._store)
        self.posts = Posts(self._store, self.clerk)
        self.privacy = Privacy(self._store, self.clerk, self._marks)
        self.corrections = Corrections(self._store, self.clerk)
        pause = timedelta(minutes=1) / settings.corrections_per_minute
        self.deliverer = Deliverer(self._store, self.corrections, matcher, pause)
        timetable = Timetable(settings.digest_hour, settings.zone, settings.retention)
        self.daily = Daily(self._store, self.clerk, timetable)

    def note(self, question: OpenQuestion) -> str | None:
        """Write a question down for the editors; return the id of its record, None where that failed.

        Only once it is written down may anybody be told that the editors have it.
        """
        text = without_mentions(on_one_line(question.text))[:LONGEST_TEXT]
        if not text:
            return None
        asked = Asked(
            at=question.asked_at,
            record=question.record,
            text=text,
            reason=on_one_line(question.reason)[:LONGEST_REASON],
            asker=None if question.asker is None else self._marks.of(question.asker),
            fact=question.fact,
            message=question.message,
            offered=question.offered,
            channel=question.channel,
        )
        return asked.record if self._journal.append(asked) else None

    def picked(self, message: int, fact: Fact, at: datetime) -> None:
        """Take note that a fact was picked which a message had suggested."""
        self._journal.append(Picked(at=at, message=message, fact=fact.id))

    def replied(self, replied: Replied, says: Content | None = None) -> None:
        """Remember a reply; ``says`` is what the fact that it shows said as it was shown."""
        if says is not None:
            if replied.message:
                self._write_content(says)
            replied = replied.model_copy(update={"fact": says.fact, "content": says.version})
        # It has been posted: should the disk be full, it must not be forgotten for that.
        self._journal.keep(replied)

    def watch_answer(self, user: int, asked: str, at: datetime) -> bool:
        """Take note that somebody wants to be told of the answer to a question; False where that failed."""
        return self._journal.append(Watched(at=at, user=user, asked=asked))

    def watch_fact(self, user: int, fact: Fact, at: datetime) -> bool:
        """Take note that somebody wants to be told when a fact changes; False where that failed."""
        says = content_of(fact, self._matcher().base, at)
        self._write_content(says)
        return self._journal.append(Watched(at=at, user=user, fact=fact.id, content=says.version))

    def flag(self, user: int, fact: Fact, at: datetime) -> bool:
        """Take note that somebody says a fact is out of date; False where that failed."""
        seen = state_of(fact, self._matcher().base)
        flagged = Flagged(at=at, fact=fact.id, seen=seen, reader=self._marks.of(user))
        return self._journal.append(flagged)

    def mark(self, user: int) -> str:
        """Return what a log may say instead of a user's id: the same for the same person, and no name."""
        return self._marks.of(user)[:SHOWN_DIGITS]

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """File in the background while the block runs, and what is left at its end.

        Raises:
            InUseError: another process is at work on the store.
            WrongKeyError: the store was kept under another key.
        """
        try:
            await self.watch.begin()
            async with alongside(self.clerk.run(), self.watch.run()):
                try:
                    yield
                finally:
                    await self._file_last()
        finally:
            await self.watch.end()
            await self._store.close()
            self._journal.close()

    async def _file_last(self) -> None:
        # What can't be filed now stays in the journal for the next start.
        with contextlib.suppress(StoreError, TimeoutError):
            async with asyncio.timeout(LAST_SECONDS):
                await self.clerk.settle()

    def _write_content(self, content: Content) -> None:
        # Once a day will do; the purge takes away what no reply has any more.
        key = (content.fact, content.version, content.at.date().isoformat())
        if key not in self._written_today:
            if any(day != key[2] for _, _, day in self._written_today):
                self._written_today.clear()
            if self._journal.keep(content):
                self._written_today.add(key)
