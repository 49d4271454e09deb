"""The command ``mcp``; ``commands.py`` puts it with the others."""

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.refusals import PROBLEMS, fail, problems_reported

LOG = logging.getLogger("factbot")


def mcp(
    *,
    facts: Annotated[Path | None, typer.Option("--facts", help="Folder of the fact base.", show_default=False)] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Configuration file.", show_default=False)] = None,
) -> None:
    """Serve the facts to an assistant, by the Model Context Protocol on standard input and output."""
    from bot.wording.assistants import NOT_INSTALLED

    try:
        import mcp  # noqa: F401  an extra that is there or not
    except ImportError:
        fail(NOT_INSTALLED, PROBLEMS)
    from bot.assistants.running import serve
    from bot.cli.opening import folder_of, open_settings, vectors
    from bot.process.logs import set_up_logs
    from bot.wording.assistants import OPENING
    from knowledge.service.folders import default_cache_folder
    from knowledge.service.live import LiveBase
    from knowledge.service.opening import open_base

    settings = open_settings(config)
    set_up_logs(settings.log_format)
    folder, cache = folder_of(facts, settings), default_cache_folder()
    LOG.info(OPENING, folder)
    with problems_reported(folder):
        store = vectors(settings, cache)
        live = LiveBase(
            folder,
            datetime.now(UTC),
            "start",
            lambda path, overlay, before: open_base(path, cache, overlay=overlay, store=store, before=before),
        )
    serve(live, settings)
