"""The questions of a message, where it has several: "Who is X? When did he resign?"."""

import re
from functools import cache
from itertools import islice

from knowledge.language.english import english
from knowledge.language.remarks import is_remark
from knowledge.language.text import words

# More than this nobody reads in one reply; what is left stays with the last.
MOST = 3
# Characters up to which a question may have two halves, and small words of it that are tried: what is longer is a text,
# and one of nothing but "and" took seconds.
LONGEST, TRIED = 300, 3
_END = re.compile(r"(?<=[?])[?!.\s]*\s+(?=\S)")


def questions_of(text: str) -> tuple[str, ...]:
    """Return the questions of a text in order, each as it stands; the whole text where it is one.

    What is no question in itself, a heading before it or an afterthought behind, stays with its neighbour.
    """
    parts = [part.strip() for part in _END.split(text)]
    found: list[str] = []
    heading = ""
    for part in parts:
        if heading or asks(part):
            # An "and" between two questions of one message joins them, and leans on nothing.
            found.append(f"{heading} {part}".strip() if heading or not found else _opening().sub("", part))
            heading = ""
        elif found and not is_remark(part):
            found[-1] += f" {part}"
        elif not is_remark(part):
            heading = part
    if heading or len(found) < 2:
        return (text,)
    return (*found[: MOST - 1], " ".join(found[MOST - 1 :])) if len(found) > MOST else tuple(found)


def halves_of(question: str) -> tuple[str, str] | None:
    """Return the two questions that a small word joins: "when was she fired and who followed her".

    None where it is one. What hangs on a word that asks, "what did she say about who paid and who knew", is one.
    """
    for joint in islice(_joining().finditer(question), TRIED if len(question) <= LONGEST else 0):
        first, second = question[: joint.start()], question[joint.end() :]
        behind = [word.text for word in words(first)][1:]
        if _asking().isdisjoint(behind) and asks(first) and asks(second) and _is_whole(second):
            return first, second
    return None


def _is_whole(part: str) -> bool:
    """Whether a part has a word that asks, or somebody behind its auxiliary: "is she still", not "was fired"."""
    texts, lists = [word.text for word in words(part)], english()
    somebody = lists.pronouns.subjects | lists.cues.relative | lists.cues.determiner
    return texts[0] in _asking() or not somebody.isdisjoint(texts[1:2])


@cache
def _joining() -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:{_openers()})\s+(?=\w)", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"\A(?:(?:{_openers()})\b[\s,]*)+", re.IGNORECASE)


def _openers() -> str:
    return "|".join(sorted(one for one in english().cues.opening if " " not in one))


@cache
def _asking() -> frozenset[str]:
    return english().open_question_words.union(english().question_words)


@cache
def leading() -> frozenset[str]:
    """Return the words that may stand before a sentence and are no part of it: "and", "so", "ok", "honestly"."""
    lists = english()
    alone = {filler[0] for filler in lists.fillers if len(filler) == 1}
    return lists.cues.opening | lists.cues.conjoining | lists.framing.adverb | alone


def asks(part: str) -> bool:
    """Whether a part asks for something of its own: it opens like a question, and has a word that tells of what."""
    lists = english()
    texts = [word.text for word in words(part)]
    while texts and texts[0] in leading():
        texts = texts[1:]
    asking = _asking() | lists.auxiliaries
    # "by when", "to whom"
    behind = texts[1:2] if not lists.cues.ends_name.isdisjoint(texts[:1]) else []
    opens = not asking.isdisjoint(texts[:1]) or not _asking().isdisjoint(behind)
    return opens and not is_remark(part) and any(text not in lists.function_words for text in texts)
