"""Evaluations and benches as plain tables."""

from collections.abc import Iterator
from typing import Any

from bot.cli.evaluation import GRADES, Graded
from knowledge.decision.outcomes import Answer


def evaluation_lines(graded: tuple[Graded, ...], summary: dict[str, Any]) -> Iterator[str]:
    """Yield the table by kind, the shares, and every question that went wrong."""
    width = max(len(kind) for kind in ["kind", *summary["kinds"]])
    yield f"{'kind':<{width}} " + " ".join(f"{name:>9}" for name in GRADES)
    for kind, counts in summary["kinds"].items():
        yield f"{kind:<{width}} " + " ".join(f"{counts[name]:>9}" for name in GRADES)
    yield ""
    yield f"{summary['questions']} questions, {_percent(summary['answered'])} answered"
    yield f"{_percent(summary['precision'])} of the answers right, {summary['wrong']} wrong"
    yield f"{_percent(summary['right_of_answerable'])} of the answerable questions answered rightly"
    yield f"{_percent(summary['forced_accuracy'])} right if made to answer"
    if summary["auroc"] is not None:
        yield f"{summary['auroc']:.4f} AUROC of the best confidence, answerable against not"
    yield f"{summary['p50_ms']:.2f} ms median" if summary["p50_ms"] is not None else "no questions"
    for one in graded:
        if one.grade == "wrong" and isinstance(one.outcome, Answer):
            yield f"wrong: {one.question.id} “{one.question.question}” got {one.outcome.fact.id}"
        elif one.grade in ("missed", "suggested"):
            yield f"{one.grade}: {one.question.id} “{one.question.question}”"


def bench_lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield one line for each method and size, with its time relative to factbot's."""
    yield f"{'phrasings':>9}  {'method':<26} {'p50 ms':>9} {'p99 ms':>9} {'x factbot':>9} {'build s':>8} {'peak MB':>8}"
    ours = {row["phrasings"]: row["p50_ms"] for row in rows if row["method"] == "factbot"}
    for row in rows:
        ratio = row["p50_ms"] / ours[row["phrasings"]]
        yield (
            f"{row['phrasings']:>9}  {row['method']:<26} {row['p50_ms']:>9.3f} {row['p99_ms']:>9.3f} {ratio:>9.1f} "
            f"{row['build_s']:>8.1f} {row['peak_mb']:>8.0f}"
        )


def _percent(share: float | None) -> str:
    return "no share" if share is None else f"{share:.1%}"
