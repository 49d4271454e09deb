from io import StringIO

import pytest
from rich.console import Console

from bot.cli import progress_bar as progress_module
from bot.cli.progress_bar import progress_bar


def drawn(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("seconds", "lines"),
    [pytest.param(-1.0, "indexing: 1 of 2\n", id="long-work"), pytest.param(3600.0, "", id="quick")],
)
def test_a_pipe_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, seconds: float, lines: str) -> None:
    monkeypatch.setattr(progress_module, "LINE_SECONDS", seconds)
    console = Console(file=StringIO(), force_terminal=False)

    with progress_bar(console) as report:
        report("indexing", 1, 2)

    assert drawn(console) == lines


@pytest.mark.parametrize(
    ("patience", "seen"), [pytest.param(-1.0, True, id="long-work"), pytest.param(3600.0, False, id="quick-work")]
)
def test_a_bar_is_drawn_only_when_the_work_takes_long(
    monkeypatch: pytest.MonkeyPatch, patience: float, seen: bool  # noqa: FBT001
) -> None:  # fmt: skip
    monkeypatch.setattr(progress_module, "PATIENCE_SECONDS", patience)
    console = Console(file=StringIO(), force_terminal=True, width=80)

    with progress_bar(console) as report:
        report("indexing", 1, 2)

    assert ("indexing" in drawn(console)) == seen


def test_a_bar_is_gone_when_the_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_module, "PATIENCE_SECONDS", -1.0)
    console = Console(file=StringIO(), force_terminal=True, width=80)

    with progress_bar(console) as report:
        report("indexing", 1, 2)

    after_the_last_bar = drawn(console).rpartition("indexing")[2]
    assert "\x1b[2K" in after_the_last_bar


def test_work_without_steps_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_module, "PATIENCE_SECONDS", -1.0)
    console = Console(file=StringIO(), force_terminal=True, width=80)

    with progress_bar(console) as report:
        report("indexing", 0, 0)

    assert "0%" in drawn(console)
