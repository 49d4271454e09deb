"""Messages without content: "wow", "that is a lie", "who asked", "thank you for lying"."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from knowledge.language.english import english
from knowledge.language.text import is_filler, split, words

FILE = Path(__file__).parent / "english" / "remarks.txt"
_WHOLE = "= "


@dataclass(frozen=True)
class Remarks:
    """Whole messages, folded, and the words with which people judge."""

    whole: frozenset[str]
    judgements: frozenset[str]


@cache
def remarks() -> Remarks:
    """Return the list, read on first use."""
    lines = [line for line in FILE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    whole = frozenset(line.removeprefix(_WHOLE) for line in lines if line.startswith(_WHOLE))
    return Remarks(whole, frozenset(word for line in lines if not line.startswith(_WHOLE) for word in line.split()))


def is_remark(text: str) -> bool:
    """Whether a text only greets, thanks or judges what was said, and so asks for nothing; names are not looked at."""
    every = [word.text for word in split(text)]
    told = [word.text for word in words(text)]
    if is_filler(text) or {" ".join(every), " ".join(told)} & remarks().whole:
        return True
    lists = english()
    if not all(word in lists.function_words or word in remarks().judgements for word in told):
        return False
    # Who is spoken of makes it a question of the matter: "did he lie" is one, "did you lie" is said to the bot.
    is_of_others = not lists.pronouns.person.isdisjoint(told)
    asks = not (lists.question_words.keys() | lists.open_question_words).isdisjoint(told) and not _exclaims(every)
    # Besides "you", what is said about an answer points at it: "how is this true".
    points = not (lists.cues.at_answer | lists.pronouns.addressed).isdisjoint(told)
    return not is_of_others and (points or not asks) and not remarks().judgements.isdisjoint(told)


def _exclaims(words: list[str]) -> bool:
    """Whether folded words cry out instead of asking: "what a mess"."""
    lists = english()
    cries = (before == "what" and word in lists.cues.article for before, word in pairwise(words))
    return any(cries)


def is_bare(texts: tuple[str, ...]) -> bool:
    """Whether folded words say nothing of any subject: "and why?", "which one", "2"; a name is an empty text."""
    function = english().function_words
    return all(text in function or text.isdecimal() for text in texts)
