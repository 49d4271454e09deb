"""What stands on the pages of the static site and in its feeds."""

from collections.abc import Mapping
from datetime import date

from bot.desk.history import Said
from bot.text import counted
from bot.wording.facts import day_in_words
from bot.wording.status_looks import look_of
from knowledge.model import Office, Position, Source
from knowledge.statuses import Status

NEWSROOM = "This newsroom"
SKIP = "Skip to the content"
PARTS, PAGES = "Parts of the site", "Pages of this list"
FACTS, TOPICS, NAMES, SOURCES, SEARCH = "All facts", "Topics", "Names", "Sources", "Search"
NEW, CORRECTED = "New facts", "Corrections"
NO_CORRECTIONS = "Nothing had to be corrected so far."
ALL_TOPICS, ALL_NAMES = "All topics", "All names"
FEEDS, FEED_NEW, FEED_CORRECTED = "To follow", "Feed of new facts", "Feed of corrections"
HAPPENED, POSITIONS, RELATED = "When it happened", "Who says what", "Related facts"
ARCHIVED, OFFICES, ABOUT = "archived copy", "Offices", "About this"
RESTING, READ_IT = "all that rests on it", "Read the report"
PREVIOUS, NEXT = "Previous page", "Next page"
LABEL, FIND = "Words of a question, an answer or a name", "Search"
NO_SCRIPT = "The search needs JavaScript. Without it, these lists have every fact:"
NO_FACTS = "There are no facts here yet."
READ_AS = "How sure it is"
EARLIER = "What it said before"

# What the search says, by the script: {n} stands for a number.
SEARCHING, NOT_LOADED = "Searching …", "The search could not be loaded. The lists of all facts and topics are below."
NOTHING, ONE, SEVERAL = "Nothing found. Try other or fewer words.", "1 fact", "{n} facts"
FIRST_OF = "The first {shown} of {n} facts"

STATUSES: Mapping[Status, str] = {
    "confirmed": "the reports confirm it",
    "reported": "reports say so, and nobody has confirmed it",
    "denied": "somebody denies it, and the reports do not settle it",
    "disputed": "those involved contradict one another",
    "unresolved": "the reports leave it open",
}

DESCRIPTION = "What the reporting says, how sure it is, and on which sources it rests."

# What keeps a site from being written, each with its remedy.
_OTHER = "name another folder"
NO_FOLDER = "is not a folder", _OTHER
OTHER_FOLDER = "is no site of factbot's, and not empty", "name a new or an empty folder"


def title(newsroom: str | None, subject: str | None) -> str:
    """Return what the site is called."""
    name = newsroom or NEWSROOM
    return f"{name} on {subject}" if subject else f"{name}: what is on record"


def contact_line(contact: str) -> str:
    """Return where a reader may write to who has found a mistake."""
    return f"Something wrong or out of date? Write to {contact}."


def said_from_until(said: Said) -> str:
    """Return from when until when something was said that no longer is."""
    until = said.until or said.since
    return f"From {day_in_words(said.since.date())} to {day_in_words(until.date())}"


def topic_in_words(topic: str, names: Mapping[str, str]) -> str:
    """Return a topic's id as a heading: "bridge-tolls" is "Bridge tolls", and that of an entity its name."""
    if topic in names:
        return names[topic]
    words = topic.replace("-", " ")
    return words[:1].upper() + words[1:]


def facts_of(count: int, title: str) -> str:
    """Return how many facts rest on a report, and on which."""
    return f"{facts_counted(count)}: {title}"


def all_counted(count: int) -> str:
    """Return the words of the link to all facts."""
    return "The one fact" if count == 1 else f"All {count} facts"


def archived(title: str) -> str:
    """Return what a link to a kept copy says to whoever hears it alone."""
    return f"{ARCHIVED} of {title}"


def resting_on(title: str) -> str:
    """Return what a link to a report's facts says to whoever hears it alone."""
    return f"{RESTING}: {title}"


def facts_counted(count: int) -> str:
    """Return how many facts there are of something."""
    return counted(count, "fact")


def page_counted(page: int, pages: int) -> str:
    """Return which page of a list is shown."""
    return f"Page {page} of {pages}"


def due(day: date) -> str:
    """Return by when a fact is checked again."""
    return f"To be checked again by {day_in_words(day)}"


def overdue(day: date) -> str:
    """Return what stands at a fact whose day has passed; ``day`` is that of the last check."""
    return f"Not checked since {day_in_words(day)}: it may be out of date"


def rests_on_retracted(source: Source) -> str:
    """Return what stands above an answer that rests on a report that was taken back."""
    return f"A report that this rests on was retracted: {source.publisher}, “{source.title}”."


def position_by(position: Position, names: Mapping[str, str]) -> str:
    """Return whose position it is."""
    return names.get(position.by, position.by)


def relying(via: str) -> str:
    """Return whom a report relies on."""
    return f"relying on {via}"


def read_on(day: date) -> str:
    """Return when an editor read a report."""
    return f"read on {day_in_words(day)}"


def supports(what: str) -> str:
    """Return what a report is cited for."""
    return f"for: {what}"


def office_in_words(office: Office, names: Mapping[str, str]) -> str:
    """Return a title, for whom, and how long."""
    whose = f" ({names[office.whose]})" if office.whose and office.whose in names else ""
    since = f"from {day_in_words(office.from_)}" if office.from_ else ""
    until = f"until {day_in_words(office.until)}" if office.until else ""
    time = " ".join(filter(None, (since, until)))
    return f"{office.title}{whose}{', ' if time else ''}{time}"


def feed_summary(status: Status, answer: str) -> str:
    """Return a fact in a feed: how sure it is, then the editors' text."""
    return f"{look_of(status).words}. {answer}"


def correction_title(question: str) -> str:
    """Return the title of a correction in a feed."""
    return f"Corrected: {question}"


def written(folder: str, facts: int, pages: int, size: int) -> str:
    """Return what an export has written; ``size`` is in bytes."""
    return f"{folder}: {counted(facts, 'fact')} on {counted(pages, 'page')}, {size / 1e6:.1f} MB in all"


def somebodys(path: str) -> tuple[str, str]:
    """Return that a site has a file that somebody put there or changed, and what to do."""
    return f"has a file that this command did not write, {path}", f"move it elsewhere, or {_OTHER}"


def unwritable(why: str | None) -> tuple[str, str]:
    """Return why a site could not be written, and what to do."""
    return f"cannot be written ({why}); what was there before is still there", "mend that, or name another place"


def unreadable(why: str | None) -> tuple[str, str]:
    """Return why nobody can tell what is in a folder, and what to do."""
    return f"cannot be read ({why})", f"check its permissions, or {_OTHER}"
