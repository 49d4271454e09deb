"""What people read, in words: statuses, dates, refusals. Shared by the terminal and, later, by embeds."""

from collections.abc import Mapping
from datetime import date

from knowledge.guard import Block
from knowledge.model import Fact, Source, Status
from knowledge.outcomes import Abstention, Suggestions

STATUS_WORDS: dict[Status, str] = {
    "confirmed": "Confirmed",
    "reported": "Reported, not confirmed",
    "denied": "Denied",
    "disputed": "Disputed",
    "unresolved": "Not known so far",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day_in_words(day: date | str) -> str:
    """Return "13 December 2018" for a date, "December 2018" for a month, "2018" for a year (ISO 8601)."""
    parts = str(day).split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, _MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def source_in_words(source: Source) -> str:
    """Return publisher, title and date of a source as a citation shows them."""
    publisher = f"{source.publisher} (passing on {source.relays})" if source.relays else source.publisher
    return f"{publisher}, “{source.title}”, {day_in_words(source.published)}"


def refusal(block: Block | None, nearest: Fact | None, names: Mapping[str, str]) -> str:
    """Return the sentence that says what kept the bot from answering."""
    if block is None:
        return "I am not sure which fact you mean."
    match block.kind:
        case "name":
            subject = _subject(nearest, names, block.what)
            return f"I have this{f' for {subject}' if subject else ''}, not for {block.what}."
        case "unknown name":
            return f"I have no fact that mentions “{block.what}”."
        case "number":
            return f"The nearest fact says nothing of the number {block.what}."
        case "date":
            return f"The nearest fact says nothing of {block.what}."
        case "negation":
            return "Your question turns on a “not” that the nearest fact doesn't have."
        case "opposite":
            return f"Your question says “{block.what}”; the nearest fact is about the opposite."
        case "question word":
            return f"I have a fact on this, but it doesn't say {_asked_in_words(block.what)}."
        case "near miss":
            about = f" about “{block.what}”" if block.what else ""
            return f"The nearest fact says nothing{about or ' on that'}."


def abstention(outcome: Abstention) -> str:
    """Return the sentence for a question that nothing answers."""
    match outcome.reason:
        case "empty question":
            return "There is no question in that. Ask in a few words, for instance: who, what or when."
        case "unknown name":
            what = outcome.block.what if outcome.block else ""
            return f"I have no checked fact that mentions “{what}”."
        case "blocked" | "nothing near":
            return "I have no checked fact on that."


def suggestion_intro(outcome: Suggestions, names: Mapping[str, str]) -> str:
    """Return the sentence before the suggested questions."""
    return refusal(outcome.block, outcome.candidates[0].fact, names)


def _asked_in_words(what: str) -> str:
    return {"how many": "how many or how much", "how long": "how long"}.get(what, what)


def _subject(fact: Fact | None, names: Mapping[str, str], asked: str) -> str:
    if fact is None:
        return ""
    shown = [names[entity] for entity in fact.entities if entity in names and names[entity] in fact.question]
    return shown[0] if shown and shown[0] != asked else ""
