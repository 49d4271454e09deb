"""A newsroom over files that a test may change; its matchers only hold a base, so that a reload is quick."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.config import Config
from bot.desk.desk import Desk, Settings
from bot.newsroom.newsroom import Newsroom
from bot.store.opening import store_url
from knowledge.loading.files import Overlay
from knowledge.loading.loader import load
from knowledge.service.live import LiveBase

OpenNewsroom = Callable[..., Newsroom]


def opened(folder: Path, overlay: Overlay, _: object) -> Any:
    return SimpleNamespace(base=load(folder, overlay=overlay))


@pytest.fixture
def open_newsroom(tmp_path: Path) -> OpenNewsroom:
    """Return what opens a newsroom over a folder; ``more`` are settings."""

    def make(folder: Path, **more: Any) -> Newsroom:
        live = LiveBase(folder, datetime.now(UTC), "start", opened)
        state = tmp_path / "state"
        store = store_url(f"sqlite:///{state / 'factbot.sqlite'}")
        settings = Settings(folder=state, store=store, retention=timedelta(days=30), digest_hour=None,
                            zone=ZoneInfo("UTC"), corrections_per_minute=60)  # fmt: skip
        return Newsroom(live, Config(**more), Desk(settings, lambda: live.served.matcher))

    return make
