"""Signals that come before the bot stands: each run in a process of its own."""

import signal
import subprocess
import sys

import pytest

# What the command line would do is replaced by what the operator does meanwhile.
EARLY = """
import os, signal, sys
import bot.cli.commands as commands
from bot.__main__ import main
def app(prog_name):
    os.kill(os.getpid(), signal.{name})
    print("went on")
commands.app = app
sys.argv = ["factbot", "{command}"]
main()
"""
HELD = """
import asyncio, os, signal
from bot.process.signals import attach, hold
hold()
os.kill(os.getpid(), signal.SIGHUP)
async def main():
    stop, hang_up = asyncio.Event(), asyncio.Event()
    attach(stop, hang_up)
    await asyncio.wait_for(hang_up.wait(), 10)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(stop.wait(), 10)
    print("heard both")
asyncio.run(main())
"""


def python(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)  # noqa: S603


def test_a_hang_up_at_the_start_ends_nothing() -> None:
    done = python(EARLY.format(name="SIGHUP", command="run"))

    assert (done.returncode, done.stdout) == (0, "went on\n")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_told_to_stop_at_the_start_it_stops_and_says_so(name: str) -> None:
    done = python(EARLY.format(name=name, command="run"))

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"stopped by {name} before the bot had started\n"


def test_a_hang_up_that_was_held_is_heard_once_the_handler_stands() -> None:
    assert python(HELD).stdout == "heard both\n"


def test_a_terminal_that_closes_ends_every_other_command() -> None:
    assert python(EARLY.format(name="SIGHUP", command="chat")).returncode == -signal.SIGHUP
