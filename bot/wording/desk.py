"""What editors and people who asked to be told read of the desk, in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.desk.corrections import Run
from bot.desk.due import Due
from bot.desk.privacy import Kept
from bot.desk.queue import PAGE, Page, TakenBack, Waiting
from bot.limits import MESSAGE
from bot.text import counted, quoted, shortened
from bot.wording.due import digest_lines, due_in_words
from bot.wording.facts import day_in_words
from bot.wording.outcomes import refusal
from knowledge.model import Fact, Lesson
from knowledge.service.teaching import ObjectionError, TeachingError

STORE_AWAY = "The desk's store can't be reached at the moment, so nothing was shown or changed. Try again shortly."
UNCLEAN = "Erased, but the files could not be cleaned of it yet. Please use /privacy forget once more in a minute."
NOTHING_WAITS = "No question waits for an answer."
_NONE = {
    "open": NOTHING_WAITS, "dismissed": "No question has been dismissed.",
    "suggested": "No question is left with suggestions that nobody picked.",
}  # fmt: skip
QUEUE_STATES = tuple(_NONE)
_STATES = {"dismissed": "dismissed", "suggested": "with suggestions that nobody picked"}
GONE = "That question no longer waits: it has been answered, dismissed or taken back."
NOT_DISMISSED = "It is back in the queue already, or gone."
TAUGHT_UNNOTED = "The desk's store can't be reached, so the queue doesn't know of it yet."
CHOOSE_BOTH = "Choose a fact and a question from the lists."
CHOOSE_PHRASING = "Choose a phrasing from the list."
DEALT_WITH = "That has been taught or dropped already."
NOT_TAUGHT = "Nothing was taught."
FACTS_CHANGED = "The facts have changed since that was shown. As it is now:"
UNDONE_ALREADY = "That has been undone already."
LEFT_AS_THEY_ARE = "The earlier replies stay as they are."
NO_LESSONS = "I have been taught nothing so far."
NOTHING_KEPT = "Nothing is kept of you: no question, and nothing that you asked to be told of."
FORGOTTEN = "Erased. Nothing is kept of you any more. Replies that I have posted stay where they are."
LOGGED = " What the log of whoever runs me has of questions is out of my reach."
# Lines of a list, each so that with the characters below all of them fit a message or three.
SHOWN_ON_A_DIGEST, SHOWN_LESSONS, SHOWN_KEPT = 5, 15, 20
# Characters that are shown of a refusal, which may name many problems; the rest of the message has its beginning.
LONGEST_REFUSAL = 1500
# Characters that are shown of a question in a list, of what was said of it, of the question of a fact that was not
# meant, and of a wording that was taught.
QUESTION, REASON, GIVEN, WORDING = 180, 80, 80, 700
_REASONS = {
    "nothing near": "no fact came near", "only suggestions": "only suggestions were shown",
    "unsure": "no answer was sure enough to post",
}  # fmt: skip
_ENDS = (
    ("edit done", "edited"), ("edit unneeded", "right already"), ("edit deleted", "deleted since"),
    ("edit forbidden", "in channels that I may no longer write in"), ("edit failed", "could not be edited"),
    ("edit unsure", "perhaps edited"),
    ("note done", "noted in a channel"), ("tell done", "told in person"),
    ("untell done", "told that it was taken back"), ("tell closed", "not told: they take no messages"),
)  # fmt: skip
# After these there is something to do again.
_AGAIN = {"edit forbidden", "edit failed", "edit unsure", "tell forbidden", "tell failed", "untell forbidden",
          "untell failed"}  # fmt: skip
OFFERED_AGAIN = "What is not put right is offered again by /desk corrections, with the reason."


def page_in_words(page: Page, state: str, questions: Mapping[str, str], due: int = 0) -> str:
    """Return one page of the queue; that of the open questions says what else there is, such as facts that are due.

    ``questions`` are those of the facts, by their ids.
    """
    also = [suggested_in_words(page.suggested)] if state == "open" and page.suggested else []
    also += [due_in_words(due)] if due else []
    if not page.total:
        return "\n".join([_NONE[state], *also])
    verb = "waits" if page.total == 1 else "wait"
    what = f"{verb} for an answer" if state == "open" else _STATES[state]
    lines = [f"**{counted(page.total, 'question')} {what}**, the most asked first · page {page.number} of {page.pages}"]
    first = (page.number - 1) * PAGE + 1
    lines += [_line(number, waiting, questions) for number, waiting in enumerate(page.questions, first)]
    return shortened("\n".join([*lines, *(f"-# {one}" for one in also)]), MESSAGE)


def suggested_in_words(count: int) -> str:
    """Return how many questions only got suggestions, and where they are."""
    return f"{counted(count, 'question')} only got suggestions, of which none was picked: /desk queue state:suggested"


def waiting_in_words(waiting: Waiting) -> str:
    """Return a question as the editors' messages quote it."""
    return f"“{quoted(waiting.text, QUESTION)}”"


