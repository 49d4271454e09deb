"""What a base replies to many questions, kept, so that a change which should change nothing can show it.

``python -m tests.regression dump BASE FILE... > before.jsonl`` asks every question of the files, threads as
conversations, then every wording and near miss of the base itself. After the change ``dump`` again, and
``python -m tests.regression compare before.jsonl after.jsonl`` prints each difference and ends with 1 if there is any.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from bot.client.rendering.replies import render
from bot.newsroom.conversations import Conversations
from bot.newsroom.newsroom import Decision
from knowledge.decision.matcher import PRECISION, Matcher
from knowledge.decision.outcomes import Abstention, Answer, Outcome
from knowledge.service.opening import open_matcher

# Further than sums of floats in another order bring two confidences apart, and nearer than any rule.
TOLERANCE = 1e-9


def asked(matcher: Matcher, files: list[Path]) -> Iterator[tuple[str, str | None]]:
    """Yield each question with its thread: those of the files, then the base's own."""
    for path in files:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield row["question"], f"{path.stem}:{row['thread']}" if row.get("thread") else None
    for fact in matcher.base.facts:
        yield from ((text, None) for text in (*fact.wordings, *fact.not_))


def dump(folder: Path, files: list[Path]) -> Iterator[dict[str, Any]]:
    """Yield question, outcome, facts, confidences and the reply as Discord shows it, of one question each."""
    matcher = open_matcher(folder)
    conversations = Conversations(PRECISION)
    now = datetime.now(UTC)
    for number, (question, thread) in enumerate(asked(matcher, files)):
        outcome = conversations.decide(matcher, question, thread or f" {number}", now)
        reply = render(Decision(question, outcome, matcher, now.date()))
        found = _found(outcome)
        yield {
            "question": question,
            "outcome": type(outcome).__name__.lower(),
            "facts": [fact for fact, _ in found],
            "confidences": [confidence for _, confidence in found],
            "text": reply.public,
        }


def _found(outcome: Outcome) -> list[tuple[str, float]]:
    match outcome:
        case Answer():
            return [(outcome.fact.id, outcome.confidence)]
        case Abstention():
            return []
        case _:
            return [(candidate.fact.id, candidate.confidence) for candidate in outcome.candidates]


def differences(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each question whose reply is not what it was."""
    for old, new in zip_longest(before, after, fillvalue={"question": "(none)", "confidences": []}):
        told = [key for key in {**old, **new} if key != "confidences" and old.get(key) != new.get(key)]
        pairs = zip_longest(old["confidences"], new["confidences"], fillvalue=-1.0)
        told += ["confidences"] * any(abs(one - other) > TOLERANCE for one, other in pairs)
        for key in told:
            yield f"{old['question']}: {key}: {old.get(key)} -> {new.get(key)}"


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def main(words: list[str] | None = None) -> int:
    """Do what the command line says; return the exit code."""
    parser = argparse.ArgumentParser(prog="tests.regression", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    dumping = commands.add_parser("dump")
    dumping.add_argument("base", type=Path)
    dumping.add_argument("files", type=Path, nargs="*")
    comparing = commands.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    arguments = parser.parse_args(words)
    if arguments.command == "dump":
        rows = dump(arguments.base, arguments.files)
        sys.stdout.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return 0
    before, after = _read(arguments.before), _read(arguments.after)
    found = list(differences(before, after))
    found.append(f"{len(before)} questions before, {len(after)} after, {len(found)} differences")
    sys.stdout.writelines(line + "\n" for line in found)
    return 1 if len(found) > 1 else 0


if __name__ == "__main__":
    sys.exit(main())
