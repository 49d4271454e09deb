"""The measure of all things: a bot of the same client whose commands always say the same."""

import asyncio
import os
import sys
from datetime import UTC, datetime

import discord
from discord.ext import commands

from bot.client.buttons import FactButton, view_of
from bot.client.rendering.replies import Showing, render_fact
from knowledge.loading.files import bundled_folder
from knowledge.service.folders import default_cache_folder
from knowledge.service.opening import open_matcher
from tests.discord_server.launch import point_at


class Constant(commands.AutoShardedBot):
    """Answers ``/ask`` with a word, and ``/show`` with the embed and the buttons of one fact, without a thought."""

    async def setup_hook(self) -> None:
        """Declare the commands."""
        matcher = open_matcher(bundled_folder(), default_cache_folder())
        reply = render_fact(matcher.base.facts[0], matcher, Showing(datetime.now(UTC).date()))
        self.add_dynamic_items(FactButton)

        @self.tree.command(description="Say the same")
        async def ask(interaction: discord.Interaction[discord.Client], question: str) -> None:
            await interaction.response.send_message("The same as ever.")

        @self.tree.command(description="Show the same")
        async def show(interaction: discord.Interaction[discord.Client], question: str) -> None:
            view = view_of(reply.choices) or discord.utils.MISSING
            await interaction.response.send_message(reply.public, view=view)

        await self.tree.sync()


async def main() -> None:
    """Run until killed."""
    point_at(sys.argv[1])
    bot = Constant(command_prefix=commands.when_mentioned, intents=discord.Intents.default())
    async with bot:
        await bot.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    asyncio.run(main())
