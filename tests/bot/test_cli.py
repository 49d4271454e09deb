import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import jsonschema_rs
import pytest
import yaml
from typer.testing import CliRunner, Result

from bot.cli import app

SCRIPT = [str(Path(sys.executable).with_name("factbot"))]
MODULE = [sys.executable, "-m", "bot"]
KEYS = {"question", "outcome", "fact", "answer", "status", "as_of", "confidence", "citations", "suggestions", "reason"}
COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7]m")
TOLL = "How much is the toll on North Bridge?"
NEAR_MISS = "How much is the toll on South Bridge?"
PAID = "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported."
DISMISSED = "Why did Anna Berg dismiss Tom Lind?"
LOUD = "@everyone **Cars** pay [red]4[/red] dollars :car: <@123> [link=x]y[/link]"

Run = Callable[..., Result]


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


def process(*words: object, given: str = "", command: list[str] = MODULE, **environment: str) -> Any:
    return subprocess.run(  # noqa: S603
        [*command, *map(str, words)],
        input=given,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def started(*words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [*MODULE, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def tell(stream: IO[str] | None, text: str) -> None:
    assert stream is not None
    stream.write(text + "\n")
    stream.flush()


def hear(stream: IO[str] | None) -> dict[str, Any]:
    assert stream is not None
    ready, _, _ = select.select([stream], [], [], 30)
    assert ready, "no reply came"
    reply: dict[str, Any] = json.loads(stream.readline())
    return reply


def replies(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def asked(question: str, thread: str | None = None) -> str:
    return json.dumps({"question": question} | ({"thread": thread} if thread else {})) + "\n"


def on_a_terminal(*words: object, **environment: str) -> str:
    ours, theirs = pty.openpty()
    with subprocess.Popen(  # noqa: S603
        [*MODULE, *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm-256color"} | environment,
    ):
        os.close(theirs)
        seen = b""
        try:
            while piece := os.read(ours, 65536):
                seen += piece
        except OSError:  # Linux's word for: the other side is closed
            pass
    os.close(ours)
    return seen.decode("utf-8")


# ask


@pytest.mark.parametrize("command", [pytest.param(SCRIPT, id="script"), pytest.param(MODULE, id="module")])
def test_an_answer_goes_to_standard_output_and_the_exit_code_is_0(town_folder: Path, command: list[str]) -> None:
    done = process("ask", TOLL, "--facts", town_folder, command=command)

    assert done.returncode == 0
    assert PAID in done.stdout
    assert done.stderr == ""


def test_ask_prints_the_reply_as_a_person_reads_it(run: Run, town_folder: Path) -> None:
    lines = run("ask", DISMISSED, "--facts", town_folder).stdout.splitlines()

    assert lines[0] == DISMISSED
    assert "Disputed, as of 1 March 2024" in lines
    assert "  - Tom Lind (28 February 2024): he paid every bill" in lines


def test_json_of_an_answer(run: Run, town_folder: Path) -> None:
    result = run("ask", TOLL, "--json", "--facts", town_folder)

    (reply,) = replies(result)
    assert result.exit_code == 0
    assert 0.5 < reply.pop("confidence") <= 1
    assert reply == {
        "question": TOLL,
        "outcome": "answer",
        "fact": "north-bridge-toll",
        "answer": PAID,
        "status": "confirmed",
        "as_of": "2024-03-01",
        "citations": [
            {
                "source": "gazette-2024-03-01",
                "publisher": "Northfield Gazette",
                "title": "The bridge, the ferry and the mayor",
                "published": "2024-03-01",
                "url": "https://gazette.example/bridge",
                "via": "the city council",
            }
        ],
        "suggestions": [],
        "reason": None,
    }


def test_a_fact_without_a_name_is_answered_in_its_own_words(run: Run, town_folder: Path) -> None:
    (reply,) = replies(run("ask", "When did the ferry make its first trip?", "--json", "--facts", town_folder))

    assert (reply["outcome"], reply["fact"]) == ("answer", "ferry-first-trip")


def test_json_of_suggestions(run: Run, town_folder: Path) -> None:
    result = run("ask", NEAR_MISS, "--json", "--facts", town_folder)

    (reply,) = replies(result)
    assert result.exit_code == 0
    assert set(reply) == KEYS
    assert (reply["outcome"], reply["fact"], reply["answer"], reply["status"], reply["as_of"], reply["citations"]) == (
        "suggestions", None, None, None, None, [],
    )  # fmt: skip
    assert 1 <= len(reply["suggestions"]) <= 3
    assert set(reply["suggestions"][0]) == {"fact", "question", "confidence"}
    assert (reply["suggestions"][0]["fact"], reply["suggestions"][0]["question"]) == ("north-bridge-toll", TOLL)
    assert reply["reason"].endswith("not for South Bridge.")


def test_json_of_an_abstention(run: Run, town_folder: Path) -> None:
    result = run("ask", "?!", "--json", "--facts", town_folder)

    (reply,) = replies(result)
    assert result.exit_code == 0
    assert set(reply) == KEYS
    assert reply.pop("reason").startswith("There is no question in that.")
    assert {key: value for key, value in reply.items() if value} == {"question": "?!", "outcome": "abstention"}


@pytest.mark.parametrize("question", [TOLL, NEAR_MISS])
def test_explain_adds_the_best_candidates_best_first(run: Run, town_folder: Path, question: str) -> None:
    (reply,) = replies(run("ask", question, "--json", "--explain", "--facts", town_folder))

    candidates = reply["candidates"]
    assert set(reply) == KEYS | {"candidates"}
    assert all(set(one) == {"fact", "confidence", "phrasing", "blocked_by"} for one in candidates)
    assert len(candidates) == 3
    assert candidates[0]["fact"] == "north-bridge-toll"
    assert candidates[0]["phrasing"]
    assert [one["confidence"] for one in candidates] == sorted((one["confidence"] for one in candidates), reverse=True)
    assert (candidates[0]["blocked_by"] is None) == (question == TOLL)


def test_explain_shows_five_candidates_at_most(run: Run, tmp_path: Path, town_folder: Path) -> None:
    folder = tmp_path / "larger"
    shutil.copytree(town_folder, folder)
    lines = ["facts:"]
    for place in ("harbour", "castle", "market", "station"):
        lines += [f"  - id: {place}-clock", f"    question: Who built the clock at the {place}?"]
        lines += [f"    phrasings: [builder of the {place} clock, who made the clock at the {place}]"]
        lines += [f"    answer: A smith built the {place} clock.", "    citations: [{source: gazette-2024-03-01}]"]
    (folder / "clocks.yaml").write_text("\n".join(lines), encoding="utf-8")

    (reply,) = replies(run("ask", "Who built the clock at the castle?", "--json", "--explain", "--facts", folder))

    assert len(reply["candidates"]) == 5
    assert len({one["fact"] for one in reply["candidates"]}) == 5


def test_explain_in_words_names_what_blocked_the_candidate(run: Run, town_folder: Path) -> None:
    text = run("ask", NEAR_MISS, "--explain", "--facts", town_folder).stdout

    assert re.search(r"0\.\d{3}  north-bridge-toll\s+\(“[^”]+”\)\s+blocked:\s+name\s+South\s+Bridge\n", text)


def test_the_same_question_always_gets_the_same_reply(run: Run, town_folder: Path) -> None:
    once, again = (run("ask", "toll", "--json", "--explain", "--facts", town_folder).stdout for _ in range(2))

    assert once == again


def test_text_of_the_base_is_printed_as_it_is(run: Run, loud_folder: Path) -> None:
    Path("config.yaml").write_text("precision: 0.5\n", encoding="utf-8")

    text = run("ask", "who pays for the Hill Tunnel", "--explain", "--facts", loud_folder).stdout

    assert "Who pays for the [red]tunnel[/red] :car: under the hill?" in text
    assert LOUD in text.replace("\n", " ")


def test_json_carries_the_text_of_the_base_as_it_is(run: Run, loud_folder: Path) -> None:
    listed = {row["id"]: row for row in replies(run("facts", "--json", "--facts", loud_folder))}

    assert listed["tunnel-toll"]["answer"] == LOUD


def test_asking_does_not_import_discord(town_folder: Path) -> None:
    code = (
        "import sys; from bot.cli import app; app(sys.argv[1:], standalone_mode=False); "
        "sys.exit(sorted(name for name in sys.modules if name.partition('.')[0] == 'discord') or 0)"
    )

    done = process("-c", code, "ask", TOLL, "--facts", town_folder, command=[sys.executable])

    assert (done.returncode, done.stderr) == (0, "")
    assert PAID in done.stdout


# ask --jsonl


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


# pipes and terminals


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


def test_ctrl_c_prints_no_traceback(town_folder: Path) -> None:
    with started("ask", "--jsonl", "--facts", town_folder) as running:
        tell(running.stdin, asked(TOLL).strip())
        hear(running.stdout)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=30)

    assert "Traceback" not in errors
    assert running.returncode != 0


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

    assert "Confirmed, as of 1 March 2024" in seen
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


# facts


def test_facts_are_listed_with_id_and_question(run: Run, town_folder: Path) -> None:
    result = run("facts", "--facts", town_folder)

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"north-bridge-toll: {TOLL}",
        "ferry-first-trip: When did the ferry make its first trip?",
        f"mayor-dismissed-lind: {DISMISSED}",
    ]


def test_facts_as_json_one_a_line(run: Run, town_folder: Path) -> None:
    rows = replies(run("facts", "--json", "--facts", town_folder))

    assert [row["id"] for row in rows] == ["north-bridge-toll", "ferry-first-trip", "mayor-dismissed-lind"]
    assert rows[0].items() >= {
        "question": TOLL, "answer": PAID, "status": "confirmed", "as_of": "2024-03-01",
    }.items()  # fmt: skip
    assert set(rows[0]["citations"][0]) == {"source", "publisher", "title", "published", "url", "via"}


def test_facts_are_listed_in_their_own_characters(run: Run, loud_folder: Path) -> None:
    lines = run("facts", "--facts", loud_folder).stdout.splitlines()

    assert "tunnel-toll: Who pays for the [red]tunnel[/red] :car: under the hill?" in lines


def test_the_least_that_loads_can_be_listed(write_base: Callable[..., Path], run: Run) -> None:
    folder = write_base(
        all="""
        sources:
          - {id: gazette, publisher: Gazette, title: The bridge, published: 2024-03-01}
        facts:
          - id: toll
            question: How much is the toll on the bridge?
            answer: Four dollars.
            citations: [{source: gazette}]
        """
    )

    result = run("facts", "--facts", folder)

    assert result.stdout == "toll: How much is the toll on the bridge?\n"


# check


def test_check_of_a_sound_base_prints_a_summary(town_folder: Path) -> None:
    done = process("check", town_folder)

    assert (done.returncode, done.stderr) == (0, "")
    assert "3 facts (2 confirmed, 1 disputed)\n" in done.stdout


def test_check_of_a_broken_base_prints_every_problem_to_standard_error(broken: Path) -> None:
    done = process("check", broken)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "2 problems in the fact base:",
        "  base/all.yaml:5: the entry has no 'answer'; add a line 'answer: ...'",
        "  base/all.yaml:7: unknown key 'awnser'; remove it or fix its spelling",
    ]


def test_check_of_an_unsound_base_names_the_near_miss(run: Run, tmp_path: Path, town_folder: Path) -> None:
    folder = tmp_path / "unsound"
    shutil.copytree(town_folder, folder)
    facts = folder / "facts.yaml"
    unsound = facts.read_text("utf-8").replace("Which bank collects the toll on North Bridge?", f"Please, {TOLL}")
    facts.write_text(unsound, encoding="utf-8")

    result = run("check", folder)

    assert result.exit_code == 1
    assert "unsound/facts.yaml:" in result.stderr
    assert f"the near miss 'Please, {TOLL}' gets the answer of 'north-bridge-toll'; " in result.stderr


def test_check_warns_of_wordings_that_only_help_while_stored(run: Run, write_base: Callable[..., Path]) -> None:
    folder = write_base(
        all="""
        sources:
          - {id: gazette, publisher: Gazette, title: The bridge, published: 2024-03-01}
        facts:
          - id: bridge-toll
            question: How much is the toll on the bridge?
            phrasings: [what do drivers pay to cross the bridge, bridge toll price, what does crossing the bridge cost]
            answer: Cars pay 4 dollars on the bridge.
            citations: [{source: gazette}]
          - id: ferry-first-trip
            question: When did the ferry make its first trip?
            phrasings: [ferry maiden voyage, what do cars pay to cross the bridge, since when has the ferry run]
            answer: The ferry first sailed on 5 May 2021.
            citations: [{source: gazette}]
        """
    )

    result = run("check", folder)

    assert result.exit_code == 0
    assert result.stdout.startswith("warning: base/all.yaml:")
    assert "2 facts (2 reported, not confirmed)\n" in result.stdout


@pytest.mark.parametrize("words", [("check", "--facts"), ("check",)])
def test_check_takes_the_folder_either_way(run: Run, town_folder: Path, words: tuple[str, ...]) -> None:
    assert "3 facts" in run(*words, town_folder).stdout


# every command refuses a base that cannot be served


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("ask", TOLL), id="ask"),
        pytest.param(("ask", "--jsonl"), id="ask-jsonl"),
        pytest.param(("chat",), id="chat"),
        pytest.param(("facts",), id="facts"),
        pytest.param(("check",), id="check"),
        pytest.param(("eval", "questions.jsonl"), id="eval"),
    ],
)
def test_a_broken_base_is_refused_with_its_problems(
    run: Run, tmp_path: Path, broken: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "questions.jsonl").write_text(asked(TOLL).replace("}", ', "expect": "either"}'), encoding="utf-8")

    result = run(*words, "--facts", broken, given=asked(TOLL))

    assert (result.exit_code, result.stdout) == (1, "")
    assert "base/all.yaml:7: unknown key 'awnser'; remove it or fix its spelling" in result.stderr


