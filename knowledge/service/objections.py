"""What follows from each kind of block, beside that its fact doesn't answer."""

from dataclasses import dataclass
from typing import assert_never

from knowledge.reading.blocks import BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What a kind of block says of a text that it keeps from a fact.

    ``is_final``: as a wording the text asks for something else than the fact says, whoever approves it.
    ``contradicts``: as a claim the text says otherwise than the fact, which is just what one wants to hold against it.
    """

    is_final: bool
    contradicts: bool


def objection_of(kind: BlockKind) -> Objection:
    """Return what follows from a kind of block; one that the guard has and this doesn't is a fault of types."""
    match kind:
        case "roles" | "number" | "date" | "negation" | "opposite":
            return Objection(is_final=True, contradicts=True)
        case "name" | "near miss":
            return Objection(is_final=True, contradicts=False)
        case "question word":
            return Objection(is_final=False, contradicts=True)
        case "unknown name":
            return Objection(is_final=False, contradicts=False)
        case _:
            assert_never(kind)
