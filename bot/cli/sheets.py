"""The commands ``export`` and ``import``; ``commands.py`` puts them with the others."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.refusals import USAGE, fail, problems_reported


def export_base(
    *,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Excel file to write.", show_default=False)] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Folder for CSV files.", show_default=False)] = None,
    claimreview: Annotated[
        Path | None, typer.Option("--claimreview", help="ClaimReview as JSON-LD; - prints it.", show_default=False)
    ] = None,
    jsonl: Annotated[
        Path | None, typer.Option("--jsonl", help="One JSON object a fact; - prints them.", show_default=False)
    ] = None,
    markdown: Annotated[
        Path | None, typer.Option("--markdown", help="A document to read; - prints it.", show_default=False)
    ] = None,
    site: Annotated[Path | None, typer.Option("--site", help="Folder for a static site.", show_default=False)] = None,
    facts: Annotated[Path | None, typer.Option("--facts", help="Folder of the fact base.", show_default=False)] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Configuration file.", show_default=False)] = None,
) -> None:
    """Write the curated facts as a spreadsheet, to be edited and imported again; or what is served, for others."""
    from bot.cli.exchange import export
    from bot.cli.handing_out import hand_out
    from bot.cli.opening import folder_of, open_base, open_settings
    from bot.wording.exchange import NO_TARGET

    if sum(target is not None for target in (xlsx, csv, claimreview, jsonl, markdown, site)) != 1:
        fail(NO_TARGET, USAGE)
    settings = open_settings(config)
    if site:
        from bot.cli.publishing import write_site
        from bot.site.folder import refuse_what_is_no_site

        with problems_reported():
            refuse_what_is_no_site(site)  # opening a base for the first time takes minutes
            typer.echo(write_site(open_base(facts, settings), settings, site, facts))
        return
    if xlsx is None and csv is None:
        hand_out(facts, settings, ClaimReview=claimreview, JSONL=jsonl, Markdown=markdown)
        return
    folder = folder_of(facts, settings)
    with problems_reported(folder):
        lines = export(folder, xlsx=xlsx, csv=csv)
    for line in lines:
        typer.echo(line)


def import_sheets(
    file: Annotated[Path, typer.Argument(help="An .xlsx or .csv file, or a folder of .csv files.", show_default=False)],
    *,
    whole: Annotated[bool, typer.Option("--whole", help="Remove what was imported before and is not in it.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Leave out the rehearsal; run check afterwards.")] = False,
    facts: Annotated[Path | None, typer.Option("--facts", help="Folder of the fact base.", show_default=False)] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Configuration file.", show_default=False)] = None,
) -> None:
    """Take a spreadsheet over into imported.yaml, all of it or nothing; problems come with sheet, row and column."""
    from bot.cli.exchange import import_file
    from bot.cli.opening import folder_of, open_settings, vectors
    from bot.cli.progress_bar import progress_bar
    from bot.wording.exchange import BUNDLED
    from knowledge.loading.files import is_bundled
    from knowledge.service.folders import default_cache_folder

    settings = open_settings(config)
    folder = folder_of(facts, settings)
    if is_bundled(folder):
        fail(BUNDLED, USAGE)
    store = None if quick else vectors(settings, default_cache_folder())
    with progress_bar(Console(stderr=True)) as progress, problems_reported(folder):
        lines = list(import_file(file, folder, store, progress, whole=whole))
    for line in lines:
        typer.echo(line)
