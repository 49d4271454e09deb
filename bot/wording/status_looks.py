"""How each status is shown, the same everywhere: its words, the mark before them in Discord, its style in a terminal.

What stands for a fact that is gone has its mark here too. Colours are 0xRRGGBB; Discord shows them on replies of old.
"""

from dataclasses import dataclass
from typing import assert_never

from knowledge.statuses import Status

# The grey of what is not known.
GONE_COLOUR = 0x546E7A
# None of the marks of a status: nothing is said any more.
GONE_MARK = "⚫"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a status looks; ``style`` is one of rich's, ``mark`` a circle of that colour that every phone has.

    ``shape`` is that of the mark on a picture, as matplotlib names it: shapes are told apart where colours aren't.
    """

    words: str
    mark: str
    colour: int
    style: str
    shape: str

    @property
    def at_a_glance(self) -> str:
        """The mark and the words: a colour alone tells nothing to whoever cannot tell it from another."""
        return f"{self.mark} {self.words}"


def look_of(status: Status) -> Look:
    """Return how a status looks; one that the model has and this doesn't is a fault of types."""
    match status:
        case "confirmed":
            return Look(words="Confirmed", mark="🟢", colour=0x2E7D32, style="green", shape="o")
        case "reported":
            return Look(words="Reported, not confirmed", mark="🟡", colour=0xF9A825, style="yellow", shape="s")
        case "denied":
            return Look(words="A denial, not confirmed", mark="🔴", colour=0xC62828, style="red", shape="v")
        case "disputed":
            return Look(words="Disputed", mark="🟣", colour=0x6A1B9A, style="magenta", shape="D")
        case "unresolved":
            return Look(words="Not known so far", mark="⚪", colour=0x546E7A, style="cyan", shape="X")
        case _:
            assert_never(status)
