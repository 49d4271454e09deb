"""The questions of a message, where it has several: "Who is X? When did he resign?"."""

import re

from knowledge.language.english import english
from knowledge.language.remarks import is_remark
from knowledge.language.text import words

# More than this nobody reads in one reply; what is left stays with the last.
MOST = 3
_END = re.compile(r"(?<=[?])[?!.\s]*\s+(?=\S)")


def questions_of(text: str) -> tuple[str, ...]:
    """Return the questions of a text in order, each as it stands; the whole text where it is one.

    What is no question in itself, a heading before it or an afterthought behind, stays with its neighbour.
    """
    parts = [part.strip() for part in _END.split(text)]
    found: list[str] = []
    heading = ""
    for part in parts:
        if heading or _asks(part):
            found.append(f"{heading} {part}".strip())
            heading = ""
        elif found and not is_remark(part):
            found[-1] += f" {part}"
        elif not is_remark(part):
            heading = part
    if heading or len(found) < 2:
        return (text,)
    return (*found[: MOST - 1], " ".join(found[MOST - 1 :])) if len(found) > MOST else tuple(found)


def _asks(part: str) -> bool:
    """Whether a part asks for something of its own: it opens like a question, and has a word that tells of what."""
    lists = english()
    texts = [word.text for word in words(part)]
    while texts and texts[0] in lists.cues.opening:
        texts = texts[1:]
    asking = lists.question_words.keys() | lists.open_question_words | lists.auxiliaries
    opens = not asking.isdisjoint(texts[:1])
    return opens and not is_remark(part) and any(text not in lists.function_words for text in texts)
