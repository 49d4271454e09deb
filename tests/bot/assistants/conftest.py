"""A folder of the town's facts and a configuration, for processes that all find the same cache."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.assistants.support import Raw


@pytest.fixture(autouse=True)
def _apart(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTBOT_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(
        "newsroom: The Gazette\nsubject: the town\nprecision: 0.8\napi_requests_per_minute: 6000\n", encoding="utf-8"
    )
    return path


@pytest.fixture
def raw(base_folder: Path, config: Path) -> Iterator[Raw]:
    server = Raw(base_folder, config)
    yield server
    server.leave()
