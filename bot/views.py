"""Buttons that go on working after a restart: what each does stands in its id, nothing is kept in memory."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any

import discord

from bot.desk import OpenQuestion
from bot.rendering import Choice, Reply, render_candidates, render_fact, render_sources

if TYPE_CHECKING:
    from bot.app import FactBot

GONE = "That fact has been removed since. Ask again with /ask."
STORED = "Thank you. Your question has gone to the editors."
NOT_STORED = "Sorry. Please ask again in other words; naming who, what or when helps."
_STYLES = {"pick": discord.ButtonStyle.primary}
SHOWN_RELATED = 5


class FactButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"fact:(?P<action>[a-z]{1,10}):(?P<fact>[a-z0-9-]{0,80})"
):
    """A button below a reply; ``action`` is one of sources, related, wrong, pick and none."""

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
        """Do what the button says."""
        await _ACTIONS[self.action](interaction, self.fact)


def view_of(choices: Iterable[Choice]) -> discord.ui.View | None:
    """Return the buttons of a reply; None where there are none."""
    view = discord.ui.View(timeout=None)
    for choice in choices:
        view.add_item(FactButton(choice.action, choice.fact, choice.label))
    return view if view.children else None


async def respond(interaction: discord.Interaction[Any], reply: Reply, *, private: bool) -> None:
    """Answer an interaction with a reply; as plain text where the bot may not embed links."""
    view = view_of(reply.choices) or discord.utils.MISSING
    if interaction.app_permissions.embed_links or interaction.guild is None:
        await interaction.response.send_message(embed=reply.embed, view=view, ephemeral=private)
    else:
        await interaction.response.send_message(reply.text, view=view, ephemeral=private, suppress_embeds=True)


def _is_private(interaction: discord.Interaction[Any]) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


async def _sources(interaction: discord.Interaction[FactBot], name: str) -> None:
    newsroom = interaction.client.newsroom
    fact = newsroom.fact(name)
    text = render_sources(fact, newsroom.matcher) if fact else GONE
    await interaction.response.send_message(text, ephemeral=True, suppress_embeds=True)


async def _related(interaction: discord.Interaction[FactBot], name: str) -> None:
    newsroom = interaction.client.newsroom
    fact = newsroom.fact(name)
    near = [other for one in (fact.related if fact else ()) if (other := newsroom.fact(one))]
    if not near:
        await interaction.response.send_message(GONE, ephemeral=True)
        return
    await respond(interaction, render_candidates("Related questions:", near[:SHOWN_RELATED]), private=True)


async def _pick(interaction: discord.Interaction[FactBot], name: str) -> None:
    newsroom = interaction.client.newsroom
    fact = newsroom.fact(name)
    if fact is None:
        await interaction.response.send_message(GONE, ephemeral=True)
        return
    await respond(interaction, render_fact(fact, newsroom.matcher), private=_is_private(interaction))


async def _wrong(interaction: discord.Interaction[FactBot], name: str) -> None:
    await _note(interaction, f"not what was asked: {name}" if name else "none of the suggestions")


async def _none(interaction: discord.Interaction[FactBot], name: str) -> None:
    await _note(interaction, "none of the suggestions")


async def _note(interaction: discord.Interaction[FactBot], reason: str) -> None:
    embeds = interaction.message.embeds if interaction.message else []
    asked = (embeds[0].title or "") if embeds else ""
    # Say it after it is true: the desk first, the thanks then.
    stored = await interaction.client.newsroom.desk.note(OpenQuestion(asked, reason, interaction.created_at))
    await interaction.response.send_message(STORED if stored else NOT_STORED, ephemeral=True)


_ACTIONS: dict[str, Callable[[discord.Interaction[Any], str], Awaitable[None]]] = {
    "sources": _sources,
    "related": _related,
    "pick": _pick,
    "wrong": _wrong,
    "none": _none,
}
