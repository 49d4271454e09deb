"""What editors see: forms, previews, the queue, corrections and statistics."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

from bot.charts.drawing import figure_of
from bot.client.cogs.desk.commands import DeskCog
from bot.client.cogs.desk.draft_forms import access_form, details_form, sides_form, source_form, text_form
from bot.client.cogs.desk.drafts import open_edit, open_from_queue, open_new
from bot.client.cogs.desk.forms import open_dismissal
from bot.client.cogs.desk.publishing import look
from bot.client.cogs.desk.teaching import propose
from bot.client.cogs.desk.wording import offer_wordings
from bot.desk.accounts import Account, Week
from bot.desk.desk import OpenQuestion
from bot.desk.drafting import Draft, NewSource, draft_from_fact
from bot.desk.records import Replied, content_of
from bot.newsroom.newsroom import Newsroom
from bot.wording.accounts import account_in_words, chart_of
from bot.wording.desk import digest_in_words
from bot.wording.forms import NEW
from drawing.charts import svg_of
from drawing.shown import Form, Message, Scene
from drawing.stage import ED, EVA, Stage, acted, commanded
from drawing.town import NOON
from knowledge.model import Fact

# What readers ask in vain: the question, how often, and what came of it.
_VAIN = (
    ("who paid for the new ferry", 4, "nothing near", ()),
    ("when does the tunnel open", 2, "nothing near", ()),
    ("when does the harbour close", 1, "only suggestions", ("a", "b")),
)
# What a reader asked who was given the first fact, and says that it is not it.
_NOT_MEANT = "what do trucks pay on north bridge"
_ANSWERED = (37, 27, 33, 29, 35, 46, 38, 56, 47, 45, 64, 58)
_SUGGESTED = (14, 10, 7, 3, 10, 15, 6, 8, 7, 11, 11, 9)
_REFUSED = (7, 10, 8, 5, 7, 4, 6, 15, 11, 8, 11, 5)
_WRONG = (1, 1, 0, 1, 1, 0, 3, 1, 2, 1, 1, 0)
_WAITED_HOURS = (34, 71, 2, 15, 94, 0, 43, 40, 36, 21, 46, 12)
_MONDAY = date(2024, 3, 4)
_SOURCE = NewSource(
    publisher="Northfield Gazette", title="A tunnel under the river", published="2024-03-09",
    url="https://gazette.example/tunnel",
)  # fmt: skip
_DRAFT = Draft(
    question="When does the tunnel open?",
    answer="The tunnel under the river opens in May 2025, the Northfield Gazette reported on 9 March 2024.",
    sources=(_SOURCE,),
    wordings="when does the tunnel open\nwhen can cars use the tunnel",
    day="2024-03-11",
)


async def forms(newsroom: Newsroom, edited: Fact) -> AsyncIterator[Scene]:
    """Yield the forms of the desk; ``edited`` is the fact that one is about."""
    new = await acted(Stage(newsroom, ED, NOON), open_new)
    yield _form(
        "form-new", "/desk new", "Question, answer, status, sources and another source, each with a hint.", *new
    )
    edit = await acted(Stage(newsroom, ED, NOON), open_edit, edited.id)
    yield _form("form-edit", "/desk edit", "A fact as it is, its sources ticked, and a note to readers.", *edit)
    details = Form(details_form(_DRAFT, "deskform:details:1:1").to_dict())
    yield _form(
        "form-details", "Wordings and days", "When it happened, checked on, wordings, near misses, topics.", details
    )
    sides = Form(sides_form(_DRAFT, newsroom.matcher.base, "deskform:sides:1:1").to_dict())
    yield _form("form-sides", "Names and sides", "Entities, related facts, positions, citations, and a file.", sides)
    source = Form(source_form(_DRAFT, 0, "deskform:source:1:1:0").to_dict())
    yield _form("form-source", "A source", "Publisher, title, day and address of a report, filled in.", source)
    access = Form(access_form(_DRAFT, newsroom.matcher.base, "deskform:access:1:1").to_dict())
    yield _form(
        "form-access", "Who may know", "Who may know of a fact, and the hour from which on it goes out.", access
    )
    waiting = await newsroom.desk.queue.search("", 1)
    fresh = await acted(Stage(newsroom, ED, NOON), open_from_queue, str(waiting[0].number))
    yield _form("form-draft", "Draft", "A new fact that answers a question of the queue, which is filled in.", *fresh)
    text = Form(text_form(_DRAFT, newsroom.matcher.base, NEW, "deskform:text:1:1").to_dict())
    yield _form("form-text", "Change the text", "The text of a draft as it is kept, to go on with.", text)
    dismissal = await acted(Stage(newsroom, ED, NOON), open_dismissal, str(waiting[0].number))
    yield _form("form-dismiss", "Dismiss", "A field for the reason.", *dismissal)


def _form(name: str, title: str, fields: str, *shown: Form) -> Scene:
    return Scene(name=name, title=title, alt=f"A form: {fields}", shown=shown)


async def ask_in_vain(newsroom: Newsroom) -> None:
    """Have readers ask what nobody can answer."""
    for number, (text, times, reason, offered) in enumerate(_VAIN):
        for person in range(times):
            at = NOON - timedelta(days=number, hours=person)
            asked = OpenQuestion(text=text, reason=reason, asked_at=at, asker=person + 100, offered=offered)
            newsroom.desk.note(asked)
    fact = newsroom.matcher.base.facts[0].id
    at = NOON - timedelta(days=len(_VAIN))
    newsroom.desk.note(OpenQuestion(text=_NOT_MEANT, reason="not what was asked", asked_at=at, asker=99, fact=fact))
    await newsroom.desk.clerk.settle()


async def previews(newsroom: Newsroom, edited: Fact, words: tuple[str, str]) -> AsyncIterator[Scene]:
    """Yield the previews of a new fact and of an edited one, and the list of drafts; ``words`` change its answer."""
    desk, base = newsroom.desk, newsroom.matcher.base
    new = await desk.drafts.add(_DRAFT, ED.id, NOON)
    draft = draft_from_fact(edited, base)
    changed = replace(draft, answer=draft.answer.replace(*words), as_of="2024-03-11", day="2024-03-11")
    edit = await desk.drafts.add(changed, EVA.id, NOON)
    broken = await desk.drafts.add(replace(_DRAFT, answer="", sources=()), ED.id, NOON)
    for kept, name, title, alt in (
        (new, "preview-new", "The preview of a new fact",
         "The reply as readers will see it, then what the checks say and which waiting questions it answers."),
        (edit, "preview-edit", "The preview of a change",
         "The reply as readers will see it, then what differs: struck out what goes, in bold what comes."),
        (broken, "preview-refused", "A draft that can't be published yet",
         "Each fault with the part of the form that it is in, and how to mend it."),
    ):  # fmt: skip
        if kept:
            shown = await acted(Stage(newsroom, ED, NOON), look, str(kept.number))
            yield Scene(name=name, title=title, alt=alt, shown=shown)
    yield await _command(newsroom, "drafts", "What is being written, newest first, with a button for each.")


async def queue(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield the queue, the digest, and what it would be to teach a question of it."""
    yield await _command(
        newsroom, "queue", "Questions that wait, the most asked first, each with Teach, Draft and Dismiss.", "open"
    )
    text = digest_in_words(await newsroom.desk.queue.page(1), newsroom.questions, 1) or ""
    yield Scene(
        name="digest",
        title="The digest",
        alt="What waits for an answer, the most asked first, and how many published answers are to be put right.",
        shown=(Message(text=text),),
    )
    fact = newsroom.matcher.base.facts[0]
    taught = await acted(
        Stage(newsroom, ED, NOON, "ed used /desk teach"), propose, None, "what do cars pay up north", fact.id
    )
    alt = "What askers would be told, and what moves; buttons Teach it and Never mind."
    yield Scene(name="teach", title="What it would be to teach a wording", alt=alt, shown=taught)
    offered = await acted(Stage(newsroom, ED, NOON, "ed used /desk wording"), offer_wordings, fact.id)
    alt = "What might be added to a fact, kind by kind, with a menu to tick in."
    yield Scene(name="wording", title="/desk wording", alt=alt, shown=offered)


