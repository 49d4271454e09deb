"""Why a fact must not answer, and what follows from each kind of reason: here a new kind is added.

Its sentence, which readers see, stands in ``bot.wording.outcomes``; a test names the kinds that have none.
"""

from dataclasses import dataclass
from typing import Literal, assert_never

BlockKind = Literal[
    "name", "unknown name", "roles", "number", "date", "negation", "question word", "near miss", "lacking", "opposite"
]


@dataclass(frozen=True, slots=True)
class Block:
    """The ``kind`` of thing that the fact lacks, and ``what`` it is in the question's words."""

    kind: BlockKind
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What a kind of block says of a text that it keeps from a fact.

    ``is_final``: as a wording the text asks for something else than the fact says, whoever approves it.
    ``contradicts``: as a claim the text says otherwise than the fact, which is just what one wants to hold against it.
    """

    is_final: bool
    contradicts: bool


def objection_of(kind: BlockKind) -> Objection:
    """Return what follows from a kind of block; one that is not told of here is a fault of types."""
    match kind:
        case "roles" | "number" | "date" | "negation" | "question word":
            return Objection(is_final=True, contradicts=True)
        case "name" | "near miss":
            return Objection(is_final=True, contradicts=False)
        # That no word tells of a time or a sum, or of the start, is no proof: editors may know better.
        case "unknown name" | "lacking" | "opposite":
            return Objection(is_final=False, contradicts=False)
        case _:
            assert_never(kind)
