"""What an editor reads of a fact before and after it is published from Discord."""

from collections.abc import Iterable, Iterator, Sequence

from bot.desk.drafts import Kept
from bot.desk.queue import Waiting
from bot.newsroom.publishing import Preview
from bot.text import counted, quoted, shortened
from bot.wording.edits import edit_in_words
from bot.wording.facts import day_in_words
from bot.wording.labels import DISCARD
from knowledge.decision.matcher import Matcher
from knowledge.errors import FactBaseError
from knowledge.model import Fact
from knowledge.service.soundness import Lost

ABOVE = "Above: the reply as readers will see it. Nothing is changed yet; attached is what would be written."
ALL_PASSED = "Every check is passed."
CHANGED_SINCE = "The draft or the facts have changed since that was shown, so nothing was done. As it is now:"
HAS_CHANGED = "The fact has been changed since you began: look closely at what yours takes back."
NO_DRAFT = "That draft is no longer there: it has been published, or somebody has deleted it."
NO_DRAFTS = "Nobody is writing a fact. /desk new begins one."
CHOOSE_FACT = "Choose a fact from the list."
NOTHING_TO_PUBLISH = "The facts say all of it already, so there is nothing to publish."
NOT_KEPT = "It could not be kept, so here is what you typed, as a file. Try again with it once that is mended."
TOO_MANY = "There are too many drafts: publish some, or delete some in /desk drafts. Here is what you typed, as a file."
TOO_MANY_DRAFTS = "There are too many drafts: publish some, or delete some in /desk drafts. Nothing was done."
OTHERS_CHANGE = "Somebody has changed that draft meanwhile, so yours is kept beside it. Both are in /desk drafts."
SIGNED_ALREADY = "You have said yes to it already. Another editor has to, who finds it in /desk drafts."
DELETED = "The draft is deleted. Here is what it was, as a file."
NOT_TAKEN_OUT = (
    f"It is published and served; the draft could not be taken out of /desk drafts. *{DISCARD}* there does no harm."
)
# Characters of what a list has of each line, and lines of it.
LINE, SHOWN = 150, 6
# What a part of the form is called, by its key in the file.
_FIELDS = {
    "question": "Question", "answer": "Answer", "status": "Status", "citations": "Sources", "source": "Sources",
    "phrasings": "Wordings", "not": "Near misses", "happened": "When it happened", "as_of": "Checked on",
    "topics": "Topics", "entities": "Who and what it is about", "related": "Related facts", "positions": "Positions",
    "by": "Positions", "says": "Positions", "corrections": "Note to readers", "note": "Note to readers",
    "publisher": "Source, publisher", "title": "Source, title", "published": "Source, day", "url": "Source, address",
    "id": "Id", "publish_at": "Goes out at", "draft": "Who may know of it", "audience": "Who may know of it",
}  # fmt: skip


def preview_in_words(preview: Preview, kept: Kept, answered: Sequence[tuple[Waiting, Fact]], sign_off: int) -> str:
    """Return what publishing a draft would do, for a yes: what changes, what the checks say, what moves."""
    lines = [ABOVE]
    if preview.has_changed and kept.draft.of:
        lines.append(f"**{HAS_CHANGED}**")
    if preview.old:
        lines += ["It changes:", *edit_in_words(preview.old, preview.publication.fact)]
    if preview.publication.place:
        lines.append(_in_place(preview.publication.place))
    lines += _checks(preview)
    lines += _moves(preview)
    lines += _answers(kept, answered)
    lines += _signatures(kept, preview, sign_off)
    return "\n".join(lines)


def _in_place(place: str) -> str:
    return (
        f"Your version takes the place of that in `{place}`; the file keeps the old one. If somebody edits it there "
        "later, the bot takes up no more changes of the files until one of the two is deleted."
    )


def _checks(preview: Preview) -> Iterator[str]:
    if not preview.warnings:
        yield ALL_PASSED
        return
    yield "It may be published; the checks warn:"
    for warning in preview.warnings[:SHOWN]:
        if isinstance(warning, Lost):
            yield f"- {_risky(warning, preview)}"
        else:
            yield f"- {warning.what}; {warning.remedy}"
    yield from _more(len(preview.warnings))


