"""Messages to the bot that are no questions: "hi", "help", "what can I ask you", "thank you very much"."""

import string
from typing import Literal

from knowledge.language.text import split

SmallTalk = Literal["greeting", "thanks"]

# A message of nothing but these and the words that may stand around them.
_THANKS = frozenset("thank thanks thankyou thx tx ty tysm cheers kudos".split())
_GREETINGS = frozenset("hi hello hey heya hiya howdy yo greetings hallo morning afternoon evening help".split())
_AROUND = frozenset(
    "a again all and answer answers awesome bot brilliant buddy cool day dear do everybody everyone excellent folks "
    "for friend good great guys helpful i is it kindly lot lots many me much my need nice no of oh ok okay perfect "
    "please pls really so some team that the there this very was you your".split()
)
_ABOUT_THE_BOT = frozenset({
    "who are you", "what are you", "who is this", "what is this", "what is this bot", "who is this bot",
    "what do you do", "what can you do", "what can you do for me", "what does this bot do", "what can this bot do",
    "what do you know", "what do you know about", "what can i ask", "what can i ask you", "what can you answer",
    "what can i ask you about", "what should i ask", "what should i ask you", "what questions can i ask",
    "how do you work", "how does this work", "how does this bot work", "how does it work", "how do i use this",
    "how do i use you", "how do i use this bot", "how can you help", "how can you help me", "can you help me",
    "can you help", "info", "commands", "menu", "start", "how are you", "tell me about yourself", "introduce yourself",
})  # fmt: skip


def kind_of(message: str) -> SmallTalk | None:
    """Return what kind of small talk a message is, a mention with nothing beside it included; None where it is none."""
    if not message.strip(string.whitespace + string.punctuation):
        return "greeting"
    words = [word.text for word in split(message)]
    is_bare = (_THANKS | _GREETINGS | _AROUND).issuperset(words)
    if is_bare and not _THANKS.isdisjoint(words):
        return "thanks"
    if is_bare and not _GREETINGS.isdisjoint(words):
        return "greeting"
    return "greeting" if _ABOUT_THE_BOT & {" ".join(words), " ".join(_without_greeting(words))} else None


def _without_greeting(words: list[str]) -> list[str]:
    return words[1:] if words and words[0] in _GREETINGS else words
