"""What an editor reads before a lesson is taught: what askers will be told, and what moves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.desk.queue import Waiting
from bot.limits import MESSAGE
from bot.text import counted, quoted, shortened
from bot.wording.status_looks import look_of
from knowledge.service.teaching import Rehearsal

# A message holds 2,000 characters: with these lengths all parts of a proposal fit, marks that quoting adds included.
PHRASING, QUESTION, ANSWER, LINE, SHOWN = 300, 150, 500, 100, 4
# Of several phrasings together, and of what is listed below them.
EACH, ANSWER_OF_SEVERAL, SHOWN_OF_SEVERAL = 100, 250, 2


@dataclass(frozen=True, slots=True)
class Shown:
    """What lessons would be, taught together.

    ``moved`` are the questions of the queue that they answer, ``watchers`` who waits for them.
    """

    rehearsals: tuple[Rehearsal, ...]
    moved: tuple[Waiting, ...]
    watchers: int


def proposal_in_words(shown: Shown) -> str:
    """Return what would be taught and what that means, for a yes or a no."""
    first, *others = shown.rehearsals
    fact = first.fact
    question = shortened(fact.question, QUESTION)
    lines = [f"Teach “{quoted(first.phrasing, PHRASING)}” as a way to ask **{question}**?"]
    if others:
        lines = [f"Teach these as ways to ask **{question}**?"]
        lines += [f"{number}. “{quoted(one.phrasing, EACH)}”" for number, one in enumerate(shown.rehearsals, 1)]
    answer = " ".join(shortened(fact.answer, ANSWER_OF_SEVERAL if others else ANSWER).split())
    asks = "one of them" if others else "it"
    lines += [f"Whoever asks {asks} is told:", f"> {look_of(fact.status).at_a_glance}", f"> {answer}"]
    lines += [doubt for one in shown.rehearsals for doubt in _doubts(one)][:SHOWN]
    drawn = dict.fromkeys(wording for one in shown.rehearsals for wording in one.drawn)
    most = SHOWN_OF_SEVERAL if others else SHOWN
    them = "they answer" if others else "it answers"
    lines += _listed(f"Of the questions that wait {them}", (one.text for one in shown.moved), most)
    they = "They come close to" if others else "It comes close to"
    lines += _listed(they, drawn, most, " of other facts")
    if shown.watchers:
        gets = "gets" if shown.watchers == 1 else "get"
        who = f"{counted(shown.watchers, 'person')} asked to be told, and {gets}"
        lines.append(f"{who} this in a direct message a minute after you say yes; until then *Undo* takes it back.")
    return shortened("\n".join(lines), MESSAGE)


def _doubts(rehearsal: Rehearsal) -> Iterator[str]:
    if rehearsal.unknown:
        yield f"No fact has the name “{quoted(rehearsal.unknown, LINE)}”: is it one of this fact's?"
    if rehearsal.rival:
        yield f"It sounds more like **{shortened(rehearsal.rival.fact.question, LINE)}**."


def _listed(heading: str, texts: Iterable[str], most: int, whose: str = "") -> list[str]:
    every = list(texts)
    if not every:
        return []
    lines = [f"- “{quoted(text, LINE)}”" for text in every[:most]]
    more = [f"- … and {len(every) - most} more"] if len(every) > most else []
    return [f"{heading} {counted(len(every), 'question')}{whose}:", *lines, *more]
