"""The measure of all things: a bot of the same client whose one command always says the same."""

import asyncio
import os
import sys

import discord
from discord.ext import commands

from tests.discord_server.launch import point_at


class Constant(commands.AutoShardedBot):
    """Answers ``/ask`` without a thought."""

    async def setup_hook(self) -> None:
        """Declare the command."""

        @self.tree.command(description="Say the same")
        async def ask(interaction: discord.Interaction[discord.Client], question: str) -> None:
            await interaction.response.send_message("The same as ever.")

        await self.tree.sync()


async def main() -> None:
    """Run until killed."""
    point_at(sys.argv[1])
    bot = Constant(command_prefix=commands.when_mentioned, intents=discord.Intents.default())
    async with bot:
        await bot.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    asyncio.run(main())
