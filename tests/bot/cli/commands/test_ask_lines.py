import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.bot.cli.support import (
    DISMISSED,
    KEYS,
    MODULE,
    NEAR_MISS,
    TOLL,
    Run,
    asked,
    hear,
    process,
    replies,
    started,
    tell,
)


def test_each_line_is_answered_before_the_next_is_read(town_folder: Path) -> None:
    with started("ask", "--jsonl", "--facts", town_folder) as running:
        tell(running.stdin, asked(TOLL).strip())
        first = hear(running.stdout)
        tell(running.stdin, asked(NEAR_MISS).strip())
        second = hear(running.stdout)
        rest, errors = running.communicate(timeout=30)

    assert (first["outcome"], second["outcome"]) == ("answer", "suggestions")
    assert (rest, errors, running.returncode) == ("", "", 0)


def test_lines_are_answered_in_their_order_with_all_keys(run: Run, town_folder: Path) -> None:
    questions = [TOLL, DISMISSED, "?", NEAR_MISS]

    result = run("ask", "--jsonl", "--facts", town_folder, given="".join(map(asked, questions)))

    assert result.exit_code == 0
    assert [reply["question"] for reply in replies(result)] == questions
    assert all(set(reply) == KEYS for reply in replies(result))
    assert [reply["outcome"] for reply in replies(result)] == ["answer", "answer", "abstention", "suggestions"]


def test_lines_can_be_explained(run: Run, town_folder: Path) -> None:
    result = run("ask", "--jsonl", "--explain", "--facts", town_folder, given=asked(TOLL) + "no question\n")

    first, second = replies(result)
    assert first["candidates"][0]["fact"] == "north-bridge-toll"
    assert second["candidates"] == []


def test_a_second_question_of_a_line_is_under_more(run: Run, town_folder: Path) -> None:
    result = run("ask", "--jsonl", "--facts", town_folder, given=asked(f"{TOLL} {DISMISSED}"))

    (reply,) = replies(result)
    assert (reply["question"], reply["fact"]) == (f"{TOLL} {DISMISSED}", "north-bridge-toll")
    assert [(more["question"], more["fact"]) for more in reply["more"]] == [(DISMISSED, "mayor-dismissed-lind")]
    assert set(reply) == KEYS | {"more"}


def test_a_line_may_reply_to_a_text(run: Run, town_folder: Path) -> None:
    line = json.dumps({"question": "how much do drivers pay on it?", "replied_to": "They have opened North Bridge."})

    result = run("ask", "--jsonl", "--facts", town_folder, given=f"{line}\n")

    assert [reply["fact"] for reply in replies(result)] == ["north-bridge-toll"]


def test_a_thread_is_one_conversation_in_order(run: Run, town_folder: Path) -> None:
    leaning = "how much do drivers pay on it?"
    lines = [asked(leaning, "a"), asked(TOLL, "a"), asked(leaning, "b"), asked(leaning), asked(leaning, "a")]

    result = run("ask", "--jsonl", "--facts", town_folder, given="".join(lines))

    assert [reply["fact"] for reply in replies(result)] == [None, "north-bridge-toll", None, None, "north-bridge-toll"]


def test_lines_without_a_thread_share_no_conversation(run: Run, town_folder: Path) -> None:
    result = run("ask", "--jsonl", "--facts", town_folder, given=asked(TOLL) + asked("how much do drivers pay on it?"))

    assert [reply["outcome"] == "answer" for reply in replies(result)] == [True, False]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("How much is the toll?", id="not-json"),
        pytest.param('["toll"]', id="not-an-object"),
        pytest.param('"toll"', id="text"),
        pytest.param("7", id="number"),
        pytest.param("null", id="null"),
        pytest.param("{}", id="no-question"),
        pytest.param('{"question": 7}', id="question-is-a-number"),
        pytest.param('{"question": null}', id="question-is-null"),
        pytest.param('{"question": ["toll"]}', id="question-is-a-list"),
        pytest.param("[" * 100_000, id="nested-too-deeply"),
    ],
)
def test_a_bad_line_gets_a_reply_a_message_and_exit_code_1(run: Run, town_folder: Path, line: str) -> None:
    result = run("ask", "--jsonl", "--facts", town_folder, given=f"{asked(TOLL)}\n{line}\n{asked(DISMISSED)}")

    assert result.exit_code == 1
    assert [reply["outcome"] for reply in replies(result)] == ["answer", "abstention", "answer"]
    assert set(replies(result)[1]) == KEYS
    assert re.fullmatch(r"stdin:3: .+; .+\n", result.stderr)


def test_a_line_that_is_not_utf_8_is_a_bad_line(town_folder: Path) -> None:
    done = subprocess.run(  # noqa: S603
        [*MODULE, "ask", "--jsonl", "--facts", str(town_folder)],
        input=b'{"question": "\xff\xfe"}\n' + asked(TOLL).encode(),
        capture_output=True,
        check=False,
    )

    assert done.returncode == 1
    assert [json.loads(line)["outcome"] for line in done.stdout.splitlines()] == ["abstention", "answer"]
    assert done.stderr.startswith(b"stdin:1: ")


def test_half_a_surrogate_pair_is_answered(town_folder: Path) -> None:
    done = process("ask", "--jsonl", "--facts", town_folder, given='{"question": "\\ud800"}\n' + asked(TOLL))

    assert len(done.stdout.splitlines()) == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("ask", "--jsonl"), ("ask", "--jsonl", "--explain")])
def test_no_lines_no_replies(run: Run, town_folder: Path, words: tuple[str, ...]) -> None:
    result = run(*words, "--facts", town_folder)

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
