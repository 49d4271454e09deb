"""Questions from the command line: one as its argument, or many as lines of JSON on standard input."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import typer
from rich.console import Console

from bot.api.replies import candidates_json, message_json
from bot.cli.json_output import print_json
from bot.cli.refusals import PROBLEMS
from bot.cli.terminal import show, show_candidates
from bot.config import Config
from bot.newsroom.conversations import Conversations
from bot.wording.hidden import why_hidden
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer
from knowledge.language.small_talk import kind_of
from knowledge.visibility import hidden_as


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the input: the thread it belongs to, its question (None where it has none), what it replies to."""

    thread: str
    question: str | None = None
    replied_to: str = ""


def answer(question: str, matcher: Matcher, settings: Config, *, as_json: bool, explain: bool) -> None:
    """Print the reply to one question, as a person reads it or as JSON, and what else there was to choose from."""
    now, conversations = datetime.now(UTC), Conversations(settings.precision)
    if kind_of(question) and not (as_json or explain):
        # What meets a greeting takes longer to load than a question to answer.
        from bot.cli.greeting import met

        if met(question, matcher, settings, conversations, Console()) is not None:
            return
    decided = conversations.decide_all(matcher, question, "", now)
    candidates = matcher.candidates(question) if explain else ()
    if as_json:
        extra = {"candidates": candidates_json(candidates)} if explain else {}
        print_json(message_json(question, decided, matcher, now.date(), settings.site_url) | extra)
        return
    for one in decided:
        if isinstance(one.outcome, Answer) and hidden_as(one.outcome.fact, now):
            typer.echo(f"{why_hidden(one.outcome.fact, now)}.\n")
        show(one.outcome, matcher, now.date(), Console(), one.question)
    if explain:
        show_candidates(candidates, Console())


def answer_lines(matcher: Matcher, settings: Config, *, explain: bool) -> int:
    """Print a reply for each line of standard input as it comes, and return the exit code."""
    conversations = Conversations(settings.precision)
    code = 0
    for number, line in _lines():
        if line.question is None:
            code = PROBLEMS
            typer.echo(f'stdin:{number}: not an object with a \'question\'; write {{"question": "..."}}', err=True)
        question = line.question or ""
        now = datetime.now(UTC)
        decided = conversations.decide_all(matcher, question, line.thread, now, line.replied_to)
        extra = {"candidates": candidates_json(matcher.candidates(question))} if explain else {}
        print_json(message_json(question, decided, matcher, now.date(), settings.site_url) | extra)
    return code


def _lines() -> Iterator[tuple[int, _Line]]:
    """Yield the lines that are not blank with their numbers, from 1."""
    for number, text in enumerate(sys.stdin.buffer, 1):
        if not text.strip():
            continue
        # Without a thread a line is a conversation of its own; no thread can be named so.
        alone = f" {number}"
        try:
            row = json.loads(text)
            question = _printable(row["question"])
            thread = str(row["thread"]) if row.get("thread") is not None else alone
            yield number, _Line(thread, question, _printable(row.get("replied_to")) or "")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            yield number, _Line(alone)


def _printable(text: Any) -> str | None:
    # Half a character is no text that could be printed again.
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else None
