"""What people read, in words: statuses, dates, refusals. Shared by the terminal and Discord."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta

from bot.statistics import Statistics
from knowledge.blocks import Block, BlockKind
from knowledge.live import Change, Served
from knowledge.model import Fact, Source, Status
from knowledge.outcomes import Abstention, Suggestions

STATUS_WORDS: dict[Status, str] = {
    "confirmed": "Confirmed",
    "reported": "Reported, not confirmed",
    "denied": "Denied",
    "disputed": "Disputed",
    "unresolved": "Not known so far",
}
_REFUSALS: dict[BlockKind, str] = {
    "unknown name": "I have no fact that mentions “{what}”.",
    "roles": "I have a fact about them, but with other roles: who did it to whom is not as you ask.",
    "number": "The nearest fact says nothing of the number {what}.",
    "date": "The nearest fact says nothing of {what}.",
    "negation": "Your question turns on a “not” that the nearest fact doesn't have.",
    "opposite": "Your question says “{what}”; the nearest fact is about the opposite.",
    "question word": "I have a fact on this, but it doesn't say {what}.",
    "near miss": "The nearest fact says nothing about “{what}”.",
}
NOTHING_BEARS = "No checked fact bears on that message."
ABOUT = (
    "I answer questions about this newsroom's reporting from facts that its editors have checked, "
    "and cite the sources. I write no answers of my own: unsure, I offer the nearest questions; "
    "knowing nothing, I say so.\n\n"
    "**Ask** with /ask, in a direct message, or by mentioning me. I read nothing else.\n"
    "**What I keep**: what came of each question and where I replied in public, but not who asked. The wording only "
    "of questions that I could not answer or that you say I got wrong: editors read those, without your name. Who you "
    "are only where you ask to be told of something, until you have been told. For ten minutes I remember your last "
    "answer, so that you can ask on. /privacy shows what is kept of you and erases it.\n"
    "**A mistake?** Press “Not what I asked” below the answer, or write to the newsroom."
)
_MARKUP = re.compile(r"[\\`*_~|<>\[\]()#:@-]")
_MENTION = re.compile(r"<(@[!&]?|#)\d+>")
_WHOLE = re.compile(r"(?:\\.|[^\\])*")
LOGGED = {
    "public": "\nWhoever runs me also has the wording of questions asked in public in a log.",
    "all": "\nWhoever runs me also has the wording of all questions in a log, those in direct messages too.",
}
# A fact as likely as not to be meant may be set against what was asked for.
LIKELY = 0.5
_ASKED_WORDS = {"how many": "how many or how much"}
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
    if block.kind == "name":
        subject = _subject(nearest, names, block.what)
        return f"I have this for {subject}, not for {block.what}." if subject else (
            f"The nearest fact is not about {block.what}."
        )  # fmt: skip
    if block.kind == "near miss" and not block.what:
        return "The nearest fact says nothing on that."
    return _REFUSALS[block.kind].format(what=_ASKED_WORDS.get(block.what, block.what))


def counted(number: int, thing: str) -> str:
    """Return "1 fact", "2 facts"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def on_one_line(question: str) -> str:
    """Return a question without line breaks and without characters that turn or hide what follows them."""
    visible = "".join(" " if c.isspace() else c for c in question if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(visible.split())


def quoted(text: str, limit: int) -> str:
    """Return what somebody else wrote, within ``limit`` characters, so that Discord shows it without any markup."""
    escaped = _MARKUP.sub(r"\\\g<0>", shortened(text, limit))
    if len(escaped) <= limit:
        return escaped
    # Never cut between a mark and the backslash that guards it.
    whole = _WHOLE.match(escaped[: limit - 2])
    return f"{whole[0] if whole else ''} …"


def without_mentions(text: str) -> str:
    """Return a text in which nobody's id stands: who was mentioned is somebody, where it was is somewhere."""
    return _MENTION.sub(lambda found: "#somewhere" if found[1] == "#" else "@somebody", text)


def wait_in_words(wait: timedelta) -> str:
    """Return the notice to somebody who has asked too much in a minute."""
    return f"That was a lot for one minute: please ask again in {counted(max(int(wait.total_seconds()), 1), 'second')}."


def shortened(text: str, limit: int) -> str:
    """Return ``text`` within ``limit`` characters: cut after a sentence, else after a word, and marked as cut."""
    if len(text) <= limit:
        return text
    room = text[: limit - 2]
    for mark, kept in ((". ", 1), (" ", 0)):
        end = room.rfind(mark)
        if end > limit // 3:
            return f"{room[: end + kept]} …"
    return f"{room} …"


def change_in_words(change: Change, first: str) -> str:
    """Return what a reload changed, by question, under a first sentence."""
    if not change:
        return f"{first} Nothing has changed."
    lines = [first]
    for name, questions in (("Added", change.added), ("Changed", change.changed), ("Removed", change.removed)):
        if questions:
            lines += [f"{name}:", *(f"- {question}" for question in questions)]
    return "\n".join(lines)


def status_in_words(served: Served, statistics: Statistics) -> str:
    """Return what is being served, since when and by whom, and how it does."""
    base = served.matcher.base
    share = f"{statistics.answered / statistics.asked:.0%}" if statistics.asked else "none yet"
    p50, p99 = statistics.percentile_ms(50), statistics.percentile_ms(99)
    return (
        f"{counted(len(base.facts), 'fact')} from {counted(len(base.sources), 'source')}, version {base.version}, "
        f"loaded {served.since:%Y-%m-%d %H:%M} UTC by {served.by}.\n"
        f"{statistics.asked} questions, {statistics.answered} answered ({share}); "
        f"a decision takes {p50:.1f} ms (p50), {p99:.1f} ms (p99)."
    )


def abstention(outcome: Abstention) -> str:
    """Return the sentence for a question that nothing answers."""
    match outcome.reason:
        case "empty question":
            return "I found no question in that. Ask in a few words, for instance: who, what, when or how much."
        case "unknown name":
            what = outcome.block.what if outcome.block else ""
            return f"I have no checked fact that mentions “{what}”."
        case "nothing near":
            return "I have no checked fact on that."


def suggestion_intro(outcome: Suggestions, names: Mapping[str, str]) -> str:
    """Return the sentence before the suggested questions."""
    first, block = outcome.candidates[0], outcome.block
    if block and block.kind == "name" and first.confidence < LIKELY:
        # Of a fact that is far off "I have this for ..." would be odd.
        return f"I have no checked fact that says this of {block.what}."
    return refusal(block, first.fact, names)


def _subject(fact: Fact | None, names: Mapping[str, str], asked: str) -> str:
    """Return whom the nearest fact is about, as its question names it first."""
    if fact is None:
        return ""
    shown = [name for name in names.values() if name in fact.question and name != asked]
    return min(shown, key=fact.question.index, default="")
