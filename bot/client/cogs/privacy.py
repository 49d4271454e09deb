"""What is kept of a person: shown to that person, and erased at a word."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client.bot import FactBot, Interaction
from bot.client.responses import send_pages
from bot.wording import desk as words


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class Privacy(commands.GroupCog, group_name="privacy", group_description="What is kept of you"):
    """For everybody, about themselves alone."""

    def __init__(self, bot: FactBot) -> None:
        self.newsroom = bot.newsroom
        self.staff = bot.staff

    @app_commands.command()
    async def show(self, interaction: Interaction) -> None:
        """See what is kept of you."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        kept = await self.newsroom.desk.privacy.show(interaction.user.id)
        questions = {fact.id: fact.question for fact in self.newsroom.matcher.base.facts}
        await send_pages(interaction, words.kept_in_words(kept, questions))

    @app_commands.command()
    async def forget(self, interaction: Interaction) -> None:
        """Erase what is kept of you, and be told of nothing more."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        self.newsroom.forget_person(interaction.user.id)
        self.staff.forget_person(interaction.user.id)
        await self.newsroom.desk.privacy.forget(interaction.user.id)
        is_logged = self.newsroom.config.log_questions != "none"
        await interaction.followup.send(words.FORGOTTEN + (words.LOGGED if is_logged else ""), ephemeral=True)


async def setup(bot: FactBot) -> None:
    """Add the cog."""
    await bot.add_cog(Privacy(bot))
