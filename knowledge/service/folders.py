"""Where the user's system wants a program to keep its files."""

import os
from pathlib import Path

from platformdirs import user_cache_path

NAME = "factbot"


def default_cache_folder() -> Path:
    """Return the folder for matchers: ``FACTBOT_CACHE``, else where this system keeps caches."""
    return chosen_folder("FACTBOT_CACHE", home_of("XDG_CACHE_HOME", ".cache"), user_cache_path(NAME, appauthor=False))


def chosen_folder(variable: str, earlier: Path, usual: Path) -> Path:
    """Return the folder that an environment variable names; else ``earlier``, where it is there; else ``usual``."""
    if variable in os.environ:
        return Path(os.environ[variable])
    return earlier if earlier.is_dir() else usual


def home_of(variable: str, otherwise: str) -> Path:
    """Return the folder in which every system kept it once: that of an XDG variable, else below the home folder."""
    return Path(os.environ.get(variable) or Path.home() / otherwise) / NAME
