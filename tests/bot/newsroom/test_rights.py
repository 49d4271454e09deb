"""Who is an editor or admin: read again from the configuration's file at a reload."""

from functools import partial
from pathlib import Path
from unittest.mock import create_autospec

import pytest

from bot.config import Config
from bot.config_file import ConfigError, load_config
from bot.desk.desk import Desk
from bot.desk.history import History
from bot.newsroom.newsroom import Newsroom
from bot.newsroom.permissions import Caller, may_edit, may_see_all
from knowledge.decision.matcher import Matcher
from knowledge.errors import FactBaseError
from knowledge.service.live import LiveBase
from tests.bot.client.support import NOON

EVA = Caller(5)


@pytest.fixture
def newsroom(base_folder: Path, town: Matcher, tmp_path: Path) -> Newsroom:
    live = LiveBase(base_folder, NOON, "start", lambda *_: town)
    file = tmp_path / "config.yaml"
    file.write_text("editor_users: [5]\n", "utf-8")
    desk = create_autospec(Desk)
    desk.history = create_autospec(History)
    return Newsroom(live, load_config(file), desk, partial(load_config, file))


def is_editor(newsroom: Newsroom) -> bool:
    return may_edit(EVA, newsroom.config, ())


async def test_a_reload_takes_rights_away_and_gives_them(newsroom: Newsroom, tmp_path: Path) -> None:
    assert is_editor(newsroom)
    (tmp_path / "config.yaml").write_text("editor_users: []\n", "utf-8")
    await newsroom.reload(NOON, "test")
    assert not is_editor(newsroom)

    (tmp_path / "config.yaml").write_text("admin_users: [5]\n", "utf-8")
    await newsroom.reload(NOON, "test")
    assert is_editor(newsroom)


async def test_a_broken_configuration_changes_nothing_and_is_told(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("editor_users: []\nadmin_users: [Eva]\n", "utf-8")
    before = newsroom.live.served

    with pytest.raises(ConfigError, match=r"config\.yaml:2: admin_users is Eva, not an id"):
        await newsroom.reload(NOON, "test")

    assert is_editor(newsroom)
    assert newsroom.live.served is before


async def test_a_right_is_lost_though_the_facts_are_broken(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.yaml").write_text("", "utf-8")

    def broken(*_: object) -> Matcher:
        raise FactBaseError(())

    monkeypatch.setattr(newsroom.live, "_opener", broken)
    with pytest.raises(FactBaseError):
        await newsroom.reload(NOON, "test")

    assert not is_editor(newsroom)


async def test_what_needs_a_start_is_said_in_the_log(
    newsroom: Newsroom, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "config.yaml").write_text("editor_users: [5]\nprecision: 0.9\nretention_days: 30\n", "utf-8")

    with caplog.at_level("INFO"):
        await newsroom.reload(NOON, "test")

    assert "taken up at the next start: precision, retention_days" in caplog.text
    assert newsroom.config.retention_days == 365


def test_the_staff_sees_hidden_facts_and_may_do_nothing_else() -> None:
    config = Config(staff_users=(7,), staff_roles=(8,), editor_users=(9,), admin_roles=(10,))
    sees = [Caller(7), Caller(1, frozenset({8})), Caller(9), Caller(1, frozenset({10})), Caller(5)]

    assert all(may_see_all(caller, config, (5,)) for caller in sees)
    assert not may_see_all(Caller(8, frozenset({7})), config, ())
    assert not may_edit(Caller(7, frozenset({8})), config, ())
