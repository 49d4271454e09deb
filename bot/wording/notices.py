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
NOT_KEPT = "I could not take note of that just now. Please try again later."
NOT_STORED = "Sorry. Please ask again in other words; naming who, what or when helps."
NO_ADMIN = "Only the admins of this fact base may do that."
NO_EDITOR = "Only the editors of this fact base may do that."
SORRY = "Something went wrong on my side. Please try again in a moment."
NOTHING_BEFORE = "There is nothing to go back to: the facts have not been changed by a reload."
EARLIER, EARLIER_STATUS = "Earlier answer", "Earlier status"
CHANGED, CHANGED_STATUS = "The newsroom has changed this answer.", "The newsroom has changed the status of this answer."
ASKED_TO_BE_TOLD = "You asked to be told of an answer."
