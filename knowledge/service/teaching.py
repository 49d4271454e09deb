"""Teaching: a phrasing that an editor approves is checked, written, and served at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import WORTH_SUGGESTING, Abstention, Answer, Candidate
from knowledge.errors import FactBaseError
from knowledge.language.english import english
from knowledge.language.text import fold
from knowledge.loading.files import fingerprint, write_whole
from knowledge.loading.lessons import LEARNED, with_lessons, without_lesson
from knowledge.model import Fact, Lesson
from knowledge.reading.blocks import Block, objection_of
from knowledge.service.live import LiveBase, Served

# From this likeness on two wordings are about the same thing, though they need not ask the same (see ``DUPLICATE``).
ALIKE = 0.5


class TeachingError(Exception):
    """A phrasing that is not taught, or not taken back; the text says why and what to do."""


class ObjectionError(TeachingError):
    """A phrasing that says what its fact does not carry, or what the fact's near misses say: ``block`` tells which."""

    def __init__(self, block: Block) -> None:
        self.block = block
        super().__init__(f"{block.kind}: {block.what}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A lesson as it would be served with it, and the file that holds it.

    ``drawn`` are wordings of other facts that, were they not stored, would find the taught fact from then on; they have
    too little in common with the lesson to forbid it. ``rival`` is another fact that the phrasing sounds more like, as
    it is read so far; ``unknown`` a name in it that the base doesn't have.
    """

    fact: Fact
    phrasing: str
    content: bytes
    served: Served
    drawn: tuple[str, ...]
    rival: Candidate | None
    unknown: str | None

    @property
    def matcher(self) -> Matcher:
        """The matcher with the lesson over all facts, hidden ones too."""
        return self.served.full


def rehearse(live: LiveBase, fact: Fact, phrasing: str, by: str, now: datetime) -> Rehearsal:
    """Return what it would be to make ``phrasing`` a wording of ``fact``; nothing is written or served.

    It is refused where the fact's guard or a ``not`` line refuses it, where another fact has it, where a reading would
    never take it for a question that the fact answers, or where it would draw questions of another fact to this one.

    Raises:
        TeachingError: it is refused.
    """
    return rehearse_together(live, fact, [phrasing], by, now)[0]


def rehearse_together(
    live: LiveBase, fact: Fact, phrasings: Sequence[str], by: str, now: datetime
) -> tuple[Rehearsal, ...]:
    """Return the same of several phrasings, each as it is beside the others: whichever is taught, all of them are.

    Raises:
        TeachingError: one of them is refused.
    """
    served = live.served.full
    for phrasing in phrasings:
        refuse_at_once(served, fact, phrasing)
    content = with_lessons(served.base, fact.id, phrasings, by, now.date())
    found = _checked(live, content)
    return tuple(_rehearsed((served, found), fact, phrasing, content) for phrasing in phrasings)


def _rehearsed(bases: tuple[Matcher, Served], fact: Fact, phrasing: str, content: bytes) -> Rehearsal:
    """Return what a phrasing is over the base as it is served and as it would be."""
    served, found = bases
    matcher = found.full
    outcome = matcher.decide(phrasing)
    if not isinstance(outcome, Answer) or outcome.fact.id != fact.id:
        raise TeachingError("even as a phrasing it would not find that fact; choose a wording that says more")
    drawn = dict(drawn_by(served, matcher, fact, phrasing))
    if wording := next((wording for wording, is_alike in drawn.items() if is_alike), None):
        raise TeachingError(f"it would draw '{wording}' away from its own fact; choose a wording that tells them apart")
    block = served.objection(phrasing, fact)
    return Rehearsal(
        fact=fact,
        phrasing=phrasing,
        content=content,
        served=found,
        drawn=tuple(drawn),
        rival=_rival(served, fact, phrasing),
        unknown=block.what if block else None,
    )


def teach(live: LiveBase, rehearsal: Rehearsal, by: str, now: datetime) -> Lesson:
    """Write a lesson that has been rehearsed over what is being served to ``learned.yaml``, and serve the base with it.

    Raises:
        TeachingError: the files have changed since, or it could not be written; nothing is served then.
    """
    return teach_together(live, [rehearsal], by, now)[0]


def teach_together(live: LiveBase, rehearsals: Sequence[Rehearsal], by: str, now: datetime) -> tuple[Lesson, ...]:
    """Write and serve lessons that have been rehearsed together.

    Raises:
        TeachingError: as for ``teach``.
    """
    _refuse_changed(live)
    _write(live.folder / LEARNED, rehearsals[0].content)
    live.serve(rehearsals[0].served, now, by)
    taught = {(lesson.fact, lesson.phrasing): lesson for lesson in rehearsals[0].matcher.base.lessons}
    return tuple(taught[one.fact.id, one.phrasing] for one in rehearsals)


def preview_with_lessons(live: LiveBase, content: bytes) -> Matcher:
    """Return the matcher over all facts of the base that is served, with another ``learned.yaml``.

    Raises:
        FactBaseError: the files are broken, or would be.
    """
    return live.preview({LEARNED: content})[1].full


def unteach(live: LiveBase, fact: str, phrasing: str, by: str, now: datetime) -> Lesson:
    """Take a lesson back: the file is written without it, and the base is served without it.

    Raises:
        TeachingError: there is no such lesson, or the file could not be written.
    """
    base = live.served.base_of_files
    lesson = next((one for one in base.lessons if (one.fact, one.phrasing) == (fact, phrasing)), None)
    if lesson is None:
        raise TeachingError("that phrasing is no longer among what was taught")
    content = without_lesson(base, lesson)
    found = _checked(live, content)
    _write(live.folder / LEARNED, content)
    live.serve(found, now, by)
    return lesson


def refuse_at_once(served: Matcher, fact: Fact, phrasing: str) -> None:
    """Refuse what can be refused without reading the base anew.

    Raises:
        TeachingError: it is refused.
    """
    if fold(phrasing) in map(fold, fact.wordings):
        raise TeachingError("it is already a phrasing of that fact")
    outcome = served.decide(phrasing)
    if isinstance(outcome, Abstention) and outcome.reason == "empty question":
        raise TeachingError("there is no question in it")
    if not served.says_something(phrasing):
        raise TeachingError("it could mean any fact; add what it is about")
    _refuse_bare_name(served, fact, phrasing)
    block = served.objection(phrasing, fact)
    # Of a name that the base doesn't have an editor may know whom it means; whatever else keeps a fact from answering
    # keeps it from being taught.
    if block and objection_of(block.kind).is_final:
        raise ObjectionError(block)


def _refuse_bare_name(served: Matcher, fact: Fact, phrasing: str) -> None:
    """Refuse a name alone, "who is X", for a fact that doesn't say who or what X is: nothing else answers it either."""
    asked = served.gathered(phrasing).question.analysis
    content = [text for text in asked.texts if text and text not in english().function_words]
    if len(asked.entities) != 1 or content:
        return
    place = served.base.facts.index(fact)
    if served.selector.asks_for(place) == asked.entities:
        return
    (name,) = (served.names[entity] for entity in asked.entities)
    if name in fact.question:
        raise TeachingError(f"it says nothing but {name}, and any fact about that may be meant; add what is asked")
    raise ObjectionError(Block("name", name))


def _rival(served: Matcher, fact: Fact, phrasing: str) -> Candidate | None:
    """Return the fact that ``phrasing`` sounds more like than like ``fact``, worth being suggested, if there is one."""
    near = [one for one in served.candidates(phrasing) if one.block is None]
    own = max((one.confidence for one in near if one.fact.id == fact.id), default=0.0)
    others = [one for one in near if one.fact.id != fact.id and one.confidence > max(own, WORTH_SUGGESTING)]
    return max(others, key=lambda one: one.confidence, default=None)


def _checked(live: LiveBase, content: bytes) -> Served:
    """Return what would be served, with another ``learned.yaml``."""
    _refuse_changed(live)
    try:
        found = live.preview({LEARNED: content})[1]
    except FactBaseError as error:
        what = " and ".join(problem.what for problem in error.problems)
        raise TeachingError(f"{what}; choose another wording, or another fact") from None
    return found


def _refuse_changed(live: LiveBase) -> None:
    if fingerprint(live.folder) != live.served.base_of_files.version:
        raise TeachingError("the files have changed since they were loaded; reload the facts first, then teach")


def drawn_by(before: Matcher, after: Matcher, fact: Fact, phrasing: str) -> Iterator[tuple[str, bool]]:
    """Yield each wording that, were it not stored, would find ``fact`` now and found its own before.

    Beside it stands whether it is like ``phrasing``: a wording that has nothing in common with what is taught changes
    sides by chance.
    """
    taught = after.duplicates.read(phrasing)
    for number, other in enumerate(after.base.facts):
        for at, wording in enumerate(other.wordings if other.id != fact.id else ()):
            winner = after.winner_without(number, at)
            if winner is not None and winner.id == fact.id and before.winner_without(number, at) is None:
                yield wording, after.duplicates.similarity(taught, after.duplicates.read(wording)) >= ALIKE


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        raise TeachingError(
            f"{path.name} could not be written ({error.strerror}); let the bot write to the folder of the facts"
        ) from None
