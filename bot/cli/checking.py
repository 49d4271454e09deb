"""What the command line says of a sound base: its size, the wordings that only help while stored, what was taught."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from bot.cli.places import from_here
from bot.cli.progress_bar import Report
from bot.wording.hidden import hidden_in_words
from bot.wording.proposing import CLI_HELPS
from bot.wording.quotes import held_in_words
from bot.wording.service import expectation_in_words
from bot.wording.status_looks import look_of
from knowledge.decision.matcher import Matcher
from knowledge.errors import Problem
from knowledge.loading.lessons import LEARNED, promotions, written
from knowledge.loading.loader import load
from knowledge.service.due import warnings as due
from knowledge.service.expectations import expectation
from knowledge.service.quotes import hold_quotes
from knowledge.service.soundness import Lost, elliptic, lost_phrasings


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How many warnings are shown at the most, the precision that answers are to have, and the day that it is."""

    most: int
    precision: float
    today: date


def report(matcher: Matcher, folder: Path, progress: Report, wanted: Wanted) -> list[str]:
    """Return the lines of the report: warnings first, by file and line, the summary last."""
    most = wanted.most
    lost = list(lost_phrasings(matcher, lambda done, total: progress("leaving phrasings out", done, total)))
    warnings: list[Problem | Lost] = sorted(
        [*elliptic(matcher.base), *due(matcher.base, wanted.today), *lost], key=lambda one: (one.file, one.line)
    )
    path = from_here(folder)
    lines = [f"warning: {replace(one, file=path(one.file))}" for one in warnings[:most]]
    if len(warnings) > most:
        lines.append(f"... and {len(warnings) - most} more (--warnings {len(warnings)} shows all)")
    if lost:
        lines.append("give such facts more wordings of the kind, or move the wording to the fact that wins")
    expected = expectation_in_words(expectation(matcher, wanted.precision), wanted.precision, CLI_HELPS)
    return [*lines, *_summary(matcher, len(lost)), *expected]


def _summary(matcher: Matcher, lost: int) -> Iterator[str]:
    base = matcher.base
    phrasings = sum(len(fact.wordings) for fact in base.facts)
    statuses = Counter(fact.status for fact in base.facts)
    counted = ", ".join(f"{count} {look_of(status).words.lower()}" for status, count in statuses.most_common())
    yield f"{len(base.facts)} facts ({counted})"
    yield f"{phrasings} wordings, {sum(len(fact.not_) for fact in base.facts)} near misses, all refused"
    yield f"{len(base.sources)} sources, {len(base.entities)} names, {len(base.synonyms)} groups of synonyms"
    yield f"{lost} wordings ({lost / phrasings:.1%}) would find an unrelated fact, were they not stored"
    if hidden := hidden_in_words(base, datetime.now(UTC)):
        yield hidden
    yield f"version {base.version}"


def quotes(folder: Path, sources: Path) -> list[str]:
    """Return the lines that say which quotes are in the texts of their sources, and which were not looked for.

    Raises:
        FactBaseError: a quote is not there, or a text cannot be read.
    """
    return list(held_in_words(hold_quotes(folder, sources), sources))


def lessons(folder: Path) -> list[str]:
    """Return what the bot was taught: fact, phrasing, who approved it and when.

    Raises:
        FactBaseError: the base is broken.
    """
    taught = load(folder).lessons
    return [f"{one.fact}: {one.phrasing} ({one.by}, {one.on})" for one in taught] or ["nothing has been taught so far"]


def promoted(folder: Path) -> list[str]:
    """Return the lines that make what was taught part of the curated files.

    Raises:
        FactBaseError: the base is broken.
    """
    curated = load(folder, overlay={LEARNED: written(())})
    path = from_here(folder)
    places = {name: replace(place, file=path(place.file)) for name, place in curated.locations.items()}
    lines = list(promotions(load(folder), replace(curated, locations=places)))
    if not lines:
        return ["nothing has been taught so far"]
    return [*lines, f"# then delete them from {LEARNED} and reload: factbot check says whether the base is sound"]
