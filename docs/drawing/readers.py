"""What readers see: each kind of reply, over the base that comes along; corrections, over the town's facts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime

from bot.client.buttons import view_of
from bot.client.cogs.ask import Ask
from bot.client.cogs.help import Help
from bot.client.cogs.history import History
from bot.client.cogs.privacy import Privacy
from bot.client.rendering.corrections import note_in_words, render_change, render_corrected
from bot.client.rendering.findings import render_findings, render_posted
from bot.client.rendering.replies import Reply, shown_question
from bot.client.reply_actions import reply_actions
from bot.desk.desk import OpenQuestion
from bot.desk.outgoing import Changed
from bot.desk.records import content_of, withdrawal_of
from bot.newsroom.newsroom import Newsroom
from drawing.shown import Message, Scene
from drawing.stage import ALICE, Stage, acted, commanded, rows_of
from drawing.town import NOON
from knowledge.model import Fact

ASK = "alice used /ask"
# Name, heading, question, and what the picture shows.
_ASKED = (
    ("reported", "Reported", "How many calls between Flynn and Kislyak did Reuters report for December 29, 2016?",
     "A reply: a yellow mark and the words Reported, not confirmed, then the answer and its numbered source."),
    ("confirmed", "Confirmed", "when did Mike Flynn resign",
     "A reply: a green mark and the word Confirmed before the answer, then sources as links and buttons."),
    ("disputed", "Disputed, with positions", "Was Flynn fired or did he resign?",
     "A reply: a violet mark and the word Disputed, the answer, and who says what, each with the day."),
    ("denied", "Denied", "did pence say flynn and kislyak talked about sanctions",
     "A reply: a red mark and the words A denial, not confirmed, before the answer."),
    ("unresolved", "Not known so far", "What did Flynn and Kislyak discuss during the campaign?",
     "A reply: a white mark and the words Not known so far, then the answer and its sources."),
    ("repaired", "A slip repaired", "when did flynn resing as national security adviser",
     "A reply that ends with how the question was understood: which word was read as which."),
    ("premise", "Not as asked", "Did Flynn call Kislyak six times on 29 December 2016?",
     "A reply that begins in bold with what the reporting does not say of what the question takes for granted."),
    ("suggestions", "Suggestions", "did Manafort first contact Kislyak",
     "Up to three questions, numbered, a button for each number, and None of these."),
    ("unknown-name", "A name that no fact has", "who is gorbachev",
     "A reply that says which name no checked fact mentions, that the editors have the question, and a button."),
    ("nothing-known", "Nothing known", "what is the best recipe for apple pie",
     "A reply that says there is no checked fact on that."),
    ("other-language", "Another language", "wann hat Flynn zum ersten Mal mit Kislyak gesprochen",
     "A reply that says the bot reads questions in English only."),
)  # fmt: skip
_CLAIMS = (
    ("finding-agrees", "A claim that agrees", "Flynn resigned on February 13, 2017.",
     "A finding: the claim quoted, below it the fact that bears on it, with nothing that differs."),
    ("finding-differs", "A claim that differs", "Flynn resigned on March 3, 2017.",
     "A finding: the claim quoted, the fact that bears on it, and in bold what differs."),
    ("finding-nothing", "Nothing bears on it", "Gorbachev paid Manafort $12,000 for a bridge in Ohio.",
     "A finding: the claim quoted, and that no checked fact has it, with the name that is lacking."),
)  # fmt: skip
_CAUTIONED = (
    ("overdue", "An answer that nobody has checked in time", "what does the ferry cost",
     "A reply that begins with a sign of warning and since when nobody has checked the answer."),
    ("taken-back", "An answer whose report was taken back", "how many rats live in the harbour",
     "A reply that begins with a sign of warning: the report was taken back, on which day and why."),
)  # fmt: skip
_FOR_ASKER = "alice used Check against the reporting"


async def replies(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield each kind of reply to a question."""
    for name, title, question, alt in _ASKED:
        yield Scene(name=name, title=title, alt=alt, shown=await asked(newsroom, question))
    fact = newsroom.matcher.base.facts[0]
    stage = Stage(newsroom, ALICE, NOON, "alice pressed Sources in full")
    alt = "Each source of a fact with its day and address, on whom it relies, what it supports, and its words."
    sources = await acted(stage, reply_actions()["sources"], fact.id)
    yield Scene(name="sources-in-full", title="Sources in full", alt=alt, shown=sources)


