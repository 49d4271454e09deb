from pathlib import Path

from tests.bot.cli.support import DISMISSED, NEAR_MISS, PAID, process


def test_chat_holds_a_conversation(town_folder: Path) -> None:
    done = process("chat", "--facts", town_folder, given=f"{NEAR_MISS}\n1\n\n{DISMISSED}\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 facts.")
    assert PAID in done.stdout
    assert "harbour dues" not in done.stdout
