from pathlib import Path

import pytest

from tests.bot.cli.support import DISMISSED, NEAR_MISS, PAID, Run, process


def test_chat_holds_a_conversation(town_folder: Path) -> None:
    done = process("chat", "--facts", town_folder, given=f"{NEAR_MISS}\n1\n\n{DISMISSED}\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 facts.")
    assert PAID in done.stdout
    assert "harbour dues" not in done.stdout


@pytest.mark.parametrize(
    "sizes",
    [
        pytest.param("many", id="no-number"),
        pytest.param("", id="nothing"),
        pytest.param("0", id="no-phrasings"),
        pytest.param("9", id="less-than-a-fact"),
        pytest.param("-10", id="negative"),
        pytest.param("1000,9", id="one-of-two"),
    ],
)
def test_bench_of_other_than_numbers_from_10_on_is_wrong_usage(run: Run, sizes: str) -> None:
    result = run("bench", "--sizes", sizes)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"--sizes is '{sizes}', not numbers from 10 on; write it as 1000,10000\n"