def _risky(lost: Lost, preview: Preview) -> str:
    """Return which wording is risky, whose it is where it is another fact's, and whose answer it may get."""
    winner = preview.publication.matcher.fact(lost.winner)
    gets = shortened(winner.question, LINE) if winner else lost.winner
    whose = "" if lost.fact.id == preview.publication.name else f" of **{shortened(lost.fact.question, LINE)}**"
    said = quoted(lost.phrasing, LINE)
    return f"risky wording{whose}: something close to “{said}” may get the answer to **{gets}**"


def _moves(preview: Preview) -> Iterator[str]:
    if preview.moved:
        yield "These of the facts' own questions would be answered otherwise:"
        for one in preview.moved[:SHOWN]:
            before, after = (_named(preview.publication.matcher, name) for name in (one.before, one.after))
            yield f"- “{quoted(one.wording, LINE)}”: so far by {before}, then by {after}"
        yield from _more(len(preview.moved))


def _named(matcher: Matcher, name: str | None) -> str:
    """Return a fact by its question, as its editors know it."""
    fact = matcher.fact(name) if name else None
    return f"“{quoted(fact.question, LINE)}”" if fact else name or "none"


def _answers(kept: Kept, answered: Sequence[tuple[Waiting, Fact]]) -> Iterator[str]:
    if answered:
        yield f"Of the questions that wait it answers {counted(len(answered), 'question')}:"
        for one, fact in answered[:SHOWN]:
            yield f"- “{quoted(one.text, LINE)}” → {shortened(fact.question, LINE)}"
        yield from _more(len(answered))
    if kept.draft.number is not None and kept.draft.number not in {one.number for one, _ in answered}:
        yield "The question that it was drafted from would still wait: add it to the wordings."


def _more(count: int) -> Iterator[str]:
    if count > SHOWN:
        yield f"- … and {count - SHOWN} more"


def _signatures(kept: Kept, preview: Preview, sign_off: int) -> Iterator[str]:
    if sign_off < 2:
        return
    if kept.signature and kept.signature.key == preview.publication.key:
        yield f"**{quoted(kept.signature.by, LINE)}** has said yes to just this; another editor's yes publishes it."
    elif kept.signature:
        yield f"What **{quoted(kept.signature.by, LINE)}** said yes to was something else, so two editors have to anew."
    else:
        yield "Two editors have to say yes."


def refused_in_words(error: FactBaseError) -> str:
    """Return why a draft can't be published, by the parts of the form."""
    lines = ["It can't be published yet. It is kept as you typed it: mend it with the buttons below."]
    for problem in error.problems:
        place = _FIELDS.get(problem.file, problem.file)
        where = f"{place}, line {problem.line}" if problem.line else place
        lines.append(f"- **{where}**: {quoted(problem.what, 3 * LINE)}; {problem.remedy}")
    return "\n".join(lines)


def signed_in_words(kept: Kept) -> str:
    """Return that a first editor has said yes."""
    question = quoted(kept.draft.question, LINE)
    return f"Noted: you have said yes to “{question}”. Another editor has to, who finds it in /desk drafts."


def second_wanted(kept: Kept, by: str) -> str:
    """Return what the desk's channel says of a draft that a first editor has said yes to."""
    question = quoted(kept.draft.question, LINE)
    return f"**{quoted(by, LINE)}** has said yes to publishing “{question}”. Another editor has to look at it."


def published_in_words(fact: Fact, *, is_new: bool, hidden: str = "") -> str:
    """Return what was published; ``hidden`` says who knows of it where not everybody does."""
    what = "Published" if is_new else "Published with your changes"
    if hidden:
        return f"{what}: **{shortened(fact.question, LINE)}** {hidden}"
    return f"{what}, and served from now on: **{shortened(fact.question, LINE)}** Whoever waits for an answer is told."


def drafts_in_words(drafts: Iterable[Kept]) -> str:
    """Return the drafts that are kept, newest first."""
    lines = ["Facts that are being written:"]
    for number, kept in enumerate(drafts, 1):
        signed = f" · {quoted(kept.signature.by, LINE)} has said yes" if kept.signature else ""
        edits = f" · edits `{kept.draft.of}`" if kept.draft.of else ""
        lines.append(f"{number}. {quoted(kept.draft.question, LINE) or '…'}")
        lines.append(f"-# last changed on {day_in_words(kept.at.date())}{edits}{signed}")
    return "\n".join(lines)
