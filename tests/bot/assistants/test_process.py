"""The process itself: hostile lines, reloads, its end, and why it doesn't begin."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from bot.assistants.lines import LONGEST_BYTES
from bot.wording.assistants import CLIENT_GONE, NOT_INSTALLED
from tests.bot.assistants.support import HELLO, SECONDS, Raw, words
from tests.bot.cli.support import PAID, TOLL, process

LATER = "Cars pay 5 dollars on North Bridge."


def rewrite(folder: Path, old: str, new: str) -> None:
    path = folder / "facts.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def line_with(**params: Any) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "id": 900, "method": "tools/call", "params": params}).encode()


HOSTILE = [
    b"", b"   ", b"hello", b"{", b"[]", b"null", b"42", b'"text"', b"\x00\x01\x02", b"\xff\xfe\xfd", b"\xef\xbb\xbf{}",
    b"[" * 200_000, b'{"a":' * 100_000, b"x" * (LONGEST_BYTES + 70_000), b"9" * 100_000,
    b'{"jsonrpc":"2.0"}', b'{"jsonrpc":"2.0","id":901}', b'{"jsonrpc":"2.0","id":null,"method":"tools/call"}',
    b'{"jsonrpc":"2.0","id":902,"method":"no/such"}', b'{"jsonrpc":"2.0","id":903,"method":"tools/call"}',
    b'{"jsonrpc":"2.0","id":904,"method":"tools/call","params":[1]}',
    b'{"jsonrpc":"2.0","id":905,"result":{}}', b'{"jsonrpc":"2.0","method":"notifications/cancelled","params":{}}',
    b'{"jsonrpc":"2.0","id":906,"method":"resources/list","params":{"cursor":"x"}}',
    b'{"jsonrpc":"2.0","id":907,"method":"tools/call","params":{"name":"ask","arguments":{"question":"\\ud83d"}}}',
    line_with(name="ask", arguments=None), line_with(name="ask", arguments={}), line_with(name="ask", arguments=[1]),
    line_with(name="ask", arguments={"question": "x" * 100_000}), line_with(name="ask", arguments={"question": "\x00"}),
    line_with(name="ask", arguments={"question": {"a": [1]}}), line_with(name="run", arguments={"question": "x"}),
    line_with(name="__class__", arguments={}), line_with(name=7, arguments={}),
]  # fmt: skip


def test_whatever_is_sent_the_next_question_is_answered_and_nothing_else_is_printed(raw: Raw) -> None:
    for line in HOSTILE:
        raw.send(line)
        result = raw.call("ask", question=TOLL)
        assert result["structuredContent"]["answer"] == PAID, line[:80]
    code, rest, log = raw.end()

    assert (code, rest) == (0, [])
    assert "Traceback" not in log
    assert f"a message of more than {LONGEST_BYTES} bytes was not read" in log
    assert TOLL not in log


def test_a_hang_up_brings_the_new_text_and_broken_files_leave_the_old_one(raw: Raw, base_folder: Path) -> None:
    rewrite(base_folder, PAID, LATER)
    raw.process.send_signal(signal.SIGHUP)
    assert "reloaded (SIGHUP): 0 added, 1 changed, 0 removed" in raw.logged("reloaded")
    assert raw.call("ask", question=TOLL)["structuredContent"]["answer"] == LATER

    rewrite(base_folder, "answer:", "awnser:")
    raw.process.send_signal(signal.SIGHUP)
    assert "the facts of before are served on (SIGHUP): " in raw.logged("served on")
    assert raw.call("ask", question=TOLL)["structuredContent"]["answer"] == LATER


def test_a_signal_ends_it_while_the_client_says_nothing(raw: Raw) -> None:
    raw.process.send_signal(signal.SIGTERM)

    assert raw.process.wait(SECONDS) == 0
    assert b"Traceback" not in (raw.process.stderr.read() if raw.process.stderr else b"")


def test_a_client_that_is_gone_ends_it(town_folder: Path, config: Path) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": HELLO}
    with subprocess.Popen(  # noqa: S603
        [sys.executable, *words(town_folder, config)], stdin=subprocess.PIPE, stdout=theirs, stderr=subprocess.PIPE
    ) as server:
        os.close(theirs)
        assert server.stdin is not None
        assert server.stderr is not None
        server.stdin.write(json.dumps(hello).encode() + b"\n")
        server.stdin.flush()
        log = server.stderr.read()

    assert server.returncode == 0
    assert b"Traceback" not in log
    assert CLIENT_GONE.encode() in log


def test_a_broken_base_is_told_and_nothing_is_served(base_folder: Path, config: Path) -> None:
    rewrite(base_folder, "answer:", "awnser:")

    done = process("mcp", "--facts", base_folder, "--config", config)

    assert (done.returncode, done.stdout) == (1, "")
    assert "unknown key 'awnser'" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "mcp.py").write_text("raise ImportError('not here')\n", "utf-8")

    done = process("mcp", PYTHONPATH=os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))

    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{NOT_INSTALLED}\n")
