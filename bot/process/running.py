"""``factbot run``: from the configuration to a bot on Discord, and down again in good order."""

import asyncio
import gc
import logging
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from platformdirs import user_state_path
from sqlalchemy import URL

from bot.client.app import App
from bot.client.login import StartError, close, start
from bot.config import Config
from bot.config_file import SQLITE
from bot.desk.desk import FILE, Desk, Settings
from bot.newsroom.newsroom import Newsroom
from bot.process.health import health_page
from bot.process.hours import HourWatch
from bot.process.memory import give_back
from bot.process.reloading import AGAIN_SECONDS, Reloader
from bot.process.signals import attach, leave_by
from bot.repeating import alongside, repeat
from bot.store.keys import KeyFileError, WrongKeyError
from bot.store.lock import InUseError
from bot.store.opening import store_url
from bot.wording import exchange as words
from knowledge.language.encoder import encoder_named
from knowledge.loading.files import Overlay, bundled_folder
from knowledge.loading.together import finish
from knowledge.retrieval.vector_store import VectorStore
from knowledge.service.folders import NAME, chosen_folder, default_cache_folder, home_of
from knowledge.service.live import LiveBase, Opener
from knowledge.service.opening import Opened, open_base

SYNCED = "commands.sha256"
# Whoever stops a service waits ten seconds before it is killed.
LEAVE_SECONDS = 9.0
# Facts that are read before the first question, half of what the encoder remembers: on a quiet machine two seconds.
READ_AHEAD = 256
# How long a thread that reads may go on while another waits: a reply changes threads some five times. Amid one person's
# worst messages, 99th percentile of other people's new questions 119 ms with Python's own 5 ms, 89 with this.
SWITCH_SECONDS = 0.0005
# Its last words are no English and in no base, so that they are looked up everywhere.
FIRST_QUESTION = "Who has ever heard of a quaxvilbrin, or of Tolvenstrup?"
LOG = logging.getLogger("factbot")


def run_bot(config: Config, read_again: Callable[[], Config], *, new_key: bool = False) -> None:
    """Run the bot until it is told to stop.

    Args:
        config: the settings of now.
        read_again: returns the settings as their file has them later.
        new_key: whether it may go on with a new key where that of its store is lost.

    Raises:
        StartError: no token, a token that Discord refuses, a network that is not there, a store that is another's.
        FactBaseError: the fact base is broken.
    """
    token = _token()
    newsroom = make_newsroom(config, read_again, new_key=new_key)
    make_ready(newsroom)
    try:
        asyncio.run(_serve(newsroom, token))
    except (InUseError, WrongKeyError) as error:
        raise StartError(str(error)) from None


def make_newsroom(config: Config, read_again: Callable[[], Config] | None = None, *, new_key: bool = False) -> Newsroom:
    """Open the fact base and return the newsroom around it.

    Raises:
        StartError: the state folder or the key in it can't be used.
        FactBaseError: the fact base is broken.
    """
    folder = config.facts or bundled_folder()
    _finish_import(folder)
    live = LiveBase(folder, datetime.now(UTC), "start", _opener(config.encoder))
    try:
        desk = Desk(replace(desk_settings(config), new_key=new_key), lambda: live.served.matcher)
    except KeyFileError as error:
        raise StartError(str(error)) from None
    return Newsroom(live, config, desk, read_again)


def _finish_import(folder: Path) -> None:
    """Write what a crash has left unwritten of an import, which would be served half."""
    try:
        finish(folder)
    except OSError as error:
        raise StartError(words.import_left(folder, error)) from None


def make_ready(newsroom: Newsroom) -> None:
    """Do before anybody waits what the first question would wait for, and give back what only building needed."""
    # What is read on first use, dictionary and encoder, takes a second or two.
    newsroom.matcher.decide(FIRST_QUESTION)
    newsroom.matcher.read_ahead(READ_AHEAD)
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    give_back()
    # What has been built stays: the collector need not look through it again and again between replies.
    gc.freeze()


def state_of(config: Config) -> Path:
    """Return the folder of what must outlast a restart."""
    return config.state or default_state_folder()


def store_of(config: Config) -> URL:
    """Return where the store is: as the configuration says, or a file of the state folder."""
    return store_url(config.store or f"{SQLITE}{state_of(config) / FILE}")


def desk_settings(config: Config) -> Settings:
    """Return where the desk of a configuration keeps its files, and how it works; its folder is made if need be.

    Raises:
        StartError: nothing can be written there.
    """
    folder = state_of(config)
    _check_writable(folder)
    return Settings(
        folder=folder,
        store=store_of(config),
        retention=timedelta(days=config.retention_days),
        digest_hour=config.digest_hour,
        zone=config.time_zone,
        corrections_per_minute=config.corrections_per_minute,
    )


def _check_writable(folder: Path) -> None:
    if reason := unwritable(folder):
        what = f"state: {folder} is no folder that can be written ({reason})"
        raise StartError(f"{what}; name another, or let the bot write there")


def unwritable(folder: Path, *, make: bool = True) -> str | None:
    """Return why nothing can be written in a folder, which is made if need be; None where all is well."""
    try:
        if make:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return error.strerror or str(error)


def default_state_folder() -> Path:
    """Return the folder for what must outlast a restart: ``FACTBOT_STATE``, else where this system keeps such."""
    earlier, usual = home_of("XDG_STATE_HOME", ".local/state"), user_state_path(NAME, appauthor=False)
    return chosen_folder("FACTBOT_STATE", earlier, usual)


def _opener(encoder: str) -> Opener:
    """Return what opens a base: every reload encodes only what is new."""
    cache = default_cache_folder()
    store = VectorStore(encoder_named(encoder), cache)

    def open_(folder: Path, overlay: Overlay, before: Opened | None) -> Opened:
        try:
            return open_base(folder, cache, overlay=overlay, store=store, before=before)
        finally:
            give_back()

    return open_


async def sync_commands(config: Config, guild: int | None) -> int:
    """Send the commands to Discord, to one server or to all, and return how many there are.

    Raises:
        StartError: as in ``run_bot``.
    """
    bot = App(make_newsroom(config)).bot
    async with start(bot, _token(), connect=False):
        return len(await bot.sync(guild))


def _token() -> str:
    token = os.environ.get("DISCORD_TOKEN", "").strip()
    if not token:
        raise StartError(
            "DISCORD_TOKEN is not set; copy the bot token from the Discord developer portal into the environment"
        )
    return token


async def _serve(newsroom: Newsroom, token: str) -> None:
    app = App(newsroom, state=default_cache_folder() / SYNCED)
    bot = app.bot
    stop, hang_up = asyncio.Event(), asyncio.Event()
    attach(stop, hang_up)
    async with (
        newsroom.desk.open(),
        health_page(newsroom, bot.is_ready),
        alongside(
            *Reloader(newsroom, app.announcer.reload, hang_up).chores(),
            repeat(HourWatch(newsroom, app.announcer.strike).look, "looking at the clock", again_seconds=AGAIN_SECONDS),
        ),
        start(bot, token) as running,
    ):
        stopped = asyncio.create_task(stop.wait())
        async with app.at_work():
            await asyncio.wait({stopped, running}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        LOG.info("stopping: %d replies under way", bot.replies_under_way())
        leave_by(LEAVE_SECONDS)
        await close(bot, running)
    LOG.info("closed")
