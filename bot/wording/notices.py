"""What a click or a command is answered with in one sentence: thanks, refusals, and what could not be done."""

GONE = "That fact has been removed since. Ask again with /ask."
UNRELATED = "No question is related to that one any more."
STORED = "Thank you. Your question has gone to the editors."
WATCHED = (
    "I will tell you once, in a direct message, if that answer is corrected. "
    "/privacy show lists what you asked for, /privacy forget undoes it."
)
AWAITED = (
    "I will tell you once, in a direct message, when there is an answer. "
    "/privacy show lists what you asked for, /privacy forget undoes it."
)
FLAGGED = "Thank you. The editors see that a reader takes this for out of date, without your name, and look at it."
NOT_KEPT = "I could not take note of that just now. Please try again later."
NOT_STORED = "Sorry. Please ask again in other words; naming who, what or when helps."
NO_ADMIN = "Only the admins of this fact base may do that."
NO_EDITOR = "Only the editors of this fact base may do that."
NO_SUCH_BUTTON = "I don't have that button or form any more. Use the command again, or ask again with /ask."
SORRY = "Something went wrong on my side. Please try again in a moment."
NOTHING_BEFORE = "There is nothing to go back to: the facts have not been changed by a reload."
NOTHING_BEARS = "No checked fact bears on that message."
# Discord keeps from a bot what is not said to it.
NOT_SHOWN = (
    "Discord doesn't show me the message you replied to. Press and hold it (on a computer: right-click), choose Apps, "
    "then “Check against the reporting”. Or write to me what it says."
)
ONLY_ROLE = "Discord doesn't show me what is written to my role alone. Please mention me by name, or use /ask."
# Above facts that are offered.
PICK_ONE = "Pick the fact you mean:"
BEARING = "What the reporting has on this:"
RELATED = "Related questions:"
OTHERS = "Perhaps one of these?"


def answer_heading(question: str | None) -> str:
    """Return what stands above an answer that somebody asked to be told of; ``question`` is quoted as it was asked."""
    of_what = f"an answer to “{question}”" if question else "an answer"
    return f"You asked to be told of {of_what}. There is one now."
