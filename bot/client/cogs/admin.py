"""Looking after the facts: reload, status, check, rollback and why. For admins alone."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client.autocomplete import Question
from bot.client.bot import FactBot, Interaction
from bot.client.checks import audit, is_admin
from bot.client.cogs.desk.announcements import review
from bot.client.errors import told
from bot.client.responses import send_text
from bot.wording import service
from bot.wording.labels import RELOAD, ROLLBACK
from bot.wording.notices import NOTHING_BEFORE
from knowledge.errors import ProblemsError

# What changes nothing is written down when it is asked for, all else with what came of it.
_LOOKING = ("facts status", "facts check", "facts why")


@app_commands.default_permissions()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class Admin(commands.GroupCog, group_name="facts", group_description="Look after the fact base"):
    """Commands for admins; Discord hides them from others where it can, and every call is checked here."""

    def __init__(self, bot: FactBot) -> None:
        self.bot = bot
        self.newsroom = bot.newsroom

    async def interaction_check(self, interaction: Interaction, /) -> bool:  # type: ignore[override]
        """Refuse everybody who is no admin; write an audit line either way."""
        command = interaction.command.qualified_name if interaction.command else "?"
        is_allowed = await is_admin(interaction, command)
        if is_allowed and command in _LOOKING:
            audit(interaction, command)
        return is_allowed

    @app_commands.command()
    async def reload(self, interaction: Interaction) -> None:
        """Read the files again and serve them, if they are sound."""
        await _reload(interaction)

    @app_commands.command()
    async def check(self, interaction: Interaction) -> None:
        """See what a reload would change, without doing it."""
        await interaction.response.defer(ephemeral=True)
        try:
            change, differences = await self.newsroom.preview()
        except ProblemsError as error:
            await _send(interaction, service.preview_refused(error))
            return
        words = service.preview_in_words(change, differences)
        await _send(interaction, words, AdminButton("reload") if change else None)

    @app_commands.command()
    async def rollback(self, interaction: Interaction) -> None:
        """Serve the facts of before the last reload again."""
        await _rollback(interaction)

    @app_commands.command()
    async def status(self, interaction: Interaction) -> None:
        """See what is being served and how it does."""
        room, drift = self.newsroom, self.newsroom.drift.lasting(interaction.created_at)
        words = service.status_in_words(room.live.served, room.statistics, room.config.precision, drift)
        await interaction.response.send_message(words, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(question="The question to explain")
    async def why(self, interaction: Interaction, question: Question) -> None:
        """See the best five candidates for a question, and what blocked them."""
        await interaction.response.defer(ephemeral=True)
        threshold = self.newsroom.matcher.threshold(self.newsroom.config.precision)
        await _send(interaction, service.candidates_in_words(threshold, await self.newsroom.candidates(question)))


class AdminButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"facts:(?P<action>reload|rollback)"):
    """A button below what an admin was shown; whoever presses it is checked anew."""

    def __init__(self, action: str) -> None:
        self.action = action
        label = RELOAD if action == "reload" else ROLLBACK
        super().__init__(discord.ui.Button(label=label, custom_id=f"facts:{action}"))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> AdminButton:
        """Return the button that a click on an old message means."""
        return cls(match["action"])

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Do what the button says, if its presser still may."""
        async with told(interaction):
            if await is_admin(interaction, f"button {self.action}"):
                await (_reload if self.action == "reload" else _rollback)(interaction)


async def _reload(interaction: Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    try:
        change = await interaction.client.newsroom.reload(interaction.created_at, str(interaction.user))
    except ProblemsError as error:
        audit(interaction, f"reload refused for {len(error.problems)} problems")
        await _send(interaction, service.reload_refused(error))
        return
    audit(interaction, f"reload: {change.counted()}")
    words = service.change_in_words(change, service.SERVING)
    await _send(interaction, words, AdminButton("rollback") if change else None)
    await _review(interaction)


async def _rollback(interaction: Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    change = await interaction.client.newsroom.rollback(interaction.created_at, str(interaction.user))
    audit(interaction, f"rollback: {change.counted() if change else 'nothing to go back to'}")
    words = NOTHING_BEFORE if change is None else service.change_in_words(change, service.BACK)
    await _send(interaction, words)
    await _review(interaction)


async def _review(interaction: Interaction) -> None:
    """Show which published answers the change has made wrong, with the buttons that put them right."""

    async def show(words: str, view: discord.ui.View) -> None:
        await interaction.followup.send(words, view=view, ephemeral=True, suppress_embeds=True)

    await review(interaction.client.newsroom, interaction.created_at, show)


async def _send(interaction: Interaction, text: str, button: AdminButton | None = None) -> None:
    view = discord.ui.View(timeout=None).add_item(button) if button else None
    await send_text(interaction, text, f"facts-{interaction.created_at:%Y-%m-%d}.txt", view=view)


async def setup(bot: FactBot) -> None:
    """Add the cog and its buttons."""
    bot.add_dynamic_items(AdminButton)
    await bot.add_cog(Admin(bot))
