"""Buttons, menus and forms that nobody takes: forged ones, and those of a time when the bot had others.

Discord would say no more than "This interaction failed".
"""

from __future__ import annotations

from typing import Any

import discord
from discord.ext import commands

from bot.client.bot import FactBot, Interaction
from bot.client.buttons import FactButton
from bot.client.cogs.admin import AdminButton
from bot.client.cogs.desk.actions import FORM
from bot.client.cogs.desk.buttons import DeskButton, FactMenu
from bot.client.cogs.desk.wording import WordingMenu
from bot.client.errors import NoSuchButtonError, told

_ITEMS = (FactButton, AdminButton, DeskButton, FactMenu, WordingMenu)
_PATTERNS = tuple(item.__discord_ui_compiled_template__ for item in _ITEMS)


class Strays(commands.Cog):
    """Answers what no other part of the bot does."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Tell whoever used a button, a menu or a form that this bot doesn't have."""
        async with told(interaction):
            if _is_stray(interaction):
                raise NoSuchButtonError


def _is_stray(interaction: Interaction) -> bool:
    data: dict[str, Any] = dict(interaction.data or {})
    custom_id = str(data.get("custom_id", ""))
    match interaction.type:
        case discord.InteractionType.modal_submit:
            return FORM.fullmatch(custom_id) is None
        case discord.InteractionType.component:
            is_ours = any(pattern.fullmatch(custom_id) for pattern in _PATTERNS)
            return not (is_ours and _stands_below(interaction.message, custom_id, data.get("component_type")))
        case _:
            return False


def _stands_below(message: discord.Message | None, custom_id: str, kind: object) -> bool:
    """Whether a message has what was used; discord.py passes over everything else."""
    if message is None:
        return False
    kind_of_view = discord.ui.LayoutView if message.flags.components_v2 else discord.ui.View
    items = kind_of_view.from_message(message, timeout=None).walk_children()
    return any(item.type.value == kind and getattr(item, "custom_id", None) == custom_id for item in items)


async def setup(bot: FactBot) -> None:
    """Add the cog."""
    await bot.add_cog(Strays())