def test_a_missing_base_is_named(run: Run, tmp_path: Path) -> None:
    result = run("ask", TOLL, "--facts", tmp_path / "nowhere")

    assert result.exit_code == 1
    assert "nowhere: the fact base does not exist; name a folder with *.yaml files" in result.stderr


def test_the_bundled_base_is_the_default(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("FACTBOT_CACHE", str(tmp_path_factory.getbasetemp() / "shipped-cache"))

    rows = replies(run("facts", "--json"))

    assert len(rows) > 100
    assert all(row["answer"] and row["citations"] for row in rows)


# eval


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """Return a question file with two right answers, one wrong one, one missed and one refused question."""
    path = tmp_path / "questions.jsonl"
    rows = [
        {"id": "q1", "question": TOLL, "kind": "direct", "expect": "answer", "fact": "north-bridge-toll"},
        {"id": "q2", "question": DISMISSED, "kind": "direct", "expect": "answer", "must": ["unpaid"]},
        {"id": "q3", "question": TOLL, "kind": "direct", "expect": "answer", "fact": "ferry-first-trip"},
        {"id": "q4", "question": "?", "kind": "short", "expect": "answer", "fact": "ferry-first-trip"},
        {"id": "q5", "question": NEAR_MISS, "kind": "near_miss", "expect": "no_answer"},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        pytest.param((), 1, id="no-wrong-answer-by-default"),
        pytest.param(("--most-wrong", "0"), 1, id="too-many-wrong"),
        pytest.param(("--most-wrong", "1"), 0, id="as-many-wrong-as-allowed"),
        pytest.param(("--most-wrong", "1", "--least-right", "0.5"), 0, id="as-many-right-as-needed"),
        pytest.param(("--most-wrong", "1", "--least-right", "0.51"), 1, id="too-few-right"),
    ],
)
def test_eval_fails_on_wrong_answers_and_too_few_right_ones(
    run: Run, town_folder: Path, questions: Path, limits: tuple[str, ...], code: int
) -> None:
    assert run("eval", questions, *limits, "--facts", town_folder).exit_code == code


