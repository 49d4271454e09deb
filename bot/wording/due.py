"""What editors read of the facts that are due: in the queue, in the digest, and after *Still true*."""

from collections.abc import Iterator, Sequence

from bot.desk.due import Due, DuePage
from bot.desk.queue import PAGE
from bot.limits import MESSAGE
from bot.newsroom.confirming import Confirmed
from bot.text import counted, quoted, shortened
from bot.wording.cautions import not_checked_since
from bot.wording.facts import day_in_words, taken_back
from bot.wording.status_looks import look_of
from knowledge.errors import FactBaseError
from knowledge.service.due import due_on, retracted_under

NOTHING_DUE = (
    "No fact is due: none is overdue, none rests on a report that was taken back, and no reader says that one is out "
    "of date."
)
STALE = "That fact is another by now, or somebody has checked it, so nothing was done. As it stands now:"
# Characters of a line of the digest, which has four of them beside the questions that wait.
LINE = 250
# Characters of a question and of the note on a report: four of each fit a message and leave 100 for each answer, which
# gets more where there is more.
QUESTION, ANSWER, NOTE = 90, 400, 80
LONGEST_REFUSAL = 1500


def page_in_words(page: DuePage, first: str = "") -> str:
    """Return one page of what is due, below what is to be said ``first``."""
    if not page.total:
        return "\n".join(filter(None, [first, NOTHING_DUE]))
    verb = "is" if page.total == 1 else "are"
    head = f"**{counted(page.total, 'fact')} {verb} due** · page {page.number} of {page.pages}"
    start = (page.number - 1) * PAGE + 1
    bare = "\n".join([first, head, *(line for n, one in enumerate(page.due, start) for line in _lines(n, one))])
    # What is left of the message shows how the answers begin, for whoever is to say that they are still true.
    room = min((MESSAGE - len(bare)) // len(page.due) - len("> \n"), ANSWER)
    lines = [line for n, one in enumerate(page.due, start) for line in _with_answer(_lines(n, one), one, room)]
    return shortened("\n".join(filter(None, [first, head, *lines])), MESSAGE)


def due_in_words(count: int) -> str:
    """Return how many facts are due, and where they are."""
    return f"{counted(count, 'fact')} {'is' if count == 1 else 'are'} due to be looked at: /desk queue state:due"


def digest_lines(due: Sequence[Due]) -> Iterator[str]:
    """Yield what the digest says of it, numbered like its buttons; nothing where nothing is due."""
    if due:
        yield f"**{counted(len(due), 'fact')} {'is' if len(due) == 1 else 'are'} due:**"
        for number, one in enumerate(due[:PAGE], 1):
            yield shortened(f"{number}. {shortened(one.fact.question, QUESTION)} {'; '.join(_reasons(one))}", LINE)
        yield "/desk queue state:due shows them all."


def confirmed_in_words(confirmed: Confirmed, by: str) -> str:
    """Return what came of *Still true*: by whom, and when the fact is to be checked again."""
    was, now, base = confirmed.was, confirmed.now, confirmed.base
    lines = [f"Still true: **{shortened(now.question, QUESTION)}** Checked on {day_in_words(now.as_of)} by {by}."]
    due = due_on(now, base)
    if was.review_by and not now.review_by:
        lines.append(f"Its own day for the next check, {day_in_words(was.review_by)}, was met and is taken out.")
    if due:
        lines.append(f"It is to be checked again by {day_in_words(due)}.")
    else:
        lines.append("No day is set for its next check: `review_by` in its file, or `review_after` for all, sets one.")
    if retracted_under(now, base):
        lines.append("It still rests on a report that was taken back: readers are told so until *Edit* takes it out.")
    return " ".join(lines)


def not_confirmed(error: FactBaseError) -> str:
    """Return why nothing was written."""
    return f"Nothing was changed: {shortened(str(error), LONGEST_REFUSAL)}"


def _lines(number: int, one: Due) -> tuple[str, str]:
    head = f"{number}. **{shortened(one.fact.question, QUESTION)}** {look_of(one.fact.status).at_a_glance}"
    return head, f"-# {' · '.join(_reasons(one))}"


def _with_answer(lines: tuple[str, str], one: Due, room: int) -> tuple[str, str, str]:
    head, reasons = lines
    return head, f"> {shortened(' '.join(one.fact.answer.split()), room)}", reasons


def _reasons(one: Due) -> Iterator[str]:
    if one.since:
        yield f"{not_checked_since(one.fact)}, was to be by {day_in_words(one.since)}"
    for source in one.retracted[:1]:
        more = f" (and {counted(len(one.retracted) - 1, 'more report')})" if len(one.retracted) > 1 else ""
        said = quoted(f"{source.publisher}, {taken_back(source)}", NOTE)
        yield f"rests on a report that was taken back{more}: {said}"
    if one.flags:
        who = "1 reader says" if one.flags == 1 else f"{one.flags} readers say"
        yield f"{who} that it is out of date"
