"""What the matcher returns: an answer, a few suggestions, or an abstention with its reason."""

from dataclasses import dataclass
from typing import Literal

from knowledge.model import Fact
from knowledge.reading.blocks import Block

# So many facts are offered: more than a phone shows at once are not read.
SUGGESTED = 3
# A fact that is less likely than this to be meant is no suggestion but noise.
WORTH_SUGGESTING = 0.1

AbstentionReason = Literal["empty question", "other language", "unknown name", "nothing near"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact with its ``confidence`` (P that it is right, 0 to 1), its nearest phrasing, and what blocks it."""

    fact: Fact
    confidence: float
    phrasing: str
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The one fact that answers; ``assumed`` names the subject taken over from the conversation.

    ``premise`` is what the question takes for granted and the fact contradicts: it is named before the answer.
    ``repairs`` are words as they were written, each with what it was taken for.
    """

    fact: Fact
    confidence: float
    phrasing: str
    assumed: tuple[str, ...] = ()
    premise: Block | None = None
    repairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """One to three near facts, best first, and what kept the best one from answering, if anything did."""

    candidates: tuple[Candidate, ...]
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class Abstention:
    """Nothing to offer; ``block`` says what was missing where one thing was.

    ``spoken`` are the languages of the base, as a sentence names them, where the question is in another.
    """

    reason: AbstentionReason
    block: Block | None = None
    spoken: str = ""


Outcome = Answer | Suggestions | Abstention
