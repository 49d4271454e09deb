"""The command ``promote``; ``commands.py`` puts it with the others."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.refusals import USAGE, fail, problems_reported


def promote(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go where; write nothing.")] = False,
    facts: Annotated[Path | None, typer.Option("--facts", help="Folder of the fact base.", show_default=False)] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Configuration file.", show_default=False)] = None,
) -> None:
    """Move what editors published and taught on Discord into the curated files, by topic, ready to commit."""
    from bot.cli.opening import folder_of, open_settings
    from bot.wording.exchange import BUNDLED
    from bot.wording.promoting import NOTHING, promoted_in_words
    from knowledge.exchange.promoting import plan_promotion
    from knowledge.exchange.promoting import promote as carry_out
    from knowledge.loading.files import is_bundled

    folder = folder_of(facts, open_settings(config))
    if is_bundled(folder):
        fail(BUNDLED, USAGE)
    with problems_reported(folder):
        promotion = plan_promotion(folder)
        if not promotion.is_empty and not dry_run:
            carry_out(promotion, folder)
    if promotion.is_empty:
        typer.echo(NOTHING)
        return
    for line in promoted_in_words(promotion.moves, is_trial=dry_run):
        typer.echo(line)
