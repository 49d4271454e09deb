"""The API of a newsroom over the town's facts, at a real socket."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot.config import Config
from bot.desk.desk import Desk
from bot.newsroom.newsroom import Newsroom
from bot.process.health import health_page
from bot.process.running import desk_settings
from knowledge.service.live import LiveBase
from knowledge.service.opening import open_base
from tests.bot.api.support import KEY, SITE, Client


@pytest.fixture
def config(unused_tcp_port: int) -> Config:
    return Config(
        health_port=unused_tcp_port,
        api_keys=(SecretStr(KEY),),
        api_origins=(SITE,),
        subject="the town",
        precision=0.8,
        log_questions="public",
    )


@pytest.fixture
async def newsroom(
    base_folder: Path, config: Config, either_store: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Newsroom]:
    cache = tmp_path_factory.getbasetemp() / "matchers"
    live = LiveBase(
        base_folder,
        datetime.now(UTC),
        "start",
        lambda path, over, before: open_base(path, cache, overlay=over, before=before),
    )
    desk = Desk(desk_settings(Config(state=tmp_path / "state", store=either_store)), lambda: live.served.matcher)
    async with desk.open():
        yield Newsroom(live, config, desk)


@pytest.fixture
async def client(newsroom: Newsroom) -> AsyncIterator[Client]:
    async with health_page(newsroom, lambda: True), aiohttp.ClientSession() as session:
        yield Client(newsroom, session, newsroom.config.health_port)
