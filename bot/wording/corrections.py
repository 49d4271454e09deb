"""A correction as readers see it: in the corrected reply, in the note below it, and in a direct message."""

from datetime import date

from bot.wording.facts import day_in_words

CHANGED, CHANGED_STATUS = "The newsroom has changed this answer.", "The newsroom has changed the status of this answer."
TAKEN_BACK = "A report that this answer rests on was taken back."
STANDS = "The report that had been taken back stands again, or the answer no longer rests on it."
STANDS_AGAIN = "The newsroom stands by this answer again."
TOLD_OF_CHANGE = "You asked to be told: an answer that you got has been corrected."
TOLD_OF_WITHDRAWAL = "You asked to be told: the newsroom no longer stands by an answer that you got."
TOLD_OF_RETURN = "A correction that I told you of has been taken back: the answer is again as it was before."
WITHDRAWN = "The newsroom no longer stands by this answer."


def changed_on(day: date) -> str:
    """Return the heading of a change that no editor wrote a correction for."""
    return f"Changed on {day_in_words(day)}"


def status_changed(old: str, new: str) -> str:
    """Return the line that tells of another status, both in words."""
    return f"Status: ~~{old}~~ → {new}"


def correction_note(question: str, what: str) -> str:
    """Return the note below a corrected reply to ``question``; ``what`` is the correction or the new answer."""
    return f"A correction to **{question}**, above. {what}"


def withdrawn_on(day: date) -> str:
    """Return the heading of the note on an answer that was withdrawn."""
    return f"Withdrawn on {day_in_words(day)}"


def answer_taken_back(question: str | None) -> str:
    """Return what is said to somebody who was sent a wrong answer; ``question`` is quoted as it was asked."""
    of_what = f"the question “{question}”" if question else "a question of yours"
    return (
        f"The answer that I sent you to {of_what} has been taken back: it was not what you had asked. "
        "Please take no account of it. The question waits for an answer again, and I will tell you when there is one."
    )


def now_in_words(status: str) -> str:
    """Return the sentence that gives a status, in words, as the new one."""
    return f"It is now: {status}."
