import sys

import pytest

from tests.bot.cli.support import TOLL, Run, process

THREADS = "OPENBLAS_NUM_THREADS"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((), id="no-command"),
        pytest.param(("tell",), id="unknown-command"),
        pytest.param(("ask",), id="no-question"),
        pytest.param(("ask", TOLL, "--jsonl"), id="question-and-jsonl"),
        pytest.param(("ask", TOLL, "again"), id="two-questions"),
        pytest.param(("ask", TOLL, "--loud"), id="unknown-option"),
        pytest.param(("ask", TOLL, "--facts"), id="option-without-value"),
        pytest.param(("eval",), id="no-question-file"),
        pytest.param(("eval", "q.jsonl", "--least-right", "most"), id="not-a-number"),
        pytest.param(("schema", "facts"), id="argument-too-many"),
    ],
)
def test_wrong_usage_exits_2(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)

    assert result.exit_code == 2


def test_wrong_usage_is_told_on_standard_error() -> None:
    done = process("ask")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "give one question in quotes, or --jsonl and questions on standard input\n"


def test_help_loads_nothing_that_answers() -> None:
    code = (
        "import sys; from bot.cli.commands import app; app(['--help'], standalone_mode=False); "
        "sys.exit(sorted({'numpy', 'pydantic', 'yaml', 'discord', 'sqlalchemy'} & set(sys.modules)) or 0)"
    )

    done = process("-c", code, command=[sys.executable])

    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage" in done.stdout


@pytest.mark.parametrize(
    ("chosen", "threads"), [pytest.param({}, "1", id="by-itself"), pytest.param({THREADS: "2"}, "2", id="as-set")]
)
def test_a_matrix_product_is_not_shared_out_unless_somebody_wants_it(
    monkeypatch: pytest.MonkeyPatch, chosen: dict[str, str], threads: str
) -> None:
    monkeypatch.delenv(THREADS, raising=False)
    code = """
import atexit, os, sys
from bot.__main__ import main
print("numpy" in sys.modules)
atexit.register(lambda: print(os.environ["OPENBLAS_NUM_THREADS"]))
main()
"""

    done = process("-c", code, "--help", command=[sys.executable], **chosen)

    assert done.stdout.splitlines()[0] == "False"
    assert done.stdout.splitlines()[-1] == threads


@pytest.mark.parametrize("command", ["ask", "chat", "facts", "check", "eval", "bench", "schema"])
def test_every_command_has_help(run: Run, command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert "Usage" in result.stdout
