"""Who does what in a text, as far as the order of its words tells: "did Berg ask Lind", "asked by Berg"."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.language.english import english
from knowledge.language.entities import Mention
from knowledge.language.text import Word

# Words from "by" on that may stand before a name, that one too: "by the harbour master Tom Lind" has as many.
BEFORE_NAME = 4


@dataclass(frozen=True, slots=True)
class Deed:
    """The stem of a ``verb``, the entity that does it, and the one that stands right behind it as done to, or ""."""

    verb: str
    doer: str
    done_to: str


def deeds_in(found: Sequence[Word], actors: Collection[Mention]) -> frozenset[Deed]:
    """Return what somebody does in a text."""
    starts = {actor.start: actor.entity for actor in actors}
    inside = {at for actor in actors for at in range(actor.start, actor.end)}
    done = ((at, actor.entity) for actor in actors for at in (*_active(found, actor), *_passive(found, actor)))
    return frozenset(Deed(found[at].stem, by, _named_behind(found, at, starts)) for at, by in done if at not in inside)


def _named_behind(found: Sequence[Word], at: int, starts: Mapping[int, str]) -> str:
    """Return who is named right behind a word, or behind an article there; "" where nobody is."""
    is_article = at + 1 < len(found) and found[at + 1].text in english().cues.article
    return starts.get(at + 1) or (starts.get(at + 2, "") if is_article else "")


def _active(found: Sequence[Word], actor: Mention) -> Iterator[int]:
    """Yield the place of the verb behind a name, unless it is done to whoever bears it."""
    if actor.owns:
        return
    at, is_done_to = actor.end, actor.start > 0 and found[actor.start - 1].text in english().cues.passive
    while at < len(found) and found[at].text in english().auxiliaries | english().cues.passive:
        is_done_to = found[at].text in english().cues.passive
        at += 1
    if at < len(found) and not is_done_to and found[at].text not in english().function_words:
        yield at


def _passive(found: Sequence[Word], actor: Mention) -> Iterator[int]:
    """Yield the place of the verb before the "by" that stands before a name."""
    for at in range(actor.start - 1, max(actor.start - 1 - BEFORE_NAME, 0), -1):
        if found[at].text == "by":
            yield at - 1
            return
