"""What an export and an import have done, in words."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.text import counted
from knowledge.exchange.merging import Merged
from knowledge.exchange.tables import Sheet

NO_TARGET = "say where to: --xlsx FILE or --csv FOLDER, one of them"
BUNDLED = "the facts that come with the package are not changed: name a folder of your own with --facts"
QUICK = "near misses and questions were not rehearsed: run `factbot check` before you serve it"


def exported(sheets: Iterable[Sheet], where: Path, taught: int) -> Iterator[str]:
    """Yield what was exported, and what was not: ``taught`` phrasings stay with the bot."""
    counts = ", ".join(f"{len(sheet.rows) - 1} {sheet.name}" for sheet in sheets)
    yield f"{where}: {counts}"
    if taught:
        yield f"not in it: {counted(taught, 'taught phrasing')} (`factbot learned --promote` prints them)"


def imported(merged: Merged, path: Path | None) -> str:
    """Return what an import did to the file that it wrote, None where there was nothing to do."""
    if path is None:
        return f"nothing to change: what is in it is there already ({merged.unchanged} as before)"
    parts = (("added", merged.added), ("changed", merged.changed), ("removed", merged.removed))
    done = ", ".join(f"{count} {word}" for word, count in parts if count)
    return f"{path}: {done}, {merged.unchanged} as before"
