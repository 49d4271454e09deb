"""A correction as readers see it: in the corrected reply, in the note below it, and in a direct message."""

from datetime import date

from bot.wording.facts import day_in_words

EARLIER, EARLIER_STATUS = "Earlier answer", "Earlier status"
CHANGED, CHANGED_STATUS = "The newsroom has changed this answer.", "The newsroom has changed the status of this answer."
TOLD_OF_CHANGE = "You asked to be told: an answer that you got has been corrected."


def changed_on(day: date) -> str:
    """Return the heading of a change that no editor wrote a correction for."""
    return f"Changed on {day_in_words(day)}"


def correction_note(question: str, what: str) -> str:
    """Return the note below a corrected reply to ``question``; ``what`` is the correction or the new answer."""
    return f"A correction to **{question}**, above. {what}"


def now_in_words(status: str) -> str:
    """Return the sentence that gives a status, in words, as the new one."""
    return f"It is now: {status}."
