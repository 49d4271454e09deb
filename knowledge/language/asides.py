"""What somebody tells of themself beside a question: "I spent two weeks abroad, so when did the bridge open?"."""

import re
from functools import cache

from knowledge.language.english import english
from knowledge.language.text import fold


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
    if len(clauses) == 1:
        return text
    folded = [f" {fold(clause)} " for clause in clauses]
    kept = [clause for clause, words in zip(clauses, folded, strict=True) if not _is_aside(words)]
    if len(kept) in (0, len(clauses)):
        return text
    lists = english()
    points = lists.pronouns.thing | (lists.pronouns.pointing & lists.cues.determiner)
    return text if not points.isdisjoint(fold(kept[-1]).split()) else " ".join(kept)


def _is_aside(clause: str) -> bool:
    lists = english()
    words = clause.split()
    while words and words[0] in lists.cues.opening | lists.cues.conjoining:
        words = words[1:]
    if not words or words[0] not in lists.pronouns.speaker:
        return False
    telling = lists.framing.verb | lists.cues.seeking
    asking = lists.question_words.keys() | lists.open_question_words
    return not any(f" {phrase} " in clause for phrase in asking | telling)
