"""Buttons that go on working after a restart: what each does stands in its id, nothing is kept in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import discord

from bot.client.bot import Interaction
from bot.client.checks import must_wait
from bot.client.errors import NoSuchButtonError, told
from bot.client.rendering.replies import ReplyButton
from bot.wording.labels import UNSEEN

_STYLES = {"pick": discord.ButtonStyle.primary}


class FactButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"fact:(?P<action>[a-z]{1,10}):(?P<fact>[a-z0-9-]{0,80})"
):
    """A button below a reply; ``action`` is sources, full, related, wrong, outdated, watch, await, pick, none or post.

    ``fact`` is the id of the fact that it concerns; with await it is the record of the question, else empty.
    """

    def __init__(self, action: str, fact: str, label: str = UNSEEN) -> None:
        self.action = action
        self.fact = fact
        style = _STYLES.get(action, discord.ButtonStyle.secondary)
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=f"fact:{action}:{fact}"))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> FactButton:
        """Return the button that a click on an old message means."""
        return cls(match["action"], match["fact"])

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Do what the button says, unless its presser is in too much of a hurry."""
        async with told(interaction):
            if await must_wait(interaction):
                return
            if self.action in interaction.client.reply_actions:
                await interaction.client.reply_actions[self.action](interaction, self.fact)
            else:
                raise NoSuchButtonError


def view_of(choices: Iterable[ReplyButton]) -> discord.ui.View | None:
    """Return the buttons of a reply; None where there are none."""
    view = discord.ui.View(timeout=None)
    for choice in choices:
        view.add_item(FactButton(choice.action, choice.fact, choice.label))
    return view if view.children else None
