"""What stands in the desk's forms, and what comes of them."""

from bot.desk.queue import Waiting
from bot.text import quoted
from bot.wording.desk import waiting_in_words

DISMISSAL, WITHDRAWAL = "Dismiss a question", "Withdraw an answer"
NEW, EDIT, DETAILS = "A new fact", "Edit a fact", "Wordings and days"
SIDES, ADD_SOURCE, ACCESS = "Names and sides", "A source", "Who may know"
# Of each field its name and what is asked for there.
QUESTION = ("Question", "As a reader would ask it in full")
ANSWER = ("Answer", "In your own words, complete in itself")
STATUS = ("Status", "How sure it is")
CITED = ("Sources", "Of the reports that the facts rest on, the newest")
SOURCE = ("Another source", "Its id, or: publisher; title; date; address")
CORRECTION = (
    "Note to readers",
    "What was wrong, if anything. Readers see it with the answer; replies put right begin with it",
)
WORDINGS = ("Wordings", "How else readers ask it, each on a line of its own")
NEAR_MISSES = ("Near misses", "What it does not answer, each on a line of its own")
HAPPENED = ("When it happened", "A year, month or day, as 2024-03; or start/end")
AS_OF = ("Checked on", "The last day you held it against its sources, as 2024-03-01")
TOPICS = ("Topics", "In lower case with hyphens, each on a line of its own")
ENTITIES = ("Who and what it is about", "A line each: a name as the base has it, as Tom Lind, or its id")
RELATED = ("Related facts", "A line each: the question of another fact, or its id")
POSITIONS = ("Positions", "A line each: who; what they say; day; source id. The last two may be left out")
CITATIONS = (
    "What each source supports",
    "A line each: source id; supports …; via …; quote …; where …. A line less cites it no more",
)
FILE = ("A file", "A .txt with wordings, one a line; or a .yaml with the whole draft, as you got it")
KNOWN = ("Who may know of it", "All others meet it nowhere, not even in a count")
KNOWN_TO = {"everyone": "Everybody", "staff": "The staff", "draft": "Only the staff, for it is a draft"}
PUBLISH_AT = ("Goes out at", "2026-12-01 06:00+01:00, or with Z for UTC; empty: at once")
PUBLISHER = ("Publisher", "Who has published it; leave all empty to take the source out")
TITLE = ("Title", "As it was printed")
PUBLISHED = ("Day", "A year, month or day, as 2024-03-01")
URL = ("Address", "https://…")
NOTE = ("Your note to readers", "It stands in the replies, below: the newsroom no longer stands by this answer")
# Where an editor typed nothing but spaces.
NO_NOTE = "The fact was removed."
WHY = ("Why?", "For your colleagues; nobody else sees it")


def dismissed_in_words(waiting: Waiting, note: str, longest: int) -> str:
    """Return that a question was dismissed, and why, in at most ``longest`` characters of the reason."""
    return f"Dismissed: {waiting_in_words(waiting)}\nReason: {quoted(note, longest)}"
