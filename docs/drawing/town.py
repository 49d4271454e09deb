"""A newsroom to draw from: over the facts that ``factbot init`` begins with, or over the base that comes along."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile, copytree

from bot.config import Config
from bot.desk.desk import Desk
from bot.newsroom.newsroom import Newsroom
from bot.process.running import desk_settings
from drawing.stage import ED, EVA
from knowledge.service.folders import default_cache_folder
from knowledge.service.live import LiveBase
from knowledge.service.opening import open_base

NOON = datetime(2024, 3, 11, 12, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[2] / "bot" / "cli" / "new_base" / "facts"
LAPSED = Path(__file__).parent / "lapsed.yaml"
TOWN = Config(
    newsroom="The Northfield Gazette",
    subject="the North Bridge",
    contact="desk@gazette.example",
    editor_users=(ED.id, EVA.id),
    questions_per_minute=100,
    corrections_per_minute=6000,
)


@asynccontextmanager
async def newsroom_over(facts: Path, folder: Path, config: Config) -> AsyncIterator[Newsroom]:
    """Give a newsroom over a folder of facts; what it keeps is in another."""
    live = LiveBase(
        facts,
        NOON,
        "start",
        lambda path, over, before: open_base(path, default_cache_folder(), overlay=over, before=before),
    )
    desk = Desk(desk_settings(config.model_copy(update={"state": folder})), lambda: live.served.matcher)
    async with desk.open():
        yield Newsroom(live, config, desk)


@asynccontextmanager
async def lapsed_newsroom(folder: Path) -> AsyncIterator[Newsroom]:
    """Give a newsroom over the town's facts and some that are due; two editors have to say yes there."""
    copy = Path(copytree(EXAMPLES, folder / "facts"))
    copyfile(LAPSED, copy / LAPSED.name)
    async with newsroom_over(copy, folder / "state", TOWN.model_copy(update={"sign_off": 2})) as newsroom:
        yield newsroom


@asynccontextmanager
async def town_newsroom(folder: Path, facts: Path = EXAMPLES) -> AsyncIterator[Newsroom]:
    """Give a newsroom over a copy of a small town's facts, which may be changed."""
    copy = Path(copytree(facts, folder / "facts"))
    async with newsroom_over(copy, folder / "state", TOWN) as newsroom:
        yield newsroom
