"""``factbot export`` of what is served: ClaimReview, JSON Lines, Markdown; into a file or to standard output."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.cli.opening import folder_of, open_base
from bot.cli.refusals import problems_reported
from bot.config import Config
from bot.exports.documents import KINDS, write_document
from bot.wording.exports import NAMELESS, exported

# Stands for standard output, as every program has it.
STDOUT = Path("-")


def hand_out(facts: Path | None, settings: Config, **targets: Path | None) -> None:
    """Write the facts that are served to everybody; ``targets`` go by the name of their kind."""
    ((kind, path),) = [(kind, path) for kind in KINDS if (path := targets.get(kind.name)) is not None]
    matcher = open_base(facts, settings)
    text = kind.make(matcher, settings, datetime.now(UTC).date())
    if kind.name == "ClaimReview" and not settings.newsroom:
        typer.echo(NAMELESS, err=True)
    if path == STDOUT:
        # As bytes: whatever the terminal speaks, a file is UTF-8.
        typer.echo(text.encode(), nl=False)
        return
    with problems_reported(folder_of(facts, settings)):
        write_document(path, kind, text)
    typer.echo(exported(path, len(matcher.base.facts)))