def test_eval_prints_the_table_and_what_went_wrong(run: Run, town_folder: Path, questions: Path) -> None:
    text = run("eval", questions, "--facts", town_folder).stdout

    assert re.search(r"^direct +2 +1 +0 +0 +0$", text, re.MULTILINE)
    assert re.search(r"^near_miss +0 +0 +0 +0 +1$", text, re.MULTILINE)
    assert "66.7% of the answers right, 1 wrong" in text
    assert f"wrong: q3 “{TOLL}” got north-bridge-toll" in text
    assert "missed: q4 “?”" in text


def test_eval_as_json(run: Run, town_folder: Path, questions: Path) -> None:
    result = run("eval", questions, "--json", "--facts", town_folder)

    (summary,) = replies(result)
    assert result.exit_code == 1
    assert (summary["questions"], summary["wrong"], summary["answered"]) == (5, 1, 0.6)
    assert summary["right_of_answerable"] == 0.5
    assert summary["kinds"]["short"] == {"right": 0, "wrong": 0, "suggested": 0, "missed": 1, "refused": 0}


def test_eval_names_file_and_line_of_what_is_no_question(run: Run, town_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"question": "a", "expect": "either"}\nnonsense\n', encoding="utf-8")

    result = run("eval", "bad.jsonl", "--facts", town_folder)

    assert (result.exit_code, result.stdout) == (1, "")
    assert re.search(r"^ *bad\.jsonl:2: .+; .+$", result.stderr, re.MULTILINE)


