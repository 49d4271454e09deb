"""What an assistant reads that has the facts as tools: how it is to use them, and why a call can't be met."""

from collections.abc import Iterable
from datetime import timedelta

from bot.config import Config
from bot.wording.about import introduction
from bot.wording.api import whole_seconds

_HOW_TO = """
Use the tool `ask` with the question in the asker's own words. What comes back is one of three:
- outcome "answer": quote `answer` unchanged, word for word, and give with it `status_in_words`, `as_of` (the day of
the last check), the citations and, where there are any, `positions`, `corrections` and, before it, `reason` and
`cautions`: why to take it with care.
- outcome "suggestions": the newsroom has no sure answer. Say so and offer the questions; do not answer from them. Once
one is chosen, get that fact with the tool `fact` and quote it as above.
- outcome "abstention": the newsroom has no checked fact on this. Say so, with `reason`. Never put an answer of your
own or from elsewhere in its place as if it were the newsroom's.
Do not shorten, merge, complete or make surer what the editors wrote. A further question of the same text stands under
`more`. Each question stands alone: say in it whom and what it is about.
"""

ASK = (
    "Answers a question from facts that editors have checked: their text unchanged, the nearest questions, or nothing."
)
FACT = "One fact by its id: the editors' text with its status, day, positions, corrections and sources."
FACTS = (
    "The facts that there are, a page of them: id, question, status and day of the last check. `fact` gives the text."
)
SOURCES = "The published reports that the facts rest on, a page of them."
A_FACT = "One fact as the editors have it; the ids are in the list of facts."
SORRY = "Something went wrong on this side; its log says what. There is no answer from the newsroom to this call."
TOO_LONG_A_LINE = "a message of more than %d bytes was not read"
ARGUMENT = {
    "question": "The question as the asker put it.",
    "id": "The id of the fact, as `ask`, `facts` and suggestions give it.",
    "page": "Which page, from 1 on.",
    "per_page": "How many a page has.",
}
NO_CURSOR = "That cursor was not handed out here. List from the beginning."
OPENING = "opening %s, which takes minutes where it is new or has changed"
CLIENT_GONE = "the assistant is gone"
RELOADED = "reloaded (%s): %s"
NOT_RELOADED = "the facts of before are served on (%s): %s"
FAILED = "reading the files again failed (%s)"
NOT_INSTALLED = (
    "the package that speaks with assistants is not installed; pip install 'factbot[mcp]', or '.[mcp]' in a clone"
)


def instructions(config: Config) -> str:
    """Return how an assistant is to use the facts."""
    return introduction(config) + _HOW_TO


def no_tool(known: Iterable[str]) -> str:
    """Return that there is no such tool."""
    return f"There is no such tool. Use one of: {', '.join(known)}."


def unknown_arguments(known: Iterable[str]) -> str:
    """Return that something was given that a tool doesn't take."""
    return f"This tool takes nothing but: {', '.join(known)}."


def no_text(name: str, longest: int) -> str:
    """Return that an argument is not the text that is wanted."""
    return f"'{name}' must be a text of 1 to {longest} characters."


def no_fact(name: str) -> str:
    """Return that a fact is not there; ``name`` is an id as facts have them, or ""."""
    which = f"with the id '{name}'" if name else "with that id"
    return f"There is no fact {which}: it never was, or has been removed. The tool `facts` lists all."


def wait(time: timedelta) -> str:
    """Return how long an assistant has to wait."""
    return f"Too many calls in a minute. Try again in {whole_seconds(time)} s."
