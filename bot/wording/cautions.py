"""What readers are told before an answer: that nobody has checked it in time, or that a report under it was taken back.

Each stands at the top, for whoever reads no further has to know it.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.text import counted
from bot.wording.facts import day_in_words, source_in_words
from knowledge.model import Fact, FactBase, Source
from knowledge.service.due import due_on, is_overdue, retracted_under

# None of the marks of a status: it says nothing of what is so, only that care is wanted.
CAUTION_MARK = "⚠️"
# So many cautions a message has room for; the rest stand under "Show all of it".
CAUTIONS_SHOWN = 3


def cautions(fact: Fact, base: FactBase, today: date) -> tuple[str, ...]:
    """Return what is to be said before an answer on ``today``, a sentence or two each; nothing where all is well."""
    late = [f"{not_checked_since(fact)}: {_was_due(fact, base)}"] if is_overdue(fact, base, today) else []
    return (*late, *_taken_back(retracted_under(fact, base)))


def marked_cautions(fact: Fact, base: FactBase, today: date) -> list[str]:
    """Return the same as Discord shows it, what matters most of each in bold."""
    return [f"{CAUTION_MARK} {_with_bold_head(caution)}" for caution in cautions(fact, base, today)]


def cautions_in_brief(fact: Fact, base: FactBase, today: date) -> list[str]:
    """Return the same in a few words each, two at the most, for where several facts share a message."""
    late = [f"{CAUTION_MARK} **{not_checked_since(fact)}**"] if is_overdue(fact, base, today) else []
    back = retracted_under(fact, base)
    return [*late, *([f"{CAUTION_MARK} **{_rests_on(back)}**"] if back else [])]


def not_checked_since(fact: Fact) -> str:
    """Return since when nobody has held a fact against its sources."""
    return f"Not checked since {day_in_words(fact.as_of)}"


def _was_due(fact: Fact, base: FactBase) -> str:
    due = due_on(fact, base)
    by = f" by {day_in_words(due)}" if due else ""
    return f"it was to be checked again{by}, and may be out of date."


def _taken_back(sources: Sequence[Source]) -> Iterator[str]:
    for source in sources:
        if source.retracted is not None:
            head = f"This rests on a report that was taken back on {day_in_words(source.retracted.on)}"
            yield f"{head}: {source_in_words(source)}. {source.retracted.note}"


def _rests_on(sources: Sequence[Source]) -> str:
    days = [source.retracted.on for source in sources if source.retracted]
    if len(sources) == 1:
        return f"Rests on a report that was taken back on {day_in_words(days[0])}"
    return f"Rests on {counted(len(sources), 'report')} that were taken back, the last on {day_in_words(max(days))}"


def _with_bold_head(caution: str) -> str:
    head, _, rest = caution.partition(": ")
    return f"**{head}**: {rest}"
