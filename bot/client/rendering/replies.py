"""Outcomes -> what Discord shows: a message that says it all in its text.

Whoever has switched embeds and previews off sees a text, a phone shows it at full width and in the notification, and it
needs no permission. What does not fit it is one button away.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

import discord

from bot.config import Config
from bot.limits import EMBED_TITLE, MESSAGE
from bot.newsroom.contrast import set_against
from bot.newsroom.newsroom import Decision
from bot.site.addresses import page_of
from bot.text import on_one_line, shortened
from bot.wording import labels
from bot.wording.about import scope
from bot.wording.cautions import CAUTIONS_SHOWN, marked_cautions
from bot.wording.facts import (
    correction_line,
    fact_in_full,
    linked,
    position_line,
    related_line,
    sources_in_full,
    status_line,
    title_line,
)
from bot.wording.outcomes import (
    DID_YOU_MEAN,
    GONE_TO_EDITORS,
    TRY_OTHER_WORDS,
    YOU_ASKED,
    abstention,
    not_as_asked,
    suggestion_intro,
    understood,
)
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Suggestions
from knowledge.model import Fact

# How many are shown, and characters of each; the rest is one button away.
POSITIONS_SHOWN, CORRECTIONS_SHOWN, SOURCES_SHOWN, RELATED_SHOWN = 4, 2, 6, 3
POSITION = 280
# Characters of a question as it is shown, and of what a message has beside it.
ASKED = 250
ROOM = MESSAGE - ASKED - len(f"\n-# {YOU_ASKED} ")
# An answer is cut to make room for its status and sources, but not beyond this: three sentences of two lines.
LEAST_ANSWER = 500
LONGEST_ANSWER = 1100
# A question that is offered has at least so many in its line, and besides these: a number of two figures and a break.
LEAST_LINE, LINE_MARKS = 120, len("00. \n")
_ESCAPED = re.compile(r"\\(.)")
_SMALL = "-# "
_PICK = re.compile(r"fact:pick:([a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class ReplyButton:
    """A button to offer: what it does (see ``reply_actions``), the fact it concerns, and its label."""

    action: str
    fact: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What to send: a text, the question that it replies to as it may be shown, and the buttons below.

    ``is_cut`` says that the text lacks something, which ``whole`` is the button to.
    """

    text: str
    asked: str = ""
    choices: tuple[ReplyButton, ...] = ()
    whole: ReplyButton | None = None
    is_cut: bool = False

    @property
    def buttons(self) -> tuple[ReplyButton, ...]:
        """The buttons below the text."""
        return (self.whole, *self.choices) if self.whole and self.is_cut else self.choices

    @property
    def public(self) -> str:
        """The text where others read it, who have not seen the question."""
        return f"> {self.asked}\n{self.text}" if self.asked else self.text

    @property
    def direct(self) -> str:
        """The text for its asker alone: the answer comes first, for that is what a notification shows."""
        return f"{self.text}\n{_SMALL}{YOU_ASKED} {self.asked}" if self.asked else self.text


def render(decision: Decision, config: Config | None = None, *, record: str | None = None) -> Reply:
    """Return the reply to a decision; ``record`` is that of the question where the editors have it.

    ``config`` says what the newsroom's facts are about, for whoever has asked beside them.
    """
    match decision.outcome:
        case Answer() as answer:
            showing = Showing(decision.on, config.site_url if config else None)
            shown = render_fact(answer.fact, decision.matcher, showing, understood(answer))
            reply = _led(shown, not_as_asked(answer))
        case Suggestions() as suggestions:
            reply = _suggestions(decision, suggestions)
        case Abstention() as nothing:
            reply = _abstention(nothing, record, config)
        case _:
            assert_never(decision.outcome)
    return replace(reply, asked=shown_question(decision.question))


@dataclass(frozen=True, slots=True)
class Showing:
    """On which day a fact is shown, and where the newsroom's site has a page for it, if it has one."""

    today: date
    site_url: str | None = None


def render_fact(fact: Fact, matcher: Matcher, showing: Showing, note: str = "", room: int = ROOM) -> Reply:
    """Return the reply that shows a fact in ``room`` characters as it stands on a day.

    ``note`` says how the question was understood. Its title leads to the fact's page on the newsroom's site, where that
    has one.
    """
    choices = [ReplyButton("sources", fact.id, labels.SOURCES)]
    if fact.related:
        choices.append(ReplyButton("related", fact.id, labels.RELATED))
    choices.append(ReplyButton("wrong", fact.id, labels.WRONG))
    choices.append(ReplyButton("outdated", fact.id, labels.OUTDATED))
    choices.append(ReplyButton("watch", fact.id, labels.WATCH))
    cautions = marked_cautions(fact, matcher.base, showing.today)
    title = title_line(shortened(fact.question, EMBED_TITLE), page_of(showing.site_url, fact.id))
    head = [*(shortened(caution, POSITION) for caution in cautions[:CAUTIONS_SHOWN]), title, status_line(fact)]
    text, is_cut = _fact_text(fact, matcher, head, shortened(note, ASKED), room)
    is_cut = is_cut or not all(caution in text for caution in cautions)
    whole = ReplyButton("full", fact.id, labels.FULL)
    return Reply(text=text, choices=tuple(choices), whole=whole, is_cut=is_cut)


