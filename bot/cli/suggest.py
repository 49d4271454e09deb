"""The command ``suggest``; ``commands.py`` puts it with the others."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.refusals import USAGE, fail, problems_reported


def suggest(
    names: Annotated[list[str] | None, typer.Argument(help="Ids of facts.", show_default=False)] = None,
    *,
    facts: Annotated[Path | None, typer.Option("--facts", help="Folder of the fact base.", show_default=False)] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Configuration file.", show_default=False)] = None,
) -> None:
    """Propose wordings, not lines, names and offices, as lines to paste; for the neediest facts where none is named."""
    from bot.cli.opening import folder_of, open_base, open_settings
    from bot.cli.progress_bar import progress_bar
    from bot.cli.suggesting import chosen, lines_for
    from knowledge.loading.nearest import did_you_mean

    settings = open_settings(config)
    folder, matcher = folder_of(facts, settings), open_base(facts, settings, staff=True)
    for name in names or ():
        if matcher.fact(name) is None:
            known = [fact.id for fact in matcher.base.facts]
            fail(f"no fact has the id '{name}'; {did_you_mean(name, known, 'factbot facts lists them')}", USAGE)
    wanted = chosen(matcher, names or (), settings.precision)
    with progress_bar(Console(stderr=True)) as progress, problems_reported(folder):
        lines = lines_for(matcher, wanted, folder, settings, progress)
    for line in lines:
        typer.echo(line)
