"""The command line: reads its arguments, calls what does the work, prints what came. No logic of its own.

What does the work is imported where it is called: help and wrong usage need none of it.
"""

import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli import assistants, counting, dated, promoting, setting_up, sheets, suggest
from bot.cli.refusals import PROBLEMS, USAGE, fail, problems_reported

# Phrasings: those of one fact (see ``bench``).
SMALLEST_BENCH = 10
# Warnings of a check, a screen full of them; the rest is counted and can be asked for.
WARNINGS = 20

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.callback()(setting_up.start)
app.command()(setting_up.init)
app.command()(setting_up.doctor)
app.command()(counting.stats)
app.command()(dated.timeline)
app.command()(dated.history)
app.command()(suggest.suggest)
app.command()(promoting.promote)
app.command()(assistants.mcp)
app.command("export")(sheets.export_base)
app.command("import")(sheets.import_sheets)

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
    staff: Annotated[bool, typer.Option("--staff", help="Over hidden facts too: drafts, embargoes, staff.")] = False,
    as_of: Annotated[str | None, typer.Option(help="What was said on a day: 2026-03-01.", show_default=False)] = None,
    facts: FactsOption = None,
    config: ConfigOption = None,
) -> None:
    """Answer one question, or with --jsonl as many as come in."""
    if (question is None) != jsonl:
        fail("give one question in quotes, or --jsonl and questions on standard input", USAGE)
    if as_of is not None:
        dated.show_as_of(question, as_of, as_json=as_json, facts=facts, config=config)
        return
    from bot.cli.ask import answer, answer_lines
    from bot.cli.opening import open_base, open_settings

    settings = open_settings(config)
    matcher = open_base(facts, settings, staff=staff)
    if question is None:
        raise typer.Exit(answer_lines(matcher, settings, explain=explain))
    answer(question, matcher, settings, as_json=as_json, explain=explain)


@app.command()
def chat(*, facts: FactsOption = None, config: ConfigOption = None) -> None:
    """Hold a conversation; an empty line or Ctrl-D ends it, a number takes up a suggestion."""
    from bot.cli.chat import converse
    from bot.cli.opening import open_base, open_settings

    settings = open_settings(config)
    converse(open_base(facts, settings), settings, Console())


@app.command("facts")
def list_facts(*, as_json: JsonOption = False, facts: FactsOption = None, config: ConfigOption = None) -> None:
    """List the fact base; with --json one fact a line."""
    from bot.api.replies import listed_json
    from bot.cli.json_output import print_json
    from bot.cli.opening import open_base, open_settings
    from bot.cli.terminal import show_facts

    settings = open_settings(config)
    matcher = open_base(facts, settings)
    if not as_json:
        show_facts(matcher.base.facts, Console())
        return
    today = datetime.now(UTC).date()
    for fact in matcher.base.facts:
        print_json(listed_json(fact, matcher, today, settings.site_url))


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="Folder of the fact base.", show_default=False)] = None,
    *,
    warnings: Annotated[int, typer.Option(help="Show at most so many warnings.", min=0)] = WARNINGS,
    sources: Annotated[
        Path | None, typer.Option(help="Look for each quote in DIR/<source id>.txt.", metavar="DIR", show_default=False)
    ] = None,
    facts: FactsOption = None,
    config: ConfigOption = None,
) -> None:
    """Check a fact base: every problem, or a summary and what would be lost without its exact words."""
    from bot.cli.checking import Wanted, quotes, report
    from bot.cli.opening import folder_of, open_folder, open_settings
    from bot.cli.progress_bar import progress_bar

    settings = open_settings(config)
    chosen = folder or folder_of(facts, settings)
    with progress_bar(Console(stderr=True)) as progress, problems_reported(chosen):
        held = quotes(chosen, sources) if sources else []
        matcher = open_folder(chosen, settings, progress).full
        wanted = Wanted(most=warnings, precision=settings.precision, today=datetime.now(UTC).date())
        lines = held + report(matcher, chosen, progress, wanted)
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
    from bot.cli.json_output import print_json
    from bot.cli.opening import open_base, open_settings
    from bot.cli.progress_bar import progress_bar
    from bot.cli.reports import evaluation_lines

    settings = open_settings(config)
    with problems_reported():
        asked = read_questions(questions)
        matcher = open_base(facts, settings)
        check_facts(asked, matcher, questions)
    with progress_bar(Console(stderr=True)) as progress:
        graded = evaluate(matcher, asked, settings.precision, lambda done: progress("asking", done, len(asked)))
    summary = summarise(graded)
    if as_json:
        print_json(summary)
    else:
        typer.echo("\n".join(evaluation_lines(graded, summary)))
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
    from bot.cli.json_output import print_json
    from bot.cli.progress_bar import progress_bar
    from bot.cli.reports import bench_lines

    try:
        wanted = [int(size) for size in sizes.split(",")]
    except ValueError:
        wanted = []
    if not wanted or min(wanted) < SMALLEST_BENCH:
        fail(f"--sizes is '{sizes}', not numbers from {SMALLEST_BENCH} on; write it as 1000,10000", USAGE)
    with progress_bar(Console(stderr=True)) as progress:
        rows = measure_all(wanted, progress)
    if as_json:
        for row in rows:
            print_json(row)
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
    from bot.cli.opening import folder_of, open_settings

    folder = folder_of(facts, open_settings(config))
    with problems_reported(folder):
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
    from bot.cli.opening import folder_of, open_settings
    from bot.client.login import StartError
    from bot.config_file import config_at
    from bot.process.logs import set_up_logs
    from bot.process.running import run_bot

    settings = open_settings(config)
    set_up_logs(settings.log_format)
    try:
        with problems_reported(folder_of(None, settings)):
            run_bot(settings, partial(config_at, config), new_key=new_key)
    except StartError as error:
        fail(str(error), PROBLEMS)


@app.command()
def health(*, config: ConfigOption = None) -> None:
    """Ask a running bot whether it is well, at the health_port of its configuration; exit 1 where it isn't."""
    from bot.cli.health import ask_health
    from bot.cli.opening import open_settings

    is_well, words = ask_health(open_settings(config))
    if not is_well:
        fail(words, PROBLEMS)
    typer.echo(words)


@app.command()
def sync(
    *,
    guild: Annotated[int | None, typer.Option(help="Id of one server; all of Discord otherwise.")] = None,
    config: ConfigOption = None,
) -> None:
    """Send the slash commands to Discord, whether or not they have changed."""
    import asyncio

    from bot.cli.opening import open_settings
    from bot.client.login import StartError
    from bot.process.running import sync_commands

    try:
        with problems_reported():
            typer.echo(f"{asyncio.run(sync_commands(open_settings(config), guild))} commands sent")
    except StartError as error:
        fail(str(error), PROBLEMS)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the YAML format, for editors' plug-ins."""
    from knowledge.loading.schema import json_schema

    typer.echo(json.dumps(json_schema(), indent=2))
