"""What stands around a claim without being part of it: hedges, preambles, who passed it on."""

import re
from collections.abc import Collection
from functools import cache

from knowledge.language.english import english

_QUOTES = re.compile(r"^[\s\"“”«»>*_~|]+|[\s\"“”«»*_~|]+$")
# Frames in frames: "BREAKING: my uncle says they heard that ...".
_DEEPEST = 5


def unframed(claim: str) -> str:
    """Return a claim without what stands around it; all of it where nothing else would be left."""
    bare = _QUOTES.sub("", claim)
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
    known = rf"(?:{_any(words.whose)}) (?:\w+ )?(?:{_any(words.known)})"
    told = rf"(?:{_any(words.teller)}|{known})"
    frames = "|".join((
        rf"(?:{_any(words.adverb)})\b(?: that\b)?",
        rf"{told} (?:(?:{_any(words.beside)}) )*(?:{_any(words.verb)})(?: (?:{_any(words.where)}))?(?: that\b)?",
        rf"(?:{_any(words.seeming)})(?: (?:{_any(words.judged)}))?(?: that\b)?(?= )",
        rf"(?:{_any(words.asking)})(?: that\b)?",
        rf"there (?:is|are|was|were) (?:a |an |some )?(?:{_any(words.rumour)})(?: that\b)",
        r"the fact(?: is)?(?: that\b)",
        rf"according to (?:{_any(words.source)})\b[^,.;:]{{0,40}},",
    ))  # fmt: skip
    before = rf"[\s\"'“”\u2018\u2019«»(>*_~|-]*(?:{frames})(?=[\s,:;.!?-]|$)[\s,:;.!-]*"
    passed = rf"(?:or )?so (?:{_any(words.passed)}) (?:heard|hear|say|said)"
    behind = rf"[\s,;-]+(?:{_any(words.closing)}|{passed}|{told} (?:{_any(words.verb)}))[\s?!.\"'”\u2019]*$"
    return re.compile(before, re.IGNORECASE), re.compile(behind, re.IGNORECASE)


@cache
def _joints() -> re.Pattern[str]:
    """Return where one sentence goes on with another claim."""
    words = _any(english().framing.joint)
    return re.compile(rf"\s*(?:;|\s[-\u2013\u2014]{{1,2}}\s|,?\s\b(?:{words})\b|,\s*and\b)\s*", re.IGNORECASE)


def _any(phrases: Collection[str]) -> str:
    """Return the pattern of any of some phrases, the longest first."""
    return "|".join(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))
