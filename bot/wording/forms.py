"""What stands in the desk's forms, and what comes of them."""

from collections.abc import Iterable

from bot.desk.queue import Waiting
from bot.limits import MESSAGE
from bot.text import quoted, shortened
from bot.wording.desk import waiting_in_words
from knowledge.errors import Problem

DRAFT, DISMISSAL, WITHDRAWAL = "Draft a fact", "Dismiss a question", "Withdraw an answer"
# Of each field its name and what is asked for there.
QUESTION = ("Question", "As a reader would ask it in full")
ANSWER = ("Answer", "In your own words, complete in itself")
STATUS = ("Status", "How sure it is")
SOURCE = ("Source", "The id of a source, or: publisher; title; date; address")
NOTE = ("Your note to readers", "It stands in the replies, below: the newsroom no longer stands by this answer")
# Where an editor typed nothing but spaces.
NO_NOTE = "The fact was removed."
WHY = ("Why?", "For your colleagues; nobody else sees it")

DRAFTED = "The loader takes this file. Put it into the folder of the facts, add phrasings, and reload."
# Characters; less than a message holds, so that the drafted file, attached below, stays in sight.
LONGEST_PROBLEMS = MESSAGE - 700


def drafted_in_words(problems: Iterable[Problem]) -> str:
    """Return what the loader says of a drafted file."""
    lines = "\n".join(f"- {problem}" for problem in problems)
    if not lines:
        return DRAFTED
    text = f"The loader would refuse this file:\n{lines}\nMend it before it goes into the facts."
    return shortened(text, LONGEST_PROBLEMS)


def dismissed_in_words(waiting: Waiting, note: str, longest: int) -> str:
    """Return that a question was dismissed, and why, in at most ``longest`` characters of the reason."""
    return f"Dismissed: {waiting_in_words(waiting)}\nReason: {quoted(note, longest)}"
