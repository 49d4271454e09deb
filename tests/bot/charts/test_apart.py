"""Charts drawn by another process: the picture comes back, and a fault there is only a missing picture."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.charts import apart
from bot.charts.apart import drawn, timelines_drawn
from bot.wording.accounts import chart_of
from tests.bot.charts.test_drawing import account
from tests.bot.charts.test_timeline import chart


@pytest.fixture(autouse=True)
def _own_fonts(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTBOT_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


async def test_the_picture_comes_back() -> None:
    picture = await drawn(chart_of(account(3, 4)))

    assert picture is not None
    assert picture.startswith(b"\x89PNG")


async def test_pictures_of_timelines_come_back_in_their_order() -> None:
    short, long = await timelines_drawn([chart(1), chart(3, is_dark=True)])

    assert short.startswith(b"\x89PNG")
    assert int.from_bytes(short[20:24]) < int.from_bytes(long[20:24])


def test_the_bot_itself_loads_nothing_that_draws() -> None:
    code = (
        "import sys, bot.cli.commands, bot.cli.statistics, bot.cli.timelines, bot.process.running, "
        "bot.client.cogs.desk.commands, bot.client.cogs.timeline; "
        "sys.exit('matplotlib' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603  ours

    assert (done.returncode, done.stderr) == (0, b"")


def program(folder: Path, text: str) -> str:
    """Return the path of a program that stands for the Python that draws."""
    path = folder / "python"
    path.write_text(f"#!{sys.executable}\nimport sys, time\n{text}\n", "utf-8")
    path.chmod(0o700)
    return str(path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sys.stdin.read(); sys.exit('no matplotlib here')", "ended with code 1 (no matplotlib here)"),
        ("time.sleep(600)", "it took more than"),
    ],
)
async def test_without_a_picture_the_log_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, text: str, says: str
) -> None:
    monkeypatch.setattr(sys, "executable", program(tmp_path, text))
    monkeypatch.setattr(apart, "PATIENCE_SECONDS", 5.0)

    assert await drawn(chart_of(account(1, 1))) is None
    assert await timelines_drawn([chart(1)]) == ()
    assert caplog.text.count(says) == 2


async def test_no_process_is_no_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))

    assert await drawn(chart_of(account(1, 1))) is None
    assert "no process for it" in caplog.text
