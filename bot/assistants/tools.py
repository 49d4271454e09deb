"""What assistants may call: a question, a fact, the lists of facts and of sources; from the served base alone."""

import logging
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from math import ceil
from typing import Any, TypeVar

from bot.api.replies import listed_json, reply_json, source_json, with_more
from bot.api.requests import LARGEST_PAGE, LONGEST_QUESTION, PAGE, RefusedError, whole_number
from bot.assistants.schemas import ARGUMENTS
from bot.config import Config
from bot.desk.records import new_id
from bot.newsroom.conversations import Conversations, Decided
from bot.newsroom.cooldown import Cooldown
from bot.newsroom.reading import Readers
from bot.wording import assistants as words
from bot.wording.about import scope
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer
from knowledge.loading.values import ID_LIMIT
from knowledge.model import Fact, Source
from knowledge.service.live import LiveBase

LOG = logging.getLogger("factbot")
# One assistant is at the other end.
_ASSISTANT = 0
_ID = re.compile(rf"[a-z0-9-]{{1,{ID_LIMIT}}}")
Arguments = Mapping[str, Any]
Json = dict[str, Any]
T = TypeVar("T")


class RefusedCallError(Exception):
    """A call that can't be met; the text says why, and repeats nothing of it but what looks like an id."""


class Tools:
    """Answers calls; each stands alone, and nobody is known to have asked."""

    def __init__(self, live: LiveBase, config: Config) -> None:
        self._live = live
        self._config = config
        self._cooldown = Cooldown(config.api_requests_per_minute)
        self._conversations = Conversations(config.precision)
        self._readers = Readers()

    @property
    def matcher(self) -> Matcher:
        """The matcher being served now."""
        return self._live.served.matcher

    async def call(self, name: str, given: Arguments, at: datetime) -> Json:
        """Return what a tool hands out.

        Raises:
            RefusedCallError: too many calls, no such tool, or arguments that it doesn't take.
        """
        self.count(at)
        if name not in ARGUMENTS:
            raise RefusedCallError(words.no_tool(ARGUMENTS))
        if not given.keys() <= set(ARGUMENTS[name]):
            raise RefusedCallError(words.unknown_arguments(ARGUMENTS[name]))
        match name:
            case "ask":
                return await self._ask(_text(given, "question", LONGEST_QUESTION), at)
            case "fact":
                return self.fact(_text(given, "id", ID_LIMIT))
            case "facts":
                return self._page("facts", self.matcher.base.facts, given)
            case _:
                return self._page("sources", tuple(self.matcher.base.sources.values()), given)

    def count(self, at: datetime) -> None:
        """Count a call.

        Raises:
            RefusedCallError: there were too many in a minute.
        """
        if wait := self._cooldown.wait(_ASSISTANT, at):
            raise RefusedCallError(words.wait(wait.time))

    def fact(self, name: str) -> Json:
        """Return one fact with the version of the base.

        Raises:
            RefusedCallError: there is none with that id.
        """
        matcher = self.matcher
        fact = matcher.fact(name)
        if fact is None:
            raise RefusedCallError(words.no_fact(name if _ID.fullmatch(name) else ""))
        told = listed_json(fact, matcher, datetime.now(UTC).date(), self._config.site_url)
        return {"version": matcher.base.version} | told

    async def _ask(self, message: str, at: datetime) -> Json:
        matcher, thread = self.matcher, new_id()
        try:
            decide = self._conversations.decide_all
            decided = await self._readers.read(message, thread, decide, matcher, message, thread, at)
        finally:
            self._conversations.drop(thread)
        first, *more = [self._reply(one, matcher, at.date()) for one in decided]
        return with_more([first | {"question": message}, *more])

    def _reply(self, decided: Decided, matcher: Matcher, today: date) -> Json:
        outcome = decided.outcome
        logged = f" {decided.question!r}" if self._config.log_questions == "all" else ""
        fact = f" {outcome.fact.id}" if isinstance(outcome, Answer) else ""
        LOG.info("question%s: %s%s", logged, type(outcome).__name__.lower(), fact)
        about = scope(outcome, self._config) if isinstance(outcome, Abstention) else ""
        # The queue is the bot's, in another process: nothing that is asked here gets there.
        reply = reply_json(decided.question, outcome, matcher, today, self._config.site_url)
        return reply | {"scope": about or None, "gone_to_editors": False}

    def _page(self, name: str, items: Sequence[Fact] | Sequence[Source], given: Arguments) -> Json:
        matcher = self.matcher
        page, size = _number(given, "page", 1), _number(given, "per_page", PAGE, LARGEST_PAGE)
        shown = items[(page - 1) * size : page * size]
        told = {"version": matcher.base.version, "total": len(items), "page": page, "pages": ceil(len(items) / size)}
        rows = [_fact_row(one) if isinstance(one, Fact) else _source_row(one, matcher) for one in shown]
        return told | {name: rows}


def _fact_row(fact: Fact) -> Json:
    return {"id": fact.id, "question": fact.question, "status": fact.status, "as_of": fact.as_of.isoformat()}


def _source_row(source: Source, matcher: Matcher) -> Json:
    resting = [fact.id for fact in matcher.base.facts if any(one.source == source.id for one in fact.citations)]
    return {"id": source.id, **source_json(source), "facts": resting}


def _text(given: Arguments, name: str, longest: int) -> str:
    text = given.get(name)
    is_fit = isinstance(text, str) and text.strip() and len(text) <= longest
    try:
        if is_fit and isinstance(text, str) and text.encode():
            return text
    except UnicodeEncodeError:  # half a character is no text
        pass
    raise RefusedCallError(words.no_text(name, longest))


def _number(given: Arguments, name: str, default: int, high: int | None = None) -> int:
    try:
        return whole_number({key: str(value) for key, value in given.items()}, name, default, high)
    except RefusedError as error:
        raise RefusedCallError(str(error)) from None
