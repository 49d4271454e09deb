"""Questions made from questions: sloppier ones that ask the same, and ones with a word swapped that nothing answers.

Whoever writes questions to fit on writes right ones in other words than the fact has and wrong ones in nearly the same:
without these a network learns that the very words of a wording are a trap.
"""

import random
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from knowledge.language.english import english

_PARTS = re.compile(r"[\w'\u2019-]+|[^\w\s]")
SHORTEST_SLIP = 5
# Of each wording so many variants, and how much each counts beside a written question; a variant of a written question
# is made for so many of them.
SLOPPY, SWAPPED, WEIGHT = 2, 3, 0.5
SWAPPED_SHARE, SLOPPY_SHARE = 0.5, 0.25


def sloppy(text: str, dice: random.Random) -> str:
    """Return a question as it is typed on a phone: words of grammar left out, now and then two letters swapped."""
    parts = _PARTS.findall(text)
    function_words = english().function_words
    kept = [part for part in parts if part.lower() not in function_words or dice.random() < 0.4]
    places = [at for at, part in enumerate(kept) if len(part) >= SHORTEST_SLIP]
    if places and dice.random() < 0.4:
        at = dice.choice(places)
        letter = dice.randrange(1, len(kept[at]) - 2)
        word = kept[at]
        kept[at] = word[:letter] + word[letter + 1] + word[letter] + word[letter + 2 :]
    return " ".join(kept) or text


def swapped(text: str, own: Collection[str], others: Sequence[str], dice: random.Random) -> str | None:
    """Return a question with one content word swapped for one of ``others`` that is none of the fact's ``own``."""
    parts = _PARTS.findall(text)
    places = [at for at, part in enumerate(parts) if _is_content(part)]
    foreign = [word for word in others if word.casefold() not in own]
    if not places or not foreign:
        return None
    parts[dice.choice(places)] = dice.choice(foreign)
    return " ".join(parts)


def variants(rows: Sequence[dict[str, Any]], seed: int = 0) -> Iterator[dict[str, Any]]:
    """Yield variants of rows of ``question``, ``answer``, ``wording`` and ``label``, likewise, with a ``weight``."""
    dice = random.Random(seed)
    others = sorted({part for row in rows for part in _PARTS.findall(row["wording"]) if _is_content(part)})
    for answer, wording in dict.fromkeys((row["answer"], row["wording"]) for row in rows if row["wording"]):
        own = frozenset(part.casefold() for part in _PARTS.findall(f"{wording} {answer}"))
        same = {"answer": answer, "wording": wording, "weight": WEIGHT}
        yield from ({"question": wording, "label": 1, **same, "wording": told} for told in (wording, ""))
        yield from ({"question": sloppy(wording, dice), "label": 1, **same} for _ in range(SLOPPY))
        made = (swapped(wording, own, others, dice) for _ in range(SWAPPED))
        yield from ({"question": text, "label": 0, **same} for text in made if text)
    for row in (row for row in rows if row["label"] and row["wording"]):
        own = frozenset(part.casefold() for part in _PARTS.findall(f"{row['wording']} {row['answer']}"))
        if dice.random() < SLOPPY_SHARE:
            yield {**row, "question": sloppy(row["question"], dice), "weight": WEIGHT}
        if dice.random() < SWAPPED_SHARE and (text := swapped(row["question"], own, others, dice)):
            yield {**row, "question": text, "label": 0, "weight": WEIGHT}


def _is_content(part: str) -> bool:
    return part.isalpha() and len(part) > 2 and part.lower() not in english().function_words
