"""What differs between two answers, in a few words that a phone shows at a glance."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from bot.text import shortened

# Characters that are shown of a text that is no longer so: enough to know it again.
STRUCK = 120
# More changes than these are no longer told one by one, nor are longer ones: then the answer was rewritten.
MOST_CHANGES, LONGEST_CHANGE = 2, 60
REWRITTEN = "The newsroom has rewritten this answer."
_EDGES = ".,;:!?\"'“”()"
_SPACE = re.compile(r"\s+")


def in_few_words(old: str, new: str) -> str:
    """Return what has become of an answer: the words that differ, or, where those are many, how it began."""
    before, after = old.split(), new.split()
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    every = _pairs(before, after, [step for step in steps if step[0] != "equal"])
    pairs = [(was, now) for was, now in every if was != now]
    if not pairs or len(pairs) > MOST_CHANGES or any(max(map(len, pair)) > LONGEST_CHANGE for pair in pairs):
        return f"{REWRITTEN} {it_said(struck(old))}"
    said = "; ".join(map(_change, pairs))
    return f"{said[0].upper()}{said[1:]}."


def it_said(old: str) -> str:
    """Return the sentence that brings an answer of old to mind, struck out as it stands here."""
    return f"It said: {old}"


def struck(text: str) -> str:
    """Return the beginning of a text struck out, on one line."""
    return f"~~{shortened(_SPACE.sub(' ', text.replace('~~', '')).strip(), STRUCK)}~~"


def _pairs(
    before: list[str], after: list[str], steps: list[tuple[str, int, int, int, int]]
) -> Iterator[tuple[str, str]]:
    """Yield the words of before and after of each change, with what they stand beside where a word is only a figure."""
    for _, i1, i2, j1, j2 in steps:
        # A number alone tells little: what it counts stands behind it.
        more = 1 if i2 < len(before) and j2 < len(after) and before[i2] == after[j2] else 0
        yield _bare(before[i1 : i2 + more]), _bare(after[j1 : j2 + more])


def _bare(words: list[str]) -> str:
    return " ".join(words).strip(_EDGES)


def _change(pair: tuple[str, str]) -> str:
    old, new = pair
    if not old or not new:
        return f"new: “{new}”" if new else f"left out: “{old}”"
    return f"“{old}” is now “{new}”"
