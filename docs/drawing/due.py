"""What editors see of facts that are there: due, signed by one of two, in a spreadsheet, taught, to be withdrawn."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from types import SimpleNamespace

from bot.client.cogs.desk.commands import DeskCog
from bot.client.cogs.desk.corrections import open_withdrawal
from bot.client.cogs.desk.publishing import look
from bot.client.cogs.desk.teaching import show_lessons
from bot.desk.drafting import draft_from_fact
from bot.desk.records import Replied, content_of
from bot.newsroom.newsroom import Newsroom
from bot.newsroom.publishing import key_of
from drawing.shown import Scene
from drawing.stage import ED, EVA, Stage, acted, commanded
from drawing.town import NOON
from knowledge.exchange.exporting import tables_of
from knowledge.exchange.xlsx_writing import xlsx_bytes
from knowledge.loading.files import take_snapshot
from knowledge.loading.loader import load_records

_FARE, _WAS, _BECOMES = "ferry-fare", "3 dollars", "2 dollars"
# Of the fact about the fare, what makes another one of it, for a spreadsheet.
_ANOTHER = {_FARE: "ferry-bicycle", "the ferry cost?": "a bicycle cost on the ferry?", "a ticket for": "a bicycle on",
            "ferry fare": "ferry fare of a bicycle", "A ticket for": "A bicycle on", _WAS: "1 dollar"}  # fmt: skip
_TICKED = ("what do passengers pay on the ferry", "price of a ferry ticket", "ferry ticket cost")


async def due(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield the facts that are due."""
    shown = await commanded(Stage(newsroom, ED, NOON, "ed used /desk queue state:due"), DeskCog, DeskCog.queue, "due")
    alt = "Facts that are due and why, with the answer of each, buttons Still true and Edit."
    yield Scene(name="due", title="/desk queue state:due", alt=alt, shown=shown)


async def signed(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield the preview of a draft to which one of two editors has said yes."""
    fact = newsroom.fact(_FARE)
    if fact is None:
        raise LookupError(_FARE)
    draft = draft_from_fact(fact, newsroom.matcher.base)
    changed = replace(draft, answer=draft.answer.replace(_WAS, _BECOMES), as_of="2024-03-11", day="2024-03-11")
    kept = await newsroom.desk.drafts.add(changed, ED.id, NOON)
    if kept is None:
        raise LookupError(_FARE)
    await newsroom.desk.drafts.sign(kept, await key_of(newsroom, changed, (str(ED),)), ED.id, str(ED))
    shown = await acted(Stage(newsroom, EVA, NOON), look, str(kept.number))
    alt = "The reply as readers will see it, what differs, and who has said yes to just this."
    yield Scene(name="preview-signed", title="A draft that one of two editors has signed", alt=alt, shown=shown)


async def ticked(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield what it would be to teach several wordings that were ticked; then what was taught, and taken back."""
    fact = newsroom.fact(_FARE)
    if fact is None:
        raise LookupError(_FARE)
    stage = Stage(newsroom, ED, NOON, "ed ticked three wordings")
    await stage.defer(ephemeral=True)
    shown = await acted(stage, show_lessons, fact, _TICKED)
    alt = "The wordings that were ticked, numbered, and what askers would be told; buttons Teach it and Never mind."
    yield Scene(name="teach-several", title="Several wordings ticked", alt=alt, shown=shown)
    await newsroom.teach(fact, _TICKED, str(ED), NOON)
    yield await _command(newsroom, "learned", "The wordings that the bot was taught, by whom and when.")
    yield await _command(newsroom, "unlearn", "That a wording was taken back, and what that means.", _TICKED[-1])


async def sheets(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield the facts handed out as a spreadsheet, and what one with a new fact would do."""
    yield await _command(newsroom, "export_", "A spreadsheet of the facts, attached, and what is not in it.")
    sheets = tables_of(load_records(take_snapshot(newsroom.live.folder)))
    content = xlsx_bytes(tuple(replace(sheet, rows=tuple(_another(sheet.rows))) for sheet in sheets))

    async def read() -> bytes:
        return content

    file = SimpleNamespace(filename="town.xlsx", size=len(content), read=read)
    alt = "What a spreadsheet would do to the facts: which are new, changed and left; button Publish."
    yield await _command(newsroom, "import_", alt, file)


def _another(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the headings of a sheet, and the rows of one fact made those of another."""
    yield tuple(rows[0])
    for row in rows[1:]:
        if _FARE in row:
            yield tuple(reduce(lambda cell, words: cell.replace(*words), _ANOTHER.items(), cell) for cell in row)


async def withdrawal(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield the form in which an answer is withdrawn whose fact is gone."""
    fact = newsroom.matcher.base.facts[0]
    told = content_of(replace(fact, id="fact-that-is-gone"), newsroom.matcher.base, NOON)
    newsroom.desk.replied(Replied(at=NOON, outcome="answer", channel=1, message=1), told)
    await newsroom.desk.clerk.settle()
    found = await newsroom.desk.corrections.outdated(newsroom.matcher.base, NOON)
    offer = next(one.offer for one in found if one.fact is None)
    shown = await acted(Stage(newsroom, ED, NOON), open_withdrawal, offer)
    alt = "A form: A field for the note that readers will see."
    yield Scene(name="form-withdraw", title="Withdraw", alt=alt, shown=shown)


async def _command(newsroom: Newsroom, name: str, alt: str, *args: object) -> Scene:
    command = getattr(DeskCog, name)
    stage = Stage(newsroom, ED, NOON, f"ed used /desk {command.name}")
    options = {"whole": False} if command.name == "import" else {}
    shown = await commanded(stage, DeskCog, command, *args, **options)
    return Scene(name=command.name, title=f"/desk {command.name}", alt=alt, shown=shown)
