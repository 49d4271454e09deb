"""How each status is shown, the same everywhere: its words, its colour in Discord, its style in a terminal."""

from dataclasses import dataclass
from typing import assert_never

from knowledge.model import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a status looks: ``colour`` is 0xRRGGBB, ``style`` one of rich's."""

    words: str
    colour: int
    style: str


def look_of(status: Status) -> Look:
    """Return how a status looks; one that the model has and this doesn't is a fault of types."""
    match status:
        case "confirmed":
            return Look(words="Confirmed", colour=0x2E7D32, style="green")
        case "reported":
            return Look(words="Reported, not confirmed", colour=0xF9A825, style="yellow")
        case "denied":
            return Look(words="Denied", colour=0xC62828, style="red")
        case "disputed":
            return Look(words="Disputed", colour=0x6A1B9A, style="magenta")
        case "unresolved":
            return Look(words="Not known so far", colour=0x546E7A, style="cyan")
        case _:
            assert_never(status)
