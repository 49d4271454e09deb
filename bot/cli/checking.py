"""What the command line says of a sound base: its size, the wordings that only help while stored, what was taught."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.cli.progress_bar import Report
from bot.wording.service import expectation_in_words
from bot.wording.statuses import look_of
from knowledge.decision.matcher import Matcher
from knowledge.loading.lessons import LEARNED, promotions, written
from knowledge.loading.loader import load
from knowledge.service.expectations import expectation
from knowledge.service.soundness import elliptic, lost_phrasings


def report(matcher: Matcher, progress: Report, most: int, precision: float) -> list[str]:
    """Return the lines of the report: up to ``most`` warnings first, the summary last."""
    lost = list(lost_phrasings(matcher, lambda done, total: progress("leaving phrasings out", done, total)))
    lines = [f"warning: {one}" for one in [*elliptic(matcher.base), *lost][:most]]
    if len(lost) > most:
        lines.append(f"... and {len(lost) - most} more (--warnings {len(lost)} shows all)")
    if lost:
        lines.append("give such facts more wordings of the kind, or move the wording to the fact that wins")
    return [*lines, *_summary(matcher, len(lost)), *expectation_in_words(expectation(matcher, precision), precision)]


def _summary(matcher: Matcher, lost: int) -> Iterator[str]:
    base = matcher.base
    phrasings = sum(len(fact.wordings) for fact in base.facts)
    statuses = Counter(fact.status for fact in base.facts)
    counted = ", ".join(f"{count} {look_of(status).words.lower()}" for status, count in statuses.most_common())
    yield f"{len(base.facts)} facts ({counted})"
    yield f"{phrasings} wordings, {sum(len(fact.not_) for fact in base.facts)} near misses, all refused"
    yield f"{len(base.sources)} sources, {len(base.entities)} names, {len(base.synonyms)} groups of synonyms"
    yield f"{lost} wordings ({lost / phrasings:.1%}) would find an unrelated fact, were they not stored"
    yield f"version {base.version}"


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
    lines = list(promotions(load(folder), load(folder, overlay={LEARNED: written(())})))
    if not lines:
        return ["nothing has been taught so far"]
    return [*lines, f"# then delete them from {LEARNED} and reload: factbot check says whether the base is sound"]
