"""A question asked in another way, by the general grammar of English alone: other question words, keywords, synonyms.

It knows nothing of what a question is about, so each of these is a guess at what readers type, for an editor to judge.
Whatever grammar alone would make nonsense of is left as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from knowledge.language.english import english
from knowledge.language.text import TEXT_WORDS, Word, split
from knowledge.model import FactBase

# A question opens like this: the others ask the same, with the rest of the question as it stands.
_OPENINGS = (
    (r"when (?=(?:did|does|do|will|was|were|is|are|has|had)\b)", ("on what day ", "what date ")),
    (r"where (?=(?:did|does|do|will|was|were|is|are)\b)", ("in what place ",)),
    (r"why did ", ("what made ", "for what reason did ")),
    (r"why (?=(?:does|do|will|was|were|is|are|has|had)\b)", ("for what reason ",)),
    (r"how long (?=(?:did|does|do|will)\b)", ("for how much time ",)),
    (r"who (?=\w+ed\b)", ("which person ",)),
)
# "Who founded the club": in the other voice, where the verb's form says by itself that it is of the past.
_DONE_BY = re.compile(r"who (?P<verb>\w+ed) (?P<thing>(?:the |an? )?[^,;:]+)", re.IGNORECASE)
# Words of a thing's name that say by themselves what is asked for: one may be anything.
LEAST_WORDS = 2


def recast(question: str, synonyms: Iterable[Sequence[str]] = ()) -> Iterator[str]:
    """Yield a question in other ways, likeliest first; ``synonyms`` are groups of nouns that mean the same."""
    asked = question.strip().rstrip("?").strip()
    yield from _named(asked)
    for pattern, others in _OPENINGS:
        found = re.match(pattern, asked, re.IGNORECASE)
        if found:
            yield from (f"{other}{asked[found.end() :]}" for other in others)
    yield from _passive(asked)
    yield from _with_synonyms(asked, synonyms)


def noun_synonyms(base: FactBase) -> tuple[tuple[str, ...], ...]:
    """Return those words of a base's groups of synonyms, by group, that the base itself uses as nouns.

    A group may have "report", "reporting" and "to tell": which of them can stand for which no list says.
    """
    texts = (text for fact in base.facts for text in (*fact.wordings, fact.answer))
    nouns = {words[at].text for words in (split(text, TEXT_WORDS) for text in texts) for at in _nouns(words)}
    return tuple(tuple(word for word in group if word.lower() in nouns) for group in base.synonyms)


def _nouns(words: Sequence[Word]) -> Iterator[int]:
    """Yield the places of words that are surely nouns: behind an article, and before a word of grammar or the end."""
    function = english().function_words
    for at in range(1, len(words)):
        is_last = at + 1 == len(words) or not words[at + 1].text.isalpha() or words[at + 1].text in function
        if words[at - 1].text in english().cues.determiner and is_last and words[at].text not in function:
            yield at


def _named(asked: str) -> Iterator[str]:
    found = _asked_by_name().fullmatch(asked)
    # A capital at the beginning would tell nothing.
    words = split(asked)[-len(split(found["thing"])) :] if found else ()
    # "What is the council planning" asks for no thing that is called so, and a bare name asks for nothing.
    is_done = bool(words) and words[-1].text.endswith(("ing", "ed"))
    is_common = any(not word.capital and word.text not in english().function_words for word in words)
    # "The man that she was talking to" is no name of a thing.
    hanging = english().cues.complement | english().cues.hanging
    if found and len(words) >= LEAST_WORDS and is_common and not is_done and words[-1].text not in hanging:
        yield found["thing"]


@cache
def _asked_by_name() -> re.Pattern[str]:
    """Return how a thing is asked for by its name: "what is the penalty for it".

    The name is what people type into a search box.
    """
    cues = english().cues
    asking, linking, article = map("|".join, (cues.asking, cues.linking, cues.article))
    return re.compile(rf"(?:{asking}) (?:{linking}) (?:{article}) (?P<thing>\w.*)", re.IGNORECASE)


def _passive(asked: str) -> Iterator[str]:
    found = _DONE_BY.fullmatch(asked)
    # What follows the thing that something was done to would come to stand in the wrong place.
    if found and english().cues.complement.isdisjoint(word.text for word in split(found["thing"])):
        yield f"by whom was {found['thing']} {found['verb'].lower()}"


def _with_synonyms(asked: str, synonyms: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a question with each of its nouns that has a synonym of the same number for one of the others."""
    words = split(asked)
    nouns = {words[at].text for at in _nouns(words)}
    for group in synonyms:
        for own in (word for word in group if word.lower() in nouns):
            pattern = re.compile(rf"\b{re.escape(own)}\b", re.IGNORECASE)
            for other in group:
                if other.lower() != own.lower() and other.endswith("s") == own.endswith("s"):
                    yield pattern.sub(other, asked)
