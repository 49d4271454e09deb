"""What is being served and what a reload changed, in words."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from bot.limits import MESSAGE
from bot.newsroom.comparison import Difference
from bot.newsroom.drift import Drift
from bot.newsroom.statistics import Statistics
from bot.text import counted, shortened
from bot.wording.hidden import hidden_in_words
from bot.wording.proposing import DESK_HELPS
from knowledge.decision.outcomes import Candidate
from knowledge.errors import ProblemsError
from knowledge.service.expectations import Expectation, expectation
from knowledge.service.live import Change, Served

SERVING, BACK = "Now serving.", "Back to the facts of before."
ATTACHED = "\n(all of it attached)"
TAKEN_BACK = "A report that these rest on was taken back. Readers are told so; /desk queue state:due has them:"
# Facts that a message lists, each a line; and characters of a question where several stand in one.
SHOWN, LINE = 10, 150
NO_ANSWER = "no answer"


def preview_in_words(change: Change, differences: Sequence[Difference]) -> str:
    """Return what a reload would change, and which of the facts' own questions would answer differently."""
    lines = [change_in_words(change, "A reload would do this.")]
    if differences:
        lines.append("These of the facts' own questions would answer differently:")
        lines += [f"- {one.wording}: {one.before or NO_ANSWER} → {one.after or NO_ANSWER}" for one in differences]
    return "\n".join(lines)


def preview_refused(error: ProblemsError) -> str:
    """Return why a reload would be refused."""
    return f"A reload would be refused.\n{error}"


def reload_refused(error: ProblemsError) -> str:
    """Return why a reload was refused."""
    return f"Nothing was changed; the facts of before go on being served.\n{error}"


def candidates_in_words(threshold: float, candidates: Iterable[Candidate]) -> str:
    """Return the best facts for a question with their confidence and what blocks each."""
    lines = [f"Answers from confidence {threshold:.3f} on."]
    for candidate in candidates:
        block = candidate.block
        blocked = f", blocked by {block.kind} {block.what}".rstrip() if block else ""
        lines.append(f"{candidate.confidence:.3f} `{candidate.fact.id}` “{candidate.phrasing}”{blocked}")
    return "\n".join(lines)


def change_in_words(change: Change, first: str) -> str:
    """Return what a reload changed, by question, under a first sentence."""
    if not change:
        return f"{first} Nothing has changed."
    lines = [first]
    for name, questions in (("Added", change.added), ("Changed", change.changed), ("Removed", change.removed)):
        if questions:
            lines += [f"{name}:", *(f"- {question}" for question in questions)]
    if change.taken_back:
        lines += [TAKEN_BACK, *(f"- {question}" for question in change.taken_back)]
    return "\n".join(lines)


def taken_back_in_words(change: Change) -> str:
    """Return which facts rest on a report that was taken back, as the desk's channel is told."""
    shown = [f"- {question}" for question in change.taken_back[:SHOWN]]
    more = len(change.taken_back) - SHOWN
    lines = [TAKEN_BACK, *shown, *([f"… and {more} more"] if more > 0 else [])]
    return shortened("\n".join(lines), MESSAGE)


def drift_in_words(drift: Drift) -> str:
    """Return how the files differ from what is served, and what to do about it."""
    since = f"Since {drift.since:%Y-%m-%d %H:%M} UTC"
    goes_on = f"version {drift.served} goes on being served"
    if drift.on_disk is None:
        return f"{since} the disk with the files has not answered, so no change is seen; {goes_on}. Look at the disk."
    if not drift.on_disk:
        return f"{since} the files can't be read as a base; {goes_on}. /facts check says what is wrong with them."
    differ = f"{since} the files have differed from what is served: they hold version {drift.on_disk}, {goes_on}."
    return f"{differ} /facts check says what a reload would change, or why it would be refused."


def status_in_words(served: Served, statistics: Statistics, precision: float, drift: Drift | None = None) -> str:
    """Return what is being served, since when and by whom, whether the files say otherwise, and how it does."""
    base, hidden = served.base_of_files, hidden_in_words(served.base_of_files, datetime.now(UTC))
    expected = expectation(served.matcher, precision)
    share = f"{statistics.answered / statistics.questions:.0%}" if statistics.questions else "none yet"
    p50, p99 = statistics.percentile_ms(50), statistics.percentile_ms(99)
    differs = f"{drift_in_words(drift)}\n" if drift else ""
    secret = f"{hidden}.\n" if hidden else ""
    return (
        f"{counted(len(base.facts), 'fact')} from {counted(len(base.sources), 'source')}, version {base.version}, "
        f"loaded {served.since:%Y-%m-%d %H:%M} UTC by {served.by}.\n"
        f"{secret}{differs}{statistics.questions} questions, {statistics.answered} answered ({share}); "
        f"a decision takes {p50:.1f} ms (p50), {p99:.1f} ms (p99).\n"
        + "\n".join(line[0].upper() + line[1:] + "." for line in expectation_in_words(expected, precision, DESK_HELPS))
    )


def expectation_in_words(expected: Expectation, precision: float, helps: str) -> Iterator[str]:
    """Yield what to expect of a base, a line each; ``helps`` says what helps with a fact that wants a wording."""
    if expected.asked:
        rightly = f"{expected.right} of them rightly (so {expected.least:.0%} to {expected.most:.0%} in the long run)"
        yield f"asked {expected.asked} of its own wordings, each left out: {expected.answered} answered, {rightly}"
    else:
        yield "no fact has a second wording, so nothing can be rehearsed: the bot is as careful as on its like"
    if expected.strange:
        made_up = f"{expected.strange} questions that are made up to have no answer"
        how = "its own with a word swapped, or with their fact left out"
        yield f"asked {made_up} ({how}): {expected.let_through} got one; the fewer, the better"
    if not expected.holds(precision):
        remedy = "tell near facts apart by names and wordings, or write `not` lines"
        yield f"the promise of {precision:.0%} right answers can't be kept: {remedy}"
    if expected.wanting:
        wanting = ", ".join(f"“{shortened(fact.question, LINE)}” ({fact.id})" for fact in expected.wanting)
        yield f"another wording or a name would help most here: {wanting}; {helps}"
