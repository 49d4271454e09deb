"""A question asked over HTTP: the outcome that Discord would give, and what the editors get of it."""

from datetime import datetime
from typing import Any, Literal

from bot.api.replies import named_json, nothing_json, reply_json, with_more
from bot.desk.records import Replied, content_of
from bot.newsroom.newsroom import Decision, Newsroom
from bot.newsroom.noting import Asker, log, note_suggestions, note_unanswered
from bot.newsroom.welcome import examples, small_talk
from bot.wording.about import introduction, scope
from knowledge.decision.outcomes import Abstention, Answer, Suggestions


async def ask(newsroom: Newsroom, message: str, at: datetime) -> dict[str, Any]:
    """Return the reply to a message in which somebody asks something; nobody knows who."""
    if kind := await small_talk(newsroom, message):
        return await _greeting(newsroom, message, is_thanks=kind == "thanks")
    decisions = await newsroom.decide_apart(message, at)
    first, *more = [_reply(newsroom, one, at) for one in decisions]
    return with_more([first | {"question": message}, *more])


def _reply(newsroom: Newsroom, decision: Decision, at: datetime) -> dict[str, Any]:
    outcome, asker = decision.outcome, Asker(None, at)
    log(newsroom, decision, is_public=False)
    record = note_unanswered(newsroom, decision, asker)
    if isinstance(outcome, Suggestions):
        note_suggestions(newsroom, decision.question, outcome, asker)
    says = content_of(outcome.fact, decision.matcher.base, at) if isinstance(outcome, Answer) else None
    newsroom.desk.replied(Replied(at=at, outcome=_kind(outcome)), says)
    about = scope(outcome, newsroom.config) if isinstance(outcome, Abstention) else ""
    reply = reply_json(decision.question, outcome, decision.matcher, decision.on, newsroom.config.site_url)
    return reply | {"scope": about or None, "gone_to_editors": record is not None}


def _kind(outcome: Answer | Suggestions | Abstention) -> Literal["answer", "suggestions", "abstention"]:
    if isinstance(outcome, Answer):
        return "answer"
    return "suggestions" if isinstance(outcome, Suggestions) else "abstention"


async def _greeting(newsroom: Newsroom, message: str, *, is_thanks: bool) -> dict[str, Any]:
    """Return who the bot is, and what can be asked; to thanks there is nothing to say."""
    reply = {"question": message} | nothing_json() | {"outcome": "small_talk", "scope": None, "gone_to_editors": False}
    if is_thanks:
        return reply
    offered = [named_json(fact) | {"confidence": None} for fact in await examples(newsroom)]
    return reply | {"reason": introduction(newsroom.config), "suggestions": offered}
