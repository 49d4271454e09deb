"""What a bot loads at its start, and what only when it is asked for."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("package", ["matplotlib", "openpyxl", "PIL"])
def test_what_draws_and_what_reads_spreadsheets_waits_until_it_is_needed(package: str) -> None:
    """They hold eight to thirty megabytes of a bot that nobody may ever give a spreadsheet."""
    program = f"import sys, bot.process.running; print({package!r} in sys.modules)"

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603

    assert run.stdout.strip() == "False"
