"""``factbot init``: a base of a newsroom's own, with three examples, a configuration, and what git should not keep."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.cli.refusals import PROBLEMS, fail
from bot.wording.beginning import made, not_empty, not_writable, setting

# What a folder of a package can't be named, and what it is named here.
_NAMES = {"gitignore": ".gitignore"}
SAID = ("newsroom", "subject", "contact")


def begin(folder: Path, said: Mapping[str, str | None]) -> list[str]:
    """Write a new base into ``folder`` and return what to do next; ``said`` is what the newsroom says of itself.

    Ends the command where the folder holds something already, or can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            fail(not_empty(folder), PROBLEMS)
        for path, text in _files(files("bot.cli") / "new_base", Path()):
            _write(folder / path, text, said)
    except OSError as error:
        fail(not_writable(folder, error.strerror or str(error)), PROBLEMS)
    return list(made(folder))


def _files(here: Traversable, below: Path) -> Iterator[tuple[Path, str]]:
    for entry in here.iterdir():
        path = below / _NAMES.get(entry.name, entry.name)
        if entry.is_dir():
            yield from _files(entry, path)
        else:
            yield path, entry.read_text("utf-8")


def _write(path: Path, text: str, said: Mapping[str, str | None]) -> None:
    for key in SAID:
        text = text.replace(f"{{{key}}}", setting(key, said.get(key)))
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
