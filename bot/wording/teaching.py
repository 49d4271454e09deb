"""What an editor reads before a lesson is taught: what askers will be told, and what moves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.desk.queue import Waiting
from bot.text import counted, quoted, shortened
from bot.wording.statuses import look_of
from knowledge.service.teaching import Rehearsal

# A message holds 2,000 characters: with these lengths all parts of a proposal fit, marks that quoting adds included.
PHRASING, QUESTION, ANSWER, LINE, SHOWN = 300, 150, 500, 100, 4


@dataclass(frozen=True, slots=True)
class Shown:
    """What a lesson would be: ``moved`` are the questions of the queue it answers, ``watchers`` who waits for them."""

    rehearsal: Rehearsal
    moved: tuple[Waiting, ...]
    watchers: int


def proposal_in_words(shown: Shown) -> str:
    """Return what would be taught and what that means, for a yes or a no."""
    fact = shown.rehearsal.fact
    phrasing = quoted(shown.rehearsal.phrasing, PHRASING)
    lines = [f"Teach “{phrasing}” as a way to ask **{shortened(fact.question, QUESTION)}**?"]
    answer = " ".join(shortened(fact.answer, ANSWER).split())
    lines += ["Whoever asks it is told:", f"> {look_of(fact.status).at_a_glance}", f"> {answer}"]
    lines += _doubts(shown.rehearsal)
    lines += _listed("Of the questions that wait it answers", (one.text for one in shown.moved))
    lines += _listed("Were they not stored, it would draw to it", shown.rehearsal.drawn)
    if shown.watchers:
        gets = "gets" if shown.watchers == 1 else "get"
        who = f"{counted(shown.watchers, 'person')} asked to be told, and {gets}"
        lines.append(f"{who} this in a direct message a minute after you say yes; until then *Undo* takes it back.")
    return "\n".join(lines)


def _doubts(rehearsal: Rehearsal) -> Iterator[str]:
    if rehearsal.unknown:
        yield f"No fact has the name “{quoted(rehearsal.unknown, LINE)}”: is it one of this fact's?"
    if rehearsal.rival:
        yield f"It sounds more like **{shortened(rehearsal.rival.fact.question, LINE)}**."


def _listed(heading: str, texts: Iterable[str]) -> list[str]:
    every = list(texts)
    if not every:
        return []
    lines = [f"- “{quoted(text, LINE)}”" for text in every[:SHOWN]]
    more = [f"- … and {len(every) - SHOWN} more"] if len(every) > SHOWN else []
    return [f"{heading} {counted(len(every), 'question')}:", *lines, *more]
