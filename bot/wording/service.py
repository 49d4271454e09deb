"""What is being served and what a reload changed, in words."""

from bot.newsroom.statistics import Statistics
from bot.text import counted
from knowledge.service.live import Change, Served


def change_in_words(change: Change, first: str) -> str:
    """Return what a reload changed, by question, under a first sentence."""
    if not change:
        return f"{first} Nothing has changed."
    lines = [first]
    for name, questions in (("Added", change.added), ("Changed", change.changed), ("Removed", change.removed)):
        if questions:
            lines += [f"{name}:", *(f"- {question}" for question in questions)]
    return "\n".join(lines)


def status_in_words(served: Served, statistics: Statistics) -> str:
    """Return what is being served, since when and by whom, and how it does."""
    base = served.matcher.base
    share = f"{statistics.answered / statistics.questions:.0%}" if statistics.questions else "none yet"
    p50, p99 = statistics.percentile_ms(50), statistics.percentile_ms(99)
    return (
        f"{counted(len(base.facts), 'fact')} from {counted(len(base.sources), 'source')}, version {base.version}, "
        f"loaded {served.since:%Y-%m-%d %H:%M} UTC by {served.by}.\n"
        f"{statistics.questions} questions, {statistics.answered} answered ({share}); "
        f"a decision takes {p50:.1f} ms (p50), {p99:.1f} ms (p99)."
    )
