"""What stands in a document of the facts, and what an export of them says of itself."""

from pathlib import Path

from bot.config import Config
from bot.text import counted
from bot.wording.facts import day_in_words, span_in_words
from knowledge.model import Citation, FactBase, Source

SOURCES = "Sources"
SEE_ALSO = "See also"
NAMELESS = "no newsroom: in the configuration, so nobody stands as author; search engines want one"


def title(config: Config) -> str:
    """Return the heading of a document of all facts."""
    whose = f" of {config.newsroom}" if config.newsroom else ""
    about = f" about {config.subject}" if config.subject else ""
    return f"The checked facts{whose}{about}"


def extent(base: FactBase) -> str:
    """Return how much a document holds, and of which day it is."""
    checked = f", last checked {day_in_words(base.end)}" if base.end else ""
    return f"{counted(len(base.facts), 'fact')}{checked}."


def happened(when: str) -> str:
    """Return when something happened: a day, a month, a year, or a span of them."""
    return f"Happened {span_in_words(when)}"


def cited(citation: Citation, source: Source) -> str:
    """Return what one source gives for an answer: who relies on whom, for what, and in which words."""
    parts = [source.publisher, day_in_words(source.published)]
    parts += [f"relying on {citation.via}"] if citation.via else []
    parts += [f"for: {citation.supports}"] if citation.supports else []
    where = f" ({citation.where})" if citation.where else ""
    quoted = f": “{citation.quote}”{where}" if citation.quote else ""
    return ", ".join(parts) + quoted


def exported(where: Path, count: int) -> str:
    """Return how many facts a file has now."""
    return f"{where}: {counted(count, 'fact')}"


def not_ours(kind: str) -> tuple[str, str]:
    """Return what is wrong with a file that is there already and is no export of a kind, and the remedy."""
    return f"is there already, and no {kind} export", "name another file, or delete it"


NO_FILE = ("is no file", "name a file, or - for standard output")
NO_FOLDER = ("has no folder to stand in", "make the folder first, or name another place")


def unwritable(reason: str | None) -> tuple[str, str]:
    """Return that a file can't be written, and the remedy."""
    return f"cannot be written ({reason})", "name another place, or see to its permissions and its room"
