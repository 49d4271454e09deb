"""What stands around a claim without being part of it: hedges, preambles, who passed it on."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from knowledge.language.english import english
from knowledge.language.english.list_types import Framing

_QUOTES = re.compile(r"^[\s\"“”«»>*_~|]+|[\s\"“”«»*_~|]+$")
# Frames in frames: "BREAKING: my uncle says they heard that ...".
_DEEPEST = 5


def unframed(claim: str) -> str:
    """Return a claim without what stands around it; all of it where nothing else would be left."""
    bare = _QUOTES.sub("", claim.replace("\u2019", "'"))
    before, behind = _frames()
    for _ in range(_DEEPEST):
        shorter = _QUOTES.sub("", behind.sub("", before.sub("", bare, count=1) if before.match(bare) else bare))
        if shorter == bare:
            break
        bare = shorter
    return bare if any(character.isalnum() for character in bare) else claim.strip()


def clauses(sentence: str) -> tuple[str, ...]:
    """Return the parts of a sentence that may each claim something of its own; the sentence alone where it has one."""
    parts = tuple(part for part in _joints().split(sentence) if part.strip())
    return parts if len(parts) > 1 else (sentence,)


@cache
def _frames() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what may stand before a claim, and behind it."""
    words = english().framing
    told = _told(words)
    frames = "|".join((*_hearsay(words, told), *_doubts(words)))
    before = rf"[\s\"'“”\u2018\u2019«»(>*_~|-]*(?:{frames})(?=[\s,:;.!?-]|$)[\s,:;.!-]*"
    passed = rf"(?:or )?so (?:{_any(words.passed)}) (?:heard|hear|say|said)"
    behind = rf"[\s,;.-]+(?:{_any(words.closing)}|{passed}|{told} (?:{_any(words.verb)}))[\s?!.\"'”\u2019]*$"
    return re.compile(before, re.IGNORECASE), re.compile(behind, re.IGNORECASE)


def _told(words: Framing) -> str:
    """Return the pattern of those who have a claim: "people", "my old neighbour"."""
    return rf"(?:{_any(words.teller)}|(?:{_any(words.whose)}) (?:\w+ )?(?:{_any(words.known)}))"


def _hearsay(words: Framing, told: str) -> Iterator[str]:
    """Yield the patterns that say where a claim comes from."""
    had = rf"(?:(?:{_any(words.beside)}) )*(?:{_any(words.verb)})(?: (?:{_any(words.where)}))?"
    yield rf"(?:{_any(words.adverb)})\b(?: that\b)?"
    yield rf"{told} {had}(?: that\b)?"
    # Nobody is named: "just saw that ...", "heard that ...".
    yield rf"{had} that\b"
    yield rf"there (?:is|are|was|were) (?:a |an |some )?(?:{_any(words.rumour)})(?: that\b)"
    yield rf"according to (?:{_any(words.source)})\b[^,.;:]{{0,40}},"


def _doubts(words: Framing) -> Iterator[str]:
    """Yield the patterns that say how sure of a claim somebody is, or ask whether it is so."""
    degree, judged = rf"(?:(?:{_any(words.degree)}) )", rf"(?: (?:{_any(words.judged)}))?"
    yield rf"(?:(?:i am|i'm|im) {degree}*|{degree}+)(?:{_any(words.sure)})(?: that\b)?"
    yield rf"(?:{_any(words.unsure)}) (?:if|whether)(?: (?:this|that|it))?(?: is|'s)?{judged},? but\b"
    asked = rf"(?:can|could|would|will) (?:{_any(words.checker)}) (?:please )?(?:{_any(words.check)})"
    yield rf"{asked}(?: (?:that|if|whether)\b)?"
    yield rf"(?:{_any(words.seeming)}){judged}(?: that\b)?(?= )"
    yield rf"(?:{_any(words.asking)})(?: that\b)?"
    yield r"the fact(?: is)?(?: that\b)"


@cache
def _joints() -> re.Pattern[str]:
    """Return where one sentence goes on with another claim."""
    words = _any(english().framing.joint)
    return re.compile(rf"\s*(?:;|\s[-\u2013\u2014]{{1,2}}\s|,?\s\b(?:{words})\b|,\s*and\b)\s*", re.IGNORECASE)


def _any(phrases: Collection[str]) -> str:
    """Return the pattern of any of some phrases, the longest first."""
    return "|".join(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))
