"""Looking after the facts: reload, status, check, rollback and why. For admins alone."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.permissions import Caller, may_administer
from bot.rendering import MESSAGE
from bot.wording import change_in_words, shortened, status_in_words
from knowledge.errors import FactBaseError
from knowledge.outcomes import Answer

if TYPE_CHECKING:
    from bot.app import FactBot

REFUSED = "Only the admins of this fact base may do that."
PROBLEMS_SHOWN = 1500


@app_commands.default_permissions()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class Admin(commands.GroupCog, group_name="facts", group_description="Look after the fact base"):
    """Commands for admins; Discord hides them from others where it can, and every call is checked here."""

    def __init__(self, bot: FactBot) -> None:
        self.bot = bot
        self.newsroom = bot.newsroom

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Refuse everybody who is no admin; write an audit line either way."""
        roles = frozenset(role.id for role in getattr(interaction.user, "roles", ()))
        caller = Caller(interaction.user.id, roles)
        allowed = may_administer(caller, self.newsroom.config, self.bot.owners)
        command = interaction.command.qualified_name if interaction.command else "?"
        verdict = "allowed" if allowed else "refused"
        self.bot.log.info("audit: %s %s to user %s in guild %s", command, verdict, caller.user, interaction.guild_id)
        if not allowed:
            await interaction.response.send_message(REFUSED, ephemeral=True)
        return allowed

    @app_commands.command()
    async def reload(self, interaction: discord.Interaction[Any]) -> None:
        """Read the files again and serve them, if they are sound."""
        await interaction.response.defer(ephemeral=True)
        try:
            change = await self.newsroom.reload(interaction.created_at, str(interaction.user))
        except FactBaseError as error:
            await _send_problems(interaction, error)
            return
        await _send_long(interaction, change_in_words(change, "Now serving."))

    @app_commands.command()
    async def check(self, interaction: discord.Interaction[Any]) -> None:
        """See what a reload would change, without doing it."""
        await interaction.response.defer(ephemeral=True)
        try:
            change, matcher = await self.newsroom.preview()
        except FactBaseError as error:
            await _send_problems(interaction, error)
            return
        precision = self.newsroom.config.precision
        lost = []
        for fact in matcher.base.facts:
            outcome = matcher.decide(fact.question, precision=precision)
            if not (isinstance(outcome, Answer) and outcome.fact.id == fact.id):
                lost.append(f"- {fact.question}")
        words = change_in_words(change, "A reload would do this.")
        if lost:
            words += "\nThese would not answer their own question for sure:\n" + "\n".join(lost)
        await _send_long(interaction, words)

    @app_commands.command()
    async def rollback(self, interaction: discord.Interaction[Any]) -> None:
        """Serve the facts of before the last reload again."""
        change = await self.newsroom.rollback(interaction.created_at, str(interaction.user))
        words = change_in_words(change, "Back to the facts of before.") if change is not None else (
            "There is nothing to go back to: the facts have not been reloaded."
        )  # fmt: skip
        await interaction.response.send_message(shortened(words, MESSAGE), ephemeral=True)

    @app_commands.command()
    async def status(self, interaction: discord.Interaction[Any]) -> None:
        """See what is being served and how it does."""
        words = status_in_words(self.newsroom.live.served, self.newsroom.statistics)
        await interaction.response.send_message(words, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(question="The question to explain")
    async def why(self, interaction: discord.Interaction[Any], question: app_commands.Range[str, 1, 300]) -> None:
        """See the best five candidates for a question, and what blocked them."""
        matcher = self.newsroom.matcher
        lines = [f"Answers from confidence {matcher.threshold(self.newsroom.config.precision):.3f} on."]
        for candidate in matcher.candidates(question):
            block = candidate.block
            blocked = f", blocked by {block.kind} {block.what}" if block else ""
            lines.append(f"{candidate.confidence:.3f} `{candidate.fact.id}` “{candidate.phrasing}”{blocked}")
        await interaction.response.send_message(shortened("\n".join(lines), MESSAGE), ephemeral=True)


async def _send_problems(interaction: discord.Interaction[Any], error: FactBaseError) -> None:
    text = f"Nothing was changed; the facts of before go on being served.\n{error}"
    await _send_long(interaction, text)


async def _send_long(interaction: discord.Interaction[Any], text: str) -> None:
    if len(text) <= MESSAGE:
        await interaction.followup.send(text, ephemeral=True, suppress_embeds=True)
        return
    file = discord.File(io.BytesIO(text.encode()), filename=f"facts-{datetime.now().astimezone():%Y-%m-%d}.txt")
    head = shortened(text, PROBLEMS_SHOWN)
    await interaction.followup.send(f"{head}\n(all of it attached)", file=file, ephemeral=True)


async def setup(bot: FactBot) -> None:
    """Add the cog."""
    await bot.add_cog(Admin(bot))
