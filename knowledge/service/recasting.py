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

# Words of a thing's name that say by themselves what is asked for: one may be anything.
LEAST_WORDS = 2


def recast(question: str, synonyms: Iterable[Sequence[str]] = ()) -> Iterator[str]:
    """Yield a question in other ways, likeliest first; ``synonyms`` are groups of nouns that mean the same."""
    asked = question.strip().rstrip("?").strip()
    yield from _named(asked)
    for pattern, others in _openings():
        if found := pattern.match(asked):
            yield from (f"{other} {asked[found.end() :]}" for other in others)
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
    is_done = bool(words) and words[-1].text.endswith((*english().suffixes.ongoing, *english().suffixes.past))
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


@cache
def _openings() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return the openings of questions, each as a pattern with those that can stand in its place."""
    found = []
    for one in english().openings:
        words = "|".join(one.before).replace("*", _verb())
        follows = rf"(?=(?:{words})\b)" if one.is_kept else rf"(?:{words}) "
        found.append((re.compile(rf"{one.words} {follows}", re.IGNORECASE), one.others))
    return tuple(found)


def _verb() -> str:
    """Return the pattern of a verb whose form says by itself that it is of the past."""
    return rf"\w+(?:{'|'.join(english().suffixes.past)})"


@cache
def _done_by() -> re.Pattern[str]:
    """Return how a doer is asked for, "who founded the club", where that can be said in the other voice."""
    article = "|".join(english().cues.article)
    return re.compile(rf"who (?P<verb>{_verb()}) (?P<thing>(?:(?:{article}) )?[^,;:]+)", re.IGNORECASE)


def _passive(asked: str) -> Iterator[str]:
    found = _done_by().fullmatch(asked)
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
