"""Messages to the bot that are no questions: "hi", "help", "what can I ask you", "thank you very much"."""

import string
from functools import cache
from typing import Literal

from knowledge.language.english import groups
from knowledge.language.text import split

SmallTalk = Literal["greeting", "thanks"]


def kind_of(message: str) -> SmallTalk | None:
    """Return what kind of small talk a message is, a mention with nothing beside it included; None where it is none."""
    if not message.strip(string.whitespace + string.punctuation):
        return "greeting"
    lists, words = _lists(), [word.text for word in split(message)]
    is_bare = (lists["thanks"] | lists["greeting"] | lists["around"]).issuperset(words)
    if is_bare and not lists["thanks"].isdisjoint(words):
        return "thanks"
    if is_bare and not lists["greeting"].isdisjoint(words):
        return "greeting"
    without_greeting = words[1:] if words and words[0] in lists["greeting"] else words
    return "greeting" if lists["the bot"] & {" ".join(words), " ".join(without_greeting)} else None


@cache
def _lists() -> dict[str, frozenset[str]]:
    return groups("small_talk")
