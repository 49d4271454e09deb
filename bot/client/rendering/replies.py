"""Outcomes -> what Discord shows: an embed within its limits, or plain text where embeds are not allowed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

import discord

from bot.config import Config
from bot.limits import BUTTON_LABEL, EMBED_AUTHOR, EMBED_TITLE, FIELD_NAME, FIELD_VALUE, MESSAGE
from bot.newsroom.newsroom import Decision
from bot.text import on_one_line, shortened
from bot.wording import labels
from bot.wording.about import scope
from bot.wording.facts import (
    corrected_on,
    correction_line,
    day_in_words,
    linked,
    position_line,
    sources_in_full,
    status_line,
    who,
)
from bot.wording.outcomes import (
    DID_YOU_MEAN,
    GONE_TO_EDITORS,
    TRY_OTHER_WORDS,
    abstention,
    not_as_asked,
    suggestion_intro,
    understood,
)
from bot.wording.statuses import UNSURE_COLOUR, look_of
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Suggestions
from knowledge.model import Fact

# How many are shown, and characters of each: together within what the embeds of a message may hold; the rest is one
# button away.
POSITIONS_SHOWN, CORRECTIONS_SHOWN, SOURCES_SHOWN = 4, 2, 6
POSITION, ASKED = 280, EMBED_AUTHOR - len("“”")
# Where there are no embeds, the answer leaves room in the message for its status and sources.
ANSWER_AS_TEXT = 1100

_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class ReplyButton:
    """A button to offer: what it does (see ``reply_actions``), the fact it concerns, and its label."""

    action: str
    fact: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What to send: the embed, the same as plain text, the buttons below either.

    ``is_cut`` and ``is_text_cut`` say that the embed or the text lacks something, which ``whole`` is the button to.
    """

    embed: discord.Embed
    text: str
    choices: tuple[ReplyButton, ...] = ()
    whole: ReplyButton | None = None
    is_cut: bool = False
    is_text_cut: bool = False

    def buttons(self, *, embeds: bool) -> tuple[ReplyButton, ...]:
        """Return the buttons of the embed or of the text."""
        is_cut = self.is_cut if embeds else self.is_text_cut
        return (self.whole, *self.choices) if self.whole and is_cut else self.choices


def render(decision: Decision, config: Config | None = None, *, record: str | None = None) -> Reply:
    """Return the reply to a decision; ``record`` is that of the question where the editors have it.

    ``config`` says what the newsroom's facts are about, for whoever has asked beside them.
    """
    match decision.outcome:
        case Answer() as answer:
            reply = _led(render_fact(answer.fact, decision.matcher, understood(answer)), not_as_asked(answer))
        case Suggestions() as suggestions:
            reply = _suggestions(decision, suggestions)
        case Abstention() as nothing:
            reply = _abstention(nothing, record, config)
        case _:
            assert_never(decision.outcome)
    return _with_question(reply, on_one_line(decision.question))


def render_fact(fact: Fact, matcher: Matcher, note: str = "") -> Reply:
    """Return the reply that shows a fact; ``note`` says how the question was understood."""
    note = shortened(note, ASKED)
    choices = [ReplyButton("sources", fact.id, labels.SOURCES)]
    if fact.related:
        choices.append(ReplyButton("related", fact.id, labels.RELATED))
    choices.append(ReplyButton("wrong", fact.id, labels.WRONG))
    choices.append(ReplyButton("watch", fact.id, labels.WATCH))
    text = _fact_text(fact, matcher, note)
    shown = shortened(text, MESSAGE - ASKED)
    is_text_cut = shown != text or len(fact.answer) > ANSWER_AS_TEXT
    whole = ReplyButton("full", fact.id, labels.FULL)
    return Reply(
        embed=_fact_embed(fact, matcher, note),
        text=shown,
        choices=tuple(choices),
        whole=whole,
        is_cut=_is_cut(fact, matcher),
        is_text_cut=is_text_cut,
    )


def render_candidates(heading: str, facts: Iterable[Fact]) -> Reply:
    """Return a reply that offers facts under a heading, each as a button."""
    offered = tuple(facts)
    lines = "\n".join(f"{number}. {fact.question}" for number, fact in enumerate(offered, 1))
    text = shortened(f"{heading}\n{lines}", MESSAGE - ASKED)
    choices = tuple(ReplyButton("pick", fact.id, shortened(fact.question, BUTTON_LABEL)) for fact in offered)
    return Reply(embed=discord.Embed(description=text, colour=UNSURE_COLOUR), text=text, choices=choices)


def render_words(text: str) -> Reply:
    """Return a reply that only says something."""
    return Reply(embed=discord.Embed(description=text, colour=UNSURE_COLOUR), text=text)


def render_sources(fact: Fact, matcher: Matcher) -> str:
    """Return everything about a fact's sources as text: who relies on whom, what each supports."""
    return f"**{fact.question}**\n{sources_in_full(fact, matcher)}"


