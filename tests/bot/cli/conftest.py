"""Bases and a caller for the tests of the command line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import app
from tests.bot.cli.support import LOUD, Run


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTBOT_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run() -> Run:
    """Return a function that runs a command in this process; a fault it doesn't handle is raised."""

    def invoke(*words: str, given: str = "") -> Result:
        return CliRunner().invoke(app, [str(word) for word in words], input=given, catch_exceptions=False)

    return invoke


@pytest.fixture
def broken(write_base: Callable[..., Path]) -> Path:
    """Return a folder with two problems."""
    return write_base(
        all="""
        sources:
          - {id: gazette, publisher: Gazette, title: The bridge, published: 2024-03-01}
        facts:
          - id: toll
            question: How much is the toll?
            awnser: Four dollars.
            citations: [{source: gazette}]
        """
    )


@pytest.fixture
def loud_folder(tmp_path: Path, town_folder: Path) -> Path:
    """Return the town's base with a fact full of what Discord, rich and terminals would read as markup."""
    folder = tmp_path / "loud"
    shutil.copytree(town_folder, folder)
    (folder / "loud.yaml").write_text(
        f"""
entities:
  - {{id: hill-tunnel, name: Hill Tunnel, kind: place, aliases: [the tunnel]}}
facts:
  - id: tunnel-toll
    question: "Who pays for the [red]tunnel[/red] :car: under the hill?"
    phrasings: [who pays for the Hill Tunnel, who pays the tunnel under the hill, payers of the Hill Tunnel]
    answer: '{LOUD}'
    citations: [{{source: gazette-2024-03-01}}]
""",
        encoding="utf-8",
    )
    return folder
