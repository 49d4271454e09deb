"""A desk over the town's facts, in either kind of store."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.desk.desk import Desk, OpenQuestion, Settings
from bot.desk.records import Replied, content_of
from bot.store.opening import Store, store_url
from knowledge.decision.matcher import Matcher
from knowledge.loading.files import Overlay
from knowledge.model import Fact, FactBase
from knowledge.service.live import LiveBase
from knowledge.service.opening import Opened, open_matcher

NOON = datetime(2024, 3, 2, 12, tzinfo=UTC)
ANN, BOB = 1_000_000_001, 1_000_000_002


@dataclass
class Room:
    """A desk, the base that it works with, and a second pair of eyes on its store."""

    desk: Desk
    live: LiveBase
    store: Store
    settings: Settings

    @property
    def file(self) -> Path | None:
        """The file of the store, where it is one."""
        url = self.settings.store
        return Path(url.database) if url.drivername.startswith("sqlite") and url.database else None

    def ask(self, text: str, asker: int = ANN, at: datetime = NOON, **more: object) -> str:
        """Let somebody ask in vain; return the record."""
        record = self.desk.note(OpenQuestion(text=text, reason="nothing near", asked_at=at, asker=asker, **more))  # type: ignore[arg-type]
        assert record is not None
        return record

    def show(self, fact: str, message: int | None, channel: int = 5, at: datetime = NOON) -> None:
        """Let a fact be shown, in public where there is a message."""
        value = self.fact(fact)
        replied = Replied(at=at, outcome="answer", channel=channel if message else None, message=message)
        self.desk.replied(replied, content_of(value, self.base, at))

    @property
    def base(self) -> FactBase:
        """The base as it is served."""
        return self.live.served.matcher.base

    def fact(self, name: str) -> Fact:
        """Return a fact as it is served."""
        fact = self.live.served.matcher.fact(name)
        assert fact is not None
        return fact

    def rewrite(self, old: str, new: str) -> None:
        """Change the facts' file and reload it."""
        path = self.live.folder / "facts.yaml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        self.live.reload(NOON, "test")


@pytest.fixture
def settings(either_store: str, tmp_path: Path) -> Settings:
    return Settings(
        folder=tmp_path / "state",
        store=store_url(either_store),
        retention=timedelta(days=30),
        digest_hour=9,
        zone=ZoneInfo("UTC"),
        corrections_per_minute=6000,
    )


@pytest.fixture
def live(base_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> LiveBase:
    cache = tmp_path_factory.getbasetemp() / "matchers"

    def opener(folder: Path, overlay: Overlay, _: Opened | None) -> Matcher:
        return open_matcher(folder, cache, overlay=overlay)

    return LiveBase(base_folder, NOON, "start", opener)


@pytest.fixture
async def room(settings: Settings, live: LiveBase) -> AsyncIterator[Room]:
    desk = Desk(settings, lambda: live.served.matcher)
    store = Store(settings.store)
    async with desk.open():
        yield Room(desk, live, store, settings)
    await store.close()