def reopened_in_words(waiting: Waiting) -> str:
    """Return that a dismissed question waits again."""
    return f"Back in the queue: {waiting_in_words(waiting)}"


def offer_in_words(waiting: Waiting) -> str:
    """Return what is asked above the facts that a question may be taught to."""
    asked = waiting_in_words(waiting)
    return f"Which fact answers {asked}? The nearest are below; /desk teach finds any other as you type."


def taught_in_words(lessons: Sequence[Lesson], fact: Fact) -> str:
    """Return what has been taught together, and who approved it."""
    lesson, question = lessons[0], shortened(fact.question, QUESTION)
    head = f"Taught: “{quoted(lesson.phrasing, WORDING)}” now finds **{question}**"
    if len(lessons) > 1:
        listed = (f"{number}. “{quoted(one.phrasing, QUESTION)}”" for number, one in enumerate(lessons, 1))
        head = "\n".join([f"Taught: these now find **{question}**", *listed])
    return (
        f"{head}\n"
        f"Approved by {lesson.by} on {day_in_words(lesson.on)}. Whoever asked to be told gets the answer in a minute; "
        "until then *Undo* takes all of it back, and after that it tells them so."
    )


def refused_in_words(error: TeachingError) -> str:
    """Return why something was not taught."""
    if isinstance(error, ObjectionError):
        if error.block.kind == "near miss":
            return "Not taught: by its `not` lines this fact does not answer such a question."
        why = refusal(error.block).replace("The nearest fact", "This fact")
        return f"Not taught. {why} If it should, write the wording into the curated file yourself."
    return f"Not taught: {shortened(str(error), LONGEST_REFUSAL)}."


def taken_back_in_words(lesson: Lesson, question: str) -> str:
    """Return that something is taught no longer; ``question`` is that of its fact."""
    return f"Taken back: “{quoted(lesson.phrasing, QUESTION)}” no longer finds **{shortened(question, QUESTION)}**."


def recalled_in_words(back: TakenBack) -> Iterator[str]:
    """Yield what taking a lesson back has brought about."""
    if back.questions:
        yield "The question waits again." if back.questions == 1 else f"{back.questions} questions wait again."
    if back.told:
        yield f"{counted(back.told, 'person')} had been sent the answer and will be told that it was taken back."
    elif back.recalled:
        yield "Nobody had been sent the answer yet."


def not_taken_back(error: TeachingError) -> str:
    """Return why something that was taught stays."""
    return f"Nothing was changed: {error}."


def lessons_in_words(lessons: Iterable[Lesson], questions: Mapping[str, str]) -> str:
    """Return what the bot has been taught, the newest first; ``questions`` are those of the facts, by their ids."""
    newest = [*lessons][::-1]
    lines = [
        f"- “{quoted(one.phrasing, WORDING)}” finds **{shortened(questions.get(one.fact, one.fact), GIVEN)}**, "
        f"by {one.by} on {day_in_words(one.on)}"
        for one in newest
    ]
    if not lines:
        return NO_LESSONS
    more = [f"… and {len(lines) - SHOWN_LESSONS} more"] if len(lines) > SHOWN_LESSONS else []
    heading = f"{counted(len(lines), 'phrasing')} taught, the newest first (/desk unlearn takes one back):"
    return "\n".join([heading, *lines[:SHOWN_LESSONS], *more])


def begun_in_words(channel: int | None) -> str:
    """Return that a correction has begun; ``channel`` is the desk's, where there is one."""
    where = f"in <#{channel}>" if channel else "in a direct message"
    return f"Putting it right, message by message. How far it has come, and the report, come {where}."


