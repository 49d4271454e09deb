"""Replies that have a hidden fact: each says in the open that others can't see it, and why."""

from dataclasses import replace
from datetime import datetime

from bot.client.rendering.replies import ROOM, Reply, ReplyButton, Showing, render, render_candidates, render_fact
from bot.newsroom.newsroom import Decision, Newsroom
from bot.text import shortened
from bot.wording.hidden import STAFF_ONLY, why_hidden
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer, Suggestions
from knowledge.model import Fact

# What may be pressed below a hidden fact: nothing that is written down for later, when it may be hidden no more.
_KEPT = ("sources", "full", "related", "pick")


def render_for_staff(decision: Decision, newsroom: Newsroom, at: datetime) -> Reply:
    """Return the reply to a decision over all facts of which some are hidden."""
    outcome = decision.outcome
    if isinstance(outcome, Answer):
        is_hidden = _is_hidden(outcome.fact, newsroom)
        # The newsroom's site has no page of what is hidden.
        reply = render(decision, None if is_hidden else newsroom.config)
        return _marked(reply, outcome.fact, at) if is_hidden else reply
    if isinstance(outcome, Suggestions):
        named = tuple(replace(one, fact=_named(one.fact, newsroom, at)) for one in outcome.candidates)
        reply = render(replace(decision, outcome=replace(outcome, candidates=named)), newsroom.config)
        return replace(_headed(reply, STAFF_ONLY), choices=_harmless(reply))
    return render(decision, newsroom.config)


def render_hidden(fact: Fact, matcher: Matcher, at: datetime) -> Reply:
    """Return the reply that shows a hidden fact."""
    return _marked(render_fact(fact, matcher, Showing(at.date())), fact, at)


def render_offered(heading: str, facts: tuple[Fact, ...], newsroom: Newsroom, at: datetime) -> Reply:
    """Return a reply that offers facts of which some may be hidden."""
    return _headed(render_candidates(heading, [_named(fact, newsroom, at) for fact in facts]), STAFF_ONLY)


def _is_hidden(fact: Fact, newsroom: Newsroom) -> bool:
    return newsroom.fact(fact.id) is None


def _named(fact: Fact, newsroom: Newsroom, at: datetime) -> Fact:
    """Return a fact with why it is hidden behind its question."""
    return replace(fact, question=f"{fact.question} ({why_hidden(fact, at)})") if _is_hidden(fact, newsroom) else fact


def _marked(reply: Reply, fact: Fact, at: datetime) -> Reply:
    return replace(_headed(reply, f"{STAFF_ONLY}. {why_hidden(fact, at)}"), choices=_harmless(reply))


def _headed(reply: Reply, heading: str) -> Reply:
    return replace(reply, text=shortened(f"-# 🔒 {heading}.\n{reply.text}", ROOM))


def _harmless(reply: Reply) -> tuple[ReplyButton, ...]:
    return tuple(choice for choice in reply.choices if choice.action in _KEPT)
