"""Buttons that go on working after a restart: what each does stands in its id, nothing is kept in memory."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal

import discord

from bot.desk.desk import OpenQuestion, Place
from bot.desk.records import Replied
from bot.faults import told
from bot.newsroom import Decision
from bot.plain import fact_in_full, pages
from bot.rendering import (
    MESSAGE,
    Choice,
    Reply,
    await_choice,
    question_of,
    render_candidates,
    render_fact,
    render_sources,
)
from bot.wording import wait_in_words
from knowledge.matching import WORTH_SUGGESTING
from knowledge.outcomes import Answer, Suggestions

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app import FactBot
    from bot.newsroom import Newsroom
    from knowledge.model import Fact

GONE = "That fact has been removed since. Ask again with /ask."
UNRELATED = "No question is related to that one any more."
STORED = "Thank you. Your question has gone to the editors."
WATCHED = (
    "I will tell you once, in a direct message, if that answer is corrected. "
    "/privacy show lists what you asked for, /privacy forget undoes it."
)
AWAITED = (
    "I will tell you once, in a direct message, when there is an answer. "
    "/privacy show lists what you asked for, /privacy forget undoes it."
)
NOT_KEPT = "I could not take note of that just now. Please try again later."
NOT_STORED = "Sorry. Please ask again in other words; naming who, what or when helps."
_STYLES = {"pick": discord.ButtonStyle.primary}
SHOWN_RELATED, SHOWN_OTHERS = 5, 3
FETCH_SECONDS = 1.5


class FactButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"fact:(?P<action>[a-z]{1,10}):(?P<fact>[a-z0-9-]{0,80})"
):
    """A button below a reply; ``action`` is one of sources, full, related, wrong, watch, await, pick and none.

    ``fact`` is the id of the fact that it concerns; with await it is the record of the question, else empty.
    """

    def __init__(self, action: str, fact: str, label: str = "…") -> None:
        self.action = action
        self.fact = fact
        style = _STYLES.get(action, discord.ButtonStyle.secondary)
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=f"fact:{action}:{fact}"))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> FactButton:
        """Return the button that a click on an old message means."""
        return cls(match["action"], match["fact"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says, unless its presser is in too much of a hurry."""
        async with told(interaction):
            wait = interaction.client.newsroom.cooldown.wait(interaction.user.id, interaction.created_at)
            if wait is not None:
                await interaction.response.send_message(wait_in_words(wait), ephemeral=True)
            elif self.action in _OF_A_FACT:
                await self._show(interaction)
            elif self.action == "await":
                await _await(interaction, self.fact)
            else:
                await _note(interaction, self.fact)

    async def _show(self, interaction: discord.Interaction[Any]) -> None:
        fact = interaction.client.newsroom.fact(self.fact)
        if fact is None:
            await interaction.response.send_message(GONE, ephemeral=True)
        else:
            await _OF_A_FACT[self.action](interaction, fact)


def view_of(choices: Iterable[Choice]) -> discord.ui.View | None:
    """Return the buttons of a reply; None where there are none."""
    view = discord.ui.View(timeout=None)
    for choice in choices:
        view.add_item(FactButton(choice.action, choice.fact, choice.label))
    return view if view.children else None


async def respond(interaction: discord.Interaction[Any], reply: Reply, *, private: bool) -> Place | None:
    """Answer an interaction with a reply; as plain text where the bot may not embed links.

    Return where others can read it and the bot can reach it again; None where they can't.
    """
    embeds = interaction.app_permissions.embed_links or interaction.guild_id is None
    view = view_of(reply.buttons(embeds=embeds)) or discord.utils.MISSING
    if embeds:
        sent = await interaction.response.send_message(embed=reply.embed, view=view, ephemeral=private)
    else:
        sent = await interaction.response.send_message(reply.text, view=view, ephemeral=private, suppress_embeds=True)
    # A bot that somebody brought along to a server that it is not in can't come back to what it said there.
    is_public = not private and interaction.guild_id is not None and interaction.client.get_guild(interaction.guild_id)
    if not is_public or interaction.channel_id is None or sent.message_id is None:
        return None
    return Place(interaction.channel_id, sent.message_id)


def remember(newsroom: Newsroom, decision: Decision, place: Place | None, at: datetime) -> None:
    """Write down what a question came to and where others can read the reply."""
    outcome = decision.outcome
    base = decision.matcher.base.version
    channel, message = (place.channel, place.message) if place else (None, None)
    if isinstance(outcome, Answer):
        replied = Replied(at=at, outcome="answer", base=base, confidence=outcome.confidence,
                          channel=channel, message=message)  # fmt: skip
        newsroom.desk.replied(replied, outcome.fact)
    else:
        kind: Literal["suggestions", "abstention"] = "suggestions" if isinstance(outcome, Suggestions) else "abstention"
        newsroom.desk.replied(Replied(at=at, outcome=kind, base=base, channel=channel, message=message))