def await_button(record: str) -> ReplyButton:
    """Return the button with which somebody asks to be told of an answer; ``record`` is that of the question."""
    return ReplyButton("await", record, labels.AWAIT)


def question_of(message: discord.Message, title: str = "") -> str:
    """Return the question that a reply of the bot's answers; empty where it shows none.

    Of several in one message it is the one answered by the fact with ``title``; without, the one that no fact answers.
    """
    if message.embeds:
        wanted = shortened(title, EMBED_TITLE) if title else None
        embed = next((one for one in message.embeds if one.title == wanted), message.embeds[0])
        return (embed.author.name or embed.title or "").strip("“”")
    first = message.content.partition("\n")[0]
    return _ESCAPED.sub(r"\1", first.removeprefix("> ")) if first.startswith("> ") else ""


def _with_question(reply: Reply, question: str) -> Reply:
    if not question:
        return reply
    reply.embed.set_author(name=f"“{shortened(question, ASKED - 2)}”")
    # What somebody else wrote must not look like the newsroom's own words, nor be marked up as such.
    quoted = shortened(discord.utils.escape_markdown(question[:ASKED], ignore_links=False), ASKED - len("> \n"))
    return replace(reply, text=f"> {quoted}\n{reply.text}")


def _led(reply: Reply, lead: str) -> Reply:
    if lead:
        reply.embed.description = f"**{lead}**\n{reply.embed.description}"
        return replace(reply, text=shortened(f"**{lead}**\n{reply.text}", MESSAGE - ASKED))
    return reply


def _suggestions(decision: Decision, outcome: Suggestions) -> Reply:
    why = suggestion_intro(outcome, decision.matcher.names)
    reply = render_candidates(f"{why} {DID_YOU_MEAN}", (candidate.fact for candidate in outcome.candidates))
    return replace(reply, choices=(*reply.choices, ReplyButton("none", "", labels.NONE)))


def _abstention(outcome: Abstention, record: str | None, config: Config | None) -> Reply:
    said = [abstention(outcome), scope(outcome, config) if config else ""]
    if outcome.reason != "empty question":
        said.append(GONE_TO_EDITORS if record else TRY_OTHER_WORDS)
    text = " ".join(filter(None, said))
    choices = (await_button(record),) if record else ()
    return Reply(embed=discord.Embed(description=text, colour=UNSURE_COLOUR), text=text, choices=choices)


def _fact_embed(fact: Fact, matcher: Matcher, note: str) -> discord.Embed:
    look = look_of(fact.status)
    embed = discord.Embed(title=shortened(fact.question, EMBED_TITLE), description=fact.answer, colour=look.colour)
    # A line of its own, so that the positions below stand side by side.
    status = f"{look.words} · as of {day_in_words(fact.as_of)}"
    embed.add_field(name=labels.STATUS_FIELD, value=status, inline=False)
    for position in fact.positions[:POSITIONS_SHOWN]:
        name = shortened(who(position, matcher), FIELD_NAME)
        embed.add_field(name=name, value=shortened(position.says, POSITION), inline=True)
    embed.add_field(name=labels.SOURCES_FIELD, value=_source_lines(fact, matcher), inline=False)
    for correction in fact.corrections[-CORRECTIONS_SHOWN:]:
        embed.add_field(name=corrected_on(correction), value=shortened(correction.note, POSITION), inline=False)
    return embed.set_footer(text=note) if note else embed


def _is_cut(fact: Fact, matcher: Matcher) -> bool:
    says = [position.says for position in fact.positions] + [correction.note for correction in fact.corrections]
    too_many = len(fact.positions) > POSITIONS_SHOWN or len(fact.corrections) > CORRECTIONS_SHOWN
    too_long = len(fact.question) > EMBED_TITLE or any(len(text) > POSITION for text in says)
    return too_many or too_long or _source_lines(fact, matcher).endswith("…")


def _source_lines(fact: Fact, matcher: Matcher) -> str:
    lines = [f"{number}. {linked(citation, matcher)}" for number, citation in enumerate(fact.citations, 1)]
    kept: list[str] = []
    for line in lines[:SOURCES_SHOWN]:
        if sum(map(len, kept)) + len(kept) + len(line) > FIELD_VALUE - len("\n…"):
            break
        kept.append(line)
    return "\n".join(kept if len(kept) == len(lines) else [*kept, "…"])


def _fact_text(fact: Fact, matcher: Matcher, note: str) -> str:
    answer = shortened(fact.answer, ANSWER_AS_TEXT)
    blocks = [f"**{shortened(fact.question, EMBED_TITLE)}**\n{answer}", status_line(fact)]
    blocks += [position_line(position, matcher) for position in fact.positions]
    blocks += [_source_lines(fact, matcher), *map(correction_line, fact.corrections)]
    return "\n".join([*blocks, f"*{note}*"] if note else blocks)