def test_eval_does_not_blame_the_fact_base_for_the_question_file(run: Run, town_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("nonsense\n", encoding="utf-8")

    result = run("eval", "bad.jsonl", "--facts", town_folder)

    assert result.stderr.startswith("1 problem in the question file:\n  bad.jsonl:1: ")
    assert "fact base" not in result.stderr


def test_eval_of_a_missing_file_names_it(run: Run, town_folder: Path) -> None:
    result = run("eval", "nowhere.jsonl", "--facts", town_folder)

    assert result.exit_code == 1
    assert "nowhere.jsonl: cannot be read" in result.stderr


# schema


def plain(folder: Path) -> list[Any]:
    return [yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in sorted(folder.glob("*.yaml"))]  # noqa: S506


def test_schema_names_its_draft_and_the_four_lists(run: Run) -> None:
    result = run("schema")

    schema = json.loads(result.stdout)
    assert result.exit_code == 0
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == {"sources", "entities", "synonyms", "facts"}
    assert schema["additionalProperties"] is False
    fact = schema["$defs"]["FactRecord"]
    assert set(fact["required"]) == {"id", "question", "answer", "citations"}
    assert "not" in fact["properties"]
    assert set(schema["$defs"]["SourceRecord"]["required"]) == {"id", "publisher", "title", "published"}


def test_schema_accepts_a_base_that_loads(run: Run, town_folder: Path) -> None:
    validator = jsonschema_rs.validator_for(json.loads(run("schema").stdout))

    faults = [fault.message for file in plain(town_folder) for fault in validator.iter_errors(file)]

    assert faults == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param({"awnser": "Four."}, "awnser", id="unknown-key"),
        pytest.param({"status": "true"}, "true", id="unknown-status"),
        pytest.param({"id": "North Bridge"}, "North Bridge", id="id-with-a-space"),
        pytest.param({"answer": "a" * 1501}, "1500", id="long-answer"),
        pytest.param({"citations": []}, "[]", id="no-citation"),
    ],
)
def test_schema_refuses_what_the_loader_refuses(
    run: Run, town_folder: Path, change: dict[str, Any], fault: str
) -> None:
    validator = jsonschema_rs.validator_for(json.loads(run("schema").stdout))
    (base,) = [file for file in plain(town_folder) if "facts" in file]
    base["facts"][0] |= change

    faults = [one.message for one in validator.iter_errors(base)]

    assert len(faults) == 1
    assert fault in faults[0]