async def cautions(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield replies that say first what is to be minded."""
    for name, title, question, alt in _CAUTIONED:
        yield Scene(name=name, title=title, alt=alt, shown=await asked(newsroom, question))


async def commands(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield what the other commands of readers show."""
    fact = newsroom.matcher.base.facts[0]
    newsroom.desk.watch_fact(ALICE.id, fact, NOON)
    newsroom.desk.note(OpenQuestion(text="who owns the ferry", reason="nothing near", asked_at=NOON, asker=ALICE.id))
    await newsroom.desk.clerk.settle()
    for command, cog, args, alt in (
        ("about", Help, (), "What the bot is and whose, what it keeps of whom for how long, and how to complain."),
        ("fact", Ask, (fact.id,), "A reply: the fact that was picked from the list, as it is given to a question."),
        ("sources", Ask, (), "The reports that the facts rest on, with the day of each."),
        ("history", History, (fact.id,), "What a fact has said, from when until when."),
        ("privacy show", Privacy, (), "A question of the asker's, and what the asker will be told of."),
        ("privacy forget", Privacy, (), "That all of it is erased, and where what was posted stays."),
    ):
        stage = Stage(newsroom, ALICE, NOON, f"alice used /{command}")
        shown = await commanded(stage, cog, getattr(cog, command.split()[-1]), *args)
        yield Scene(name=command.replace(" ", "-"), title=f"/{command}", alt=alt, shown=shown)


async def asked(newsroom: Newsroom, question: str) -> tuple[Message, ...]:
    """Return what comes of ``/ask`` in a conversation of its own."""
    newsroom.forget_person(ALICE.id)
    return await commanded(Stage(newsroom, ALICE, NOON, ASK), Ask, Ask.ask, question)


async def greetings(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield what whoever says hello is met with, and the help."""
    hello = await asked(newsroom, "hi")
    said = Message(text="hi", by="alice")
    yield Scene(
        name="greeting",
        title="A greeting",
        alt="The reply to “hi”: what the bot is, and three questions that it can answer, a button for each.",
        shown=(said, *(replace(one, above="", private=False) for one in hello)),
    )
    stage = Stage(newsroom, ALICE, NOON, "alice used /help")
    yield Scene(
        name="help",
        title="/help",
        alt="What can be asked and how, as a list of commands, and three questions with a button for each.",
        shown=await commanded(stage, Help, Help.help),
    )


async def findings(newsroom: Newsroom) -> AsyncIterator[Scene]:
    """Yield what a message that is checked comes to."""
    for name, title, claim, alt in _CLAIMS:
        found = await newsroom.findings([claim])
        reply = render_findings(found, newsroom.matcher.base, NOON.date(), may_post=True)
        shown = message_of(reply, reply.public, above=_FOR_ASKER, private=True)
        yield Scene(name=name, title=title, alt=alt, shown=(Message(text=claim, by="bob"), shown))
    claim = _CLAIMS[1][2]
    (finding, *_) = await newsroom.findings([claim])
    if finding.fact is None:
        raise LookupError(claim)
    held = await newsroom.held_against(claim, finding.fact)
    posted = render_posted(held, finding.fact, newsroom.matcher, NOON.date())
    alt = "A message for all to read: the claim quoted, in bold what differs, below it the fact with its sources."
    yield Scene(name="posted", title="What Post this posts", alt=alt, shown=(message_of(posted, posted.public),))


async def corrections(newsroom: Newsroom, name: str, old_words: tuple[str, str], day: date) -> AsyncIterator[Scene]:
    """Yield a reply put right, its note, a message to whoever asked to be told, and a withdrawal.

    Args:
        newsroom: it serves the fact with that ``name`` as it is now.
        name: the id of the fact.
        old_words: words of its answer, and what stood there before.
        day: when it is put right.
    """
    matcher, now = newsroom.matcher, datetime.combine(day, NOON.timetz())
    fact = newsroom.fact(name)
    if fact is None:
        raise LookupError(name)
    old = replace(fact, answer=fact.answer.replace(*old_words), corrections=())
    before, after = content_of(old, matcher.base, now), content_of(fact, matcher.base, now)
    changed = Changed(old=before, now=after, fact=fact, on=day)
    question = shown_question(fact.phrasings[0])
    put_right = render_corrected(changed, matcher, question)
    yield Scene(
        name="corrected",
        title="A reply put right, and the note below it",
        alt="On top what was changed and when, below it the answer as it is; then a message that notes the correction.",
        shown=(message_of(put_right, put_right.public, above=ASK), Message(text=note_in_words(changed))),
    )
    told = render_change(changed, matcher)
    yield Scene(
        name="told",
        title="Told of a change, in a direct message",
        alt="A direct message: what has changed comes first, then the answer, then why it is sent.",
        shown=(message_of(told, told.direct),),
    )
    yield _withdrawn(newsroom, fact, now)


def _withdrawn(newsroom: Newsroom, fact: Fact, now: datetime) -> Scene:
    note = "The Gazette has withdrawn the report that this rested on."
    old = content_of(fact, newsroom.matcher.base, now)
    gone = Changed(old=old, now=withdrawal_of(old, note, now), fact=None, on=now.date())
    reply = render_corrected(gone, newsroom.matcher, shown_question(fact.phrasings[0]))
    return Scene(
        name="withdrawn",
        title="A reply withdrawn",
        alt="A black mark, that the newsroom no longer stands by the answer, the editor's note, and what it said.",
        shown=(message_of(reply, reply.public, above=ASK),),
    )


def message_of(reply: Reply, text: str, above: str = "", *, private: bool = False) -> Message:
    """Return a reply as a message."""
    return Message(text=text, above=above, components=rows_of(view_of(reply.buttons)), private=private)
