"""The API of a newsroom over the town's facts, at a real socket."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from pydantic import SecretStr

from bot.config import Config
from bot.desk.desk import Desk, Settings
from bot.newsroom.newsroom import Newsroom
from bot.process.health import health_page
from bot.store.opening import store_url
from knowledge.service.live import LiveBase
from knowledge.service.opening import open_matcher
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
    live = LiveBase(base_folder, datetime.now(UTC), "start", lambda path, over: open_matcher(path, cache, overlay=over))
    settings = Settings(
        folder=tmp_path / "state",
        store=store_url(either_store),
        retention=timedelta(days=30),
        digest_hour=None,
        zone=ZoneInfo("UTC"),
        corrections_per_minute=60,
    )
    desk = Desk(settings, lambda: live.served.matcher)
    async with desk.open():
        yield Newsroom(live, config, desk)


@pytest.fixture
async def client(newsroom: Newsroom) -> AsyncIterator[Client]:
    async with health_page(newsroom, lambda: True), aiohttp.ClientSession() as session:
        yield Client(newsroom, session, newsroom.config.health_port)
