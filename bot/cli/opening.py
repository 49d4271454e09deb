"""What most commands open before they begin: the settings, the folder of the facts, the matcher over them."""

from pathlib import Path

from rich.console import Console

from bot.cli.progress_bar import Report, progress_bar
from bot.cli.refusals import problems_reported
from bot.config import Config
from bot.config_file import config_at
from knowledge.decision.matcher import Matcher
from knowledge.language.encoder import encoder_named
from knowledge.loading.files import bundled_folder
from knowledge.retrieval.vector_store import VectorStore
from knowledge.service import opening as service
from knowledge.service.folders import default_cache_folder
from knowledge.service.opening import Opened


def open_settings(path: Path | None) -> Config:
    """Return the settings in a file; without one those in ``config.yaml`` here, if it is there."""
    with problems_reported():
        return config_at(path)


def folder_of(facts: Path | None, settings: Config) -> Path:
    """Return the folder that was named, else the configuration's, else the one that comes with the package."""
    return facts or settings.facts or bundled_folder()


def open_base(facts: Path | None, settings: Config, *, staff: bool = False) -> Matcher:
    """Return the matcher over what everybody may know of a fact base, or over all of it for the ``staff``."""
    with problems_reported(folder_of(facts, settings)):
        opened = open_base_or_raise(facts, settings)
    return opened.full if staff else opened.matcher


def open_base_or_raise(facts: Path | None, settings: Config) -> Opened:
    """Return a fact base as it is open now, from the cache where it is there.

    Raises:
        FactBaseError: the base is broken or unsound.
    """
    folder = folder_of(facts, settings)
    with progress_bar(Console(stderr=True)) as progress:
        return open_folder(folder, settings, progress)


def open_folder(folder: Path, settings: Config, progress: Report) -> Opened:
    """Return the fact base in a folder as it is open now, from the cache, where only sound ones are kept.

    Raises:
        FactBaseError: the base is broken or unsound.
    """
    cache = default_cache_folder()
    return service.open_base(folder, cache, progress, store=vectors(settings, cache))


def vectors(settings: Config, cache: Path) -> VectorStore:
    """Return the store of vectors, with the encoder that the settings name."""
    return VectorStore(encoder_named(settings.encoder), cache)
