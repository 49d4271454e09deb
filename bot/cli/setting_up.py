"""The commands of whoever begins: ``init``, ``doctor`` and ``--version``; ``commands.py`` puts them with the others."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.refusals import PROBLEMS


def show_version(wanted: bool) -> None:  # noqa: FBT001  typer hands over what was given
    """Print the version and end, where that was asked for."""
    if wanted:
        from importlib.metadata import version

        typer.echo(f"factbot {version('factbot')}")
        raise typer.Exit


VersionOption = Annotated[
    bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version and end.")
]


def start(*, version: VersionOption = False) -> None:
    """Answer questions about a newsroom's reporting from a curated fact base, with sources, or keep quiet."""


def init(
    folder: Annotated[Path, typer.Argument(help="A new or an empty folder.", show_default=False)],
    *,
    newsroom: Annotated[str | None, typer.Option(help="The newsroom's name.", show_default=False)] = None,
    subject: Annotated[str | None, typer.Option(help="What the facts are about.", show_default=False)] = None,
    contact: Annotated[str | None, typer.Option(help="Where readers may write to.", show_default=False)] = None,
) -> None:
    """Begin a base of your own: three facts that explain themselves, a configuration, and what to do next."""
    from bot.cli.beginning import begin

    for line in begin(folder, {"newsroom": newsroom, "subject": subject, "contact": contact}):
        typer.echo(line)


def doctor(
    *, config: Annotated[Path | None, typer.Option("--config", help="Configuration file.", show_default=False)] = None
) -> None:
    """Look whether all is well that the bot needs; with DISCORD_TOKEN on Discord too. Exit 1 where something isn't."""
    from bot.cli.doctor import findings

    is_well = True
    for finding in findings(config):
        typer.echo(finding.line)
        is_well = is_well and finding.state != "fault"
    if not is_well:
        raise typer.Exit(PROBLEMS)
