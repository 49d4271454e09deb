"""Grades a question file: what was answered rightly, wrongly, suggested, missed or refused."""

import json
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import numpy as np

from bot.newsroom.conversations import Conversations
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer, Candidate, Outcome, Suggestions
from knowledge.errors import Problem, ProblemsError
from knowledge.model import Fact

Grade = Literal["right", "wrong", "suggested", "missed", "refused"]
GRADES: tuple[Grade, ...] = ("right", "wrong", "suggested", "missed", "refused")
EXPECTED = ("answer", "no_answer", "either")
# Questions between two steps of the progress bar: about a second.
TOLD_EVERY = 100


class QuestionsError(ProblemsError):
    """A question file that cannot be read."""

    where = " in the question file"


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a question file (see the format in README)."""

    id: str
    question: str
    kind: str
    expect: str
    fact: str | None = None
    must: tuple[re.Pattern[str], ...] = ()
    must_not: tuple[re.Pattern[str], ...] = ()
    thread: str | None = None

    def is_answered_by(self, fact: Fact) -> bool:
        """Whether the text of ``fact`` is a right answer."""
        if self.fact is not None:
            return fact.id == self.fact
        has_all = all(pattern.search(fact.answer) for pattern in self.must)
        return has_all and not any(pattern.search(fact.answer) for pattern in self.must_not)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A question with what became of it; ``best`` is the first candidate, as if nothing were refused."""

    question: Question
    outcome: Outcome
    grade: Grade
    best: Candidate | None
    seconds: float


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions of a file.

    Raises:
        QuestionsError: with file and line of everything that is no question.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = (getattr(error, "strerror", None) or "not UTF-8 text").lower()
        raise QuestionsError((Problem(str(path), 0, f"cannot be read ({reason})", "name a JSON-lines file"),)) from None
    questions, problems = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            questions.append(_question(json.loads(line), number))
        except (ValueError, TypeError, AttributeError, RecursionError, re.error) as error:
            what = f"not a question ({error})"
            problems.append(Problem(str(path), number, what, "write an object with question, kind and expect"))
    if problems:
        raise QuestionsError(tuple(problems))
    return tuple(questions)


def _question(row: dict[str, Any], number: int) -> Question:
    if row.get("expect") not in EXPECTED:
        raise ValueError(f"expect is {row.get('expect')!r}, not one of {', '.join(EXPECTED)}")
    if not isinstance(row.get("question"), str):
        raise TypeError("no text under 'question'")
    if row["expect"] == "answer" and not (row.get("fact") or row.get("must")):
        raise ValueError("an answer is expected, but neither 'fact' nor 'must' says which")
    if not isinstance(row.get("thread"), str | None):
        raise TypeError("'thread' is not text")
    return Question(
        id=str(row.get("id", number)),
        question=row["question"],
        kind=str(row.get("kind", "question")),
        expect=row["expect"],
        fact=row.get("fact"),
        must=_patterns(row.get("must")),
        must_not=_patterns(row.get("must_not")),
        thread=row.get("thread"),
    )


def _patterns(texts: list[str] | None) -> tuple[re.Pattern[str], ...]:
    if not isinstance(texts, list | None):
        raise TypeError("'must' and 'must_not' take lists")
    return tuple(re.compile(text, re.IGNORECASE) for text in texts or ())


def check_facts(questions: Iterable[Question], matcher: Matcher, path: Path) -> None:
    """Check that the facts named in a question file are in the base.

    Raises:
        QuestionsError: with every fact that is not.
    """
    problems = [
        Problem(str(path), 0, f"question {one.id}: unknown fact '{one.fact}'", "fix the id or pick another base")
        for one in questions
        if one.fact is not None and matcher.fact(one.fact) is None
    ]
    if problems:
        raise QuestionsError(tuple(problems))


def grade(question: Question, outcome: Outcome) -> Grade:
    """Return the grade of an outcome."""
    if isinstance(outcome, Answer):
        is_right = question.expect != "no_answer" and question.is_answered_by(outcome.fact)
        return "right" if is_right else "wrong"
    if question.expect != "answer":
        return "refused"
    near = outcome.candidates if isinstance(outcome, Suggestions) else ()
    return "suggested" if any(question.is_answered_by(candidate.fact) for candidate in near) else "missed"


def evaluate(
    matcher: Matcher, questions: Iterable[Question], precision: float, progress: Callable[[int], None]
) -> tuple[Graded, ...]:
    """Ask every question in order, threads as conversations, and grade what comes."""
    conversations = Conversations(precision)
    now = datetime.now(UTC)
    graded = []
    for done, question in enumerate(questions):
        started = time.perf_counter()
        # A line asks one thing, so of a message with two questions the first outcome counts.
        outcome = conversations.decide_all(matcher, question.question, question.thread or f" {done}", now)[0].outcome
        seconds = time.perf_counter() - started
        candidates = matcher.candidates(question.question)
        best = candidates[0] if candidates else None
        judged = grade(question, outcome)
        graded.append(Graded(question=question, outcome=outcome, grade=judged, best=best, seconds=seconds))
        if done % TOLD_EVERY == 0:
            progress(done)
    return tuple(graded)


def summarise(graded: tuple[Graded, ...]) -> dict[str, Any]:
    """Return the figures of an evaluation: by kind, and shares from 0 to 1 over all."""
    answered = [g for g in graded if isinstance(g.outcome, Answer)]
    asked = [g for g in graded if g.question.expect == "answer"]
    right = sum(g.grade == "right" for g in answered)
    kinds = sorted({g.question.kind for g in graded})
    return {
        "questions": len(graded),
        "kinds": {
            kind: {name: sum(g.grade == name and g.question.kind == kind for g in graded) for name in GRADES}
            for kind in kinds
        },
        "answered": _share(len(answered), len(graded)),
        "precision": _share(right, len(answered)),
        "right_of_answerable": _share(sum(g.grade == "right" for g in asked), len(asked)),
        "wrong": sum(g.grade == "wrong" for g in graded),
        "forced_accuracy": _share(
            sum(g.best is not None and g.question.is_answered_by(g.best.fact) for g in asked), len(asked)
        ),
        "auroc": _auroc(graded),
        "p50_ms": float(np.median([g.seconds for g in graded]) * 1e3) if graded else None,
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _auroc(graded: tuple[Graded, ...]) -> float | None:
    """Return how well the best confidence tells what can be answered from what can't (area under the ROC curve)."""
    inside = [g.best.confidence if g.best else 0.0 for g in graded if g.question.expect == "answer"]
    outside = [g.best.confidence if g.best else 0.0 for g in graded if g.question.expect == "no_answer"]
    if not inside or not outside:
        return None
    both = np.array(inside + outside)
    _, inverse, counts = np.unique(both, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    wins = ranks[: len(inside)].sum() - len(inside) * (len(inside) + 1) / 2
    return float(wins / (len(inside) * len(outside)))
