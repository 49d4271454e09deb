"""The command line: reads its arguments, calls the library, prints what came. No logic of its own."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

from bot.cli.json_output import candidates_json, citations_json, message_json
from bot.cli.progress_bar import progress_bar
from bot.cli.terminal import show, show_candidates
from bot.config import Config, config_at
from bot.newsroom.conversations import Conversations
from knowledge.decision.matcher import Matcher
from knowledge.errors import ProblemsError
from knowledge.language.encoder import encoder_named
from knowledge.loading.loader import bundled_folder
from knowledge.retrieval.vector_store import VectorStore
from knowledge.service.folders import default_cache_folder
from knowledge.service.opening import open_matcher

PROBLEMS, USAGE = 1, 2
SMALLEST_BENCH = 10

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Answer questions about a newsroom's reporting from a curated fact base, with sources, or keep quiet.",
)

FactsOption = Annotated[Path | None, typer.Option("--facts", help="Folder of the fact base.", show_default=False)]
ConfigOption = Annotated[Path | None, typer.Option("--config", help="Configuration file.", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ExplainOption = Annotated[bool, typer.Option("--explain", help="Show the best five candidates and what blocked them.")]


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.", show_default=False)] = None,
    *,
    as_json: JsonOption = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read one JSON object a line from standard input.")] = False,
    explain: ExplainOption = False,
    facts: FactsOption = None,
    config: ConfigOption = None,
) -> None:
    """Answer one question, or with --jsonl as many as come in."""
    if (question is None) != jsonl:
        _fail("give one question in quotes, or --jsonl and questions on standard input", USAGE)
    settings = _settings(config)
    matcher = _matcher(facts, settings)
    if question is None:
        raise typer.Exit(_answer_lines(matcher, settings.precision, explain=explain))
    decided = Conversations(settings.precision).decide_all(matcher, question, "", datetime.now(UTC))
    candidates = matcher.candidates(question) if explain else ()
    if as_json:
        extra = {"candidates": candidates_json(candidates)} if explain else {}
        _print_json(message_json(question, decided, matcher) | extra)
        return
    for one in decided:
        show(one.outcome, matcher, Console())
    if explain:
        show_candidates(candidates, Console())


@app.command()
def chat(*, facts: FactsOption = None, config: ConfigOption = None) -> None:
    """Hold a conversation; an empty line or Ctrl-D ends it, a number takes up a suggestion."""
    from bot.cli.chat import converse

    settings = _settings(config)
    converse(_matcher(facts, settings), settings.precision, Console())


@app.command("facts")
def list_facts(*, as_json: JsonOption = False, facts: FactsOption = None, config: ConfigOption = None) -> None:
    """List the fact base; with --json one fact a line."""
    matcher = _matcher(facts, _settings(config))
    console = Console()
    for fact in matcher.base.facts:
        if as_json:
            citations = citations_json(fact, matcher)
            as_of = fact.as_of.isoformat()
            row = {"id": fact.id, "question": fact.question, "answer": fact.answer, "status": fact.status}
            _print_json(row | {"as_of": as_of, "citations": citations, "topics": list(fact.topics)})
        else:
            console.print(f"{fact.id}: {fact.question}", markup=False, highlight=False, emoji=False, soft_wrap=True)


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="Folder of the fact base.", show_default=False)] = None,
    *,
    warnings: Annotated[int, typer.Option(help="Show at most so many warnings.", min=0)] = 20,
    facts: FactsOption = None,
    config: ConfigOption = None,
) -> None:
    """Check a fact base: every problem, or a summary and what would be lost without its exact words."""
    from bot.cli.checking import report

    console = Console(stderr=True)
    settings = _settings(config)
    chosen = folder or _folder(facts, settings)
    with progress_bar(console) as progress, _problems_reported():
        # Always built anew, but what was encoded before need not be encoded again.
        matcher = open_matcher(chosen, None, progress, store=_vectors(settings, default_cache_folder()))
        lines = report(matcher, progress, warnings, settings.precision)
    for line in lines:
        typer.echo(line)


@app.command("eval")
def evaluate_file(
    questions: Annotated[Path, typer.Argument(help="Question file, JSON lines.", show_default=False)],
    *,
    as_json: JsonOption = False,
    least_right: Annotated[float, typer.Option(help="Fail below this share of answerable questions.")] = 0.0,
    most_wrong: Annotated[int, typer.Option(help="Fail above so many wrong answers.")] = 0,
    facts: FactsOption = None,
    config: ConfigOption = None,
) -> None:
    """Grade a question file; exit 1 on wrong answers (see --most-wrong) or too few right ones (--least-right)."""
    from bot.cli.evaluation import check_facts, evaluate, read_questions, summarise
    from bot.cli.reports import evaluation_lines

    settings = _settings(config)
    with _problems_reported():
        asked = read_questions(questions)
    matcher = _matcher(facts, settings)
    with _problems_reported():
        check_facts(asked, matcher, questions)
    with progress_bar(Console(stderr=True)) as progress:
        graded = evaluate(matcher, asked, settings.precision, lambda done: progress("asking", done, len(asked)))
    summary = summarise(graded)
    if as_json:
        _print_json(summary)
    else:
        for line in evaluation_lines(graded, summary):
            typer.echo(line)
    if summary["wrong"] > most_wrong or (summary["right_of_answerable"] or 0.0) < least_right:
        raise typer.Exit(PROBLEMS)


@app.command()
def bench(
    sizes: Annotated[str, typer.Option(help="Phrasings, ten a fact, separated by commas.")] = "1000,10000,100000",
    *,
    as_json: JsonOption = False,
) -> None:
    """Measure speed and memory beside other libraries on growing bases."""
    from bot.cli.bench import measure_all
    from bot.cli.reports import bench_lines

    try:
        wanted = [int(size) for size in sizes.split(",")]
    except ValueError:
        wanted = []
    if not wanted or min(wanted) < SMALLEST_BENCH:
        _fail(f"--sizes is '{sizes}', not numbers from {SMALLEST_BENCH} on; write it as 1000,10000", USAGE)
    with progress_bar(Console(stderr=True)) as progress:
        rows = measure_all(wanted, progress)
    if as_json:
        for row in rows:
            _print_json(row)
        return
    for line in bench_lines(rows):
        typer.echo(line)


@app.command()
def learned(
    *,
    promote: Annotated[
        bool, typer.Option("--promote", help="Print the lines to paste into the curated files.")
    ] = False,
    facts: FactsOption = None,
    config: ConfigOption = None,
) -> None:
    """List what editors have taught the bot, or with --promote as lines for the curated files."""
    from bot.cli.checking import lessons, promoted

    folder = _folder(facts, _settings(config))
    with _problems_reported():
        lines = (promoted if promote else lessons)(folder)
    for line in lines:
        typer.echo(line)


@app.command()
def run(
    *,
    new_key: Annotated[
        bool, typer.Option("--new-key", help="Go on where people.key is lost: what was asked so far is nobody's then.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Run the Discord bot; the token comes from DISCORD_TOKEN."""
    from bot.client.login import StartError
    from bot.process.logs import set_up_logs
    from bot.process.running import run_bot

    settings = _settings(config)
    set_up_logs(settings.log_format)
    try:
        with _problems_reported():
            run_bot(settings, partial(config_at, config), new_key=new_key)
    except StartError as error:
        _fail(str(error), PROBLEMS)


