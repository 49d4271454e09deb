"""What the bot is and can do, for whoever asks: /help and /about."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client.bot import FactBot, Interaction
from bot.client.checks import holds, must_wait
from bot.client.greeting import with_examples
from bot.client.responses import respond, thread_of
from bot.newsroom.permissions import may_administer, may_edit
from bot.wording.about import about, help_in_words


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class Help(commands.Cog):
    """For everybody; what editors and admins can do besides is told to them alone."""

    def __init__(self, bot: FactBot) -> None:
        self.newsroom = bot.newsroom

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """See what I can be asked, and how."""
        if await must_wait(interaction):
            return
        edits, administers = holds(interaction, may_edit), holds(interaction, may_administer)
        words = help_in_words(self.newsroom.config, edits=edits, administers=administers)
        reply = await with_examples(self.newsroom, words, thread_of(interaction), interaction.created_at)
        await respond(interaction, reply, private=True)

    @app_commands.command()
    async def about(self, interaction: Interaction) -> None:
        """Learn what this bot is, what it keeps, and how to complain."""
        await interaction.response.send_message(about(self.newsroom.config), ephemeral=True)


async def setup(bot: FactBot) -> None:
    """Add the cog."""
    await bot.add_cog(Help(bot))
