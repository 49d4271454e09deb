"""What admins see: how the facts do, what a reload would change and has changed, and why a question got no answer."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.client.cogs.admin import Admin
from bot.newsroom.newsroom import Newsroom
from bot.newsroom.statistics import Statistics
from drawing.shown import Scene
from drawing.stage import ADA, Stage, commanded
from drawing.town import LAPSED, NOON

_DECIDED_SECONDS = 0.004
# A line of the lapsed facts, and what it becomes for a reload.
_WAS, _BECOMES = "costs 3 dollars", "costs 2 dollars"


async def status(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield what is being served and how it does."""
    # How long a decision takes is the machine's matter, and other at every drawing.
    newsroom.statistics = Statistics()
    for fact in newsroom.matcher.base.facts[:3]:
        newsroom.statistics.count(newsroom.matcher.decide(fact.question), _DECIDED_SECONDS)
    yield await _command(
        newsroom,
        "status",
        "How many facts are served since when, how many questions were answered, and which facts want another wording.",
    )


async def reloads(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield what comes of a changed file: looked at, served and taken back; and why a question got no answer."""
    file = newsroom.live.folder / LAPSED.name
    file.write_text(file.read_text("utf-8").replace(_WAS, _BECOMES), "utf-8")
    for name, alt, *args in (
        ("check", "What a reload would change, with a button to do it."),
        ("reload", "What a reload has changed, with a button to take it back."),
        ("rollback", "That the facts of before are served again, and what that changes."),
        ("why", "The best five facts for a question, how sure the bot is of each, and what keeps it from it.",
         "how much was the ferry in 2020"),
    ):  # fmt: skip
        yield await _command(newsroom, name, alt, *args)


async def _command(newsroom: Newsroom, name: str, alt: str, *args: str) -> Scene:
    stage = Stage(newsroom, ADA, NOON, f"ada used /facts {name}")
    shown = await commanded(stage, Admin, getattr(Admin, name), *args)
    return Scene(name=name, title=f"/facts {name}", alt=alt, shown=shown)
