"""Outcomes as a person reads them in a terminal: plain lines when piped, colour only where it is welcome."""

from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap
from typing import assert_never

from rich.console import Console
from rich.text import Text

from bot.newsroom.contrast import set_against
from bot.wording.cautions import cautions
from bot.wording.facts import checked_on, day_in_words, source_in_words, taken_back
from bot.wording.outcomes import abstention, not_as_asked, suggestion_intro, understood
from bot.wording.status_looks import look_of
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer, Candidate, Outcome, Suggestions
from knowledge.model import Fact

# Characters of a line: longer ones are hard to read, and below the narrowest no word would fit.
WIDEST, NARROWEST = 100, 20

Line = tuple[str, str]


def show(outcome: Outcome, matcher: Matcher, today: date, console: Console, question: str = "") -> None:
    """Print the outcome of a question to ``console`` as it stands on a day, wrapped to its width."""
    width = min(console.width, WIDEST)
    for text, style in _lines(outcome, matcher, today, width, question):
        console.print(Text(text, style=style), soft_wrap=True)


def show_candidates(candidates: Iterable[Candidate], console: Console) -> None:
    """Print the best candidates with their confidence and what blocks them: for editors who ask why."""
    console.print()
    for candidate in candidates:
        blocked = f"  blocked: {candidate.block.kind} {candidate.block.what}" if candidate.block else ""
        line = f"{candidate.confidence:6.3f}  {candidate.fact.id}  (“{candidate.phrasing}”){blocked}"
        for text, style in _wrapped(line, min(console.width, WIDEST), style="dim"):
            console.print(Text(text, style=style), soft_wrap=True)


def show_facts(facts: Iterable[Fact], console: Console) -> None:
    """Print facts by id and question, each on a line of its own however long it is."""
    for fact in facts:
        console.print(f"{fact.id}: {fact.question}", markup=False, highlight=False, emoji=False, soft_wrap=True)


def _lines(outcome: Outcome, matcher: Matcher, today: date, width: int, question: str) -> Iterator[Line]:
    match outcome:
        case Answer():
            yield from _answer(outcome, matcher, today, width)
        case Suggestions():
            yield from _wrapped(suggestion_intro(outcome, set_against(matcher, question, outcome)), width)
            yield "Did you mean:", ""
            for number, candidate in enumerate(outcome.candidates, 1):
                yield from _wrapped(candidate.fact.question, width, f"  {number}. ")
        case Abstention():
            yield from _wrapped(abstention(outcome), width)
            yield from _wrapped("Try other words, or see what there is with: factbot facts", width)
        case _:
            assert_never(outcome)


def _answer(outcome: Answer, matcher: Matcher, today: date, width: int) -> Iterator[Line]:
    fact = outcome.fact
    for caution in cautions(fact, matcher.base, today):
        yield from _wrapped(caution, width, style="bold yellow")
    for note in filter(None, (not_as_asked(outcome), understood(outcome))):
        yield from _wrapped(note, width, style="dim")
    yield from _wrapped(fact.question, width, style="bold")
    yield "", ""
    yield from _wrapped(fact.answer, width)
    yield "", ""
    look = look_of(fact.status)
    yield from _wrapped(f"{look.words} · {checked_on(fact)}", width, style=look.style)
    yield from _positions(fact, matcher, width)
    yield from _sources(fact, matcher, width)
    for correction in fact.corrections:
        yield from _wrapped(f"Corrected on {day_in_words(correction.on)}: {correction.note}", width)


def _positions(fact: Fact, matcher: Matcher, width: int) -> Iterator[Line]:
    if fact.positions:
        yield "", ""
        yield "Who says what", "bold"
    for position in fact.positions:
        when = f" ({day_in_words(position.on)})" if position.on else ""
        name = matcher.names.get(position.by, position.by)
        yield from _wrapped(f"{name}{when}: {position.says}", width, "  - ")


def _sources(fact: Fact, matcher: Matcher, width: int) -> Iterator[Line]:
    yield "", ""
    yield "Sources", "bold"
    for number, citation in enumerate(fact.citations, 1):
        source = matcher.base.sources[citation.source]
        via = f", relying on {citation.via}" if citation.via else ""
        yield from _wrapped(source_in_words(source) + via, width, f"  [{number}] ")
        if citation.quote:
            where = f" ({citation.where})" if citation.where else ""
            yield from _wrapped(f"“{citation.quote}”{where}", width, " " * 6)
        if source.url:
            yield f"      {source.url}", "blue"
        if said := taken_back(source):
            yield from _wrapped(said, width, "      ", style="bold yellow")


def _wrapped(text: str, width: int, first: str = "", style: str = "") -> Iterator[Line]:
    # Text of the base goes out as text: whatever looks like markup in it stays what it is.
    lines = wrap(text, max(width, NARROWEST), initial_indent=first, subsequent_indent=" " * len(first))
    yield from ((line, style) for line in lines or [first])
