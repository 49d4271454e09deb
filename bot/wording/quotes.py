"""Quotations in words: what came of holding them against their sources."""

from collections.abc import Iterator
from pathlib import Path

from bot.text import counted
from knowledge.service.quotes import Held


def held_in_words(held: Held, sources: Path) -> Iterator[str]:
    """Yield what came of looking for quotations in the texts in a folder, a line each."""
    for one in held.unread:
        meant = f"; is {one.meant} meant for it?" if one.meant else ""
        what = f"{counted(one.quotes, 'quote')} of it not looked for"
        yield f"no text of '{one.source}' in {sources}, {what}: put it there as {one.source}.txt{meant}"
    yield f"{counted(held.found, 'quote')} found word for word"