# configuration


def test_config_in_the_working_folder_is_used(run: Run, tmp_path: Path, town_folder: Path) -> None:
    shutil.copytree(town_folder, tmp_path / "facts-here")
    (tmp_path / "config.yaml").write_text("facts: facts-here\n", encoding="utf-8")

    result = run("facts")

    assert len(result.stdout.splitlines()) == 3


def test_a_relative_folder_starts_at_the_configuration(run: Run, tmp_path: Path, town_folder: Path) -> None:
    shutil.copytree(town_folder, tmp_path / "newsroom" / "facts-here")
    (tmp_path / "newsroom" / "ours.yaml").write_text("facts: ./facts-here\n", encoding="utf-8")

    result = run("facts", "--config", "newsroom/ours.yaml")

    assert len(result.stdout.splitlines()) == 3


def test_facts_on_the_command_line_win_over_the_configuration(run: Run, tmp_path: Path, town_folder: Path) -> None:
    (tmp_path / "config.yaml").write_text("facts: nowhere\n", encoding="utf-8")

    result = run("facts", "--facts", town_folder)

    assert len(result.stdout.splitlines()) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "# ours\n\nprecision: 98\n",
            "config.yaml:3: precision is 98, outside 0.5-1; write 0.98\n",
            id="percent",
        ),
        pytest.param("precison: 0.98\n", "config.yaml:1: unknown key 'precison'; ", id="unknown-key"),
        pytest.param("precision: [\n", "config.yaml:2: ", id="broken-yaml"),
    ],
)
def test_a_broken_configuration_is_refused_with_its_line(
    run: Run, tmp_path: Path, town_folder: Path, text: str, message: str
) -> None:
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")

    result = run("ask", TOLL, "--facts", town_folder)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(message)


@pytest.mark.parametrize("words", [("ask", TOLL), ("chat",), ("facts",), ("check",)])
def test_a_missing_configuration_is_named(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words, "--config", "nowhere.yaml")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("nowhere.yaml: cannot be read (no such file or directory); ")


def test_the_configured_precision_decides_what_is_answered(run: Run, tmp_path: Path, town_folder: Path) -> None:
    (tmp_path / "bold.yaml").write_text("precision: 0.5\n", encoding="utf-8")
    (tmp_path / "strict.yaml").write_text("precision: 0.99\n", encoding="utf-8")

    bold, strict = (
        replies(run("ask", "north bridge fee", "--json", "--facts", town_folder, "--config", f"{name}.yaml"))[0][
            "outcome"
        ]
        for name in ("bold", "strict")
    )

    assert (bold, strict) == ("answer", "suggestions")


# chat and bench


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


# usage


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
