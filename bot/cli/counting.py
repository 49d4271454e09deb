"""The command that shows how the bot has done; ``commands.py`` puts it with the others."""

from pathlib import Path
from typing import Annotated

import typer


def stats(
    *,
    weeks: Annotated[int, typer.Option(help="How many weeks, this one included.", min=1, max=60)] = 12,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, a week a line.")] = False,
    png: Annotated[Path | None, typer.Option("--png", help="Also draw a picture.", show_default=False)] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Configuration file.", show_default=False)] = None,
) -> None:
    """Show what was asked, week by week, and what came of it: answered, refused, "not what I asked"."""
    from bot.cli.json_output import print_json
    from bot.cli.opening import folder_of, open_settings
    from bot.cli.statistics import account, questions_in, save_picture, week_rows
    from bot.wording.accounts import account_in_words

    settings = open_settings(config)
    found = account(settings, weeks)
    if as_json:
        for row in week_rows(found):
            print_json(row)
    else:
        typer.echo(account_in_words(found, questions_in(folder_of(None, settings))))
    if png is not None:
        typer.echo(f"{png}: {save_picture(found, png)}", err=True)
