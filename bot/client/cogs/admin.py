"""Looking after the facts: reload, status, check, rollback and why. For admins alone."""

from __future__ import annotations

import io
import re
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client.bot import FactBot, Interaction
from bot.client.checks import audit, is_admin
from bot.client.cogs.desk.announcements import review
from bot.client.errors import told
from bot.client.rendering.replies import MESSAGE
from bot.newsroom.comparison import Difference
from bot.text import pages
from bot.wording.notices import NOTHING_BEFORE
from bot.wording.service import change_in_words, status_in_words
from knowledge.errors import FactBaseError

# What changes nothing is written down when it is asked for, all else with what came of it.
_LOOKING = ("facts status", "facts check", "facts why")
ATTACHED = "\n(all of it attached)"


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
        except FactBaseError as error:
            await _send(interaction, f"A reload would be refused.\n{error}")
            return
        words = change_in_words(change, "A reload would do this.")
        if differences:
            words += "\nThese of the facts' own questions would answer differently:\n"
            words += "\n".join(map(_difference_in_words, differences))
        await _send(interaction, words, AdminButton("reload") if change else None)

    @app_commands.command()
    async def rollback(self, interaction: Interaction) -> None:
        """Serve the facts of before the last reload again."""
        await _rollback(interaction)

    @app_commands.command()
    async def status(self, interaction: Interaction) -> None:
        """See what is being served and how it does."""
        room, drift = self.newsroom, self.newsroom.drift.lasting(interaction.created_at)
        words = status_in_words(room.live.served, room.statistics, room.config.precision, drift)
        await interaction.response.send_message(words, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(question="The question to explain")
    async def why(self, interaction: Interaction, question: app_commands.Range[str, 1, 300]) -> None:
        """See the best five candidates for a question, and what blocked them."""
        await interaction.response.defer(ephemeral=True)
        matcher = self.newsroom.matcher
        lines = [f"Answers from confidence {matcher.threshold(self.newsroom.config.precision):.3f} on."]
        for candidate in await self.newsroom.candidates(question):
            block = candidate.block
            blocked = f", blocked by {block.kind} {block.what}".rstrip() if block else ""
            lines.append(f"{candidate.confidence:.3f} `{candidate.fact.id}` “{candidate.phrasing}”{blocked}")
        await _send(interaction, "\n".join(lines))


class AdminButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"facts:(?P<action>reload|rollback)"):
    """A button below what an admin was shown; whoever presses it is checked anew."""

    def __init__(self, action: str) -> None:
        self.action = action
        label = "Reload now" if action == "reload" else "Take it back"
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
    except FactBaseError as error:
        audit(interaction, f"reload refused for {len(error.problems)} problems")
        await _send(interaction, f"Nothing was changed; the facts of before go on being served.\n{error}")
        return
    audit(interaction, f"reload: {change.counted()}")
    await _send(interaction, change_in_words(change, "Now serving."), AdminButton("rollback") if change else None)
    await _review(interaction)


async def _rollback(interaction: Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    change = await interaction.client.newsroom.rollback(interaction.created_at, str(interaction.user))
    audit(interaction, f"rollback: {change.counted() if change else 'nothing to go back to'}")
    words = NOTHING_BEFORE if change is None else change_in_words(change, "Back to the facts of before.")
    await _send(interaction, words)
    await _review(interaction)


async def _review(interaction: Interaction) -> None:
    """Show which published answers the change has made wrong, with the buttons that put them right."""

    async def show(words: str, view: discord.ui.View) -> None:
        await interaction.followup.send(words, view=view, ephemeral=True, suppress_embeds=True)

    await review(interaction.client.newsroom, interaction.created_at, show)


def _difference_in_words(difference: Difference) -> str:
    before, after = difference.before or "no answer", difference.after or "no answer"
    return f"- {difference.wording}: {before} → {after}"


async def _send(interaction: Interaction, text: str, button: AdminButton | None = None) -> None:
    view = discord.ui.View(timeout=None).add_item(button) if button else discord.utils.MISSING
    if len(text) <= MESSAGE:
        await interaction.followup.send(text, view=view, ephemeral=True, suppress_embeds=True)
        return
    head = next(pages(text, MESSAGE - len(ATTACHED)))
    file = discord.File(io.BytesIO(text.encode()), filename=f"facts-{interaction.created_at:%Y-%m-%d}.txt")
    await interaction.followup.send(f"{head}{ATTACHED}", file=file, view=view, ephemeral=True, suppress_embeds=True)


async def setup(bot: FactBot) -> None:
    """Add the cog and its buttons."""
    bot.add_dynamic_items(AdminButton)
    await bot.add_cog(Admin(bot))
