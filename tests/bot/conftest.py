"""What holds for every test of the bot."""

from pathlib import Path

import pytest
import simcord

from bot.client.app import App
from bot.client.bot import FactBot
from bot.newsroom.newsroom import Newsroom


@pytest.fixture(autouse=True)
def unhurried_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever looks at the queue wait until all is filed, so that no test hopes that the machine is quick."""
    monkeypatch.setattr("bot.desk.filing.SOON_SECONDS", 60.0)


@pytest.fixture
def simcord_bot(newsroom: Newsroom, tmp_path: Path) -> FactBot:
    return App(newsroom, state=tmp_path / "commands.sha256").bot


@pytest.fixture
def simcord_env(simcord_env: simcord.Env) -> simcord.Env:
    """Return an in-process Discord that waits for a bot on a busy machine too."""
    simcord_env.settle_timeout = 60.0
    return simcord_env
