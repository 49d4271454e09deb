"""What an export and an import have done, in words."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.desk.queue import Waiting
from bot.limits import FILE_BYTES
from bot.newsroom.importing import Preview
from bot.text import counted, quoted, shortened
from bot.wording.edits import edit_in_words, entry_edit_in_words
from bot.wording.service import change_in_words
from knowledge.errors import ProblemsError
from knowledge.exchange.manner import Remedies
from knowledge.exchange.merging import Merged
from knowledge.exchange.tables import Sheet
from knowledge.model import Entity, Fact
from knowledge.service.live import Change

NO_TARGET = (
    "say where to, one of: --xlsx FILE, --csv FOLDER, --site FOLDER, --claimreview FILE, --jsonl FILE, --markdown FILE"
)
BUNDLED = "the facts that come with the package are not changed: name a folder of your own with --facts"
QUICK = "near misses and questions were not rehearsed: run `factbot check` before you serve it"
_LIMIT = f"{FILE_BYTES >> 20} MiB"
NO_SHEET = "That is neither .xlsx nor .csv. Save it as .xlsx or as CSV UTF-8, and attach it again."
TOO_LARGE = f"That file is larger than {_LIMIT}. Split it, or use `factbot import` where the bot runs."
TOO_LARGE_TO_SEND = f"The facts make a file larger than {_LIMIT}. Use `factbot export` where the bot runs."
NOT_FETCHED = "Discord did not hand over the file. Use /desk import once more."
SIGNED_ALREADY = "You have said yes to it already. Another editor has to, who hands in the same file with /desk import."
ON_DISCORD = Remedies(
    lacking="add it (empty to take it away), or set `whole: True` in /desk import (it removes what the file lacks)",
    uncited="a new fact needs its sources: hand in an .xlsx file, which holds both sheets, or write it with /desk new",
    elsewhere="leave it as it was, or have whoever keeps the files change it there",
)
SIGNATURE_GONE = "The first yes to that is no longer there. Use /desk import once more."
CHANGED_SINCE = "The facts have changed since that was shown. As it is now:"
# Characters that are shown of a question that waits, and how many questions.
QUESTION, QUESTIONS = 150, 10
# Facts that are shown with what changes in them.
CHANGED = 3
IN_PLACE = (
    "What other files say stays there as it is, and what is changed of it is served in its place, from `desk.yaml`. "
    "When somebody changes it there afterwards, a reload is refused until one of the two is deleted."
)


def exported(sheets: Iterable[Sheet], where: Path, taught: int) -> Iterator[str]:
    """Yield what was exported, and what was not: ``taught`` phrasings stay with the bot."""
    counts = ", ".join(f"{len(sheet.rows) - 1} {sheet.name}" for sheet in sheets)
    yield f"{where}: {counts}"
    if taught:
        yield f"not in it: {counted(taught, 'taught phrasing')} (`factbot promote` moves them into curated files)"


def imported(merged: Merged, path: Path | None) -> str:
    """Return what an import did to the file that it wrote, None where there was nothing to do."""
    if path is None:
        return f"nothing to change: what is in it is there already ({merged.unchanged} as before)"
    return f"{path}: {_counted(merged)}"


def _counted(merged: Merged) -> str:
    changed = merged.changed + len(merged.edits)
    parts = (("added", merged.added), ("changed", changed), ("removed", merged.removed))
    done = ", ".join(f"{count} {word}" for word, count in parts if count)
    return f"{done}, {merged.unchanged} as before"


def signed_in_words(name: str, *, is_posted: bool) -> str:
    """Return that a first editor has said yes; ``is_posted``: the desk's channel has the file."""
    where = "finds it in the desk's channel, or " if is_posted else ""
    return f"Noted: you have said yes to **{name}**. Another editor has to, who {where}hands in the same file."


def second_wanted(name: str, by: str) -> str:
    """Return what the desk's channel says of a spreadsheet that a first editor has said yes to."""
    return f"**{quoted(by, QUESTION)}** has said yes to publishing **{name}**. Another editor has to look at it."


def first_yes(by: str | None) -> str:
    """Return how many have said yes where two have to; ``by`` is who has."""
    if by is None:
        return "Two editors have to say yes."
    return f"**{quoted(by, QUESTION)}** has said yes to just this; another editor's yes publishes it."


def preview_in_words(name: str, preview: Preview, answered: Sequence[tuple[Waiting, Fact]]) -> str:
    """Return what a spreadsheet would do, for a yes: its rows, the facts, and the questions that wait for an answer."""
    merged = preview.plan.merged
    lines = [f"**{name}**, by rows: {_counted(merged)}. Every check is passed; nothing is changed yet."]
    if preview.change or not preview.others:
        lines.append(change_in_words(preview.change, "Published, it would do this to the facts."))
    lines += _changes(preview)
    lines += _others(preview)
    if merged.edits:
        lines.append(IN_PLACE)
    if answered:
        lines.append(f"Of the questions that wait it answers {counted(len(answered), 'question')}:")
        lines += [f"- “{quoted(one.text, QUESTION)}” → {fact.question}" for one, fact in answered[:QUESTIONS]]
    return "\n".join(lines)


def _changes(preview: Preview) -> Iterator[str]:
    """Yield what changes in the first facts, part by part, and where an answer has no new day."""
    if not preview.changed:
        return
    yield "What changes in them:"
    for old, new in preview.changed[:CHANGED]:
        yield f"- {shortened(new.question, QUESTION)}"
        yield from edit_in_words(old, new)
    if len(preview.changed) > CHANGED:
        yield f"- … and {len(preview.changed) - CHANGED} more"
    if unchecked := sum(old.answer != new.answer and old.as_of == new.as_of for old, new in preview.changed):
        yield f"*Checked on* stays as it was for {counted(unchecked, 'changed answer')}: the day stands under `as_of`."


def _others(preview: Preview) -> Iterator[str]:
    """Yield what changes in the first sources and entities, part by part."""
    if not preview.others:
        return
    yield "What changes in sources, entities and their offices:"
    for old, new in preview.others[:CHANGED]:
        yield f"- {shortened(new.name if isinstance(new, Entity) else f'{new.publisher}, {new.title}', QUESTION)}"
        yield from entry_edit_in_words(old, new)
    if len(preview.others) > CHANGED:
        yield f"- … and {len(preview.others) - CHANGED} more"


def published(change: Change) -> str:
    """Return what was published."""
    if not change:
        return "Published, and served from now on. No fact has changed by it."
    return change_in_words(change, "Published, and served from now on. Whoever waits for an answer is told.")


def import_refused(error: ProblemsError) -> str:
    """Return why nothing of a spreadsheet was taken over."""
    return f"Nothing was changed. Mend this, and use /desk import again.\n{error}"


def import_left(folder: Path, error: OSError) -> str:
    """Return that an import which a crash has cut off can't be written to its end."""
    what = f"an import was cut off, and the rest can't be written into {folder} ({error.strerror})"
    return f"{what}; let the bot write there"


def export_refused(error: ProblemsError) -> str:
    """Return why the facts were not made a spreadsheet."""
    return f"The files can't be read as a base, so there is no spreadsheet of them.\n{error}"


def handed_out(taught: int) -> str:
    """Return what stands above the facts as a workbook; ``taught`` phrasings stay with the bot."""
    lessons = f" Not in it: {counted(taught, 'taught phrasing')}, see /desk learned." if taught else ""
    return f"The facts as they are in the files. Change the rows and hand it in with /desk import.{lessons}"
