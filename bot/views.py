"""Buttons that go on working after a restart: what each does stands in its id, nothing is kept in memory."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any

import discord

from bot.desk import OpenQuestion
from bot.plain import fact_in_full, pages
from bot.rendering import MESSAGE, Choice, Reply, question_of, render_candidates, render_fact, render_sources
from bot.wording import wait_in_words
from knowledge.matching import WORTH_SUGGESTING

if TYPE_CHECKING:
    from bot.app import FactBot
    from knowledge.model import Fact

GONE = "That fact has been removed since. Ask again with /ask."
UNRELATED = "No question is related to that one any more."
STORED = "Thank you. Your question has gone to the editors."
NOT_STORED = "Sorry. Please ask again in other words; naming who, what or when helps."
_STYLES = {"pick": discord.ButtonStyle.primary}
SHOWN_RELATED, SHOWN_OTHERS = 5, 3


class FactButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"fact:(?P<action>[a-z]{1,10}):(?P<fact>[a-z0-9-]{0,80})"
):
    """A button below a reply; ``action`` is one of sources, full, related, wrong, pick and none."""

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
        wait = interaction.client.newsroom.cooldown.wait(interaction.user.id, interaction.created_at)
        if wait is not None:
            await interaction.response.send_message(wait_in_words(wait), ephemeral=True)
        elif self.action in _OF_A_FACT:
            fact = interaction.client.newsroom.fact(self.fact)
            if fact is None:
                await interaction.response.send_message(GONE, ephemeral=True)
            else:
                await _OF_A_FACT[self.action](interaction, fact)
        else:
            await _note(interaction, self.fact)


def view_of(choices: Iterable[Choice]) -> discord.ui.View | None:
    """Return the buttons of a reply; None where there are none."""
    view = discord.ui.View(timeout=None)
    for choice in choices:
        view.add_item(FactButton(choice.action, choice.fact, choice.label))
    return view if view.children else None


async def respond(interaction: discord.Interaction[Any], reply: Reply, *, private: bool) -> None:
    """Answer an interaction with a reply; as plain text where the bot may not embed links."""
    embeds = interaction.app_permissions.embed_links or interaction.guild_id is None
    view = view_of(reply.buttons(embeds=embeds)) or discord.utils.MISSING
    if embeds:
        await interaction.response.send_message(embed=reply.embed, view=view, ephemeral=private)
    else:
        await interaction.response.send_message(reply.text, view=view, ephemeral=private, suppress_embeds=True)


async def send_pages(interaction: discord.Interaction[Any], text: str) -> None:
    """Show a text to the asker alone, in as many messages as it takes."""
    first, *more = pages(text, MESSAGE)
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
    await respond(interaction, render_fact(fact, newsroom.matcher), private=is_private)


async def _note(interaction: discord.Interaction[FactBot], fact: str) -> None:
    reason = f"not what was asked: {fact}" if fact else "none of the suggestions"
    asked = question_of(interaction.message) if interaction.message else ""
    # Say it after it is true: the desk first, the thanks then.
    stored = await interaction.client.newsroom.desk.note(OpenQuestion(asked, reason, interaction.created_at))
    matcher = interaction.client.newsroom.matcher
    others = [c.fact for c in matcher.candidates(asked) if c.fact.id != fact and c.confidence >= WORTH_SUGGESTING]
    if stored or not others:
        await interaction.response.send_message(STORED if stored else NOT_STORED, ephemeral=True)
    else:
        await respond(interaction, render_candidates("Perhaps one of these?", others[:SHOWN_OTHERS]), private=True)


def thread_of(interaction: discord.Interaction[Any]) -> str:
    """Return the conversation that an interaction belongs to: one person in one channel."""
    return f"{interaction.user.id}:{interaction.channel_id}"


_OF_A_FACT: dict[str, Callable[[discord.Interaction[Any], Fact], Awaitable[None]]] = {
    "sources": _sources,
    "full": _full,
    "related": _related,
    "pick": _pick,
}
