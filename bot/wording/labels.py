"""What stands on buttons and menus, and above the parts of a reply.

Only what describes a command or its options stands elsewhere: beside the command, where discord.py looks for it.
"""

MENU = "Check against the reporting"

SOURCES, RELATED, FULL = "Sources in full", "Related questions", "Show all of it"
WRONG, NONE = "Not what I asked", "None of these"
OUTDATED = "Out of date?"
WATCH, AWAIT = "Tell me if this changes", "Tell me when there is an answer"

RELOAD, ROLLBACK = "Reload now", "Take it back"

WHICH_FACT = "Which fact answers it?"
# Headings within a reply.
STATUS_FIELD, SOURCES_FIELD = "Status", "Sources"

PREVIOUS, NEXT = "◀ Previous", "Next ▶"
UNDO, REOPEN = "Undo", "Put it back"
CONFIRM, DROP = "Teach it", "Never mind"
PUBLISH, POST = "Publish", "Post this"
REWRITE, DETAILS, SOURCE, DISCARD = "Change the text", "Wordings and days", "Add a source", "Delete draft"
SIDES, LOOK, ACCESS = "Names and sides", "Look at it", "Who may know"
# Of a button rebuilt from its id for a click on an old message: nobody sees it.
UNSEEN = "…"
_OF_A_LINE = {
    "teach": "Teach", "draft": "Draft", "dismiss": "Dismiss", "reopen": "Put back", "correct": "Correct",
    "leave": "Leave", "withdraw": "Withdraw", "look": "Look at", "source": "Change source", "undo": "Undo",
    "still": "Still true", "edit": "Edit",
}  # fmt: skip


def of_a_line(action: str, number: int) -> str:
    """Return the label of a button that does ``action`` to the line with a number of what is shown above it."""
    return f"{_OF_A_LINE[action]} {number}"
