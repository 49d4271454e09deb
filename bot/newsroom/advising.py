"""What an editor might add to a fact: from the fact itself, and from what readers asked that waits at the desk."""

from collections.abc import Iterable
from functools import partial

from bot.desk.queue import Waiting
from bot.newsroom.aftermath import REHEARSED
from bot.newsroom.newsroom import Newsroom
from knowledge.model import Fact
from knowledge.service.proposing import Asked, Proposals, propose
from knowledge.service.teaching import preview_with_lessons


async def proposals_for(newsroom: Newsroom, fact: Fact) -> Proposals:
    """Return what might be added to a fact as it is served; it takes as long as a reload.

    Raises:
        StoreError: the store is away.
    """
    asked = asked_of(await newsroom.desk.queue.search("", REHEARSED), fact, newsroom.config.precision)
    preview = partial(preview_with_lessons, newsroom.live)
    return await newsroom.alone(partial(propose, newsroom.full, fact, asked, preview))


def asked_of(waiting: Iterable[Waiting], fact: Fact, precision: float) -> Asked:
    """Return the questions that wait, those apart of which a reader has said that ``fact`` doesn't answer them."""
    every = list(waiting)
    return Asked(
        open=tuple(one.text for one in every if one.fact != fact.id),
        refused=tuple(one.text for one in every if one.fact == fact.id),
        precision=precision,
    )
