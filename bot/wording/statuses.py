"""How each status is shown, the same everywhere: its words, its colour in Discord, its style in a terminal.

What stands for a fact that is gone has its colour here too. Colours are 0xRRGGBB; Discord shows them on replies of old.
"""

from dataclasses import dataclass
from typing import assert_never

from knowledge.model import Status

# The grey of what is not known.
GONE_COLOUR = 0x546E7A


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a status looks; ``style`` is one of rich's."""

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
