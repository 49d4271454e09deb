"""What an edit changes of a fact, a source or an entity, part by part: what goes struck out, what comes in bold."""

from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from bot.desk.draft_entries import written
from bot.desk.lines import citations_text, positions_text
from bot.text import quoted
from bot.wording.facts import day_in_words
from bot.wording.status_looks import look_of
from knowledge.model import Entity, Fact, Office, Source

# Characters that stay in sight on each side of what has changed.
AROUND = 60


def edit_in_words(old: Fact, new: Fact) -> Iterator[str]:
    """Yield what differs between two versions of a fact: what goes struck out, what comes in bold."""
    for name, was, now in _parts(old, new):
        if was != now:
            yield f"> {name}: {_marked(was, now)}"


def entry_edit_in_words(old: Source | Entity, new: Source | Entity) -> Iterator[str]:
    """Yield what differs between two versions of a source or an entity, as ``edit_in_words`` does for a fact."""
    for name, was, now in zip(_heads(old), _said(old), _said(new), strict=True):
        if was != now:
            yield f"> {name}: {_marked(was, now)}"


def _heads(entry: Source | Entity) -> tuple[str, ...]:
    if isinstance(entry, Entity):
        return "Name", "Kind", "Also called", "Offices"
    return "Publisher", "Title", "Published", "Authors", "Address", "Passes on", "Taken back"


def _said(entry: Source | Entity) -> tuple[str, ...]:
    if isinstance(entry, Entity):
        return entry.name, entry.kind, " · ".join(entry.aliases), " · ".join(map(_office, entry.offices))
    back = f"{day_in_words(entry.retracted.on)}: {entry.retracted.note}" if entry.retracted else ""
    return (
        entry.publisher, entry.title, entry.published, " · ".join(entry.authors), entry.url or "", entry.relays or "",
        back,
    )  # fmt: skip


def _office(office: Office) -> str:
    parts = (("", office.title), ("of", office.whose), ("from", office.from_), ("until", office.until))
    return " ".join(f"{head} {text}".strip() for head, text in parts if text)


def _parts(old: Fact, new: Fact) -> Iterator[tuple[str, str, str]]:
    yield "Question", old.question, new.question
    yield "Answer", old.answer, new.answer
    yield "Status", look_of(old.status).words, look_of(new.status).words
    yield "Checked on", day_in_words(old.as_of), day_in_words(new.as_of)
    yield "Check again by", _day(old.review_by), _day(new.review_by)
    yield "Happened", old.happened or "", new.happened or ""
    yield "Wordings", " · ".join(old.phrasings), " · ".join(new.phrasings)
    yield "Near misses", " · ".join(old.not_), " · ".join(new.not_)
    yield "Topics", ", ".join(old.topics), ", ".join(new.topics)
    yield "Who and what", ", ".join(old.entities), ", ".join(new.entities)
    yield "Related", ", ".join(old.related), ", ".join(new.related)
    yield "Positions", _positions(old), _positions(new)
    yield "Sources", _cited(old), _cited(new)
    yield "Notes to readers", _notes(old), _notes(new)
    yield "Publish at", str(old.publish_at or ""), str(new.publish_at or "")
    yield "Draft", "yes" if old.draft else "no", "yes" if new.draft else "no"
    yield "Audience", old.audience, new.audience


def _day(day: date | None) -> str:
    return day_in_words(day) if day else ""


def _cited(fact: Fact) -> str:
    return " · ".join(citations_text([citation]) for citation in written(fact)["citations"])


def _positions(fact: Fact) -> str:
    return " · ".join(positions_text([position]) for position in written(fact)["positions"])


def _notes(fact: Fact) -> str:
    return " · ".join(correction.note for correction in fact.corrections)


def _marked(was: str, now: str) -> str:
    before, after = was.split(), now.split()
    said = []
    for kind, start, end, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = " ".join(before[start:end]), " ".join(after[from_:to])
        if kind == "equal":
            said.append(_middle(gone))
        else:
            said += [f"~~{_escaped(gone)}~~"] if gone else []
            said += [f"**{_escaped(come)}**"] if come else []
    return " ".join(said)


def _middle(text: str) -> str:
    """Return what is the same in both, its middle left out where that is long."""
    if len(text) <= 2 * AROUND:
        return _escaped(text)
    return f"{_escaped(text[:AROUND])} … {_escaped(text[-AROUND:])}"


def _escaped(text: str) -> str:
    # Twice as long at the most: every sign with a backslash before it.
    return quoted(text, 2 * len(text) + 2)
