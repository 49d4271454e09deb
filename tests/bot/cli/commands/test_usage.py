import pytest

from tests.bot.cli.support import TOLL, Run, process


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


@pytest.mark.parametrize("command", ["ask", "chat", "facts", "check", "eval", "bench", "schema"])
def test_every_command_has_help(run: Run, command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert "Usage" in result.stdout
