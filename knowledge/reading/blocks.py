"""Why a fact must not answer."""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal[
    "name", "unknown name", "roles", "number", "date", "negation", "opposite", "question word", "near miss"
]


@dataclass(frozen=True, slots=True)
class Block:
    """The ``kind`` of thing that the fact lacks, and ``what`` it is in the question's words."""

    kind: BlockKind
    what: str
