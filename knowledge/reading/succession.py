"""Who came before or after whom: "who was mayor before Berg" is not answered by who followed Berg."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

from knowledge.language.analysis import ENTITY_MARK, Analysis
from knowledge.language.english import english
from knowledge.model import EntityKind
from knowledge.reading.blocks import Block

Side = Literal["before", "after"]
SIDES: tuple[Side, ...] = get_args(Side)
# Who or what somebody can come after in an office or a contract.
FOLLOWED: frozenset[EntityKind] = frozenset({"person", "organisation"})


def succession_block(question: Analysis, texts: Iterable[Analysis], kinds: Mapping[str, EntityKind]) -> Block | None:
    """Return a block where a question asks who came before or after somebody, and no text tells that.

    ``kinds`` are those of the entities: what came after a race or a fire has not succeeded it.
    """
    asked = _asked(question)
    is_followed = asked is not None and kinds.get(asked[1].removeprefix(ENTITY_MARK)) in FOLLOWED
    if asked is None or not is_followed or any(asked in _told(text, asked[1]) for text in texts):
        return None
    return Block("lacking", asked[0])


def _asked(question: Analysis) -> tuple[Side, str] | None:
    """Return which side of whom is asked for: the person behind "before" or "after" in a question for somebody."""
    if "who" not in question.texts[:2]:
        return None
    for at, text in enumerate(question.texts[:-1]):
        behind = question.tokens[at + 1]
        for side in SIDES:
            if text == side and behind.startswith(ENTITY_MARK) and _is_last_of_clause(question, at + 2):
                return side, behind
    return None


def _is_last_of_clause(text: Analysis, at: int) -> bool:
    """Whether the clause ends at a place, or says no more than that somebody took over there."""
    behind = text.texts[at : at + 1]
    ending = english().cues.joining | english().auxiliaries | english().succession["taking"]
    return not behind or behind[0] in ending


def _told(text: Analysis, whom: str) -> Iterator[tuple[Side, str]]:
    """Yield what a text tells of who came before or after ``whom``, by its token."""
    telling = english().succession
    for at, word in enumerate(text.texts):
        behind = text.tokens[at + 1 :]
        for side in SIDES:
            if word in telling[side] or (word == side and behind[:1] == (whom,)):
                yield side, whom
        if word in telling["verb"] | telling["following"]:
            is_object = whom == next((token for token in behind if token.startswith(ENTITY_MARK)), "")
            is_passive = text.texts[at + 1 : at + 2] == ("by",)
            yield ("after" if is_object != is_passive else "before"), whom
