"""What `factbot promote` says of what it moves into the curated files."""

from collections.abc import Iterator, Sequence

from bot.text import counted
from knowledge.exchange.promoting import Move

NOTHING = "nothing has been published or taught on Discord: there is nothing to move"
_DONE = {
    "fact": "{file}: {name}, new",
    "change": "{file}: {name}, in the place of what stood there",
    "source": "{file}: source {name}, new",
    "entity": "{file}: entity {name}, new",
    "phrasing": "{file}: “{name}”, a phrasing",
}


def promoted_in_words(moves: Sequence[Move], *, is_trial: bool) -> Iterator[str]:
    """Yield a line for each that was moved, or would be in a trial, and what is left to do."""
    for move in moves:
        yield _DONE[move.kind].format(file=move.file, name=move.name)
    files = counted(len({move.file for move in moves}), "file")
    if is_trial:
        yield f"this would go into {files}; nothing was written"
    else:
        yield f"{files} written; desk.yaml and learned.yaml are gone, and the base says the same"
        yield "look at the diff and commit; a bot that runs takes it over with /facts reload"
