import signal
import subprocess
from pathlib import Path

import pytest

from tests.bot.cli.support import (
    COLOUR,
    DISMISSED,
    MODULE,
    NEAR_MISS,
    TOLL,
    Run,
    asked,
    hear,
    on_a_terminal,
    process,
    started,
    tell,
    wait_until_asleep,
)

INTERRUPTED = 128 + signal.SIGINT  # as shells count it


def test_a_reader_that_leaves_is_no_fault(town_folder: Path) -> None:
    with started("ask", "--jsonl", "--facts", town_folder) as running:
        tell(running.stdin, asked(TOLL).strip())
        hear(running.stdout)
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdin is not None
        running.stdout.close()
        tell(running.stdin, asked(TOLL).strip())
        errors = running.stderr.read()
        running.stdin.close()

    assert errors == ""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc, to see that a process waits")
def test_ctrl_c_prints_no_traceback(town_folder: Path) -> None:
    with started("ask", "--jsonl", "--facts", town_folder) as running:
        tell(running.stdin, asked(TOLL).strip())
        hear(running.stdout)
        wait_until_asleep(running.pid)
        running.send_signal(signal.SIGINT)
        ended = running.wait(timeout=30)  # its input is still open, so nothing else ends it
        assert running.stderr is not None
        errors = running.stderr.read()

    assert "Traceback" not in errors
    assert ended == INTERRUPTED


def test_a_pipe_gets_no_control_codes(town_folder: Path) -> None:
    done = process("ask", DISMISSED, "--explain", "--facts", town_folder)

    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        pytest.param({}, True, id="colour"),
        pytest.param({"NO_COLOR": "1"}, False, id="NO_COLOR"),
        pytest.param({"TERM": "dumb"}, False, id="dumb-terminal"),
    ],
)
def test_a_terminal_gets_colour_unless_it_is_not_welcome(
    town_folder: Path, environment: dict[str, str], coloured: bool  # noqa: FBT001
) -> None:  # fmt: skip
    seen = on_a_terminal("ask", TOLL, "--facts", town_folder, **environment)

    assert "Confirmed · last checked 1 March 2024" in seen
    assert bool(COLOUR.search(seen)) == coloured


@pytest.mark.parametrize("question", [TOLL, NEAR_MISS, DISMISSED, "?"])
def test_a_narrow_terminal_gets_narrow_lines(run: Run, town_folder: Path, question: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "40")
        result = run("ask", question, "--facts", town_folder)

    lines = result.stdout.splitlines()
    assert len(lines) > 1
    assert max(map(len, lines)) <= 40


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("ask", NEAR_MISS), id="words"),
        pytest.param(("ask", "toll on the “North Bridge”", "--json"), id="json"),
    ],
)
def test_an_ascii_only_output_is_no_fault(town_folder: Path, words: tuple[str, ...]) -> None:
    done = process(*words, "--explain", "--facts", town_folder, PYTHONIOENCODING="ascii")

    assert done.returncode == 0
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_prints_no_traceback(town_folder: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(  # noqa: S603
            [*MODULE, "ask", TOLL, "--json", "--facts", str(town_folder)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert done.returncode != 0
    assert b"Traceback" not in done.stderr
