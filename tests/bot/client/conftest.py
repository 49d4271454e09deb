"""The bot over the town's facts, in an in-process Discord."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import discord
import pytest
import simcord

from bot.config import Config
from bot.desk.desk import Desk, Settings
from bot.newsroom.newsroom import Newsroom
from bot.store.opening import store_url
from knowledge.service.live import LiveBase
from knowledge.service.opening import open_base

ADMIN_ROLE = 4242


def settings_of(folder: Path, store: str = "") -> Settings:
    url = store_url(store or f"sqlite:///{folder / 'factbot.sqlite'}")
    return Settings(
        folder=folder,
        store=url,
        retention=timedelta(days=30),
        digest_hour=None,
        zone=ZoneInfo("UTC"),
        corrections_per_minute=6000,
    )


@pytest.fixture
def store() -> str:
    """Return the URL of the store, "" for a file; tests of the desk have both kinds."""
    return ""


@pytest.fixture
def config() -> Config:
    return Config(questions_per_minute=100, admin_users=(77,), precision=0.8)


@pytest.fixture
async def newsroom(
    base_folder: Path, config: Config, store: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Newsroom]:
    cache = tmp_path_factory.getbasetemp() / "matchers"
    live = LiveBase(
        base_folder,
        datetime(2024, 3, 2, tzinfo=UTC),
        "start",
        lambda path, over, before: open_base(path, cache, overlay=over, before=before),
    )
    desk = Desk(settings_of(tmp_path / "state", store), lambda: live.served.matcher)
    async with desk.open():
        yield Newsroom(live, config, desk)


@pytest.fixture
def channel(simcord_env: simcord.Env) -> simcord.ChannelHandle:
    return simcord_env.create_guild().create_text_channel("general")


@pytest.fixture
def alice(simcord_env: simcord.Env, channel: simcord.ChannelHandle) -> simcord.MemberActor:
    return simcord_env.guild.add_member(simcord_env.create_user("alice"))


@pytest.fixture
def bare(simcord_env: simcord.Env, channel: simcord.ChannelHandle) -> simcord.ChannelHandle:
    """Return a channel in which the bot may not embed links."""
    guild = simcord_env.guild
    forbidden = discord.PermissionOverwrite(embed_links=False)
    return guild.create_text_channel("bare", overwrites={guild.default_role: forbidden})
