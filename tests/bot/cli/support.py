"""How the tests of the command line call it: in this process, as a process, on a terminal."""

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from typer.testing import Result

SCRIPT = [str(Path(sys.executable).with_name("factbot"))]
MODULE = [sys.executable, "-m", "bot"]
KEYS = {
    "question", "outcome", "fact", "fact_question", "page", "answer", "status", "status_in_words", "as_of", "review_by",
    "overdue", "happened", "confidence", "cautions", "positions", "citations", "corrections", "related", "suggestions",
    "reason",
}  # fmt: skip
COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7]m")
TOLL = "How much is the toll on North Bridge?"
NEAR_MISS = "How much is the toll on South Bridge?"
PAID = "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported."
DISMISSED = "Why did Anna Berg dismiss Tom Lind?"
LOUD = "@everyone **Cars** pay [red]4[/red] dollars :car: <@123> [link=x]y[/link]"

Run = Callable[..., Result]


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


def wait_until_asleep(process: int, seconds: float = 90.0) -> None:
    """Wait until a process has nothing to do but to wait for input, by Linux's account of it."""
    until = time.monotonic() + seconds
    # "PID (NAME) STATE ...": https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    while Path(f"/proc/{process}/stat").read_text("ascii").rpartition(") ")[2][0] != "S":
        assert time.monotonic() < until, "it never came to rest"
        time.sleep(0.001)


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
