"""What somebody tells beside a question: "hi all, I spent two weeks abroad, so when did the bridge open?"."""

import re
from collections.abc import Sequence
from functools import cache

from knowledge.language.english import english
from knowledge.language.sentences import asks, leading
from knowledge.language.text import fold

# A sentence ends in one of these; what stands behind it is another matter.
_STOPS = (".", "!", "?", ":", ";")


@cache
def _clause_end() -> re.Pattern[str]:
    """Return where a clause ends: at a stop, or before a word that begins another; figures keep their stops."""
    lists = english()
    begins = lists.cues.conjoining
    begins |= {short for short, meant in lists.slang.items() if " ".join(meant) in begins}
    words = "|".join(sorted(begins))
    return re.compile(rf"(?<=[.,;:!?\n])\s+|\s+[\u2013\u2014-]\s+|\s+(?=(?i:{words})\s)")


def without_asides(text: str) -> str:
    """Return a question without the clauses in which nothing is asked and the asker is who it is about.

    Their numbers and days are the asker's own, and no condition of what is asked. A clause that says how a claim came
    to the asker ("I read that ...") or what is looked for stays, and so does all where nothing else would be left, or
    where what is left points at something ("is it ...").
    """
    clauses = _clause_end().split(text)
    asides = _asides(clauses)
    kept = [clause for clause, is_aside in zip(clauses, asides, strict=True) if not is_aside]
    return " ".join(kept) if 0 < len(kept) < len(clauses) and not _points(kept[-1]) else text


def asked_part(text: str) -> str | None:
    """Return a question from its first clause that asks, without the asides behind it.

    None where that is all of it, or where it points at something that was told before.
    """
    clauses = _clause_end().split(text)
    asides = _asides(clauses)
    first = next((at for at, clause in enumerate(clauses) if not asides[at] and asks(clause)), 0)
    kept = [clauses[at] for at, is_aside in enumerate(asides) if at == first or (at > first and not is_aside)]
    if len(kept) == len(clauses) or any(map(_points, kept)):
        return None
    return _leading().sub("", " ".join(kept))


@cache
def _leading() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, leading())))
    return re.compile(rf"\A(?:(?:{words})\b[\s,]*)+", re.IGNORECASE)


def _points(clause: str) -> bool:
    lists = english()
    points = lists.pronouns.thing | (lists.pronouns.pointing & lists.cues.determiner)
    return not points.isdisjoint(fold(clause).split())


def _asides(clauses: Sequence[str]) -> list[bool]:
    """Return which clauses are asides; one that goes on with the sentence of another, of nothing named, is one too."""
    found: list[bool] = []
    for at, clause in enumerate(clauses):
        words = fold(clause).split()
        while words and words[0] in leading():
            words = words[1:]
        goes_on = at > 0 and found[-1] and not clauses[at - 1].endswith(_STOPS) and _goes_on(words)
        found.append(bool(words) and (goes_on or words[0] in english().pronouns.speaker) and not _tells(words))
    return found


def _goes_on(words: Sequence[str]) -> bool:
    """Whether a clause may tell more of whoever the one before it is about: "has been ill", not "has the bridge"."""
    lists = english()
    if words and words[0] in lists.auxiliaries:
        return not (lists.auxiliaries | lists.cues.being).isdisjoint(words[1:2])
    return bool(words) and words[0] not in lists.cues.determiner | lists.pronouns.thing


def _tells(words: Sequence[str]) -> bool:
    """Whether a clause asks for something, says what is sought or how a claim came to the asker."""
    lists = english()
    clause = f" {' '.join(words)} "
    telling = lists.framing.verb | lists.cues.seeking | lists.question_words.keys() | lists.open_question_words
    return any(f" {phrase} " in clause for phrase in telling)