def run_in_words(run: Run, question: str) -> str:
    """Return how far a correction has come."""
    waiting = sum(count for end, count in run.counts.items() if end.endswith((" waiting", " sending")))
    head = f"Correcting **{shortened(question, QUESTION)}**: {run.counts.total() - waiting} of {run.counts.total()}"
    return f"{head}.{_ends(run.counts)}"


def report_in_words(run: Run, question: str) -> str:
    """Return what has become of a correction."""
    words = f"Corrected: **{shortened(question, QUESTION)}**.{_ends(run.counts)}"
    return f"{words} {OFFERED_AGAIN}" if _AGAIN.intersection(+run.counts) else words


def digest_in_words(page: Page, questions: Mapping[str, str], outdated: int, due: Sequence[Due] = ()) -> str | None:
    """Return the digest for the desk; None where there is nothing to say."""
    asked, rest = [], []
    if page.total:
        verb = "waits" if page.total == 1 else "wait"
        asked.append(f"**{counted(page.total, 'question')} {verb} for an answer.** The most asked:")
        first = page.questions[:SHOWN_ON_A_DIGEST]
        asked += [_line(number, waiting, questions) for number, waiting in enumerate(first, 1)]
        asked.append("/desk queue shows them all.")
    if page.suggested:
        rest.append(f"{suggested_in_words(page.suggested)}.")
    if outdated:
        rest.append(f"{counted(outdated, 'published answer')} changed and not put right: /desk corrections.")
    # Long questions must not push what is due out of the message.
    below = "\n".join([*rest, *digest_lines(due)])
    above = shortened("\n".join(asked), MESSAGE - len(below) - 1)
    return "\n".join(filter(None, [above, below])) or None


def kept_in_words(kept: Kept, questions: Mapping[str, str]) -> str:
    """Return what is kept of a person; ``questions`` are those of the facts that it names, by their ids."""

    def asked(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(questions.get(name, name) for name in names)

    if not kept:
        return NOTHING_KEPT
    parts = []
    for heading, lines in (
        ("Your questions for the editors, without your name:", kept.questions),
        ("You will be told of an answer to:", kept.awaited),
        ("You will be told when this changes:", asked(kept.facts)),
        ("You were told of this, and will hear of it if that is taken back within a week:", asked(kept.told)),
        ("Facts that you are writing:", kept.drafts),
        ("You take no direct messages, so you hear of this after a command:", asked(kept.unreached)),
        ("You said that this is out of date, without your name:", asked(kept.flagged)),
        ("You began to put this right where it was published, and will hear how that ends:", asked(kept.corrected)),
    ):
        if lines:
            shown = [f"- {quoted(line, QUESTION)}" for line in lines[:SHOWN_KEPT]]
            more = [f"- … and {len(lines) - SHOWN_KEPT} more"] if len(lines) > SHOWN_KEPT else []
            parts += [heading, *shown, *more]
    return "\n".join([*parts, "/privacy forget erases all of it."])


def _line(number: int, waiting: Waiting, questions: Mapping[str, str]) -> str:
    times = "once" if waiting.asked == 1 else f"{waiting.asked} times, last"
    said = quoted(_REASONS.get(waiting.reason, waiting.reason), REASON)
    if waiting.fact:
        given = shortened(questions.get(waiting.fact, f"`{waiting.fact}`"), GIVEN)
        said = f"a reader was given **{given}** and says that this is not it"
    note = f" · {quoted(waiting.note, REASON)}" if waiting.note else ""
    note += f" · in the post <#{waiting.channel}>" if waiting.channel else ""
    day = day_in_words(waiting.last_at.date())
    return f"{number}. {waiting_in_words(waiting)}\n-# asked {times} on {day} · {said}{note}"


def _ends(counts: Counter[str]) -> str:
    known = [f"{counts[end]} {words}" for end, words in _ENDS if counts[end]]
    named = {end for end, _ in _ENDS}
    odd = sum(count for end, count in counts.items() if end not in named and not end.endswith((" waiting", " sending")))
    known += [f"{odd} left alone"] if odd else []
    return f" {', '.join(known)}." if known else ""
