"""A message beside the reporting, in words: what bears on each of its claims, and what differs."""

from bot.newsroom.differences import Difference
from bot.newsroom.findings import Finding
from bot.text import counted

HEADING = "What the reporting has on this message (only you see it):"
RESTS = "The message links to a report that this rests on:"
POST_REFUSED = "You may not write in this channel, so I can't post it for you here."
POST_GONE = "There is nothing left to post: the facts have been removed since. Check the message again."


def difference_in_words(one: Difference) -> str:
    """Return the sentence that names what differs, and no more than that."""
    if one.kind == "roles":
        return f"**Differs:** the message says that {one.said} did it to {one.told}, the reporting the other way round."
    return f"**Differs:** the message says {one.said}, the reporting {one.told}."


def nothing_in_words(finding: Finding) -> str:
    """Return what is said of a claim on which nothing bears."""
    if finding.lacks:
        is_name = finding.lacks[:1].isupper() or not finding.lacks[:1].isalpha()
        what = f"this about {finding.lacks}" if is_name else f"anything about “{finding.lacks}”"
        return f"No checked fact says {what}."
    return "No checked fact bears on this."


def left_out_in_words(count: int) -> str:
    """Return the line that says how many claims are not shown."""
    return f"{counted(count, 'more claim')} not shown. Check a shorter message, or ask with /ask."
