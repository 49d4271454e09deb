"""The commands that look back, ``timeline`` and ``history``; ``commands.py`` puts them with the others."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.refusals import USAGE, fail


def timeline(  # noqa: PLR0913  its options
    about: Annotated[str, typer.Argument(help="A name, an id, or a topic.", show_default=False)],
    together_with: Annotated[
        str, typer.Argument(help="Another one: only what concerns both.", show_default=False)
    ] = "",
    *,
    first: Annotated[str, typer.Option("--from", help="The first day: 2016, 2016-03 or 2016-03-01.")] = "",
    last: Annotated[str, typer.Option("--until", help="The last day, written alike.")] = "",
    png: Annotated[
        Path | None, typer.Option("--png", help="Also draw it; a second picture is -2.", show_default=False)
    ] = None,
    dark: Annotated[bool, typer.Option("--dark", help="Draw it for a dark ground.")] = False,
    facts: Annotated[Path | None, typer.Option("--facts", help="Folder of the fact base.", show_default=False)] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Configuration file.", show_default=False)] = None,
) -> None:
    """Show what happened when, about one or two names or topics."""
    from bot.cli.opening import open_base, open_settings
    from bot.cli.timelines import save_pictures, subject_or_fail
    from bot.newsroom.timeline import timeline_of
    from bot.newsroom.written_days import DayError, period_between
    from bot.wording import timeline as words

    try:
        period = period_between(first, last)
    except DayError as error:
        fail(words.day_refused(error), USAGE)
    matcher = open_base(facts, open_settings(config))
    subjects = tuple(subject_or_fail(matcher, name) for name in dict.fromkeys(filter(None, (about, together_with))))
    found = timeline_of(matcher, subjects, period)
    typer.echo(words.timeline_in_words(found, matcher, datetime.now(UTC).date(), strong=""))
    if png is not None:
        for line in save_pictures(words.charts_of(found, matcher, is_dark=dark), png):
            typer.echo(line, err=True)


def history(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of a fact.", show_default=False)],
    *,
    facts: Annotated[Path | None, typer.Option("--facts", help="Folder of the fact base.", show_default=False)] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Configuration file.", show_default=False)] = None,
) -> None:
    """Show what a fact has said, from when until when, and what was corrected."""
    from bot.cli.opening import open_base, open_settings
    from bot.cli.past import past_of
    from bot.wording.history import history_in_words
    from knowledge.loading.nearest import did_you_mean

    settings = open_settings(config)
    matcher = open_base(facts, settings)
    fact = matcher.fact(name)
    if fact is None:
        known = [one.id for one in matcher.base.facts]
        fail(f"no fact has the id '{name}'; {did_you_mean(name, known, 'factbot facts lists them')}", USAGE)
    past = past_of(fact, facts, settings)
    typer.echo(history_in_words(fact, past, settings.time_zone, names=True, strong=""))


def show_as_of(question: str | None, written: str, *, as_json: bool, facts: Path | None, config: Path | None) -> None:
    """Show what was said on a day, for ``ask``."""
    from bot.cli.json_output import print_json
    from bot.cli.opening import open_base, open_settings
    from bot.cli.past import answer_as_of, day_or_fail
    from bot.wording.history import NO_LINES

    if question is None:
        fail(NO_LINES, USAGE)
    settings = open_settings(config)
    day = day_or_fail(written, settings)
    row, said = answer_as_of(question, day, open_base(facts, settings), settings, facts)
    if as_json:
        print_json(row)
    else:
        typer.echo(said)
