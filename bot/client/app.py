"""The bot put together: its cogs, what sends for the desk, and what the desk says by itself. Wiring only."""

import contextlib
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from bot.client.bot import FactBot
from bot.client.cogs import COGS
from bot.client.cogs.desk.announcements import Announcer
from bot.client.cogs.desk.digest import send_digest
from bot.client.sending import DiscordSender
from bot.newsroom.newsroom import Newsroom
from bot.repeating import alongside


class App:
    """A bot and what it does by itself."""

    def __init__(self, newsroom: Newsroom, state: Path | None = None) -> None:
        self.bot = FactBot(newsroom, COGS, state)
        self.sender = DiscordSender(self.bot)
        self.announcer = Announcer(newsroom, self.sender)

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Do what the desk does by itself while the block runs: send what is owed, digest and purge."""
        desk = self.bot.newsroom.desk
        async with alongside(
            self.sender.look_for_desk(),
            desk.deliverer.run(self.sender),
            desk.daily.run(partial(send_digest, self.bot.newsroom, self.sender)),
            self.announcer.run(),
            self.bot.newsroom.recorder.run(),
        ):
            yield