@app.command()
def health(*, config: ConfigOption = None) -> None:
    """Ask a running bot whether it is well, at the health_port of its configuration; exit 1 where it isn't."""
    from bot.cli.health import ask_health

    is_well, words = ask_health(_settings(config))
    if not is_well:
        _fail(words, PROBLEMS)
    typer.echo(words)


@app.command()
def sync(
    *,
    guild: Annotated[int | None, typer.Option(help="Id of one server; all of Discord otherwise.")] = None,
    config: ConfigOption = None,
) -> None:
    """Send the slash commands to Discord, whether or not they have changed."""
    import asyncio

    from bot.client.login import StartError
    from bot.process.running import sync_commands

    try:
        with _problems_reported():
            typer.echo(f"{asyncio.run(sync_commands(_settings(config), guild))} commands sent")
    except StartError as error:
        _fail(str(error), PROBLEMS)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the YAML format, for editors' plug-ins."""
    from knowledge.loading.schema import json_schema

    typer.echo(json.dumps(json_schema(), indent=2))


def _settings(path: Path | None) -> Config:
    with _problems_reported():
        return config_at(path)


def _folder(facts: Path | None, settings: Config) -> Path:
    return facts or settings.facts or bundled_folder()


def _matcher(facts: Path | None, settings: Config) -> Matcher:
    with progress_bar(Console(stderr=True)) as progress, _problems_reported():
        cache = default_cache_folder()
        return open_matcher(_folder(facts, settings), cache, progress, store=_vectors(settings, cache))


def _vectors(settings: Config, cache: Path) -> VectorStore:
    return VectorStore(encoder_named(settings.encoder), cache)


class _problems_reported:  # noqa: N801  reads as a statement where it is used
    """Turns what cannot be used into its list of problems and exit code 1."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, ProblemsError):
            _fail(str(error), PROBLEMS)


def _answer_lines(matcher: Matcher, precision: float, *, explain: bool) -> int:
    conversations = Conversations(precision)
    code = 0
    for number, (thread, question, replied_to) in _asked_lines():
        if question is None:
            code = PROBLEMS
            typer.echo(f'stdin:{number}: not an object with a \'question\'; write {{"question": "..."}}', err=True)
            question = ""
        decided = conversations.decide_all(matcher, question, thread, datetime.now(UTC), replied_to)
        extra = {"candidates": candidates_json(matcher.candidates(question))} if explain else {}
        _print_json(message_json(question, decided, matcher) | extra)
    return code


def _asked_lines() -> Iterator[tuple[int, tuple[str, str | None, str]]]:
    """Yield each line's number, thread, question (None where it has none) and the text that it replies to."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            question = row["question"]
            thread = str(row["thread"]) if row.get("thread") is not None else f" {number}"
            replied_to = row.get("replied_to")
            yield number, (thread, _printable(question), _printable(replied_to) or "")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            yield number, (f" {number}", None, "")


def _printable(text: Any) -> str | None:
    # Half a character is no text that could be printed again.
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else None


def _print_json(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _fail(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)
