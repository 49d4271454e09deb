"""Whose things are in a text: "the trust's insurer", "the insurer of the trust"."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from knowledge.language.english import english
from knowledge.language.entities import Mention
from knowledge.language.text import Word

# Words behind a thing up to which "with" makes it one of two: "Berg's first long talk with Lind".
REACH = 3


@dataclass(frozen=True, slots=True)
class Belonging:
    """The stem of a ``thing``, and the entity that is its ``owner``."""

    thing: str
    owner: str


def belongings_in(found: Sequence[Word], mentions: Collection[Mention]) -> frozenset[Belonging]:
    """Return what in a text belongs to whom, without what two have together, as a talk or a deal."""
    inside = {at for mention in mentions for at in range(mention.start, mention.end)}
    owned = ((at, mention.entity) for mention in mentions for at in _things(found, mention))
    return frozenset(
        Belonging(found[at].stem, owner)
        for at, owner in owned
        if at not in inside and found[at].text not in english().function_words and not _is_shared(found, at)
    )


def _things(found: Sequence[Word], owner: Mention) -> Iterator[int]:
    """Yield the places of what may be the owner's: right behind its 's, or before the "of" in front of it."""
    if owner.owns and owner.end < len(found):
        yield owner.end
    at = owner.start - 1
    if at > 0 and found[at].text in english().cues.article:
        at -= 1
    if at > 0 and found[at].text == "of":
        yield at - 1


def _is_shared(found: Sequence[Word], at: int) -> bool:
    joining = english().cues.joining
    return any(word.text in joining for word in found[at + 1 : at + 1 + REACH])
