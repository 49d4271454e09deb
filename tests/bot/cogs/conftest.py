"""The bot over the town's facts, in an in-process Discord."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import FactBot
from bot.config import Config
from bot.desk import OpenQuestion
from bot.newsroom import Newsroom
from knowledge.live import LiveBase
from knowledge.serving import open_matcher

ADMIN_ROLE = 4242


class KeepingDesk:
    """Keeps questions in a list."""

    def __init__(self) -> None:
        self.questions: list[OpenQuestion] = []

    async def note(self, question: OpenQuestion) -> bool:
        self.questions.append(question)
        return True


@pytest.fixture
def desk() -> KeepingDesk:
    return KeepingDesk()


@pytest.fixture
def config() -> Config:
    return Config(questions_per_minute=100, admin_users=(77,), precision=0.8)


@pytest.fixture
def newsroom(
    base_folder: Path, desk: KeepingDesk, config: Config, tmp_path_factory: pytest.TempPathFactory
) -> Newsroom:
    cache = tmp_path_factory.getbasetemp() / "matchers"
    live = LiveBase(base_folder, datetime(2024, 3, 2, tzinfo=UTC), "start", lambda path, over: open_matcher(path, cache, overlay=over))
    return Newsroom(live, config, desk)


@pytest.fixture
def simcord_bot(newsroom: Newsroom, tmp_path: Path) -> FactBot:
    return FactBot(newsroom, state=tmp_path / "commands.sha256")
