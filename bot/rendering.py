"""Outcomes -> what Discord shows: an embed within its limits, or plain text where embeds are not allowed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

import discord

from bot.newsroom import Decision
from bot.wording import STATUS_WORDS, abstention, day_in_words, refusal, shortened
from knowledge.matching import Matcher
from knowledge.model import Citation, Fact, Status
from knowledge.outcomes import Abstention, Answer, Candidate, Suggestions

TITLE, FIELD, MESSAGE, LABEL = 256, 1024, 2000, 80
# Discord adds up all text of a message's embeds to 6,000; the rest is one button away.
POSITIONS_SHOWN, CORRECTIONS_SHOWN, SOURCES_SHOWN = 4, 2, 6
POSITION = 300

COLOURS: dict[Status, discord.Colour] = {
    "confirmed": discord.Colour(0x2E7D32),
    "reported": discord.Colour(0xF9A825),
    "denied": discord.Colour(0xC62828),
    "disputed": discord.Colour(0x6A1B9A),
    "unresolved": discord.Colour(0x546E7A),
}
UNSURE = discord.Colour(0x1565C0)


@dataclass(frozen=True, slots=True)
class Choice:
    """A button to offer: what it does (see ``views``), the fact it concerns, and its label."""

    action: str
    fact: str
    label: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What to send: the embed, the same as plain text, and the buttons below it."""

    embed: discord.Embed
    text: str
    choices: tuple[Choice, ...] = ()


def render(decision: Decision, *, is_with_desk: bool = False) -> Reply:
    """Return the reply to a decision; ``is_with_desk`` says that the question has been stored for the editors."""
    match decision.outcome:
        case Answer() as answer:
            return render_fact(answer.fact, decision.matcher, answer.assumed)
        case Suggestions() as suggestions:
            return _suggestions(decision, suggestions)
        case Abstention() as nothing:
            return _abstention(decision, nothing, is_with_desk=is_with_desk)
        case _:
            assert_never(decision.outcome)


def render_fact(fact: Fact, matcher: Matcher, assumed: tuple[str, ...] = ()) -> Reply:
    """Return the reply that shows a fact."""
    embed = discord.Embed(title=shortened(fact.question, TITLE), description=fact.answer, colour=COLOURS[fact.status])
    embed.add_field(name="Status", value=STATUS_WORDS[fact.status])
    embed.add_field(name="As of", value=day_in_words(fact.as_of))
    for position in fact.positions[:POSITIONS_SHOWN]:
        who = matcher.names.get(position.by, position.by)
        when = f", {day_in_words(position.on)}" if position.on else ""
        embed.add_field(name=shortened(f"{who}{when}", TITLE), value=shortened(position.says, POSITION), inline=True)
    embed.add_field(name="Sources", value=_source_lines(fact, matcher), inline=False)
    for correction in fact.corrections[-CORRECTIONS_SHOWN:]:
        name = f"Corrected on {day_in_words(correction.on)}"
        embed.add_field(name=name, value=shortened(correction.note, POSITION), inline=False)
    if assumed:
        embed.set_footer(text=shortened(f"Taking it that you mean {', '.join(assumed)}.", TITLE))
    choices = [Choice("sources", fact.id, "Sources in full")]
    if fact.related:
        choices.append(Choice("related", fact.id, "Related questions"))
    choices.append(Choice("wrong", fact.id, "Not what I asked"))
    return Reply(embed, _fact_text(fact, matcher), tuple(choices))


def render_candidates(heading: str, facts: Iterable[Fact]) -> Reply:
    """Return a reply that offers facts under a heading, each as a button."""
    offered = tuple(facts)
    lines = "\n".join(f"{number}. {fact.question}" for number, fact in enumerate(offered, 1))
    embed = discord.Embed(description=shortened(f"{heading}\n{lines}", MESSAGE), colour=UNSURE)
    choices = tuple(Choice("pick", fact.id, shortened(fact.question, LABEL)) for fact in offered)
    return Reply(embed, shortened(f"{heading}\n{lines}", MESSAGE), choices)


def render_sources(fact: Fact, matcher: Matcher) -> str:
    """Return everything about a fact's sources as text: who relies on whom, what each supports."""
    lines = [f"**{fact.question}**"]
    for number, citation in enumerate(fact.citations, 1):
        lines.append(f"{number}. {_linked(citation, matcher)}{_reliance(citation)}")
        if citation.supports:
            lines.append(f"   for: {citation.supports}")
    lines += [f"- {matcher.names.get(p.by, p.by)}: {p.says}" for p in fact.positions[POSITIONS_SHOWN:]]
    return shortened("\n".join(lines), MESSAGE)


def _suggestions(decision: Decision, outcome: Suggestions) -> Reply:
    first: Candidate = outcome.candidates[0]
    why = refusal(outcome.block, first.fact, decision.matcher.names)
    reply = render_candidates(f"{why} Did you mean:", (candidate.fact for candidate in outcome.candidates))
    reply.embed.title = shortened(decision.question, TITLE)
    return Reply(reply.embed, reply.text, (*reply.choices, Choice("none", "", "None of these")))


def _abstention(decision: Decision, outcome: Abstention, *, is_with_desk: bool) -> Reply:
    told = (
        "Your question has gone to the editors." if is_with_desk else "Try other words, or look around with /sources."
    )
    text = f"{abstention(outcome)} {told}"
    title = shortened(decision.question.strip(), TITLE) or None
    return Reply(discord.Embed(title=title, description=text, colour=UNSURE), text)


def _source_lines(fact: Fact, matcher: Matcher) -> str:
    lines = [f"{number}. {_linked(citation, matcher)}" for number, citation in enumerate(fact.citations, 1)]
    kept: list[str] = []
    for line in lines[:SOURCES_SHOWN]:
        if sum(map(len, kept)) + len(kept) + len(line) > FIELD - len("\n…"):
            break
        kept.append(line)
    return "\n".join(kept if len(kept) == len(lines) else [*kept, "…"])


def _linked(citation: Citation, matcher: Matcher) -> str:
    source = matcher.base.sources[citation.source]
    words = shortened(f"{source.publisher}, “{source.title}”", POSITION)
    shown = f"[{words}](<{source.url}>)" if source.url else words
    return f"{shown}, {day_in_words(source.published)}"


def _reliance(citation: Citation) -> str:
    return f", relying on {citation.via}" if citation.via else ""


def _fact_text(fact: Fact, matcher: Matcher) -> str:
    status = f"{STATUS_WORDS[fact.status]}, as of {day_in_words(fact.as_of)}."
    head = f"**{shortened(fact.question, TITLE)}**\n"
    tail = f"\n*{status}*\n"
    room = MESSAGE - len(head) - len(tail)
    answer = shortened(fact.answer, min(room, 1200))
    sources = shortened(_source_lines(fact, matcher), room - len(answer))
    return f"{head}{answer}{tail}{sources}"