def remember_shown(newsroom: Newsroom, fact: Fact, place: Place | None, at: datetime) -> None:
    """Write down that a fact was picked and shown, where others can read it."""
    version = newsroom.matcher.base.version
    channel, message = (place.channel, place.message) if place else (None, None)
    replied = Replied(at=at, outcome="shown", base=version, channel=channel, message=message)
    newsroom.desk.replied(replied, fact)


async def send_pages(interaction: discord.Interaction[Any], text: str) -> None:
    """Show a text to the asker alone, in as many messages as it takes."""
    first, *more = pages(text, MESSAGE)
    if interaction.response.is_done():
        more = [first, *more]
    else:
        await interaction.response.send_message(first, ephemeral=True, suppress_embeds=True)
    for page in more:
        await interaction.followup.send(page, ephemeral=True, suppress_embeds=True)


async def _sources(interaction: discord.Interaction[FactBot], fact: Fact) -> None:
    await send_pages(interaction, render_sources(fact, interaction.client.newsroom.matcher))


async def _full(interaction: discord.Interaction[FactBot], fact: Fact) -> None:
    await send_pages(interaction, fact_in_full(fact, interaction.client.newsroom.matcher))


async def _related(interaction: discord.Interaction[FactBot], fact: Fact) -> None:
    newsroom = interaction.client.newsroom
    near = [other for name in fact.related if (other := newsroom.fact(name))][:SHOWN_RELATED]
    if near:
        await respond(interaction, render_candidates("Related questions:", near), private=True)
    else:
        await interaction.response.send_message(UNRELATED, ephemeral=True)


async def _pick(interaction: discord.Interaction[FactBot], fact: Fact) -> None:
    newsroom = interaction.client.newsroom
    newsroom.answered(fact, thread_of(interaction), interaction.created_at)
    is_private = interaction.message is not None and interaction.message.flags.ephemeral
    place = await respond(interaction, render_fact(fact, newsroom.matcher), private=is_private)
    remember_shown(newsroom, fact, place, interaction.created_at)


async def _watch(interaction: discord.Interaction[FactBot], fact: Fact) -> None:
    kept = interaction.client.newsroom.desk.watch_fact(interaction.user.id, fact, interaction.created_at)
    await interaction.response.send_message(WATCHED if kept else NOT_KEPT, ephemeral=True)


async def _await(interaction: discord.Interaction[FactBot], asked: str) -> None:
    kept = interaction.client.newsroom.desk.watch_answer(interaction.user.id, asked, interaction.created_at)
    await interaction.response.send_message(AWAITED if kept else NOT_KEPT, ephemeral=True)


async def _note(interaction: discord.Interaction[FactBot], fact: str) -> None:
    reason = "not what was asked" if fact else "none of the suggestions"
    message = interaction.message
    asked = question_of(message) if message else ""
    # Say it after it is true: the desk first, the thanks then.
    asker = await _asker_of(interaction)
    # Whose words nobody could erase again are not kept.
    record = asker and interaction.client.newsroom.desk.note(
        OpenQuestion(
            text=asked,
            reason=reason,
            asked_at=interaction.created_at,
            asker=asker,
            fact=fact or None,
            message=message.id if message else None,
        )
    )
    if not record:
        await _offer_others(interaction, asked, fact)
    else:
        view = view_of([await_choice(record)]) or discord.utils.MISSING
        await interaction.response.send_message(STORED, view=view, ephemeral=True)


async def _offer_others(interaction: discord.Interaction[FactBot], asked: str, fact: str) -> None:
    matcher = interaction.client.newsroom.matcher
    others = [c.fact for c in matcher.candidates(asked) if c.fact.id != fact and c.confidence >= WORTH_SUGGESTING]
    if others:
        await respond(interaction, render_candidates("Perhaps one of these?", others[:SHOWN_OTHERS]), private=True)
    else:
        await interaction.response.send_message(NOT_STORED, ephemeral=True)


async def _asker_of(interaction: discord.Interaction[Any]) -> int | None:
    """Return who asked what a message answers; None where that can't be found out."""
    message = interaction.message
    if message is None or interaction.guild_id is None:
        return interaction.user.id
    if message.interaction_metadata is not None:
        return message.interaction_metadata.user.id
    if message.reference is None or message.reference.message_id is None:
        return interaction.user.id
    cached = message.reference.cached_message
    if cached is not None:
        return cached.author.id
    try:
        async with asyncio.timeout(FETCH_SECONDS):
            return (await message.channel.fetch_message(message.reference.message_id)).author.id
    except (discord.HTTPException, TimeoutError):
        return None


def thread_of(interaction: discord.Interaction[Any]) -> str:
    """Return the conversation that an interaction belongs to: one person in one channel."""
    return f"{interaction.user.id}:{interaction.channel_id}"


_OF_A_FACT: dict[str, Callable[[discord.Interaction[Any], Fact], Awaitable[None]]] = {
    "sources": _sources,
    "full": _full,
    "related": _related,
    "pick": _pick,
    "watch": _watch,
}
