"""Teaching: a phrasing that an editor approves is checked, written, and served at once."""

from datetime import datetime
from pathlib import Path

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Abstention, Answer
from knowledge.errors import FactBaseError
from knowledge.language.text import fold
from knowledge.loading.files import fingerprint, write_whole
from knowledge.loading.lessons import LEARNED, with_lesson, without_lesson
from knowledge.model import Fact, Lesson
from knowledge.reading.blocks import Block, objection_of
from knowledge.service.live import LiveBase

# From this likeness on two wordings are about the same thing, though they need not ask the same (see ``DUPLICATE``).
ALIKE = 0.5


class TeachingError(Exception):
    """A phrasing that is not taught, or not taken back; the text says why and what to do."""


class ObjectionError(TeachingError):
    """A phrasing that says what its fact does not carry, or what the fact's near misses say: ``block`` tells which."""

    def __init__(self, block: Block) -> None:
        self.block = block
        super().__init__(f"{block.kind}: {block.what}")


def teach(live: LiveBase, fact: Fact, phrasing: str, by: str, now: datetime) -> Lesson:
    """Make ``phrasing`` a wording of ``fact``, write it to ``learned.yaml`` and serve the base with it.

    It is refused where the fact's guard or a ``not`` line refuses it, where another fact has it, or where it would draw
    questions of another fact to this one; nothing is written or served then.

    Raises:
        TeachingError: it is refused, or it could not be written.
    """
    served = live.served.matcher
    _refuse(served, fact, phrasing)
    content = with_lesson(served.base, fact.id, phrasing, by, now.date())
    matcher = _checked(live, content)
    outcome = matcher.decide(phrasing)
    if not isinstance(outcome, Answer) or outcome.fact.id != fact.id:
        raise TeachingError("even as a phrasing it would not find that fact; choose a wording that says more")
    if wording := _stolen(served, matcher, fact, phrasing):
        raise TeachingError(f"it would draw '{wording}' away from its own fact; choose a wording that tells them apart")
    _write(live.folder / LEARNED, content)
    live.serve(matcher, now, by)
    return matcher.base.lessons[_place(matcher, fact, phrasing)]


def unteach(live: LiveBase, fact: str, phrasing: str, by: str, now: datetime) -> Lesson:
    """Take a lesson back: the file is written without it, and the base is served without it.

    Raises:
        TeachingError: there is no such lesson, or the file could not be written.
    """
    base = live.served.matcher.base
    lesson = next((one for one in base.lessons if (one.fact, one.phrasing) == (fact, phrasing)), None)
    if lesson is None:
        raise TeachingError("that phrasing is no longer among what was taught")
    content = without_lesson(base, lesson)
    matcher = _checked(live, content)
    _write(live.folder / LEARNED, content)
    live.serve(matcher, now, by)
    return lesson


def _refuse(served: Matcher, fact: Fact, phrasing: str) -> None:
    if fold(phrasing) in map(fold, fact.wordings):
        raise TeachingError("it is already a phrasing of that fact")
    outcome = served.decide(phrasing)
    if isinstance(outcome, Abstention) and outcome.reason == "empty question":
        raise TeachingError("there is no question in it")
    if not served.says_something(phrasing):
        raise TeachingError("it could mean any fact; add what it is about")
    block = served.objection(phrasing, fact)
    if block and objection_of(block.kind).is_final:
        raise ObjectionError(block)


def _checked(live: LiveBase, content: bytes) -> Matcher:
    """Return the matcher over what is being served, with another ``learned.yaml``."""
    if fingerprint(live.folder) != live.served.matcher.base.version:
        raise TeachingError("the files have changed since they were loaded; reload the facts first, then teach")
    try:
        _, matcher = live.preview({LEARNED: content})
    except FactBaseError as error:
        what = " and ".join(problem.what for problem in error.problems)
        raise TeachingError(f"{what}; choose another wording, or another fact") from None
    return matcher


def _stolen(before: Matcher, after: Matcher, fact: Fact, phrasing: str) -> str | None:
    """Return a wording like ``phrasing`` that, were it not stored, would find ``fact`` now and found its own before."""
    taught = after.duplicates.read(phrasing)
    for number, other in enumerate(after.base.facts):
        for at, wording in enumerate(other.wordings if other.id != fact.id else ()):
            winner = after.winner_without(number, at)
            is_drawn = winner is not None and winner.id == fact.id and before.winner_without(number, at) is None
            # A wording that has nothing in common with what is taught changes sides by chance.
            if is_drawn and after.duplicates.similarity(taught, after.duplicates.read(wording)) >= ALIKE:
                return wording
    return None


def _place(matcher: Matcher, fact: Fact, phrasing: str) -> int:
    taught = [(lesson.fact, lesson.phrasing) for lesson in matcher.base.lessons]
    return taught.index((fact.id, phrasing))


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        raise TeachingError(
            f"{path.name} could not be written ({error.strerror}); let the bot write to the folder of the facts"
        ) from None