async def outdated(newsroom: Newsroom, fact: Fact, words: tuple[str, str]) -> AsyncIterator[Scene]:
    """Yield which published answers have changed: two replies gave the answer of before, with other ``words``."""
    old = replace(fact, answer=fact.answer.replace(*words))
    told = content_of(old, newsroom.matcher.base, NOON)
    for message in (1, 2):
        newsroom.desk.replied(Replied(at=NOON, outcome="answer", channel=1, message=message), told)
    alt = "A published answer as it was and as it is now, how many replies gave it, buttons Correct and Leave."
    yield await _command(newsroom, "corrections", alt)


async def statistics(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield how the bot has done, as a text and as a picture; the numbers are invented."""
    account = Account(tuple(_weeks()))
    questions = {fact.id: fact.question for fact in newsroom.matcher.base.facts}
    text = account_in_words(Account(account.weeks[-4:]), questions)
    above = "ed used /desk stats"
    words = Message(text=text, above=above, private=True)
    alt = "What was asked in four weeks and what came of it, in all and week by week."
    yield Scene(name="stats", title="/desk stats, the text", alt=alt, shown=(words,))
    alt = "Bars of the questions of each week by what came of them; below, what was wrong and how long it took."
    picture = Message(text="", picture=svg_of(figure_of(chart_of(account))))
    yield Scene(name="chart", title="/desk stats, the picture", alt=alt, shown=(picture,))


def _weeks() -> list[Week]:
    rows = zip(_ANSWERED, _SUGGESTED, _REFUSED, _WRONG, _WAITED_HOURS, strict=True)
    return [
        Week(
            monday=_MONDAY + timedelta(weeks=number - len(_ANSWERED) + 1),
            answered=answered, suggested=suggested, refused=refused, wrong=wrong,
            waits=(timedelta(hours=hours),) if hours else (),
        )
        for number, (answered, suggested, refused, wrong, hours) in enumerate(rows)
    ]  # fmt: skip


async def _command(newsroom: Newsroom, name: str, alt: str, *args: str) -> Scene:
    stage = Stage(newsroom, ED, NOON, f"ed used /desk {name}")
    shown = await commanded(stage, DeskCog, getattr(DeskCog, name), *args)
    return Scene(name=name, title=f"/desk {name}", alt=alt, shown=shown)
