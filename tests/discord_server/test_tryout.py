"""A newsroom's own folder, tried on the loopback line by line."""

import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.commands import app
from tests.discord_server.tryout import tried


@pytest.mark.usefixtures("description")
async def test_what_init_made_answers_before_there_is_a_token(tmp_path: Path) -> None:
    folder, shown = tmp_path / "ours", io.StringIO()
    CliRunner().invoke(app, ["init", str(folder), "--newsroom", "The Gazette"], catch_exceptions=False)
    typed = io.StringIO("How much is the toll on North Bridge?\n[not what I asked]\ndm hi\n/about\n\nnever asked\n")

    await tried(folder, typed, shown)

    _, toll, other, greeting, about, rest = shown.getvalue().split("ask> ")
    assert "**How much is the toll on North Bridge?**" in toll
    assert "[Not what I asked]" in toll
    assert "**How much is the toll on North Bridge?**" not in other
    assert "The Gazette" in greeting
    assert "What I keep" in about
    assert rest == ""
    assert not (folder / "state").exists()