def render_candidates(heading: str, facts: Iterable[Fact]) -> Reply:
    """Return a reply that offers facts under a heading: their questions numbered, and a button for each number.

    A phone cuts what stands on a button after some forty characters, so the questions stand in the text, each in sight.
    """
    offered = tuple(facts)
    heading = shortened(heading, ROOM - min(len(offered) * LEAST_LINE, ROOM // 2))
    room = (ROOM - len(heading)) // max(len(offered), 1) - LINE_MARKS
    questions = (shortened(fact.question, room) for fact in offered)
    lines = [f"{number}. {question}" for number, question in enumerate(questions, 1)]
    choices = tuple(ReplyButton("pick", fact.id, str(number)) for number, fact in enumerate(offered, 1))
    return Reply(text="\n".join([heading, *lines]), choices=choices)


def render_sources(fact: Fact, matcher: Matcher, today: date) -> str:
    """Return everything about a fact's sources as text: who relies on whom, what each supports."""
    said = marked_cautions(fact, matcher.base, today)
    return "\n".join([*said, f"**{fact.question}**", sources_in_full(fact, matcher)])


def render_in_full(fact: Fact, matcher: Matcher, today: date) -> str:
    """Return all that the base has on a fact as text, however long."""
    return "\n".join([*marked_cautions(fact, matcher.base, today), fact_in_full(fact, matcher)])


def await_button(record: str) -> ReplyButton:
    """Return the button with which somebody asks to be told of an answer; ``record`` is that of the question."""
    return ReplyButton("await", record, labels.AWAIT)


def shown_question(question: str) -> str:
    """Return what somebody asked as it may be shown: neither marked up nor like words of the newsroom."""
    escaped = discord.utils.escape_markdown(on_one_line(question)[:ASKED], ignore_links=False)
    return shortened(escaped, ASKED)


def question_of(message: discord.Message, title: str = "") -> str:
    """Return the question that a reply of the bot's answers; empty where it shows none.

    Earlier replies were embeds, several in one message: ``title`` is the question of the fact that is meant; without it
    the one that no fact answers is.
    """
    if message.embeds and not message.content:
        wanted = shortened(title, EMBED_TITLE) if title else None
        embed = next((one for one in message.embeds if one.title == wanted), message.embeds[0])
        return (embed.author.name or embed.title or "").strip("“”")
    first, last = message.content.partition("\n")[0], message.content.rpartition("\n")[2]
    for line, mark in ((first, "> "), (last, f"{_SMALL}{YOU_ASKED} ")):
        if line.startswith(mark):
            return unescaped(line.removeprefix(mark))
    return ""


def unescaped(shown: str) -> str:
    """Return what somebody wrote, from how ``shown_question`` has it."""
    return _ESCAPED.sub(r"\1", shown)


def picks_in(message: discord.Message) -> Iterator[str]:
    """Yield the ids of the facts that the buttons below a message of the bot's offer, in their order."""
    for row in message.components:
        for button in getattr(row, "children", ()):
            if picked := _PICK.fullmatch(getattr(button, "custom_id", None) or ""):
                yield picked[1]


def _led(reply: Reply, lead: str) -> Reply:
    return replace(reply, text=shortened(f"**{lead}**\n{reply.text}", ROOM)) if lead else reply


def _suggestions(decision: Decision, outcome: Suggestions) -> Reply:
    contrast = set_against(decision.matcher, decision.question, outcome)
    why = suggestion_intro(outcome, contrast)
    reply = render_candidates(f"{why} {DID_YOU_MEAN}", (candidate.fact for candidate in outcome.candidates))
    return replace(reply, choices=(*reply.choices, ReplyButton("none", "", labels.NONE)))


def _abstention(outcome: Abstention, record: str | None, config: Config | None) -> Reply:
    said = [abstention(outcome), scope(outcome, config) if config else ""]
    if outcome.reason != "empty question":
        said.append(GONE_TO_EDITORS if record else TRY_OTHER_WORDS)
    return Reply(text=" ".join(filter(None, said)), choices=(await_button(record),) if record else ())


def _fact_text(fact: Fact, matcher: Matcher, head: list[str], note: str, room: int) -> tuple[str, bool]:
    """Return a fact as text, and whether it lacks something: sources but the first are left out, then positions.

    ``head`` is what is to be minded, its title and its status, before the answer: whoever reads no further has to know.
    """
    ends = [f"*{note}*"] if note else []
    corrections = [correction_line(correction) for correction in fact.corrections]
    about = [shortened(one, POSITION) for one in corrections[-CORRECTIONS_SHOWN:]]
    positions = [position_line(position, matcher) for position in fact.positions]
    see = [_SMALL + shortened(related_line(named), POSITION)] if (named := _related(fact, matcher)) else []
    sources = [f"{_SMALL}{number}. {linked(citation, matcher)}" for number, citation in enumerate(fact.citations, 1)]
    left = room - _length([*head, *about, *sources[:1], *ends])
    answer = shortened(fact.answer, min(max(left - 1, LEAST_ANSWER), LONGEST_ANSWER))
    left -= _length([answer])
    says = _fitting([shortened(position, POSITION) for position in positions[:POSITIONS_SHOWN]], left)
    more = _fitting(sources[1:SOURCES_SHOWN], left - _length(says))
    see = _fitting(see, left - _length(says) - _length(more))
    text = shortened("\n".join([*head, answer, *about, *says, *sources[:1], *more, *see, *ends]), room)
    parts = (fact.question, fact.answer, *corrections, *positions, *sources)
    return text, not all(part in text for part in parts)


def _related(fact: Fact, matcher: Matcher) -> list[str]:
    """Return the questions that a reply names as related: what the button to them shows in full."""
    return [other.question for name in fact.related[:RELATED_SHOWN] if (other := matcher.fact(name))]


def _length(lines: Iterable[str]) -> int:
    """Return the characters of lines, each with a line break."""
    return sum(len(line) + 1 for line in lines)


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    """Return the first lines that fit ``room`` together."""
    return [line for number, line in enumerate(lines) if _length(lines[: number + 1]) <= room]
